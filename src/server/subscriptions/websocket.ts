/**
 * GraphQL over WebSocket: graphql-ws implements the protocol; this file adds sockets, limits and execution.
 *
 * Subscriptions use the shared delivery; queries and mutations use the executor of HTTP. A peer that is silent, floods
 * with pings, or does not read its data is disconnected.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type GraphQLError, getOperationAST } from 'graphql';
import { handleProtocols, makeServer } from 'graphql-ws';
import WebSocket, { WebSocketServer } from 'ws';
import { type SessionClient, toUserAgent } from '../../accounts/session-client.js';
import { toScope, type Viewer } from '../../accounts/viewer.js';
import type { Presence } from '../../delivery/presence/presence.js';
import { createPendingStream } from '../../delivery/subscriptions/pending-stream.js';
import { createSocketSink } from '../../delivery/subscriptions/socket-sink.js';
import { startDelivery } from '../../delivery/subscriptions/start-delivery.js';
import type { SubscriptionParts } from '../../delivery/subscriptions/stream-subscription.js';
import { BadUserInputError, UnavailableError } from '../../domain/errors.js';
import { toGraphQLError } from '../../graphql/error-policy.js';
import type { GraphQLRequest } from '../../graphql/executor.js';
import { spreadOver } from '../spread-over.js';
import type { RoundQueue } from './round-queue.js';
import {
  type Connection,
  closeCodes,
  countFrame,
  createConnection,
  watchConnections,
} from './socket-connection.js';

/** Options of `createWebSocketServer`. */
export interface WebSocketOptions extends SubscriptionParts {
  readonly clientAddressOf: (request: IncomingMessage) => string;
  /** Viewer of `connectionParams`, or null without a valid token. @throws UnavailableError */
  readonly authenticate: (
    connectionParams: Readonly<Record<string, unknown>>,
    client: SessionClient,
  ) => Promise<Viewer | null>;
  /** True if a viewer's session is still valid; checked periodically for every socket. */
  readonly isCurrent: (viewer: Viewer) => Promise<boolean>;
  /** Counts an operation. @throws RateLimitedError */
  readonly count: (viewer: Viewer) => Promise<unknown>;
  /** Learns of the sockets of people. */
  readonly presence?: Pick<Presence, 'connect' | 'disconnect'> | null;
  /** Queue of socket messages; shared with the upgrade requests. */
  readonly queue: RoundQueue;
  readonly log: (message: string) => void;
  /** Build of the inbox, in the payload of `connection_ack`. */
  readonly buildId: string | null;
}

/** The WebSocket transport of the server. */
export interface WebSocketSide {
  /** Performs an upgrade. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
  readonly socketCount: number;
  /** Closes the sockets of a user or a company whose sessions ended or whose rights changed; null checks all. */
  checkSessions(id: string | null): void;
  /** Closes the currently open sockets with 1001, spread over `durationMs`; new ones are still accepted. */
  drain(durationMs: number): Promise<void>;
  /** Closes every socket with 1001 and waits until all are closed, at most `timeoutMs`. */
  stop(timeoutMs: number): Promise<void>;
}

const maxMessageBytes = 64 * 1024;
const initTimeoutMs = 5_000;
const maxOperations = 100;

/** Creates the WebSocket transport. */
export function createWebSocketServer(options: WebSocketOptions): WebSocketSide {
  const { executor, queue, log } = options;
  const server = new WebSocketServer({
    noServer: true,
    maxPayload: maxMessageBytes,
    perMessageDeflate: false,
    handleProtocols: protocols => handleProtocols(protocols),
  });
  const connections = new Set<Connection>();

  const protocol = makeServer<Record<string, unknown>, Connection>({
    connectionInitWaitTimeout: initTimeoutMs,
    onConnect: async context => {
      const viewer = await options.authenticate(context.connectionParams ?? {}, context.extra.client);
      if (!viewer) return false;
      context.extra.viewer = viewer;
      // A program is not there; it can say that it types.
      const isOpen = context.extra.socket.readyState === WebSocket.OPEN;
      if (isOpen && viewer.apiToken === null) options.presence?.connect(context.extra.id, viewer);
      return options.buildId === null ? true : { build: options.buildId };
    },
    onSubscribe: async (context, id, payload) => {
      const connection = context.extra;
      const { viewer } = connection;
      if (!viewer) return [toGraphQLError(new Error('not signed in'))];
      if (connection.operations >= maxOperations) {
        connection.socket.close(closeCodes.policy, `At most ${maxOperations} operations at once`);
        return [toGraphQLError(new Error('too many operations'))];
      }
      const request: GraphQLRequest = {
        query: payload.query,
        operationName: payload.operationName ?? null,
        variables: payload.variables ?? {},
        viewer,
        clientAddress: connection.client.address,
        userAgent: connection.client.userAgent,
        requestId: randomUUID(),
        connectionId: connection.id,
      };
      if (viewer.apiToken !== null) {
        // Counted while it waits, so that a burst cannot pass the limit above.
        connection.operations += 1;
        try {
          await options.count(viewer);
        } catch (error) {
          return [executor.toClientError(error)];
        } finally {
          connection.operations -= 1;
        }
      }
      const decision = executor.decide(request);
      if (!decision.ok) return [...decision.errors] as GraphQLError[];
      const operation = getOperationAST(decision.document, request.operationName);
      if (!operation) {
        const error = new BadUserInputError('operationName', 'names no operation of the document');
        return [executor.toClientError(error)];
      }
      connection.operations += 1;
      return {
        schema: executor.schema,
        document: decision.document,
        operationName: request.operationName,
        variableValues: request.variables,
        contextValue: { request, connection, id, isSubscription: operation.operation === 'subscription' },
      };
    },
    execute: async args => {
      const { request, connection } = args.contextValue as OperationContext;
      try {
        return (await executor.execute(request)) as never;
      } finally {
        connection.operations -= 1;
      }
    },
    subscribe: args => startSubscription(args.contextValue as OperationContext) as never,
    // Errors are formatted already; without this graphql-ws treats them as instances and closes the socket.
    onNext: (_context, _id, _payload, _args, result) => result as never,
  });

  interface OperationContext {
    readonly request: GraphQLRequest & { readonly viewer: Viewer };
    readonly connection: Connection;
    readonly id: string;
  }

  /**
   * Subscribes to the live feed; an error while planning or subscribing becomes an `error` message of the operation.
   */
  const startSubscription = async ({ request, connection, id }: OperationContext) => {
    let unsubscribe: (() => void) | null = null;
    let hasEnded = false;
    const stream = createPendingStream(
      () => void subscribe(),
      () => {
        hasEnded = true;
        connection.operations -= 1;
        unsubscribe?.();
      },
    );
    const subscribe = async (): Promise<void> => {
      try {
        const decision = executor.decide(request);
        if (!decision.ok) throw decision.errors[0];
        const { viewer } = request;
        executor.authorizeSubscription(decision.document, request.operationName, viewer);
        const planned = options.plan({
          document: decision.document,
          operationName: request.operationName,
          variables: request.variables,
          scope: toScope(viewer),
          userId: viewer.userId,
        });
        const sink = createSocketSink({
          socket: connection.socket,
          operationId: id,
          // Checked for each event; the socket itself is closed by the next session check.
          mayDeliver: () => viewer.expiresAt.getTime() > Date.now(),
          onFail: error => stream.fail(toGraphQLError(error)),
        });
        unsubscribe = await startDelivery(options, planned, sink, viewer);
        if (hasEnded) unsubscribe();
      } catch (error) {
        stream.fail(executor.toClientError(error));
      }
    };
    return stream;
  };

  const open = (socket: WebSocket, request: IncomingMessage): void => {
    const connection = createConnection(socket, {
      address: options.clientAddressOf(request),
      userAgent: toUserAgent(request.headers['user-agent']),
    });
    connections.add(connection);
    const opened = protocol.opened(
      {
        protocol: socket.protocol,
        send: data =>
          new Promise((resolve, reject) => {
            if (socket.readyState !== WebSocket.OPEN) return resolve();
            socket.send(data, error => (error ? reject(error) : resolve()));
          }),
        close: (code, reason) => socket.close(code, reason),
        onMessage: handle => {
          const take = async (data: WebSocket.RawData): Promise<void> => {
            try {
              await handle(String(data));
            } catch (error) {
              log(`websocket: ${error instanceof Error ? error.message : String(error)}`);
              if (error instanceof UnavailableError)
                socket.close(closeCodes.tryAgainLater, 'Try again later');
              else socket.close(closeCodes.badRequest, 'Invalid message');
            }
          };
          // A socket whose messages wait is not read, so that the queue holds at most one read of each.
          let waiting = 0;
          socket.on('message', data => {
            if (!countFrame(connection, (data as Buffer).length)) return;
            waiting += 1;
            queue(() => {
              waiting -= 1;
              if (waiting === 0 && socket.isPaused) socket.resume();
              void take(data);
            });
            if (waiting > 0) socket.pause();
          });
        },
      },
      connection,
    );
    socket.on('ping', data => countFrame(connection, data.length));
    socket.on('pong', () => {
      connection.isAlive = true;
    });
    socket.on('error', error => log(`websocket: ${error.message}`));
    socket.once('close', (code, reason) => {
      connections.delete(connection);
      options.presence?.disconnect(connection.id);
      // Queued after the messages that arrived earlier.
      queue(() => void opened(code, String(reason)).catch(error => log(`websocket: ${error}`)));
    });
  };

  const goAway = ({ socket }: Connection) => socket.close(closeCodes.goingAway, 'The server is stopping');

  const watch = watchConnections({ connections, isCurrent: options.isCurrent, log });

  return {
    upgrade: (request, socket, head) => server.handleUpgrade(request, socket, head, open),
    get socketCount() {
      return connections.size;
    },
    checkSessions: watch.checkSessions,
    drain: durationMs => spreadOver([...connections], durationMs, goAway),
    stop: async timeoutMs => {
      watch.stop();
      for (const connection of connections) goAway(connection);
      const deadline = Date.now() + timeoutMs;
      while (connections.size > 0 && Date.now() < deadline)
        await new Promise(resolve => setTimeout(resolve, 20));
      for (const { socket } of connections) socket.terminate();
      server.close();
    },
  };
}
