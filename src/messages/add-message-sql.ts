/** The SQL that inserts an outbound message: message, history, conversation, files and job. */
import { tableOf } from '../database/columns.js';
import { insertSelect } from '../database/insert-select.js';
import { readBoundarySql } from '../database/read-boundary-sql.js';
import { bool, quoted } from '../database/sql.js';
import { MessageStatus } from '../domain/delivery-status.js';
import { erasedAddress } from '../domain/erased.js';
import {
  AttachmentState,
  AuthorKind,
  HandoffState,
  MessageDirection,
  SuggestionStatus,
} from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { ConversationRead } from '../entities/conversation-read.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageStatusChange } from '../entities/message-status-change.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import { User } from '../entities/user.entity.js';
import { lockIdempotencyKeySql } from './lock-idempotency-key.js';
import { addOwnSendJob, addSendJob, sendTask } from './send-job.js';
import { takeOverSql } from './take-over.js';

const messages = tableOf(Message);
const changes = tableOf(MessageStatusChange);
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const attachments = tableOf(Attachment);
const attachment = attachments.of('f');
/** The inserted message. */
export const added = messages.of('a');
const newest = messages.of('o');
const reads = tableOf(ConversationRead);
const read = reads.of('r');
const suggestions = tableOf(ReplySuggestion);
const users = tableOf(User);
const user = users.of('u');
/** Newest messages in which one that the author has not read is searched. */
const searchedMessages = 100;

/** True if its author took the conversation over. */
export const hasTakenOver = bool(
  `(${added.authorKind} = ${quoted(AuthorKind.USER)} and (select handoff from before) <> ${quoted(HandoffState.HUMAN_ACTIVE)})`,
);

/**
 * The CTEs. Parameters 1 to 15 are `addParameters` of `add-message.ts`; `a` is the inserted message, or empty when its key is taken;
 * `moved`, `attached` and `seen` have a row for each thing that changed with it.
 */
export const addMessageSql = `with a as (
     ${insertSelect(messages, {
       ...{ id: '$1::uuid', tenantId: conversation.tenantId, conversationId: conversation.id },
       ...{
         channelId: conversation.channelId,
         direction: quoted(MessageDirection.OUTBOUND),
         kind: '$4',
         text: '$5',
       },
       ...{
         authorKind: '$6',
         authorUserId: '$7',
         authorAssistantId: '$15',
         replyToExternalId: '$8',
         templateId: '$9',
       },
       ...{ templateVariables: '$10', status: quoted(MessageStatus.QUEUED), idempotencyKey: '$11' },
       ...{ hasAttachments: 'cardinality($12::uuid[]) > 0', sentAt: 'now()', createdAt: 'now()' },
     })}
       from ${conversations.table} c where ${conversation.id} = $3 and ${conversation.tenantId} = $2 and ${conversation.address} <> '${erasedAddress}'
        and ${lockIdempotencyKeySql(`${conversation.tenantId}::text`, '$11::text')}
     on conflict (${messages.column.tenantId}, ${messages.column.idempotencyKey})
       where ${messages.column.idempotencyKey} is not null do nothing
     returning *
   ), history as (
     ${insertSelect(changes, {
       ...{ id: '$13', tenantId: added.tenantId, channelId: added.channelId, messageId: added.id },
       ...{ status: added.status, at: added.createdAt, recordedAt: added.createdAt, applied: 'true' },
     })}
       from a
   ), moved as (
     update ${conversations.table} c set
       ${conversations.column.lastMessageId} = ${added.id},
       ${conversations.column.lastActivityAt} = greatest(${conversation.lastActivityAt}, ${added.createdAt}),
       ${takeOverSql(`${added.authorKind} = ${quoted(AuthorKind.USER)}`)}
       from a where ${conversation.id} = ${added.conversationId}
     returning 1
   ), before as (
     select ${conversation.handoff} as handoff from ${conversations.table} c, a where ${conversation.id} = ${added.conversationId}
   ), attached as (
     update ${attachments.table} f set ${attachments.column.messageId} = ${added.id}
       from a
      where ${attachment.id} = any($12::uuid[]) and ${attachment.tenantId} = ${added.tenantId}
        and ${attachment.messageId} is null and ${attachment.state} = ${quoted(AttachmentState.STORED)}
     returning ${attachment.id}
   ), seen as (
     insert into ${reads.table} as r (${reads.list(['conversationId', 'userId', 'tenantId', 'readUpTo', 'changedAt'])})
     select ${added.conversationId}, ${user.id}, ${added.tenantId}, unread.id, ${added.createdAt}
       from a
       join ${users.table} u on ${user.id} = ${added.authorUserId}
       left join ${reads.table} r on ${read.conversationId} = ${added.conversationId} and ${read.userId} = ${user.id}
       join lateral (
         select l.id from (
           select ${newest.id} as id, ${newest.direction} as direction from ${messages.table} o
            where ${newest.conversationId} = ${added.conversationId} and ${newest.id} > ${readBoundarySql('r', 'u')}
            order by ${newest.id} desc limit ${searchedMessages}) l
          where l.direction = ${quoted(MessageDirection.INBOUND)} order by l.id desc limit 1) unread on true
      where $14::boolean
     on conflict (${reads.column.conversationId}, ${reads.column.userId}) do update
       set ${reads.column.readUpTo} = excluded.${reads.column.readUpTo}, ${reads.column.changedAt} = excluded.${reads.column.changedAt}
       where ${read.readUpTo} < excluded.${reads.column.readUpTo}
     returning 1
   ), outdated as (
     update ${suggestions.table} g set ${suggestions.column.status} = ${quoted(SuggestionStatus.OUTDATED)}
       from a
      where ${suggestions.of('g').conversationId} = ${added.conversationId} and ${suggestions.of('g').status} = ${quoted(SuggestionStatus.OPEN)}
        and ${added.authorKind} = ${quoted(AuthorKind.USER)}
   )`;
const job = { tenantId: added.tenantId, messageId: added.id, channelId: added.channelId };

/** The CTE `queued`: its job. */
export const addedJobSql = `queued as (select ${addSendJob({ ...job, isFirst: true })} from a)`;

/** The same, and `own` with the id of the job, if the process of this name is to run it. Before a worker knew the task, none. */
export const addedOwnJobSql = (lockedBy: string): string => `queued as (
     select ${addSendJob({ ...job, isFirst: true })} from a where ${lockedBy} is null or not exists (${sendTask})
   ), own as (
     ${addOwnSendJob(job, 'a', lockedBy)}
   )`;
