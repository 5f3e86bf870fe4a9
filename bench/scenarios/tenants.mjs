/**
 * 64 webhooks at once, spread over 1, 8, 64 and 500 companies of one installation; one company is the base of the ratio. The number of
 * people is the same in each, as messages of few people share updates in a batch.
 */
import { growthRow } from '../report/rows.mjs';
import { addCompanies } from '../setup/provision.mjs';

const counts = [1, 8, 64, 500];
/** Known people of the smallest companies; each of them has written before the measure. */
const fewestPeople = 20;

export const tenants = {
  name: 'tenants',
  run: async bench => {
    const sizes = counts.filter(count => !bench.options.quick || count <= 64);
    const companies = await addCompanies(bench.folder, bench.trunklineUrl, bench.company, sizes.at(-1));
    const keys = companies.map(({ webhookKey }) => webhookKey);
    const { target } = bench.trunkline;
    const peopleOf = count => Math.floor((fewestPeople * sizes.at(-1)) / count);
    const run = (count, times) =>
      bench.load.run('postToMany', target, {
        ...{ concurrency: 64, knownPeople: peopleOf(count), keys: keys.slice(0, count), ...times },
      });
    // The first company is measured alone, the first eight together, and so on.
    const people = keys.map((_, index) => peopleOf(sizes.find(count => index < count)));
    await bench.load.run('introduce', target, { concurrency: 64, people, keys });
    for (const count of sizes) await run(count, { durationMs: 500, warmupMs: 0 });
    const rates = new Map(sizes.map(count => [count, []]));
    for (let round = 0; round < bench.options.rounds; round += 1) {
      for (const count of round % 2 === 0 ? sizes : [...sizes].reverse()) {
        const result = await run(count, bench.times);
        if (Object.keys(result.failures).length > 0)
          throw new Error(`${count} companies: answered ${JSON.stringify(result.failures)}`);
        rates.get(count).push(result.perSecond);
      }
    }
    const pairsOf = count => rates.get(1).map((small, round) => ({ small, large: rates.get(count)[round] }));
    return sizes
      .slice(1)
      .map(count =>
        growthRow(`ingest, 64 at once: 1 → ${count} companies`, '/s', pairsOf(count), { atLeast: 0.85 }),
      );
  },
};
