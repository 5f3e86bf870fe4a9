/**
 * Prometheus metrics. No label holds a tenant, a person, an id or a value that a caller can choose, so the number of
 * series is fixed and a scrape shows no data of a tenant or a person.
 */
import type { FastifyInstance } from 'fastify';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Readers that are called at each scrape. */
export interface GaugeReaders {
  readonly sockets: () => number;
  readonly streams: () => number;
  /** Answers that the cache has. */
  readonly answers: () => { readonly bytes: number; readonly entries: number };
  readonly delivery: () => { readonly feeds: number; readonly subscribers: number; readonly groups: number };
  /** Estimated bytes of sockets and subscriptions, by part. */
  readonly liveMemory: () => Readonly<Record<string, number>>;
  /** PostgreSQL connections by use. */
  readonly connections: () => Iterable<
    readonly [
      use: string,
      counts: {
        readonly open: number;
        readonly idle: number;
        readonly waiting: number;
        readonly limit: number;
      },
    ]
  >;
  /** Messages that wait to be sent, of all tenants. May reject: the gauge then keeps its last value. */
  readonly outboxDepth: () => Promise<number>;
}

/** Receives the reports of the server's parts. All methods are cheap and none throws. */
export interface Metrics {
  webhookAnswered(provider: string, outcome: string): void;
  ingestBatch(itemCount: number, durationMs: number): void;
  messagesStored(direction: 'INBOUND' | 'OUTBOUND', count: number): void;
  eventsDelivered(count: number): void;
  /** A subscriber started to catch up from the log: it had a cursor, or had fallen behind. */
  catchUpStarted(): void;
  sendEnded(provider: string, outcome: string): void;
  /** An attempt to fetch an inbound file ended. */
  mediaFetched(provider: string, outcome: 'stored' | 'unavailable' | 'waiting'): void;
  /** An attempt to post an event to a tenant's endpoint ended. */
  outgoingWebhook(outcome: 'delivered' | 'retry' | 'failed'): void;
  mediaUploaded(outcome: 'stored' | 'refused' | 'failed'): void;
  graphqlEnded(kind: string, outcome: 'ok' | 'error' | 'refused', durationMs: number): void;
  /** A query whose answer may be stored was answered. */
  answerGiven(outcome: 'hit' | 'miss' | 'moving' | 'shared'): void;
  /** Sets the gauge readers; called once, when the parts exist. */
  readGaugesFrom(readers: GaugeReaders): void;
  /** The metrics in Prometheus' text format. */
  render(): Promise<string>;
  readonly contentType: string;
}

const prefix = 'trunkline_';
/** 1 ms to 10 s: a webhook should be below 50 ms, a provider's time-out is 10 s. */
const durationBuckets = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10];
const batchBuckets = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** Creates the metrics of one server, with their own registry. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  // Process and runtime metrics, including event loop lag, with the same prefix.
  collectDefaultMetrics({ register: registry, prefix });
  // Gauges whose names end like a counter's: Prometheus' own linter refuses them. The same numbers by kind stay.
  for (const kind of ['handles', 'requests', 'resources'])
    registry.removeSingleMetric(`${prefix}nodejs_active_${kind}_total`);

  const counter = <Label extends string>(name: string, help: string, labelNames: readonly Label[] = []) =>
    new Counter({ name: prefix + name, help, labelNames, registers });
  const histogram = <Label extends string>(
    name: string,
    help: string,
    buckets: number[],
    labelNames: readonly Label[] = [],
  ) => new Histogram({ name: prefix + name, help, buckets, labelNames, registers });

  const webhooks = counter('webhooks_total', 'Webhook requests answered, by provider and outcome.', [
    'provider',
    'outcome',
  ]);
  const batchItems = histogram(
    'ingest_batch_items',
    'Webhook events that one ingest transaction stored.',
    batchBuckets,
  );
  const batchDuration = histogram(
    'ingest_batch_duration_seconds',
    'How long one ingest transaction took.',
    durationBuckets,
  );
  const messages = counter('messages_stored_total', 'Messages stored, by direction.', ['direction']);
  const delivered = counter('events_delivered_total', 'Results handed to subscribers, live and catching up.');
  const catchUps = counter(
    'catch_ups_total',
    'Times that a subscriber began to read from the log instead of the live feed.',
  );
  const sends = counter('sends_total', 'Attempts to send a message, by provider and outcome.', [
    'provider',
    'outcome',
  ]);
  const fetches = counter('media_fetches_total', 'Tries to fetch an inbound file, by provider and outcome.', [
    'provider',
    'outcome',
  ]);
  const uploads = counter('media_uploads_total', 'Uploads of files, by outcome.', ['outcome']);
  const outgoing = counter(
    'outgoing_webhooks_total',
    'Attempts to post an event to an endpoint of a tenant, by outcome.',
    ['outcome'],
  );
  const operations = histogram(
    'graphql_operation_duration_seconds',
    'How long GraphQL operations took, by kind and outcome.',
    durationBuckets,
    ['kind', 'outcome'],
  );
  const answers = counter(
    'answer_cache_requests_total',
    'Queries whose answer may be stored: hit (stored before), miss (executed), moving (executed, as the company changes all the time).',
    ['outcome'],
  );
  const gauges = createGauges(registers);

  return {
    contentType: registry.contentType,
    webhookAnswered: (provider, outcome) => webhooks.inc({ provider, outcome }),
    ingestBatch: (itemCount, durationMs) => {
      batchItems.observe(itemCount);
      batchDuration.observe(durationMs / 1_000);
    },
    messagesStored: (direction, count) => messages.inc({ direction }, count),
    eventsDelivered: count => delivered.inc(count),
    catchUpStarted: () => catchUps.inc(),
    sendEnded: (provider, outcome) => sends.inc({ provider, outcome }),
    mediaFetched: (provider, outcome) => fetches.inc({ provider, outcome }),
    outgoingWebhook: outcome => outgoing.inc({ outcome }),
    mediaUploaded: outcome => uploads.inc({ outcome }),
    graphqlEnded: (kind, outcome, durationMs) => operations.observe({ kind, outcome }, durationMs / 1_000),
    answerGiven: outcome => answers.inc({ outcome }),
    readGaugesFrom: gauges.readFrom,
    render: async () => {
      await gauges.refresh();
      return registry.metrics();
    },
  };
}

/**
 * Registers `/metrics`. It requires no sign-in: an installation must block it from the public network
 * (docs/scaling.md).
 */
export function registerMetricsRoute(app: FastifyInstance, metrics: Metrics): void {
  app.get('/metrics', async (_request, reply) => {
    reply.header('content-type', metrics.contentType).header('cache-control', 'no-store');
    return metrics.render();
  });
}

function createGauges(registers: Registry[]) {
  const gauge = (name: string, help: string) => new Gauge({ name: prefix + name, help, registers });
  const sockets = gauge('websocket_connections', 'Open WebSocket connections.');
  const streams = gauge('event_streams', 'Open event streams (SSE).');
  const answerBytes = gauge('answer_cache_bytes', 'Memory of stored answers.');
  const answerEntries = gauge('answer_cache_entries', 'Stored answers.');
  const feeds = gauge('feeds', 'Tenants whose events this process follows.');
  const subscribers = gauge('subscribers', 'Subscriptions that this process serves.');
  const groups = gauge(
    'subscription_groups',
    'Different subscription operations; each costs one execution an event.',
  );
  const liveMemory = new Gauge({
    name: `${prefix}live_memory_bytes`,
    help: 'Estimated memory of open sockets and subscriptions, by part; docs/scaling.md says what counts.',
    labelNames: ['part'],
    registers,
  });
  const outbox = gauge('outbox_messages', 'Messages that wait to be sent.');
  const byUse = (name: string, help: string, labelNames: string[] = []) =>
    new Gauge({ name: prefix + name, help, labelNames: ['use', ...labelNames], registers });
  const connections = byUse('database_connections', 'Open connections to PostgreSQL, by use and state.', [
    'state',
  ]);
  const connectionLimits = byUse(
    'database_connections_limit',
    'Most connections by use; the sum is DATABASE_CONNECTIONS.',
  );
  const connectionWaits = byUse(
    'database_connection_waits',
    'Statements that wait for a connection at the moment, by use.',
  );
  let readers: GaugeReaders | null = null;
  return {
    readFrom: (given: GaugeReaders): void => {
      readers = given;
    },
    refresh: async (): Promise<void> => {
      if (!readers) return;
      sockets.set(readers.sockets());
      streams.set(readers.streams());
      for (const [use, { open, idle, waiting, limit }] of readers.connections()) {
        connections.set({ use, state: 'busy' }, open - idle);
        connections.set({ use, state: 'idle' }, idle);
        connectionLimits.set({ use }, limit);
        connectionWaits.set({ use }, waiting);
      }
      const answers = readers.answers();
      answerBytes.set(answers.bytes);
      answerEntries.set(answers.entries);
      const delivery = readers.delivery();
      feeds.set(delivery.feeds);
      subscribers.set(delivery.subscribers);
      groups.set(delivery.groups);
      for (const [part, bytes] of Object.entries(readers.liveMemory())) liveMemory.set({ part }, bytes);
      // An unreachable database must not make the other metrics fail.
      const depth = await readers.outboxDepth().catch(() => null);
      if (depth !== null) outbox.set(depth);
    },
  };
}
