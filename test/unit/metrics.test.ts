import { spawnSync } from 'node:child_process';
import { expect, it } from '@jest/globals';
import { createHttpServer } from '../../src/server/http/create-http-server.js';
import { createMetrics, registerMetricsRoute } from '../../src/server/http/metrics.js';
import { createLoggers } from '../../src/server/logger.js';
import { bytesOfEach, estimateLiveMemory } from '../../src/server/subscriptions/live-memory.js';

const counts = {
  ...{ sockets: 3, streams: 1, subscribers: 40, groups: 5 },
  ...{ queuedBytes: 70_000, cachedBytes: 9_000 },
};
const readers = {
  sockets: () => 3,
  streams: () => 1,
  answers: () => ({ bytes: 2048, entries: 4 }),
  delivery: () => ({ feeds: 2, subscribers: 40, groups: 5 }),
  liveMemory: () => estimateLiveMemory(counts),
  outboxDepth: async () => 7,
  connections: () => [['ingest', { open: 3, idle: 1, waiting: 2, limit: 4 }]] as const,
};

it('shows what was counted, and gauges as they are at the scrape', async () => {
  const metrics = createMetrics();
  metrics.readGaugesFrom(readers);
  metrics.webhookAnswered('CHATFLOW', 'stored');
  metrics.webhookAnswered('CHATFLOW', 'stored');
  metrics.ingestBatch(12, 4);
  metrics.messagesStored('INBOUND', 12);
  metrics.eventsDelivered(300);
  metrics.catchUpStarted();
  metrics.sendEnded('CHATFLOW', 'SENT');
  metrics.graphqlEnded('query', 'ok', 15);
  metrics.answerGiven('hit');
  const lines = (await metrics.render()).split('\n');
  expect(lines).toEqual(
    expect.arrayContaining([
      'trunkline_webhooks_total{provider="CHATFLOW",outcome="stored"} 2',
      'trunkline_ingest_batch_items_bucket{le="16"} 1',
      'trunkline_ingest_batch_duration_seconds_sum 0.004',
      'trunkline_messages_stored_total{direction="INBOUND"} 12',
      'trunkline_events_delivered_total 300',
      'trunkline_catch_ups_total 1',
      'trunkline_sends_total{provider="CHATFLOW",outcome="SENT"} 1',
      'trunkline_graphql_operation_duration_seconds_bucket{le="0.02",kind="query",outcome="ok"} 1',
      'trunkline_websocket_connections 3',
      'trunkline_event_streams 1',
      'trunkline_answer_cache_requests_total{outcome="hit"} 1',
      'trunkline_answer_cache_bytes 2048',
      'trunkline_answer_cache_entries 4',
      'trunkline_feeds 2',
      'trunkline_subscribers 40',
      'trunkline_subscription_groups 5',
      `trunkline_live_memory_bytes{part="sockets"} ${3 * bytesOfEach.socket}`,
      `trunkline_live_memory_bytes{part="event_streams"} ${bytesOfEach.eventStream}`,
      `trunkline_live_memory_bytes{part="subscriptions"} ${40 * bytesOfEach.subscription}`,
      `trunkline_live_memory_bytes{part="groups"} ${5 * bytesOfEach.group}`,
      'trunkline_live_memory_bytes{part="queued"} 70000',
      'trunkline_live_memory_bytes{part="cached"} 9000',
      'trunkline_outbox_messages 7',
      'trunkline_database_connections{use="ingest",state="busy"} 2',
      'trunkline_database_connections{use="ingest",state="idle"} 1',
      'trunkline_database_connections_limit{use="ingest"} 4',
      'trunkline_database_connection_waits{use="ingest"} 2',
    ]),
  );
});

it('prefixes every name, explains it, and has the event loop among them', async () => {
  const text = await createMetrics().render();
  const names = [...text.matchAll(/^# HELP (\S+) (.+)$/gm)];
  expect(names.length).toBeGreaterThan(30);
  for (const [, name] of names) expect(name).toMatch(/^trunkline_/);
  expect(text).toContain('trunkline_nodejs_eventloop_lag_seconds');
});

it('has no name that the linter of Prometheus refuses', async () => {
  const text = await createMetrics().render();
  const types = [...text.matchAll(/^# TYPE (\S+) (\S+)$/gm)].map(([, name = '', type]) => ({ name, type }));
  expect(types.length).toBeGreaterThan(30);
  for (const { name, type } of types) {
    expect({ name, isCounter: name.endsWith('_total') }).toEqual({ name, isCounter: type === 'counter' });
    expect(name).toMatch(/^[a-z][a-z0-9_]*$/);
    expect(name).not.toMatch(
      /_(?:gauge|counter|histogram|summary|count|sum|bucket)$|_(?:ms|millis\w*|minutes|kib?)(?:_|$)/,
    );
  }
  const promtool = spawnSync('promtool', ['check', 'metrics'], { input: text, encoding: 'utf8' });
  // The linter itself, where it is installed (Debian's package "prometheus"); the rules above are its own.
  if (promtool.error === undefined) expect(promtool).toMatchObject({ status: 0, stdout: '', stderr: '' });
});

it('answers while the database is away', async () => {
  const metrics = createMetrics();
  metrics.readGaugesFrom({ ...readers, outboxDepth: () => Promise.reject(new Error('away')) });
  expect(await metrics.render()).toContain('trunkline_websocket_connections 3');
});

it('is served as Prometheus text', async () => {
  const app = createHttpServer({
    logger: createLoggers({ level: 'silent', format: 'json' }).logger,
    bodyLimitBytes: 1_000,
  });
  registerMetricsRoute(app, createMetrics());
  const response = await app.inject('/metrics');
  expect(response.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
  expect(response.body).toContain('# HELP trunkline_webhooks_total');
  await app.close();
});
