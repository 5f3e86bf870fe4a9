/** The HTTP side: routes, GraphQL and WebSocket, assembled from the parts that `app.ts` built. */
import type { AddressInfo } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { divideConnections } from '../database/connection-budget.js';
import { readLogState } from '../delivery/event-log.js';
import { RecentActivity } from '../delivery/recent-activity.js';
import type { SubscriptionRequest } from '../delivery/subscriptions/read-subscription.js';
import { planDelivery } from '../delivery/subscriptions/start-delivery.js';
import { createExecutor } from '../graphql/executor.js';
import { createOperationPolicy } from '../graphql/operation-policy.js';
import { createAnswerCache } from './answers/answer-cache.js';
import type { ApiOptions } from './api-options.js';
import { createCredentials } from './authenticate.js';
import { countConnections } from './count-connections.js';
import { createContext } from './create-context.js';
import { createDelivery } from './create-delivery.js';
import { createAllowedOrigins } from './http/allowed-origins.js';
import { registerAuthRoutes } from './http/auth-routes.js';
import { registerCalendarRoutes } from './http/calendar-routes.js';
import { closeHttp } from './http/close-http.js';
import { registerCompression } from './http/compression.js';
import { createHttpServer } from './http/create-http-server.js';
import { registerCrossOriginScope } from './http/cross-origin-scope.js';
import { registerDiagnosisRoute } from './http/diagnosis-route.js';
import { registerDocsRoutes } from './http/docs-routes.js';
import { graphqlPath, registerGraphQLRoutes } from './http/graphql-routes.js';
import { registerHealthRoutes } from './http/health-routes.js';
import { readBuildId } from './http/inbox-files.js';
import { inboxPath, registerInboxRoutes } from './http/inbox-routes.js';
import { registerMediaRoutes } from './http/media-routes.js';
import { registerMetricsRoute } from './http/metrics.js';
import { registerPlaygroundRoutes } from './http/playground-routes.js';
import { registerSessionRoutes } from './http/session-routes.js';
import { registerSetPasswordRoutes } from './http/set-password-routes.js';
import { registerStartPageRoutes } from './http/start-page-routes.js';
import { addTokenLimitHeaders } from './http/token-limit-headers.js';
import { createTrustedProxies } from './http/trusted-proxies.js';
import { registerWebhooks } from './http/webhooks.js';
import { createSchemas } from './limited-schema.js';
import { createOpenApiDocument } from './openapi/open-api-document.js';
import { createRequestAuthentication } from './request-authentication.js';
import { registerRestRoutes } from './rest/rest-routes.js';
import { sessionClientOf } from './session-client-of.js';
import { handleUpgrades } from './subscriptions/handle-upgrades.js';
import { estimateLiveMemory } from './subscriptions/live-memory.js';
import { createRoundQueue } from './subscriptions/round-queue.js';
import { registerSseRoutes } from './subscriptions/sse-routes.js';
import { createWebSocketServer } from './subscriptions/websocket.js';
import { toListenError } from './to-listen-error.js';

/** The API server. */
export interface Api {
  readonly http: FastifyInstance;
  /** Starts listening. @returns the port. @throws AddressUnusableError */
  listen(): Promise<number>;
  /**
   * Answers 503 at /readyz and keeps serving for `drainMs`, while the sockets are closed one by one with 1001; then
   * stops listening, waits for running requests, and closes the remaining connections, within `timeoutMs`.
   */
  stop(times: { readonly drainMs: number; readonly timeoutMs: number }): Promise<void>;
}

const maxQueryLength = 20_000;
const maxAliases = 30;

/** Builds the API; does not listen yet. */
export async function createApi(options: ApiOptions): Promise<Api> {
  const { schema, config, logger, database, sessions, accessTokens, useCases, metrics } = options;
  const logUnexpected = (error: unknown, requestId: string) =>
    logger.error({ err: error, requestId }, 'unexpected error');
  const log = (message: string) => logger.warn(message);
  let isServing = true;
  let hasEnded = false;

  const activity = new RecentActivity();
  const schemas = createSchemas(schema, options.createLimitedSchema);
  const executor = createExecutor({
    schema,
    schemaFor: schemas.schemaFor,
    policy: createOperationPolicy(schema, {
      maxLength: maxQueryLength,
      maxTokens: config.queryMaxTokens,
      maxDepth: config.queryMaxDepth,
      maxAliases,
      maxCost: config.queryMaxCost,
    }),
    introspection: config.introspection,
    createContext: request => {
      activity.note();
      return createContext(request, database, useCases);
    },
    logUnexpected,
    observe: metrics.graphqlEnded,
  });
  const answers = createAnswerCache({
    limitBytes: config.answerCacheMib * 1024 * 1024,
    readPlace: tenantId => readLogState(database, tenantId),
    observe: (outcome, durationMs) => {
      metrics.answerGiven(outcome);
      if (outcome === 'hit') metrics.graphqlEnded('query', 'ok', durationMs);
    },
  });
  const delivery = createDelivery(options, activity);

  const { apiTokens } = options;
  const credentials = createCredentials({ accessTokens, sessions, apiTokens });
  const authentication = createRequestAuthentication({
    credentials,
    prepareFor: schemas.prepareFor,
    count: (request, viewer) => limitHeaders.count(request, viewer),
  });
  const subscriptions = {
    executor,
    plan: (request: SubscriptionRequest) =>
      planDelivery(request, {
        schemaFor: schemas.schemaFor,
        toCursor: useCases.cursors.encodePosition,
        makeBatch: delivery.makeBatch,
        logUnexpected,
      }),
    hub: delivery.hub,
    presenceHub: delivery.presenceHub,
    draftHub: delivery.draftHub,
    presence: useCases.presence,
    decodePlace: useCases.cursors.decodePlace,
  };
  const trustedProxies = createTrustedProxies(config.trustedProxies);
  const buildId = readBuildId();
  const socketWork = createRoundQueue();
  const sockets = createWebSocketServer({
    clientAddressOf: trustedProxies.clientAddressOf,
    authenticate: authentication.ofSocket,
    isCurrent: credentials.isCurrent,
    count: viewer => useCases.tokenLimits.consume(viewer),
    ...subscriptions,
    queue: socketWork,
    ...{ log, buildId },
  });

  const http = createHttpServer({
    trustedProxies,
    logger,
    bodyLimitBytes: config.graphqlBodyLimitBytes,
    isServing: () => isServing,
    buildId,
  });
  http.server.on('request', () => activity.note());
  const limitHeaders = addTokenLimitHeaders(http, useCases.tokenLimits);
  const authenticateRequest = authentication.ofRequest;
  registerHealthRoutes(http, {
    checkDatabase: async () => {
      await database.pool.query('select 1');
    },
    isServing: () => isServing,
  });
  registerDiagnosisRoute(http, {
    version: options.version,
    databaseEpoch: () => database.logEpoch,
    isAllowed: options.isDiagnosis,
  });
  const stopWebhooks = await registerWebhooks(http, { ...options, authenticate: authenticateRequest });
  registerCalendarRoutes(http, options.bookings.calendarFiles);
  const origins = createAllowedOrigins({
    list: config.corsOrigins,
    publicUrl: options.webhooks.publicUrl,
  });
  // Outside the scope: no page of another origin may use them.
  registerSessionRoutes(http, {
    ...{ sessions, accessTokens, origins },
    ownCredentials: useCases.ownCredentials,
    refreshTtlDays: config.refreshTokenTtlDays,
  });
  const { stopGraphQL, streams } = await registerCrossOriginScope(http, origins, async scope => {
    registerAuthRoutes(scope, sessions);
    await registerMediaRoutes(scope, {
      ...options.media,
      database,
      maxBytes: config.mediaMaxBytes,
      count: metrics.mediaUploaded,
    });
    // Applies to every later route of the scope; files are registered above. WebSockets and event streams are not HTTP
    // responses.
    await registerCompression(scope);
    await registerRestRoutes(scope, {
      authenticate: authenticateRequest,
      createContext: (viewer, request) => {
        const { address: clientAddress, userAgent } = sessionClientOf(request);
        return createContext({ viewer, clientAddress, userAgent, requestId: request.id }, database, useCases);
      },
    });
    return {
      stopGraphQL: await registerGraphQLRoutes(scope, {
        executor,
        answers: config.answerCacheMib > 0 ? answers : null,
        authenticate: authenticateRequest,
        debugErrors: config.debugErrors,
      }),
      streams: registerSseRoutes(scope, {
        ...subscriptions,
        authenticate: authenticateRequest,
        addLimitHeaders: limitHeaders.addTo,
        isCurrent: credentials.isCurrent,
        log,
      }),
    };
  });
  const stopListening = [
    options.doorbell.onAccessChanged(id => {
      apiTokens.forget(id);
      sessions.noteChanged(id);
    }),
    sessions.onChanged(id => {
      sockets.checkSessions(id);
      streams.checkSessions(id);
    }),
  ];
  // Applies to the pages; webhooks are registered above.
  await registerCompression(http);
  registerMetricsRoute(http, metrics);
  metrics.readGaugesFrom({
    sockets: () => sockets.socketCount,
    streams: () => streams.streamCount,
    answers: () => answers,
    delivery: delivery.counts,
    liveMemory: () => {
      const queuedBytes = sockets.queuedBytes() + streams.queuedBytes();
      return estimateLiveMemory({
        ...{ sockets: sockets.socketCount, streams: streams.streamCount, queuedBytes },
        ...delivery.counts(),
      });
    },
    outboxDepth: options.outboxDepth,
    connections: () => countConnections(database, divideConnections(config.databaseConnections)),
  });
  const { demoLogin } = options;
  registerDocsRoutes(http, { document: createOpenApiDocument(), demoLogin });
  registerInboxRoutes(http, {
    ...{ demo: demoLogin, buildId },
    hasSimulators: useCases.simulators !== null,
  });
  registerStartPageRoutes(http, { hasPlayground: config.playground });
  registerSetPasswordRoutes(http, {
    endpoint: graphqlPath,
    signInPath: inboxPath,
  });
  if (config.playground) {
    registerPlaygroundRoutes(http, { endpoint: graphqlPath, demoLogin });
  }
  handleUpgrades(http.server, {
    path: graphqlPath,
    isOpen: () => !hasEnded,
    mayOpen: origins.mayOpenSocket,
    upgrade: sockets.upgrade,
    queue: socketWork,
    logRefused: error => logger.debug({ err: error }, 'refused upgrade'),
  });

  return {
    http,
    listen: async () => {
      const { host, port } = config;
      await http.listen({ host, port }).catch(error => {
        throw toListenError(error, host, port);
      });
      return (http.server.address() as AddressInfo).port;
    },
    stop: async ({ drainMs, timeoutMs }) => {
      isServing = false;
      await Promise.all([sockets.drain(drainMs), streams.drain(drainMs)]);
      hasEnded = true;
      for (const stop of stopListening) stop();
      delivery.stop();
      await Promise.all([sockets.stop(timeoutMs), closeHttp(http, timeoutMs)]);
      await Promise.all([stopGraphQL(), stopWebhooks()]);
    },
  };
}
