/**
 * Reads the event log for messages of customers, and adds the jobs of their turns. Ingest does nothing for an assistant.
 * The position is written with the jobs, so a crash loses none and adds none twice.
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
import { addAiTurnJob } from './turn-job.js';

const positions = tableOf(AiPosition);
const position = positions.of('p');
const counter = tableOf(EventCounter).of('c');
const events = tableOf(DomainEventRecord);
const event = events.of('e');
const message = tableOf(Message).of('m');
const assistant = tableOf(AiAssistant).of('a');
const pageEvents = 1_000;
const maxPages = 20;

const behind = statement(
  'ai-tenants-behind',
  sql`select ${as('tenantId', position.tenantId)} from ${positions.table} p
     join ${tableOf(EventCounter).table} c on ${counter.tenantId} = ${position.tenantId} and ${counter.position} > ${position.position}`,
);

const lockPosition = statement(
  'ai-lock-position',
  sql`select ${as('position', int(position.position))} from ${positions.table} p where ${position.tenantId} = $1 for update skip locked`,
);

/** $1 tenant, $2 position. Older messages are not answered. */
const readPage = statement(
  'ai-read-events',
  sql`with page as (
     select ${event.position} as position, ${event.kind} as kind, ${event.messageId} as message_id, ${event.conversationId} as conversation_id
       from ${events.table} e where ${event.tenantId} = $1 and ${event.position} > $2 order by ${event.position} limit ${pageEvents}
   ), queued as (
     select ${addAiTurnJob({
       tenantId: '$1::uuid',
       conversationId: 'due.conversation_id',
       runAt: "now() + due.wait * interval '1 second'",
     })}
       from (
         select page.conversation_id, min(${assistant.waitSeconds}) as wait
           from page
           join ${tableOf(Message).table} m on ${message.id} = page.message_id and ${message.tenantId} = $1
           join ${tableOf(AiAssistant).table} a on ${assistant.tenantId} = $1 and ${assistant.archivedAt} is null
            and ${assistant.mode} <> ${quoted(AiMode.OFF)}
            and (${assistant.channelIds} is null or ${message.channelId}::text = any(${assistant.channelIds}))
          where page.kind = ${quoted(EventType.MESSAGE_ADDED)} and ${message.direction} = ${quoted(MessageDirection.INBOUND)}
            and ${message.kind} not in (${quoted(MessageKind.REACTION, MessageKind.SYSTEM, MessageKind.CALL)})
            and ${message.createdAt} > now() - interval '10 minutes' and ${message.sentAt} > now() - interval '10 minutes'
          group by page.conversation_id) due
   )
   select ${as('read', int('(select count(*)::int from page)'))}, ${as('last', orNull(int('(select max(position) from page)')))},
          ${as('added', int('(select count(*)::int from queued)'))}`,
);

const moveTo = statement(
  'ai-move-position',
  `update ${positions.table} set ${positions.column.position} = $2 where ${positions.column.tenantId} = $1`,
);

/** Adds the jobs for everything that was committed. @returns how many jobs */
export async function watchEvents(database: Database, stopping: AbortSignal): Promise<number> {
  let added = 0;
  for (const { tenantId } of await database.query(behind)) {
    for (let page = 0; page < maxPages && !stopping.aborted; page += 1) {
      const read = await database.transaction(async ({ query }) => {
        const [at] = await query(lockPosition, [tenantId]);
        // Another process reads it.
        if (!at) return { read: 0, added: 0 };
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
