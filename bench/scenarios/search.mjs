/**
 * The search over the history: a common word, a rare one, an unfinished one, a phrase and a word that is not there, each page of 20. The
 * floor is a statement over the same index, written by hand for one company and one kind, without classes, filters,
 * snippets and GraphQL.
 */
import pg from 'pg';
import { ask, measureInTurn } from '../load/in-turn.mjs';
import { compareRow, promiseRow } from '../report/rows.mjs';
import { fillSearch } from '../setup/fill-search.mjs';
import { searchQuery } from '../setup/operations.mjs';

const cases = [
  { name: 'a common word', query: 'ламинат ', floor: "'wламинат'" },
  { name: 'a rare word', query: '77777 ', floor: "'w77777'" },
  { name: 'an unfinished word', query: 'ламин', floor: "'wламин':*" },
  { name: 'a phrase', query: '"есть ламинат"', floor: "'wесть' <-> 'wламинат'" },
  { name: 'a word that is not there', query: 'паркет ', floor: "'wпаркет'" },
];

const floorText = `select m.id, m.text, m.sent_at, v.id, c.display_name
  from (select subject_id from search_documents where words @@ $1::tsquery and tenant_id = $2 order by subject_id desc limit 21) d
  join messages m on m.id = d.subject_id join conversations v on v.id = m.conversation_id join contacts c on c.id = v.contact_id
 order by m.id desc`;

export const search = {
  name: 'search',
  run: async bench => {
    await fillSearch(bench.trunklineUrl, bench.company);
    const client = new pg.Client({ connectionString: bench.trunklineUrl });
    await client.connect();
    try {
      const rows = [];
      for (const { name, query, floor } of cases) {
        const pairs = [];
        for (let round = 0; round < bench.options.rounds; round += 1)
          pairs.push({
            floor: await measureInTurn(bench.times, () =>
              client
                .query(floorText, [floor, bench.company.tenantId])
                .then(({ rows: found }) => found.length),
            ),
            trunkline: await measureInTurn(bench.times, () =>
              ask(bench.trunkline.target, searchQuery, { query }).then(data => data.search.edges.length),
            ),
          });
        const pick = part =>
          pairs.map(pair => ({ floor: pair.floor[part], trunkline: pair.trunkline[part] }));
        rows.push(compareRow(`search, ${name}, p50`, 'ms', pick('p50')));
        rows.push(compareRow(`search, ${name}, p99`, 'ms', pick('p99')));
        const found = pairs.map(({ floor: one, trunkline: other }) => [
          Math.min(one.last, 20),
          Math.min(other.last, 20),
        ]);
        const isEqual = found.every(([one, other]) => one === other);
        rows.push(
          promiseRow(
            `search, ${name}, found`,
            `${found[0][0]}`,
            `${found[0][1]}`,
            'the same number',
            isEqual,
          ),
        );
      }
      return rows;
    } finally {
      await client.end();
    }
  },
};
