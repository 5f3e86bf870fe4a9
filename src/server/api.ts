/** Everything that listens: HTTP routes, GraphQL, WebSocket, put together from the parts that `app.ts` built. */
import type { AddressInfo } from 'node:net';
import type { FastifyBaseLogger, FastifyInstance } from 'fastify';
import type { AccessTokens } from '../accounts/access-token.js';
import type { Sessions } from '../accounts/sessions.js';
import type { Viewer } from '../accounts/viewer.js';
import type { CalendarFiles } from '../bookings/calendar-file.js';
import type { Config } from '../config.js';
import type { Database } from '../database/database.js';
import { createTenantReader, type TenantReader } from '../database/tenant-reader.js';
import { UnauthenticatedError } from '../domain/errors.js';
import type { Doorbell } from '../events/doorbell.js';
import { createEventHub } from '../events/event-hub.js';
import { createLoaders } from '../queries/loaders.js';
import { assertAccess } from '../resolvers/access.js';
import { createSchema } from '../resolvers/build-schema.js';
import type { ResolverContext } from '../resolvers/context.js';
import type { UseCases } from '../resolvers/use-cases.js';
import { type BookingRoutesOptions, registerBookingRoutes } from '../webhooks/booking-routes.js';
import { registerWebhookRoutes, type WebhookRoutesOptions } from '../webhooks/webhook-routes.js';
import { createExecutor, type GraphQLRequest } from './graphql/executor.js';
import { createOperationPolicy } from './graphql/operation-policy.js';
import { registerAuthRoutes } from './http/auth-routes.js';
import { registerCalendarRoutes } from './http/calendar-routes.js';
import { createHttpServer } from './http/create-http-server.js';
import { graphqlPath, registerGraphQLRoutes } from './http/graphql-routes.js';
import { registerHealthRoutes } from './http/health-routes.js';
import { planSubscription } from './subscriptions/plan-subscription.js';
import { createBatchMaker } from './subscriptions/resolver-batch.js';
import { createWebSocketServer } from './subscriptions/websocket.js';

/** What the API is made of. */
export interface ApiOptions {
  readonly config: Config;
  readonly logger: FastifyBaseLogger;
  readonly database: Database;
  readonly doorbell: Doorbell;
  readonly accessTokens: AccessTokens;
  readonly sessions: Sessions;
  readonly useCases: UseCases;
  readonly webhooks: Omit<WebhookRoutesOptions, 'bodyLimitBytes' | 'count'>;
  readonly bookings: Omit<BookingRoutesOptions, 'bodyLimitBytes' | 'count' | 'authenticateTester'> & {
    readonly calendarFiles: CalendarFiles;
  };
}

/** The listening API. */
export interface Api {
  readonly http: FastifyInstance;
  /** Listens. @returns the port. */
  listen(): Promise<number>;
  /** Stops taking requests, lets running ones end, closes sockets with 1001. */
  stop(timeoutMs: number): Promise<void>;
}

const maxQueryLength = 20_000;
const maxAliases = 30;

/** Builds the API; nothing listens yet. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { config, logger, database, sessions, accessTokens, useCases } = options;
  const logUnexpected = (error: unknown, requestId: string) =>
    logger.error({ err: error, requestId }, 'unexpected error');
  const log = (message: string) => logger.warn(message);
  let isServing = true;

  const schema = await createSchema();
  const executor = createExecutor({
    schema,
    policy: createOperationPolicy(schema, {
      maxLength: maxQueryLength,
      maxTokens: config.queryMaxTokens,
      maxDepth: config.queryMaxDepth,
      maxAliases,
      maxCost: config.queryMaxCost,
    }),
    introspection: config.introspection,
    createContext: request => createContext(request, database, useCases),
    logUnexpected,
  });
  const makeBatch = createBatchMaker(database, useCases);
  const hub = createEventHub({ database, doorbell: options.doorbell, makeBatch, log });

  const authenticate = async (authorization: string | undefined): Promise<Viewer | null> => {
    if (authorization === undefined) return null;
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? [];
    const viewer = token === undefined ? null : await accessTokens.verify(token);
    if (!viewer || !(await sessions.isCurrent(viewer))) {
      throw new UnauthenticatedError(
        'The access token is not valid (any more); refresh the session or sign in again.',
      );
    }
    return viewer;
  };

  const sockets = createWebSocketServer({
    authenticate: async parameters => {
      const given = parameters.authorization ?? parameters.Authorization;
      return typeof given === 'string' ? authenticate(given).catch(() => null) : null;
    },
    isCurrent: viewer => sessions.isCurrent(viewer),
    executor,
    plan: request =>
      planSubscription(request, {
        schema,
        toCursor: useCases.cursors.encodePosition,
        makeBatch,
        logUnexpected,
      }),
    hub,
    decodePosition: useCases.cursors.decodePosition,
    log,
  });

  const http = createHttpServer({ logger, bodyLimitBytes: config.graphqlBodyLimitBytes });
  registerHealthRoutes(http, {
    checkDatabase: async () => {
      await database.pool.query('select 1');
    },
    isServing: () => isServing,
  });
  registerAuthRoutes(http, { signIn: sessions.signIn, refresh: sessions.refresh });
  await registerWebhookRoutes(http, {
    ...options.webhooks,
    bodyLimitBytes: config.webhookBodyLimitBytes,
    count: () => {},
  });
  await registerBookingRoutes(http, {
    ...options.bookings,
    authenticateTester: async authorization => {
      const viewer = await authenticate(authorization);
      if (viewer) assertAccess('Mutation', 'simulateBooking', viewer);
      return viewer?.tenantId ?? null;
    },
    bodyLimitBytes: config.webhookBodyLimitBytes,
    count: () => {},
  });
  registerCalendarRoutes(http, options.bookings.calendarFiles);
  const stopGraphQL = await registerGraphQLRoutes(http, {
    executor,
    authenticate,
    debugErrors: config.debugErrors,
  });
  http.server.on('upgrade', (request, socket, head) => {
    const path = (request.url ?? '').split('?')[0];
    if (path === graphqlPath && isServing) sockets.upgrade(request, socket, head);
    else socket.end('HTTP/1.1 404 Not Found\r\nconnection: close\r\n\r\n');
  });

  return {
    http,
    listen: async () => {
      await http.listen({ host: config.host, port: config.port });
      return (http.server.address() as AddressInfo).port;
    },
    stop: async timeoutMs => {
      isServing = false;
      hub.stop();
      await sockets.stop(timeoutMs);
      await http.close();
      await stopGraphQL();
    },
  };
}

/** A signed-out request has no reads: the first one that is tried says to sign in. */
const noReader: TenantReader = {
  get tenantId(): string {
    throw new UnauthenticatedError();
  },
  rows: () => Promise.reject(new UnauthenticatedError()),
  row: () => Promise.reject(new UnauthenticatedError()),
};

function createContext(request: GraphQLRequest, database: Database, useCases: UseCases): ResolverContext {
  const { viewer, clientAddress, requestId } = request;
  const reader = viewer ? createTenantReader(database, viewer.tenantId) : noReader;
  return {
    scope: viewer && { tenantId: viewer.tenantId, role: viewer.role },
    viewer,
    reader,
    loaders: createLoaders(reader),
    useCases,
    clientAddress,
    requestId,
  };
}
