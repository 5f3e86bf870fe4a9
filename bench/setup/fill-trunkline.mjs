/**
 * History in Trunkline's database: contacts, conversations, messages, the ledger and the event log, as after months
 * of webhooks. Written by SQL in seconds, without foreign-key checks, because the rows are consistent.
 */
import { phoneOf } from '../load/bodies.mjs';
import { withClient } from './postgres.mjs';

/** Digits before a contact's number in a phone. */
const phonePrefix = phoneOf(0).slice(0, -7);

/** An id of version 7 for the n-th row of a kind; a message every 50 ms, the newest an hour ago. */
const orderedId = (kind, n, total) =>
  `(lpad(to_hex(b.ms - (${total} - ${n}) * 50), 12, '0') || '7${kind}008000' || lpad(to_hex(${n}), 12, '0'))::uuid`;

/** Fills the tables; `messages` is a multiple of `people`. */
export function fillTrunkline(url, company, { people, messages }) {
  const { tenantId, accountId, channelIds, userId } = company;
  const person = n => ({
    contact: orderedId(1, n, people),
    identity: orderedId(2, n, people),
    lead: orderedId(3, n, people),
    conversation: orderedId(4, n, people),
    channel: `(array[${channelIds.map(id => `'${id}'`).join(',')}]::uuid[])[${n} % ${channelIds.length} + 1]`,
    digits: `('${phonePrefix}' || lpad(${n}::text, 7, '0'))`,
  });
  const p = person('n');
  const of = person(`((m - 1) % ${people} + 1)`);
  const message = m => orderedId(5, m, messages);
  const ledger = m => orderedId(6, m, messages);
  const externalId = 'upper(substr(md5(m::text), 1, 20))';
  const at = m => `b.newest - (${messages} - ${m}) * interval '50 ms'`;
  const base = `(select (extract(epoch from now() - interval '1 hour') * 1000)::bigint as ms, now() - interval '1 hour' as newest) b`;
  const peopleFrom = `from generate_series(1, ${people}::bigint) n, ${base}`;
  const messagesFrom = `from generate_series(1, ${messages}::bigint) m, ${base}`;
  const isOutbound = 'm % 3 = 2';

  return withClient(url, async client => {
    await client.query('set session_replication_role = replica');
    await client.query('set synchronous_commit = off');
    await client.query('begin');
    const insert = (table, columns, values, from) =>
      client.query(`insert into ${table} (${columns.join(', ')}) select ${values.join(', ')} ${from}`);
    await insert(
      'contacts',
      ['id', 'tenant_id', 'display_name', 'phone', 'match_key', 'created_at'],
      [
        p.contact,
        `'${tenantId}'`,
        `'Айгерим ' || n`,
        `'+' || ${p.digits}`,
        `'tel:+' || ${p.digits}`,
        'b.newest',
      ],
      peopleFrom,
    );
    await insert(
      'contact_identities',
      [
        'id',
        'tenant_id',
        'contact_id',
        'kind',
        'raw_value',
        'canonical',
        'match_keys',
        'channel_id',
        'first_seen_at',
      ],
      [
        ...[p.identity, `'${tenantId}'`, p.contact, `'WHATSAPP_JID'`],
        ...[`${p.digits} || '@s.whatsapp.net'`, `${p.digits} || '@s.whatsapp.net'`],
        ...[`array['tel:+' || ${p.digits}]`, p.channel, 'b.newest'],
      ],
      peopleFrom,
    );
    await insert(
      'leads',
      [
        'id',
        'tenant_id',
        'contact_id',
        'channel_id',
        'stage_id',
        'name',
        'phone',
        'source',
        'created_at',
        'updated_at',
      ],
      [
        ...[p.lead, `'${tenantId}'`, p.contact, p.channel],
        `(select id from lead_stages where tenant_id = '${tenantId}' order by position limit 1)`,
        ...[`'Айгерим ' || n`, `'+' || ${p.digits}`, `'CHATFLOW'`, 'b.newest', 'b.newest'],
      ],
      peopleFrom,
    );
    await insert(
      'conversations',
      [
        ...[
          'id',
          'tenant_id',
          'channel_id',
          'contact_id',
          'identity_id',
          'lead_id',
          'address',
          'unread_count',
        ],
        ...['last_message_id', 'last_activity_at', 'last_inbound_at', 'created_at'],
      ],
      [
        ...[p.conversation, `'${tenantId}'`, p.channel, p.contact, p.identity, p.lead],
        ...[`${p.digits} || '@s.whatsapp.net'`, '1', message(`(${messages - people} + n)`)],
        ...[at(`(${messages - people} + n)`), 'b.newest', 'b.newest'],
      ],
      peopleFrom,
    );
    const restoreIndexes = await dropIndexes(client, ['messages', 'webhook_events', 'domain_events']);
    await insert(
      'messages',
      [
        ...['id', 'tenant_id', 'conversation_id', 'channel_id', 'direction', 'kind', 'text', 'author_kind'],
        ...['author_user_id', 'status', 'external_id', 'source_event_id', 'sent_at', 'created_at'],
      ],
      [
        ...[message('m'), `'${tenantId}'`, of.conversation, of.channel],
        ...[`case when ${isOutbound} then 'OUTBOUND' else 'INBOUND' end`, `'TEXT'`],
        ...[`'Здравствуйте, есть ламинат? ' || m`, `case when ${isOutbound} then 'USER' else 'CONTACT' end`],
        ...[`case when ${isOutbound} then '${userId}'::uuid end`],
        ...[`case when ${isOutbound} then 'SENT' else 'RECEIVED' end`],
        ...[`case when ${isOutbound} then null else ${externalId} end`],
        ...[`case when ${isOutbound} then null else ${ledger('m')} end`, at('m'), at('m')],
      ],
      `${messagesFrom} order by m`,
    );
    await insert(
      'webhook_events',
      [
        ...['id', 'tenant_id', 'account_id', 'channel_id', 'channel_external_id', 'source', 'event_type'],
        ...[
          'external_event_id',
          'status',
          'received_at',
          'processed_at',
          'kept_body',
          'headers',
          'message_id',
        ],
      ],
      [
        ...[
          ledger('m'),
          `'${tenantId}'`,
          `'${accountId}'`,
          of.channel,
          `'instance_xxx'`,
          `'CHATFLOW'`,
          `'text'`,
        ],
        ...[externalId, `'PROCESSED'`, at('m'), at('m'), `repeat('x', 330)`],
        ...[`'{"content-type":"application/json","user-agent":"axios/1.11.0"}'`, message('m')],
      ],
      `${messagesFrom} where not (${isOutbound}) order by m`,
    );
    const { rows } = await client.query('select position from event_counters where tenant_id = $1', [
      tenantId,
    ]);
    const before = Number(rows[0].position);
    await insert(
      'domain_events',
      [
        'tenant_id',
        'position',
        'kind',
        'subject_id',
        'channel_id',
        'conversation_id',
        'message_id',
        'changed',
        'at',
      ],
      [
        ...[`'${tenantId}'`, `${before} + m`, `'MESSAGE_ADDED'`, message('m'), of.channel, of.conversation],
        ...[message('m'), `'{}'`, at('m')],
      ],
      `${messagesFrom} order by m`,
    );
    await restoreIndexes();
    await client.query('update event_counters set position = $2 where tenant_id = $1', [
      tenantId,
      before + messages,
    ]);
    // The history counts as read by the search: storing it would take CPU from every measure.
    await client.query(
      `insert into search_positions (tenant_id, position, fill_stage, fill_before)
       values ($1, $2, null, '00000000-0000-0000-0000-000000000000')
       on conflict (tenant_id) do update set position = excluded.position, fill_stage = null`,
      [tenantId, before + messages],
    );
    await client.query('commit');
    await client.query('vacuum (analyze)');
  });
}

/** Drops the indexes of tables except primary keys; creating them afterwards is several times faster. */
async function dropIndexes(client, tables) {
  const { rows } = await client.query(
    `select i.indrelid::regclass::text as table, c.relname as name, pg_get_indexdef(i.indexrelid) as definition,
            pg_get_constraintdef(k.oid) as rule
       from pg_index i
       join pg_class c on c.oid = i.indexrelid
       left join pg_constraint k on k.conindid = i.indexrelid and k.contype = 'u'
      where i.indrelid = any($1::regclass[]) and not i.indisprimary`,
    [tables],
  );
  for (const { table, name, rule } of rows) {
    await client.query(rule ? `alter table ${table} drop constraint "${name}"` : `drop index "${name}"`);
  }
  return async () => {
    await client.query(`set local maintenance_work_mem = '512MB'`);
    for (const { table, name, definition, rule } of rows) {
      await client.query(rule ? `alter table ${table} add constraint "${name}" ${rule}` : definition);
    }
  };
}
