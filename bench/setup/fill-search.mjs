/** The documents of the search for the history's messages, as the worker stores them; it would take minutes. */
import { withClient } from './postgres.mjs';

/** Rows of a block, as in the server. */
const blockRows = 8_192;
const shortId = id => `rtrim(translate(encode(uuid_send(${id}), 'base64'), '+/', '-_'), '=')`;
const firstId = '00000000-0000-0000-0000-000000000000';
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/** Stores blocks and documents of a company, unless it has them. */
export function fillSearch(url, { tenantId }) {
  return withClient(url, async client => {
    const { rows } = await client.query(
      `select (select count(*) from search_documents where tenant_id = $1) * 2 > (select count(*) from messages where tenant_id = $1) as "isFilled"`,
      [tenantId],
    );
    if (rows[0].isFilled) return;
    // The server fills it too, in portions that lock this row.
    await client.query('begin');
    await client.query(
      `insert into search_positions (tenant_id, position, fill_stage, fill_before)
       select tenant_id, position, null, '${lastId}' from event_counters where tenant_id = $1
       on conflict (tenant_id) do update set position = excluded.position, fill_stage = null`,
      [tenantId],
    );
    await client.query('delete from search_documents where tenant_id = $1', [tenantId]);
    await client.query('delete from search_blocks where tenant_id = $1', [tenantId]);
    await client.query(
      `insert into search_blocks (id, tenant_id, first_id, last_id, documents)
       select gen_random_uuid(), $1, case when n = 1 then '${firstId}' else id end, id, ${blockRows}
         from (select id, row_number() over (order by id) as n from messages where tenant_id = $1) m where n % ${blockRows} = 1`,
      [tenantId],
    );
    await client.query(
      `insert into search_documents (subject_id, tenant_id, kind, created_at, words)
       select m.id, m.tenant_id, 'MESSAGE', m.created_at,
              (format('''b%s'' ''t%s'' ''kMESSAGE'' ''o%s'' ''h%s'' ''i%s'' ', ${shortId('b.id')}, ${shortId('m.tenant_id')},
                 ${shortId('m.conversation_id')}, ${shortId('m.channel_id')}, m.direction) || w.words)::tsvector
         from messages m
         cross join lateral (select id from search_blocks b where b.tenant_id = $1 and b.first_id <= m.id order by b.first_id desc limit 1) b
         cross join lateral (
           select string_agg(format('''w%s'':%s ''s%s''', x.word, x.n, x.word), ' ') as words
             from regexp_split_to_table(lower(m.text), '[ ,.?!]+') with ordinality as x(word, n) where x.word <> '') w
        where m.tenant_id = $1 and m.text is not null and w.words is not null order by m.id`,
      [tenantId],
    );
    await client.query('commit');
    await client.query('vacuum (analyze) search_documents, search_blocks');
  });
}
