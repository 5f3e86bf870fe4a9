/**
 * Reads the event log for messages of customers, and puts their conversations into the queue of turns. Ingest does nothing for an
 * assistant. The position is written with the queue, so a crash loses none and adds none twice.
 */
import { tableOf } from '../../database/columns.js';
import type { Database } from '../../database/database.js';
import { as, int, orNull, quoted, sql } from '../../database/sql.js';
import { statement } from '../../database/statement.js';
import { AiMode, EventType, MessageDirection, MessageKind } from '../../domain/vocabulary.js';
import { AiAssistant } from '../../entities/ai-assistant.entity.js';
import { AiPosition } from '../../entities/ai-position.entity.js';
import { DomainEventRecord } from '../../entities/domain-event.entity.js';
import { EventCounter } from '../../entities/event-counter.entity.js';
import { Message } from '../../entities/message.entity.js';
import { addTurnJobsSql, isQueuedSql } from './turn-job.js';

const positions = tableOf(AiPosition);
const position = positions.of('p');
const counter = tableOf(EventCounter).of('c');
const events = tableOf(DomainEventRecord);
const event = events.of('e');
const message = tableOf(Message).of('m');
const assistant = tableOf(AiAssistant).of('a');
const pageEvents = 1_000;
const maxPages = 20;

const watches = `exists (select from ${tableOf(AiAssistant).table} a where ${assistant.tenantId} = ${position.tenantId}
       and ${assistant.archivedAt} is null and ${assistant.mode} <> ${quoted(AiMode.OFF)})`;

/**
 * Companies whose assistants are all off have nothing to read. What is committed after one is switched on has a later position than the
 * one that is written here, as the statement sees neither or both.
 */
const skipToEnd = statement(
  'ai-skip-to-end',
  `with idle as (
     select ${position.tenantId} as tenant_id, ${counter.position} as last from ${positions.table} p
       join ${tableOf(EventCounter).table} c on ${counter.tenantId} = ${position.tenantId} and ${counter.position} > ${position.position}
      where not ${watches} for update of p skip locked
   )
   update ${positions.table} p set ${positions.column.position} = idle.last from idle where ${position.tenantId} = idle.tenant_id`,
);

const behind = statement(
  'ai-tenants-behind',
  sql`select ${as('tenantId', position.tenantId)} from ${positions.table} p
     join ${tableOf(EventCounter).table} c on ${counter.tenantId} = ${position.tenantId} and ${counter.position} > ${position.position}
    where ${watches}`,
);

const lockPosition = statement(
  'ai-lock-position',
  sql`select ${as('position', int(position.position))} from ${positions.table} p where ${position.tenantId} = $1 for update skip locked`,
);

/** Everything is found by keys: the queue can be empty when the planner looks and long a second later. */
const useKeys = statement(
  'ai-use-keys',
  `select set_config('enable_seqscan', 'off', true), set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true)`,
);

/**
 * $1 tenant, $2 position. Messages are read only where no look is to come anyway: while a customer writes and the queue is
 * long, that is nowhere. Older messages are not answered.
 */
const readPage = statement(
  'ai-read-events',
  sql`with page as (
     select ${event.position} as position, ${event.kind} as kind, ${event.messageId} as message_id, ${event.conversationId} as conversation_id
       from ${events.table} e where ${event.tenantId} = $1 and ${event.position} > $2 order by ${event.position} limit ${pageEvents}
   ), written as materialized (
     select w.conversation_id, w.message_ids
       from (select conversation_id, array_agg(message_id) as message_ids from page
              where kind = ${quoted(EventType.MESSAGE_ADDED)} group by conversation_id) w
      where not ${isQueuedSql('w.conversation_id')}
   ), queued as (
     ${addTurnJobsSql(`select $1::uuid as tenant_id, written.conversation_id, now() + min(${assistant.waitSeconds}) * interval '1 second' as due_at
         from written cross join unnest(written.message_ids) as said(id)
         join ${tableOf(Message).table} m on ${message.id} = said.id and ${message.tenantId} = $1
         join ${tableOf(AiAssistant).table} a on ${assistant.tenantId} = $1 and ${assistant.archivedAt} is null
          and ${assistant.mode} <> ${quoted(AiMode.OFF)}
          and (${assistant.channelIds} is null or ${message.channelId}::text = any(${assistant.channelIds}))
        where ${message.direction} = ${quoted(MessageDirection.INBOUND)}
          and ${message.kind} not in (${quoted(MessageKind.REACTION, MessageKind.SYSTEM, MessageKind.CALL)})
          and ${message.createdAt} > now() - interval '10 minutes' and ${message.sentAt} > now() - interval '10 minutes'
        group by written.conversation_id order by written.conversation_id`)}
   )
   select ${as('read', int('(select count(*)::int from page)'))}, ${as('last', orNull(int('(select max(position) from page)')))},
          ${as('added', int('(select count(*)::int from queued)'))}`,
);

const moveTo = statement(
  'ai-move-position',
  `update ${positions.table} set ${positions.column.position} = $2 where ${positions.column.tenantId} = $1`,
);

/** Queues what everything that was committed asks for. @returns how many conversations */
export async function watchEvents(database: Database, stopping: AbortSignal): Promise<number> {
  let added = 0;
  await database.query(skipToEnd);
  for (const { tenantId } of await database.query(behind)) {
    for (let page = 0; page < maxPages && !stopping.aborted; page += 1) {
      const read = await database.transaction(async ({ query }) => {
        const [at] = await query(lockPosition, [tenantId]);
        // Another process reads it.
        if (!at) return { read: 0, added: 0 };
        await query(useKeys, []);
        const [found] = await query(readPage, [tenantId, at.position]);
        if (!found || found.last === null) return { read: 0, added: 0 };
        await query(moveTo, [tenantId, found.last]);
        return found;
      });
      added += read.added;
      if (read.read < pageEvents) break;
    }
  }
  return added;
}
