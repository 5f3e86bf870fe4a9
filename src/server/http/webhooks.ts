/** Webhook routes of providers and of the booking system, and the counters of refused requests. */
import type { FastifyBaseLogger, FastifyInstance, FastifyRequest } from 'fastify';
import type { Viewer } from '../../accounts/viewer.js';
import { createWorkGate } from '../../accounts/work-gate.js';
import type { Config } from '../../config.js';
import type { Database } from '../../database/database.js';
import { storeRefusals } from '../../ingest/refused-webhooks.js';
import { createWebhookTimes } from '../../ingest/webhook-times.js';
import { assertAccess } from '../../resolvers/access.js';
import { type BookingTestRouteOptions, registerBookingTestRoute } from '../../webhooks/booking-test-route.js';
import { type BookingsSinkOptions, createBookingsSink } from '../../webhooks/bookings-sink.js';
import { createFindProven } from '../../webhooks/find-proven.js';
import { createMessagesSinks, type MessagesSinkOptions } from '../../webhooks/messages-sink.js';
import { createRefusalRecord } from '../../webhooks/refusal-record.js';
import { registerWebhookRoutes } from '../../webhooks/webhook-routes.js';
import type { Metrics } from './metrics.js';

/** Options of `registerWebhooks`. */
export interface WebhooksOptions {
  readonly config: Config;
  readonly logger: FastifyBaseLogger;
  readonly database: Database;
  readonly metrics: Metrics;
  readonly authenticate: (request: FastifyRequest) => Promise<Viewer | null>;
  readonly webhooks: MessagesSinkOptions & { readonly publicUrl: () => string };
  readonly bookings: BookingsSinkOptions & Pick<BookingTestRouteOptions, 'simulate'>;
}

/** Verifying a signature against every account is the most expensive work that an unauthenticated request can cause. */
const searchesAtOnce = 2;
const maxWaitingSearches = 200;

/** Registers the routes. @returns a function that stores what was counted and noted, and stops */
export async function registerWebhooks(
  http: FastifyInstance,
  options: WebhooksOptions,
): Promise<() => Promise<void>> {
  const { config, logger, database, metrics, authenticate } = options;
  const findProven = createFindProven({
    searchGate: createWorkGate('webhooks that name no account', searchesAtOnce, maxWaitingSearches),
    onUnreadable: (accountId, error) =>
      logger.error({ err: error, accountId }, 'credentials of an account cannot be opened'),
  });
  const refusals = createRefusalRecord({
    store: counted => storeRefusals(database, counted),
    log: (message, facts) => logger.warn(facts, message),
  });
  const times = createWebhookTimes({
    database,
    log: (message, facts) => logger.warn(facts, message),
  });
  const authenticateTester = async (request: FastifyRequest) => {
    const viewer = await authenticate(request);
    if (viewer) assertAccess('Mutation', 'simulateBooking', viewer);
    return viewer?.tenantId ?? null;
  };
  await registerWebhookRoutes(
    http,
    {
      sinks: [
        ...createMessagesSinks({ ...options.webhooks, onStored: times.note }, findProven),
        createBookingsSink(options.bookings, findProven),
      ],
      refusals,
      publicUrl: options.webhooks.publicUrl,
      bodyLimitBytes: config.webhookBodyLimitBytes,
      timeoutMs: config.databaseTimeoutMs,
      count: metrics.webhookAnswered,
    },
    scope => registerBookingTestRoute(scope, { ...options.bookings, authenticateTester }),
  );
  return async () => {
    await Promise.all([refusals.stop(), times.stop()]);
  };
}
