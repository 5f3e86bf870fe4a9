/** The first page of the inbox: 20 conversations with channel, contact and last message. */
import { compareRow } from '../report/rows.mjs';

export const inbox = {
  name: 'inbox',
  run: async bench => {
    const rows = [];
    for (const concurrency of [1, 16]) {
      const pairs = await bench.alternate(server => readPages(bench, server, concurrency));
      const title = `inbox page, ${concurrency} at once`;
      const pick = name =>
        pairs.map(({ floor, trunkline }) => ({ floor: floor[name], trunkline: trunkline[name] }));
      rows.push(compareRow(title, '/s', pick('perSecond'), { atLeast: 0.6 }));
      rows.push(compareRow(`${title}, p99`, 'ms', pick('p99')));
      if (pairs[0].floor.server === undefined) continue;
      rows.push(compareRow(`${title}, CPU a page: server`, 'µs', pick('server')));
      rows.push(compareRow(`${title}, CPU a page: PostgreSQL`, 'µs', pick('postgres')));
    }
    return rows;
  },
};

async function readPages(bench, server, concurrency) {
  const { result, cpuMs } = await bench.withCpu(server, () =>
    bench.load.run('page', server.target, { concurrency, ...bench.times }),
  );
  const used = Object.entries(cpuMs ?? {}).map(([name, ms]) => [name, (ms * 1_000) / result.answered]);
  return { ...result, ...Object.fromEntries(used) };
}
