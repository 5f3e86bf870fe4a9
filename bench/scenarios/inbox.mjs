/** The first page of the inbox: 20 conversations with number, person and last message. */
import { compareRow } from '../report/rows.mjs';

export const inbox = {
  name: 'inbox',
  run: async bench => {
    const rows = [];
    for (const concurrency of [1, 16]) {
      const pairs = await bench.alternate(({ target }) =>
        bench.load.run('page', target, { concurrency, ...bench.times }),
      );
      const title = `inbox page, ${concurrency} at once`;
      const pick = name =>
        pairs.map(({ floor, trunkline }) => ({ floor: floor[name], trunkline: trunkline[name] }));
      rows.push(compareRow(title, '/s', pick('perSecond'), { atLeast: 0.6 }));
      rows.push(compareRow(`${title}, p99`, 'ms', pick('p99')));
    }
    return rows;
  },
};
