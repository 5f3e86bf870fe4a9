/** Writes what a user has read of a conversation. The caller holds the lock of the conversation. */
import { tableOf } from '../database/columns.js';
import type { UnitOfWork } from '../database/database.js';
import { readBoundarySql, unreadSinceSql } from '../database/read-boundary-sql.js';
import { quoted } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageDirection } from '../domain/vocabulary.js';
import type { Conversation } from '../entities/conversation.entity.js';
import { ConversationRead } from '../entities/conversation-read.entity.js';
import { Message } from '../entities/message.entity.js';
import { User } from '../entities/user.entity.js';
import { toReadStateUpdated } from '../people/contact-events.js';
import type { DeskActor } from './desk-database.js';

const reads = tableOf(ConversationRead);
const read = reads.of('r');
const users = tableOf(User);
const user = users.of('u');
const messages = tableOf(Message);
const message = messages.of('m');
const older = messages.of('o');
const columns = reads.list(['conversationId', 'userId', 'tenantId', 'readUpTo', 'changedAt']);

const advanceStatement = statement(
  'read-state-advance',
  `insert into ${reads.table} as r (${columns})
   select $1::uuid, ${user.id}, ${user.tenantId}, $4::uuid, now() from ${users.table} u
    where ${user.id} = $2 and ${user.tenantId} = $3
      and ($4::uuid >= ${unreadSinceSql('u')} or exists (
        select from ${reads.table} r where ${read.conversationId} = $1 and ${read.userId} = ${user.id}))
   on conflict (${reads.column.conversationId}, ${reads.column.userId}) do update
     set ${reads.column.readUpTo} = excluded.${reads.column.readUpTo}, ${reads.column.changedAt} = now()
     where ${read.readUpTo} < excluded.${reads.column.readUpTo}
   returning ${read.readUpTo}`,
);

/** The last inbound message by default; the boundary becomes the message before it. */
const returnStatement = statement(
  'read-state-return',
  `insert into ${reads.table} as r (${columns})
   select $1::uuid, ${user.id}, ${user.tenantId}, coalesce((
            select ${older.id} from ${messages.table} o where ${older.conversationId} = $1 and ${older.id} < wanted.id
             order by ${older.id} desc limit 1), '00000000-0000-0000-0000-000000000000'), now()
     from ${users.table} u
     join lateral (
       select ${message.id} as id from ${messages.table} m
        where ${message.conversationId} = $1 and ${message.direction} = ${quoted(MessageDirection.INBOUND)}
          and ($4::uuid is null or ${message.id} = $4::uuid)
        order by ${message.id} desc limit 1) wanted on true
     left join ${reads.table} r on ${read.conversationId} = $1 and ${read.userId} = ${user.id}
    where ${user.id} = $2 and ${user.tenantId} = $3 and ${readBoundarySql('r', 'u')} >= wanted.id
   on conflict (${reads.column.conversationId}, ${reads.column.userId}) do update
     set ${reads.column.readUpTo} = excluded.${reads.column.readUpTo}, ${reads.column.changedAt} = now()
   returning ${read.readUpTo}`,
);

/** Everything up to this message is read; never moves back. Emits an event when the state changed. */
export const advanceReadState = (
  unit: UnitOfWork,
  actor: DeskActor,
  conversation: Conversation,
  messageId: string,
): Promise<void> => move(unit, advanceStatement, actor, conversation, messageId);

/** This inbound message, the last one by default, and later ones are unread. Emits an event when the state changed. */
export const returnReadState = (
  unit: UnitOfWork,
  actor: DeskActor,
  conversation: Conversation,
  messageId: string | null,
): Promise<void> => move(unit, returnStatement, actor, conversation, messageId);

async function move(
  unit: UnitOfWork,
  change: typeof advanceStatement,
  { tenantId, userId }: DeskActor,
  conversation: Conversation,
  messageId: string | null,
): Promise<void> {
  const changed = await unit.query(change, [conversation.id, userId, tenantId, messageId]);
  if (changed.length > 0) unit.emit(toReadStateUpdated(conversation, userId));
}
