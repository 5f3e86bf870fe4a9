/**
 * The first page of the inbox: 20 and 50 conversations with channel, contact and last message; and with lead, stage, topic
 * and assignee too. Once while the company changes all the time, so that each page is executed, and once while nothing
 * changes.
 */
import { compareRow } from '../report/rows.mjs';
import { keepMoving } from '../setup/mover.mjs';

const pages = [
  { kind: 'request', title: 'inbox page' },
  { kind: 'long', title: 'inbox page of 50' },
  { kind: 'fullShort', title: 'inbox page with lead and assignee' },
  { kind: 'full', title: 'inbox page of 50 with lead and assignee' },
];
const states = [
  { name: 'changing', isMoving: true, goal: { atLeast: 0.6 } },
  { name: 'nothing changed', isMoving: false, goal: { atLeast: 2 } },
];

export const inbox = {
  name: 'inbox',
  run: async bench => {
    const rows = [];
    for (const { kind, title: of } of pages)
      for (const concurrency of [1, 16])
        for (const { name: state, isMoving, goal } of states) {
          const pairs = await bench.alternate(server =>
            readPages(bench, server, { kind, concurrency, isMoving }),
          );
          const title = `${of}, ${concurrency} at once, ${state}`;
          const pick = name =>
            pairs.map(({ floor, trunkline }) => ({ floor: floor[name], trunkline: trunkline[name] }));
          rows.push(compareRow(title, '/s', pick('perSecond'), goal));
          rows.push(compareRow(`${title}, p99`, 'ms', pick('p99')));
          if (pairs[0].floor.server === undefined) continue;
          rows.push(compareRow(`${title}, CPU a page: server`, 'µs', pick('server')));
          rows.push(compareRow(`${title}, CPU a page: PostgreSQL`, 'µs', pick('postgres')));
        }
    return rows;
  },
};

async function readPages(bench, server, { isMoving, ...facts }) {
  const stopMoving = isMoving ? await keepMoving(bench, server) : async () => {};
  try {
    const { result, cpuMs } = await bench.withCpu(server, () =>
      bench.load.run('page', server.target, { ...facts, ...bench.times }),
    );
    if (Object.keys(result.failures).length > 0)
      throw new Error(`${server.target.name} answered ${JSON.stringify(result.failures)}`);
    const used = Object.entries(cpuMs ?? {}).map(([name, ms]) => [name, (ms * 1_000) / result.answered]);
    return { ...result, ...Object.fromEntries(used) };
  } finally {
    await stopMoving();
  }
}
