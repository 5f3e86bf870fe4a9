/**
 * Every client of a company reconnects at once, as after a deployment, each from its own position in the event log:
 * how long it takes, and the effect on the company's webhooks and another company's pages.
 */
import { ownRow, promiseRow } from '../report/rows.mjs';
import { ask } from '../setup/graphql-client.mjs';
import { startLoadGenerator } from '../setup/load-generator.mjs';
import { openNeighbour } from '../setup/neighbour.mjs';
import { liveMessages, toSubscribe } from '../setup/operations.mjs';
import { withClient } from '../setup/postgres.mjs';
import { residentKib } from '../setup/resident-memory.mjs';
import { startTrunkline } from '../setup/servers.mjs';

const sockets = 1_000;
const missed = 2_000;
const rates = { postsPerSecond: 40, pagesPerSecond: 20 };

export const herd = {
  name: 'herd',
  run: async bench => {
    const server = await startTrunkline(bench.folder, bench.trunklineUrl, bench.company, 'trunkline-herd');
    // A separate process: the one that reads for a thousand sockets would itself be late.
    const probes = await startLoadGenerator(bench.folder);
    try {
      const { target: other } = await openNeighbour(bench, server, 'other');
      const { target } = server;
      const facts = { other, ...rates, knownPeople: bench.people };
      const durationMs = bench.options.quick ? 3_000 : 10_000;
      const places = await findPlaces(server, bench.trunklineUrl);
      await probes.run('probe', target, { ...facts, durationMs: 2_000 });
      const results = [];
      for (let round = 0; round < bench.options.rounds; round += 1) {
        const quiet = await probes.run('probe', target, { ...facts, durationMs });
        const loud = probes.run('probe', target, { ...facts, durationMs: 420_000 });
        // If the herd fails first, its error is the cause.
        loud.catch(() => {});
        const found = await bench.load.run('herd', target, { ...places, timeoutMs: 400_000 });
        const residentMib = residentKib(server.pid) / 1_024;
        await probes.run('endProbe', target);
        results.push({ ...found, residentMib, quiet, loud: await loud });
      }
      return toRows(results);
    } finally {
      await probes.stop();
      await server.stop();
    }
  },
};

function toRows(results) {
  const title = `herd of ${sockets.toLocaleString('en-US')} over ${missed.toLocaleString('en-US')} missed`;
  const row = (name, unit, read, goal = null) => ownRow(`${title}${name}`, unit, results.map(read), goal);
  const failed = results.reduce((sum, { loud }) => sum + loud.failures.post + loud.failures.page, 0);
  return [
    row('', 's', ({ ms }) => ms / 1_000),
    row(', deliveries', '/s', result => result.deliveriesPerSecond),
    row(', memory of the server', 'MiB', result => result.residentMib),
    row(', webhook p99 when quiet', 'ms', ({ quiet }) => quiet.post.p99),
    row(', webhook p99', 'ms', ({ loud }) => loud.post.p99),
    row(', webhook p99 to quiet', 'x', ({ quiet, loud }) => loud.post.p99 / quiet.post.p99, { atMost: 3 }),
    row(", another company's page p99 when quiet", 'ms', ({ quiet }) => quiet.page.p99),
    row(", another company's page p99", 'ms', ({ loud }) => loud.page.p99),
    row(", another company's page p99 to quiet", 'x', ({ quiet, loud }) => loud.page.p99 / quiet.page.p99, {
      atMost: 3,
    }),
    promiseRow(`${title}, refused`, '', `${failed} requests`, 'nothing is refused', failed === 0),
  ];
}

/** A position for each socket, spread over the missed events, and the number of events after it. */
async function findPlaces(server, databaseUrl) {
  const { url, token } = server.target;
  const messageIds = await withClient(databaseUrl, async client => {
    const { rows } = await client.query(
      `select message_id as id from domain_events
        where kind = 'MESSAGE_ADDED' and tenant_id = (select id from tenants where slug = 'bench')
        order by position desc limit $1`,
      [missed],
    );
    return rows.map(({ id }) => id);
  });
  const subscribe = [];
  const left = [];
  for (let n = 0; n < sockets; n += 1) {
    const index = Math.floor((n * missed) / sockets);
    const { message } = await ask(
      url,
      'query ($id: ID!) { message(id: $id) { cursor } }',
      { id: messageIds[index] },
      token,
    );
    subscribe.push(toSubscribe(liveMessages, { after: message.cursor }));
    left.push(index);
  }
  // The newest position misses no event, so its socket would never receive one.
  return { subscribe: subscribe.slice(1), missed: left.slice(1) };
}
