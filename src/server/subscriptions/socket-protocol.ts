/**
 * The graphql-transport-ws protocol: what the messages of a client do. graphql-ws checks the messages; the state of a
 * socket and of its operations is our own, as the library's takes several kilobytes for each subscription
 * (docs/decisions/0091).
 *
 * Subscriptions use the shared delivery; queries and mutations use the executor of HTTP.
 */
import { randomUUID } from 'node:crypto';
import { getOperationAST } from 'graphql';
import { CloseCode, type Message, MessageType, parseMessage, type SubscribePayload } from 'graphql-ws';
import WebSocket from 'ws';
import type { SessionClient } from '../../accounts/session-client.js';
import { toScope, type Viewer } from '../../accounts/viewer.js';
import type { Presence } from '../../delivery/presence/presence.js';
import { startDelivery } from '../../delivery/subscriptions/start-delivery.js';
import type { SubscriptionParts } from '../../delivery/subscriptions/stream-subscription.js';
import { BadUserInputError } from '../../domain/errors.js';
import type { GraphQLRequest } from '../../graphql/executor.js';
import { type Connection, closeCodes } from './connection.js';
import { SocketOperation } from './socket-operation.js';

/** Options of `createSocketProtocol`. */
export interface SocketProtocolOptions extends SubscriptionParts {
  /** Viewer of `connectionParams`, or null without a valid token. @throws UnavailableError */
  readonly authenticate: (
    connectionParams: Readonly<Record<string, unknown>>,
    client: SessionClient,
  ) => Promise<Viewer | null>;
  /** Counts an operation. @throws RateLimitedError */
  readonly count: (viewer: Viewer) => Promise<unknown>;
  /** Learns of the sockets of people. */
  readonly presence?: Pick<Presence, 'connect' | 'disconnect'> | null;
  /** Build of the inbox, in the payload of `connection_ack`. */
  readonly buildId: string | null;
}

/** The protocol. */
export interface SocketProtocol {
  /** Does what a message says; an invalid one closes the socket. @throws UnavailableError */
  take(connection: Connection, text: string): Promise<void>;
  /** Ends the operations of a socket that has closed. */
  end(connection: Connection): void;
}

type Request = GraphQLRequest & { readonly viewer: Viewer };

const maxOperations = 100;
/** Of the reason of a close frame. */
const maxReasonBytes = 123;

/** A message as graphql-ws accepts it; null for any other one. */
function read(text: string): Message | null {
  try {
    return parseMessage(text);
  } catch {
    // Not logged: the error repeats the input.
    return null;
  }
}

/** Creates it. */
export function createSocketProtocol(options: SocketProtocolOptions): SocketProtocol {
  const { executor, presence, buildId } = options;

  const send = ({ socket }: Connection, message: object): void => {
    if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  };

  const begin = async (connection: Connection, parameters: Record<string, unknown>): Promise<void> => {
    const { socket } = connection;
    if (connection.hasSentInit)
      return socket.close(CloseCode.TooManyInitialisationRequests, 'Too many initialisation requests');
    connection.hasSentInit = true;
    const viewer = await options.authenticate(parameters, connection.client);
    if (!viewer) return socket.close(CloseCode.Forbidden, 'Forbidden');
    if (socket.readyState !== WebSocket.OPEN) return;
    connection.viewer = viewer;
    // A program is not there; it can say that it types.
    if (viewer.apiToken === null) presence?.connect(connection.id, viewer);
    send(connection, {
      type: MessageType.ConnectionAck,
      ...(buildId === null ? {} : { payload: { build: buildId } }),
    });
  };

  const subscribe = async (connection: Connection, id: string, payload: SubscribePayload): Promise<void> => {
    const { socket, viewer, client } = connection;
    if (!viewer) return socket.close(CloseCode.Unauthorized, 'Unauthorized');
    if (connection.operations?.has(id)) {
      const reason = `Subscriber for ${id} already exists`;
      return socket.close(
        CloseCode.SubscriberAlreadyExists,
        Buffer.byteLength(reason) > maxReasonBytes ? 'Subscriber already exists' : reason,
      );
    }
    if (connection.operationCount >= maxOperations)
      return socket.close(closeCodes.policy, `At most ${maxOperations} operations at once`);
    const operation = new SocketOperation(connection, id);
    try {
      await run(operation, {
        query: payload.query,
        operationName: payload.operationName ?? null,
        variables: payload.variables ?? {},
        viewer,
        clientAddress: client.address,
        userAgent: client.userAgent,
        requestId: randomUUID(),
        connectionId: connection.id,
      });
    } catch (error) {
      operation.refuse([executor.toClientError(error)]);
    } finally {
      if (!operation.isFollowing) operation.end();
    }
  };

  const run = async (operation: SocketOperation, request: Request): Promise<void> => {
    const { viewer } = request;
    if (viewer.apiToken !== null) await options.count(viewer);
    const decision = executor.decide(request);
    if (!decision.ok) return operation.refuse(decision.errors);
    const { document } = decision;
    const definition = getOperationAST(document, request.operationName);
    if (!definition) throw new BadUserInputError('operationName', 'names no operation of the document');
    if (definition.operation !== 'subscription') return operation.answer(await executor.execute(request));
    executor.authorizeSubscription(document, request.operationName, viewer);
    const planned = options.plan({
      document,
      operationName: request.operationName,
      variables: request.variables,
      scope: toScope(viewer),
      userId: viewer.userId,
    });
    if (operation.isWanted) operation.follow(await startDelivery(options, planned, operation, viewer));
  };

  return {
    take: async (connection, text) => {
      const message = read(text);
      switch (message?.type) {
        case MessageType.ConnectionInit:
          return begin(connection, message.payload ?? {});
        case MessageType.Ping:
          return send(connection, {
            type: MessageType.Pong,
            ...(message.payload ? { payload: message.payload } : {}),
          });
        case MessageType.Pong:
          return;
        case MessageType.Subscribe:
          return subscribe(connection, message.id, message.payload);
        case MessageType.Complete:
          return connection.operations?.get(message.id)?.giveUp();
        default:
          return connection.socket.close(CloseCode.BadRequest, 'Invalid message received');
      }
    },
    end: connection => {
      presence?.disconnect(connection.id);
      for (const operation of [...(connection.operations?.values() ?? [])]) operation.giveUp();
      connection.operations = null;
    },
  };
}
