/** History in the floor's database: contacts who wrote before, and their messages. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { idOf } from '../floor/ids.mjs';
import { channelExternalIds, phoneOf } from '../load/bodies.mjs';
import { withClient } from './postgres.mjs';

/** Creates the tables and fills them. */
export function fillFloor(url, { people, messages }) {
  const schema = readFileSync(new URL('../floor/schema.sql', import.meta.url), 'utf8');
  const channels = channelExternalIds.map(externalId => ({ id: idOf('channel', externalId), externalId }));
  const persons = Array.from({ length: people }, (_, index) => {
    const phone = `+${phoneOf(index + 1)}`;
    const channelId = channels[(index + 1) % channels.length].id;
    return { phone, channelId, leadId: idOf(phone), conversationId: idOf(channelId, phone) };
  });
  const message = n =>
    `(lpad(to_hex((extract(epoch from now() - interval '2 days') * 1000)::bigint + ${n} * 50), 12, '0') || '70008000' || lpad(to_hex(${n}), 12, '0'))::uuid`;
  return withClient(url, async client => {
    await client.query(schema);
    await client.query('set session_replication_role = replica');
    await client.query('begin');
    for (const { id, externalId } of channels) {
      await client.query('insert into channels values ($1, $2, $2)', [id, externalId]);
    }
    const columns = ['phone', 'channelId', 'leadId', 'conversationId'].map(name =>
      persons.map(row => row[name]),
    );
    await client.query(
      `create temp table person on commit drop as
       select * from unnest($1::text[], $2::uuid[], $3::uuid[], $4::uuid[]) with ordinality as p(phone, channel_id, lead_id, conversation_id, n)`,
      columns,
    );
    const [userId, stageId] = [idOf('user'), idOf('stage')];
    await client.query('insert into users values ($1, $2)', [userId, 'Owner']);
    await client.query('insert into stages values ($1, $2)', [stageId, 'Новый']);
    await client.query(
      `insert into leads (id, phone, name, stage_id, created_at, updated_at)
       select lead_id, phone, 'Айгерим ' || n, $1, now(), now() from person`,
      [stageId],
    );
    await client.query(
      `insert into conversations (id, channel_id, lead_id, unread_count, last_message_id, last_activity_at)
       select conversation_id, channel_id, lead_id, 0, ${message(`(${messages - people} + n)`)}, now() - interval '1 day' + n * interval '20 ms' from person`,
    );
    await client.query(
      `insert into messages (id, conversation_id, channel_id, external_id, direction, status, text, sent_at, created_at)
       select ${message('m')}, conversation_id, channel_id, upper(substr(md5(m::text), 1, 20)), 'INBOUND', 'RECEIVED',
              'Здравствуйте, есть ламинат? ' || m, now() - interval '1 day', now() - interval '1 day'
         from generate_series(1, ${messages}::bigint) m join person on n = (m - 1) % ${people} + 1 order by m`,
    );
    await client.query(
      `insert into webhook_events (id, channel_id, external_id, status, body, headers, received_at)
       select ${message('m')}, channel_id, upper(substr(md5(m::text), 1, 20)), 'PROCESSED', repeat('x', 380),
              '{"content-type":"application/json"}', now() - interval '1 day'
         from generate_series(1, ${messages}::bigint) m join person on n = (m - 1) % ${people} + 1 order by m`,
    );
    await client.query('commit');
    await client.query('vacuum (analyze)');
  });
}

/** The webhook secret of a run. */
export const floorSecret = createHash('sha256').update('bench').digest('hex');
