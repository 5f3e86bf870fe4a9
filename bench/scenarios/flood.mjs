/** One company sends as much as the server takes: the effect on the webhooks and pages of another company. */
import { ownRow, promiseRow } from '../report/rows.mjs';
import { startLoadGenerator } from '../setup/load-generator.mjs';
import { openNeighbour } from '../setup/neighbour.mjs';

const rates = { postsPerSecond: 40, pagesPerSecond: 20 };
const concurrency = 64;

export const flood = {
  name: 'flood',
  run: async bench => {
    // A separate process: the one that floods would itself be late.
    const probes = await startLoadGenerator(bench.folder);
    try {
      const neighbour = await openNeighbour(bench, bench.trunkline, 'neighbour');
      const facts = { other: neighbour.target, ...rates, knownPeople: neighbour.people };
      const durationMs = bench.options.quick ? 3_000 : 10_000;
      await probes.run('probe', neighbour.target, { ...facts, durationMs: 2_000 });
      const results = [];
      for (let round = 0; round < bench.options.rounds; round += 1) {
        const quiet = await probes.run('probe', neighbour.target, { ...facts, durationMs });
        const flooded = bench.load.run('post', bench.trunkline.target, {
          ...{ concurrency, knownPeople: bench.people, durationMs: durationMs + 2_000, warmupMs: 0 },
        });
        flooded.catch(() => {});
        const loud = await probes.run('probe', neighbour.target, { ...facts, durationMs });
        results.push({ quiet, loud, perSecond: (await flooded).perSecond });
      }
      return toRows(results);
    } finally {
      await probes.stop();
    }
  },
};

function toRows(results) {
  const title = `flood of one company, ${concurrency} at once`;
  const row = (name, unit, read, goal = null) => ownRow(`${title}${name}`, unit, results.map(read), goal);
  const failed = results.reduce((sum, { loud }) => sum + loud.failures.post + loud.failures.page, 0);
  const goal = { atMost: 2 };
  return [
    row('', '/s', ({ perSecond }) => perSecond),
    row(', webhook p99 of another when quiet', 'ms', ({ quiet }) => quiet.post.p99),
    row(', webhook p99 of another', 'ms', ({ loud }) => loud.post.p99),
    row(', webhook p99 of another to quiet', 'x', ({ quiet, loud }) => loud.post.p99 / quiet.post.p99, goal),
    row(', page p99 of another to quiet', 'x', ({ quiet, loud }) => loud.page.p99 / quiet.page.p99, goal),
    promiseRow(`${title}, refused`, '', `${failed} requests`, 'nothing is refused', failed === 0),
  ];
}
