/**
 * The maximum number of different subscriptions of one company: every event costs one execution for each of them, and
 * the same process answers webhooks.
 */
import { ownRow, promiseRow } from '../report/rows.mjs';
import { startLoadGenerator } from '../setup/load-generator.mjs';
import { toDistinctSubscribe } from '../setup/operations.mjs';
import { addUsers } from '../setup/provision.mjs';
import { startTrunkline, toTargetOf } from '../setup/servers.mjs';

/** The defaults of SUBSCRIPTIONS_PER_TENANT and SUBSCRIPTIONS_PER_USER. */
const perTenant = 500;
const perUser = 50;
const postsPerSecond = 40;

export const documents = {
  name: 'documents',
  run: async bench => {
    const server = await startTrunkline(
      bench.folder,
      bench.trunklineUrl,
      bench.company,
      'trunkline-documents',
    );
    // A separate process: the one that reads for the subscribers would itself be late.
    const probes = await startLoadGenerator(bench.folder);
    try {
      const { target } = server;
      const groups = await toGroups(bench, server);
      const facts = { other: target, postsPerSecond, pagesPerSecond: 0, knownPeople: bench.people };
      const durationMs = bench.options.quick ? 3_000 : 10_000;
      await probes.run('probe', target, { ...facts, durationMs: 2_000 });
      const results = [];
      for (let round = 0; round < bench.options.rounds; round += 1) {
        const probe = async () => {
          const { result, cpuMs } = await bench.withCpu(server, () =>
            probes.run('probe', target, { ...facts, durationMs }),
          );
          return { ...result, cpuMs: (cpuMs?.server ?? Number.NaN) / result.post.count };
        };
        const quiet = await probe();
        await bench.load.run('holdGroups', target, { groups, knownPeople: bench.people });
        const loud = await probe();
        await bench.load.run('release', target);
        results.push({ quiet, loud });
      }
      return toRows(results);
    } finally {
      await probes.stop();
      await server.stop();
    }
  },
};

/** The subscription of each user. */
export async function toGroups(bench, server) {
  const users = await addUsers(bench.folder, bench.trunklineUrl, bench.company, perTenant / perUser);
  const groups = [];
  for (const [index, user] of users.entries()) {
    const subscribe = Array.from({ length: perUser }, (_, n) => toDistinctSubscribe(index * perUser + n));
    groups.push({ target: await toTargetOf(server, user, `user-${index}`), subscribe });
  }
  return groups;
}

function toRows(results) {
  const title = `${perTenant} different subscriptions`;
  const row = (name, unit, read, goal = null) => ownRow(`${title}, ${name}`, unit, results.map(read), goal);
  const failed = results.reduce((sum, { quiet, loud }) => sum + quiet.failures.post + loud.failures.post, 0);
  return [
    row('webhook p50 without', 'ms', ({ quiet }) => quiet.post.p50),
    row('webhook p50', 'ms', ({ loud }) => loud.post.p50),
    row('webhook p99 without', 'ms', ({ quiet }) => quiet.post.p99),
    row('webhook p99', 'ms', ({ loud }) => loud.post.p99),
    row('CPU of the server a webhook without', 'ms', ({ quiet }) => quiet.cpuMs),
    row('CPU of the server a webhook', 'ms', ({ loud }) => loud.cpuMs),
    row('webhook p99 to without', 'x', ({ quiet, loud }) => loud.post.p99 / quiet.post.p99, { atMost: 3 }),
    promiseRow(`${title}, refused`, '', `${failed} requests`, 'nothing is refused', failed === 0),
  ];
}
