/**
 * Reports over the history: messages by hour, by number, and the median time of the first response. The floor is a statement
 * for exactly this report, written by hand, without zones, names of rows, rules of access and GraphQL.
 */
import pg from 'pg';
import { ask, measureInTurn } from '../load/in-turn.mjs';
import { compareRow, promiseRow } from '../report/rows.mjs';
import { reportQuery } from '../setup/operations.mjs';

const directions = `count(*) filter (where direction = 'INBOUND')::int as "in", count(*) filter (where direction = 'OUTBOUND')::int as "out"`;
const ofTime = 'from messages where tenant_id = $1 and created_at >= $2 and created_at < $3';
const counted = ['MESSAGES_IN', 'MESSAGES_OUT'];

const cases = [
  {
    name: 'messages by hour',
    input: { metrics: counted, interval: 'HOUR' },
    floor: `select date_trunc('hour', created_at) as key, ${directions} ${ofTime} group by 1 order by 1`,
    sum: true,
  },
  {
    name: 'messages by number',
    input: { metrics: counted, groupBy: 'CHANNEL' },
    floor: `select channel_id as key, ${directions} ${ofTime} group by 1 order by 1`,
    sum: true,
  },
  {
    name: 'median of the first response',
    input: { metrics: ['FIRST_RESPONSE_MEDIAN'] },
    floor: `select percentile_cont(0.5) within group (order by extract(epoch from answered - asked)) as "in", 0 as "out" from (
              select min(created_at) filter (where direction = 'INBOUND') as asked,
                     min(created_at) filter (where direction = 'OUTBOUND' and author_kind = 'USER') as answered
                ${ofTime} group by conversation_id) c where answered > asked`,
    sum: false,
  },
];

export const report = {
  name: 'report',
  run: async bench => {
    const [from, to] = [-2, 1].map(days => new Date(Date.now() + days * 86_400_000).toISOString());
    const client = new pg.Client({ connectionString: bench.trunklineUrl });
    await client.connect();
    try {
      const rows = [];
      for (const { name, input, floor, sum } of cases) {
        const pairs = [];
        for (let round = 0; round < bench.options.rounds; round += 1)
          pairs.push({
            floor: await measureInTurn(bench.times, () =>
              client
                .query(floor, [bench.company.tenantId, from, to])
                .then(({ rows: found }) =>
                  found.reduce((total, row) => total + Number(row.in) + Number(row.out), 0),
                ),
            ),
            trunkline: await measureInTurn(bench.times, () =>
              ask(bench.trunkline.target, reportQuery, { input: { ...input, from, to } }).then(data =>
                data.report.rows.reduce((total, { values }) => total + values.reduce((a, b) => a + b, 0), 0),
              ),
            ),
          });
        const pick = part =>
          pairs.map(pair => ({ floor: pair.floor[part], trunkline: pair.trunkline[part] }));
        rows.push(compareRow(`report, ${name}, p50`, 'ms', pick('p50')));
        rows.push(compareRow(`report, ${name}, p99`, 'ms', pick('p99')));
        if (!sum) continue;
        const [one, other] = [pairs[0].floor.last, pairs[0].trunkline.last];
        rows.push(
          promiseRow(`report, ${name}, counted`, `${one}`, `${other}`, 'the same number', one === other),
        );
      }
      return rows;
    } finally {
      await client.end();
    }
  },
};
