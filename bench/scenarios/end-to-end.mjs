/** From before the POST to the arrival at each of fifty subscribers, at a steady rate. */
import { compareRow, promiseRow } from '../report/rows.mjs';

const subscriberCount = 50;
const loads = [
  { ratePerSecond: 100, newShare: 0, of: '' },
  { ratePerSecond: 100, newShare: 0.25, of: ', a quarter new people' },
  { ratePerSecond: 500, newShare: 0, of: '' },
];

export const endToEnd = {
  name: 'end-to-end',
  run: async bench => {
    const facts = { knownPeople: bench.people };
    const servers = [bench.floor, bench.trunkline];
    for (const { target } of servers)
      await bench.load.run('hold', target, { count: subscriberCount, ...facts });
    const rows = [];
    try {
      for (const { ratePerSecond, newShare, of } of loads) {
        const times = bench.options.quick
          ? { durationMs: 1_200, warmupMs: 300 }
          : { durationMs: 8_000, warmupMs: 1_000 };
        const pairs = await bench.alternate(
          ({ target }) => bench.load.run('endToEnd', target, { ratePerSecond, newShare, ...times, ...facts }),
          bench.options.quick ? 1 : undefined,
        );
        const pick = name =>
          pairs.map(({ floor, trunkline }) => ({ floor: floor[name], trunkline: trunkline[name] }));
        const title = `end to end, ${ratePerSecond}/s${of}, ${subscriberCount} subscribers`;
        const isGoal = ratePerSecond === 100;
        rows.push(compareRow(`${title}, p50`, 'ms', pick('p50'), isGoal ? { atMost: 1.2 } : null));
        rows.push(compareRow(`${title}, p99`, 'ms', pick('p99'), isGoal ? { atMost: 1.5 } : null));
        if (!isGoal) rows.push(standingRow(title, pairs));
      }
    } finally {
      for (const { target } of servers) await bench.load.run('release', target);
    }
    return rows;
  },
};

function standingRow(title, pairs) {
  const describe = results => {
    const missing = results.reduce((sum, result) => sum + result.missing, 0);
    const failed = results.reduce((sum, result) => sum + result.failed, 0);
    return { text: `${missing} missing, ${failed} refused`, isStanding: missing === 0 && failed === 0 };
  };
  const floor = describe(pairs.map(pair => pair.floor));
  const trunkline = describe(pairs.map(pair => pair.trunkline));
  return promiseRow(title, floor.text, trunkline.text, 'nothing missing or refused', trunkline.isStanding);
}
