/**
 * `node bench/upkeep/hour.mjs`: an hour of messages at a steady rate, and what it leaves in PostgreSQL: sizes of tables and
 * indexes, dead rows, updates that stayed on their page (heap-only), runs of autovacuum with its default settings.
 *
 * --minutes n, --per-second n, --people n.
 */
import { parseArgs } from 'node:util';
import { withFilledServer } from '../setup/filled-server.mjs';
import { startLoadGenerator } from '../setup/load-generator.mjs';
import { withClient } from '../setup/postgres.mjs';

const { values } = parseArgs({
  options: {
    minutes: { type: 'string', default: '60' },
    'per-second': { type: 'string', default: '100' },
    people: { type: 'string', default: '2000' },
  },
});
const minutes = Number(values.minutes);
const perSecond = Number(values['per-second']);
const people = Number(values.people);
const parts = 12;
const tables = ['conversations', 'messages', 'contacts', 'event_counters', 'domain_events', 'webhook_events'];

const say = text => console.error(`  ${text}`);

say(`PostgreSQL and ${people.toLocaleString('en')} conversations`);
const rows = await withFilledServer(people, measure);
for (const line of toLines(rows)) console.log(line);
process.exit(0);

async function measure(target, _company, url, folder) {
  const load = await startLoadGenerator(folder);
  const pages = { other: target, postsPerSecond: perSecond, pagesPerSecond: 2, knownPeople: people };
  return withClient(url, async client => {
    const readings = [{ minute: 0, tables: await read(client) }];
    const startedAt = performance.now();
    for (let part = 1; part <= parts; part += 1) {
      const until = startedAt + (part * minutes * 60_000) / parts;
      const { post, failures } = await load.run('probe', target, {
        ...pages,
        durationMs: Math.max(0, until - performance.now()),
      });
      if (failures.post > 0) throw new Error(`${failures.post} webhooks were refused.`);
      const minute = Math.round((performance.now() - startedAt) / 60_000);
      readings.push({ minute, p50: post.p50, p99: post.p99, tables: await read(client) });
      say(`${minute} min: ${toLines(readings.slice(-1)).slice(-tables.length).join('; ')}`);
    }
    await load.stop();
    return readings;
  });
}

/** Counters of each table since the database was made; sizes in bytes. */
async function read(client) {
  const { rows } = await client.query(
    `select relname as name, pg_relation_size(relid)::float8 as heap, pg_indexes_size(relid)::float8 as indexes,
            n_live_tup::float8 as live, n_dead_tup::float8 as dead, n_tup_upd::float8 as updates, n_tup_hot_upd::float8 as hot,
            autovacuum_count::int as vacuums
       from pg_stat_user_tables where relname = any($1)`,
    [tables],
  );
  return rows;
}

function toLines(readings) {
  const head =
    'minute | table | heap MB | indexes MB | live | dead | heap-only updates | vacuums | webhook p50 / p99 ms';
  const mb = bytes => (bytes / 1e6).toFixed(1);
  const times = reading =>
    reading.p50 === undefined ? '' : `${reading.p50.toFixed(1)} / ${reading.p99.toFixed(1)}`;
  return [
    head,
    ...readings.flatMap(reading =>
      tables.map(name => {
        const table = reading.tables.find(entry => entry.name === name);
        const share = table.updates > 0 ? `${Math.round((table.hot / table.updates) * 100)} %` : '';
        return `${reading.minute} | ${name} | ${mb(table.heap)} | ${mb(table.indexes)} | ${table.live} | ${table.dead} | ${share} | ${table.vacuums} | ${times(reading)}`;
      }),
    ),
  ];
}
