/** The statements of the floor, each prepared once per connection. */

/**
 * One webhook. The ids of lead and conversation are digests of their keys, so no look-up is needed: the message is
 * inserted first, and lead and conversation are written only if it is new. A concurrent copy waits for the first
 * one's key and then changes only the ledger.
 *
 * $1 message id, $2 conversation id, $3 channel id, $4 external id, $5 text, $6 sent at, $7 received at,
 * $8 lead id, $9 phone, $10 name, $11 ledger id, $12 body, $13 headers
 */
export const storeWebhook = {
  name: 'store-webhook',
  text: `
    with message as (
      insert into messages (id, conversation_id, channel_id, external_id, direction, status, text, sent_at, created_at)
      values ($1, $2, $3, $4, 'INBOUND', 'RECEIVED', $5, $6, $7)
      on conflict (channel_id, external_id) do nothing
      returning id
    ), lead as (
      insert into leads as l (id, phone, name, created_at, updated_at)
      select $8, $9, $10, $7, $7 from message
      on conflict (id) do update set name = coalesce(l.name, excluded.name), updated_at = excluded.updated_at
    ), conversation as (
      insert into conversations as c (id, channel_id, lead_id, unread_count, last_message_id, last_activity_at)
      select $2, $3, $8, 1, id, $7 from message
      on conflict (id) do update set
        unread_count = c.unread_count + 1, last_message_id = excluded.last_message_id,
        last_activity_at = greatest(c.last_activity_at, excluded.last_activity_at)
      returning unread_count
    ), ledger as (
      insert into webhook_events (id, channel_id, external_id, status, body, headers, received_at)
      select $11, $3, $4, case when exists (select from message) then 'PROCESSED' else 'DUPLICATE' end, $12, $13, $7
    )
    select unread_count from conversation`,
};

/** A page of the inbox: the $1 conversations with the latest activity, with channel, contact and last message. */
export const inboxPage = {
  name: 'inbox-page',
  text: `
    select c.id, c.status, c.unread_count, c.last_activity_at, h.id, h.display_name, h.external_id,
           l.id, l.name, l.phone, m.id, m.direction, m.text, m.status, m.sent_at
      from (select * from conversations order by last_activity_at desc, id desc limit $1) c
      join channels h on h.id = c.channel_id
      join leads l on l.id = c.lead_id
      join messages m on m.id = c.last_message_id
     order by c.last_activity_at desc, c.id desc`,
};

/** Messages that a subscriber missed: those after an id, oldest first. */
export const messagesAfter = {
  name: 'messages-after',
  text: `
    select m.id, m.direction, m.text, m.status, h.display_name, h.external_id, c.id, l.name, l.phone
      from (select * from messages where id > $1 order by id limit 500) m
      join conversations c on c.id = m.conversation_id
      join channels h on h.id = m.channel_id
      join leads l on l.id = c.lead_id
     order by m.id`,
};

/** The same with lead, stage, topic and assignee too. */
export const fullInboxPage = {
  name: 'full-inbox-page',
  text: `
    select c.id, c.status, c.unread_count, c.last_activity_at, h.id, h.display_name, h.external_id,
           l.id, l.name, l.phone, m.id, m.direction, m.text, m.status, m.sent_at,
           g.id, g.name, t.id, t.name, u.id, u.name
      from (select * from conversations order by last_activity_at desc, id desc limit $1) c
      join channels h on h.id = c.channel_id
      join leads l on l.id = c.lead_id
      join messages m on m.id = c.last_message_id
      left join stages g on g.id = l.stage_id
      left join topics t on t.id = l.topic_id
      left join users u on u.id = c.assignee_id
     order by c.last_activity_at desc, c.id desc`,
};

/** A reply and its job. $1 message id, $2 conversation id, $3 external id until it is sent, $4 text */
export const addReply = {
  name: 'add-reply',
  text: `
    with message as (
      insert into messages (id, conversation_id, channel_id, external_id, direction, status, text, sent_at, created_at)
      select $1, id, channel_id, $3, 'OUTBOUND', 'QUEUED', $4, now(), now() from conversations where id = $2
      returning id, conversation_id
    ), conversation as (
      update conversations c set last_message_id = message.id, last_activity_at = now()
        from message where c.id = message.conversation_id
    ), job as (
      insert into jobs (message_id) select id from message
    )
    select id from message`,
};

/** The oldest jobs, which no other worker has, until the end of the transaction. */
export const claimReplies = {
  name: 'claim-replies',
  text: `
    select j.id, m.id as message_id, m.text, m.channel_id
      from (select * from jobs where run_at <= now() order by run_at, id limit 16 for update skip locked) j
      join messages m on m.id = j.message_id`,
};

/** The end of a reply. $1 jobs, $2 messages, $3 ids at the provider */
export const concludeReplies = {
  name: 'conclude-replies',
  text: `
    with done as (delete from jobs where id = any($1::bigint[]))
    update messages m set status = 'SENT', external_id = s.external_id
      from unnest($2::uuid[], $3::text[]) as s(id, external_id) where m.id = s.id`,
};
