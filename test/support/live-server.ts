/**
 * A small server with the real transports (graphql-ws, SSE) and the real feed over an event log in memory: for tests of
 * the path between a subscriber and its feed.
 */
import type { AddressInfo } from 'node:net';
import {
  buildSchema,
  execute,
  type FormattedExecutionResult,
  GraphQLError,
  getArgumentValues,
  getOperationAST,
  Kind,
  print,
} from 'graphql';
import type { Viewer } from '../../src/accounts/viewer.js';
import type { EventHub } from '../../src/delivery/event-hub.js';
import type { EventBatch } from '../../src/delivery/subscriber.js';
import type { ResolverBatch } from '../../src/delivery/subscriptions/resolver-batch.js';
import { TenantFeed } from '../../src/delivery/tenant-feed.js';
import { CursorInvalidError, TrunklineError, UnauthenticatedError } from '../../src/domain/errors.js';
import type { LoggedEvent } from '../../src/domain/logged-event.js';
import { permissionsOf } from '../../src/domain/permission.js';
import { EventType, Role } from '../../src/domain/vocabulary.js';
import { toGraphQLError } from '../../src/graphql/error-policy.js';
import type { Executor } from '../../src/graphql/executor.js';
import { createOperationPolicy } from '../../src/graphql/operation-policy.js';
import { createHttpServer } from '../../src/server/http/create-http-server.js';
import { createLoggers } from '../../src/server/logger.js';
import { handleUpgrades } from '../../src/server/subscriptions/handle-upgrades.js';
import { createRoundQueue } from '../../src/server/subscriptions/round-queue.js';
import { registerSseRoutes, type SseSide } from '../../src/server/subscriptions/sse-routes.js';
import { createWebSocketServer, type WebSocketSide } from '../../src/server/subscriptions/websocket.js';

/** The server and its test helpers. */
export interface LiveServer {
  readonly url: string;
  readonly sse: SseSide;
  readonly sockets: WebSocketSide;
  /** The accepted bearer token; the viewer's session can be ended. */
  readonly viewer: { expiresAt: Date; isCurrent: boolean };
  /** Appends messages to the log and notifies the feed. */
  publish(...texts: string[]): void;
  /** Retention: deletes all events up to here. */
  dropThrough(position: number): void;
  cursorOf(position: number): string;
  /** Number of subscribers of the feed. */
  subscriberCount(): number;
  /** Number of subscriptions that were joined. */
  joinCount(): number;
  /** Cuts every connection without a close handshake. */
  cutConnections(): void;
  /** Closes the HTTP server only. */
  close(): Promise<void>;
  stop(): Promise<void>;
}

const schema = buildSchema(`
  type Query { ping: String, whoAmI: String }
  type Mutation { touch: String }
  type Subscription { messageAdded(after: String): Message, manyAdded(after: String): Message }
  type Message { id: ID!, text: String!, cursor: String! }
`);

/** Shared by all: each adds a listener to the process. */
const logger = createLoggers({ level: 'silent', format: 'json' }).logger;

/** Starts one on a free port of 127.0.0.1. `padding` is appended to every text. */
export async function startLiveServer(
  options: { readonly port?: number; readonly log?: LoggedEvent[]; readonly padding?: string } = {},
): Promise<LiveServer> {
  const log = options.log ?? [];
  let droppedThrough = 0;
  let joins = 0;
  const viewerState = { expiresAt: new Date(Date.now() + 3_600_000), isCurrent: true };
  const viewer = (): Viewer => ({
    tenantId: 't1',
    role: Role.OWNER,
    permissions: permissionsOf(Role.OWNER),
    channelIds: null,
    apiToken: null,
    userId: 'u1',
    sessionId: 's1',
    sessionEpoch: 1,
    expiresAt: viewerState.expiresAt,
  });
  const feed = new TenantFeed<EventBatch>({
    readAfter: async (position, limit) =>
      log.filter(event => event.position > Math.max(position, droppedThrough)).slice(0, limit),
    readRange: async () => ({ last: log.length, droppedThrough, epoch: 'e' }),
    renewEpoch: async () => 'another',
    makeBatch: events => ({ events }),
    log: () => {},
    delivered: () => {},
    catchUpStarted: () => {},
  });
  const hub: EventHub<ResolverBatch> = {
    subscribe: (operation, sink, after) => {
      joins += 1;
      return feed.subscribe(operation as never, sink, after);
    },
    counts: () => ({ feeds: 1, subscribers: feed.size, groups: feed.groupCount, cachedBytes: 0 }),
    stop: () => {},
  };
  const policy = createOperationPolicy(schema, {
    maxLength: 9_999,
    maxTokens: 999,
    maxDepth: 9,
    maxAliases: 9,
    maxCost: 999,
  });
  const toClientError = (error: unknown) =>
    error instanceof TrunklineError || error instanceof GraphQLError
      ? toGraphQLError(error)
      : new GraphQLError(String(error));
  const executor: Executor = {
    schema,
    decide: ({ query }) => policy(query, true),
    toClientError,
    executeDocument: async () => ({}),
    execute: async request => {
      const decision = policy(request.query, true);
      if (!decision.ok) return { errors: decision.errors.map(error => error.toJSON()) };
      const rootValue = { ping: 'pong', whoAmI: request.viewer?.userId ?? null, touch: 'touched' };
      return (await execute({ schema, document: decision.document, rootValue })) as FormattedExecutionResult;
    },
    authorizeSubscription: () => {},
  };
  const cursorOf = (position: number) => `c${position}`;
  const parts = {
    executor,
    hub,
    presenceHub: null,
    draftHub: null,
    isCurrent: async () => viewerState.isCurrent,
    decodePlace: (_tenantId: string, cursor: string) => {
      if (!/^c\d+$/.test(cursor)) throw new CursorInvalidError();
      return { position: Number(cursor.slice(1)), epoch: 'e' };
    },
    plan: ({
      document,
      operationName,
      variables,
      scope,
    }: Parameters<Parameters<typeof registerSseRoutes>[1]['plan']>[0]) => {
      const definition = getOperationAST(document, operationName);
      const field = definition?.selectionSet.selections[0];
      const fieldDefinition =
        field?.kind === Kind.FIELD && schema.getSubscriptionType()?.getFields()[field.name.value];
      if (!fieldDefinition || field.kind !== Kind.FIELD) throw new Error('no field');
      const args = getArgumentValues(fieldDefinition, field, variables) as { after?: string };
      const run = async (_batch: ResolverBatch, event: LoggedEvent) => ({
        data: {
          [field.name.value]: {
            id: String(event.position),
            text: event.subjectId + (options.padding ?? ''),
            cursor: cursorOf(event.position),
          },
        },
      });
      return {
        operation: {
          key: print(document),
          tenantId: scope.tenantId,
          kinds: new Set([EventType.MESSAGE_ADDED]),
          run,
        },
        after: args.after ?? null,
      };
    },
    log: () => {},
  };
  const app = createHttpServer({
    logger: logger,
    bodyLimitBytes: 100_000,
  });
  const sse = registerSseRoutes(app, {
    ...parts,
    addLimitHeaders: () => {},
    authenticate: async ({ headers: { authorization } }) => {
      if (authorization === undefined) return null;
      if (authorization !== 'Bearer good') throw new UnauthenticatedError();
      return viewer();
    },
  });
  const queue = createRoundQueue();
  const sockets = createWebSocketServer({
    buildId: null,
    clientAddressOf: () => '127.0.0.1',
    queue,
    count: async () => null,
    ...parts,
    authenticate: async parameters => (parameters.authorization === 'Bearer good' ? viewer() : null),
  });
  handleUpgrades(app.server, {
    path: '/graphql',
    isOpen: () => true,
    mayOpen: () => true,
    upgrade: sockets.upgrade,
    queue,
    logRefused: () => {},
  });
  const connections = new Set<import('node:net').Socket>();
  app.server.on('connection', socket => {
    connections.add(socket);
    socket.once('close', () => connections.delete(socket));
  });
  await app.listen({ host: '127.0.0.1', port: options.port ?? 0 });
  return {
    url: `http://127.0.0.1:${(app.server.address() as AddressInfo).port}`,
    sse,
    sockets,
    viewer: viewerState,
    publish: (...texts) => {
      for (const text of texts) {
        log.push({
          tenantId: 't1',
          position: log.length + 1,
          kind: EventType.MESSAGE_ADDED,
          subjectId: text,
          channelId: null,
          conversationId: null,
          messageId: null,
          changed: [],
          at: new Date(),
          was: null,
        });
      }
      feed.ring(log.length);
    },
    dropThrough: position => {
      droppedThrough = position;
    },
    cursorOf,
    subscriberCount: () => feed.size,
    joinCount: () => joins,
    cutConnections: () => {
      for (const socket of connections) socket.destroy();
    },
    close: () => app.close(),
    stop: async () => {
      sse.stop();
      await sockets.stop(1_000);
      await app.close();
    },
  };
}
