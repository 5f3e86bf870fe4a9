/** Rows of scheduled replies. */
import { tableOf } from '../database/columns.js';
import { quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { MessageDirection, ScheduledReplyStatus } from '../domain/vocabulary.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { ScheduledReply } from '../entities/scheduled-reply.entity.js';
import { addJobSql, hasNoJobSql } from '../jobs/add-job.js';
import { defineLostJobs } from '../jobs/lost-jobs.js';

/** Name of the task. */
export const scheduledReplyTask = 'send-scheduled-reply';

/** Payload of the job. */
export interface ScheduledReplyJob {
  readonly scheduledReplyId: string;
}

const replies = tableOf(ScheduledReply);
const reply = replies.of('s');
const conversations = tableOf(Conversation);
const conversation = conversations.of('c');
const messages = tableOf(Message);
const message = messages.of('m');

const attachments = tableOf(Attachment);
const file = attachments.of('f');

const jobKey = (id: string): string => `'scheduled-reply:' || ${id}`;
const addJob = (id: string, runAt: string): string =>
  addJobSql(scheduledReplyTask, {
    payload: { scheduledReplyId: id },
    key: jobKey(id),
    runAt,
    maxAttempts: 25,
  });

const isScheduled = `${reply.status} = ${quoted(ScheduledReplyStatus.SCHEDULED)}`;
/** The contact wrote after it was scheduled; ids are in the order of time. */
const isAnswered = `${reply.cancelOnInbound} and exists (select from ${messages.table} m
  where ${message.conversationId} = ${reply.conversationId} and ${message.id} > ${reply.id}
    and ${message.direction} = ${quoted(MessageDirection.INBOUND)})`;

/** Locks the conversation, so that its replies are counted once. */
export const lockConversation = statement(
  'scheduled-reply-lock',
  sql`select ${conversations.select('c', ['id', 'channelId'])} from ${conversations.table} c
    where ${conversation.tenantId} = $1 and ${conversation.id} = $2 for no key update`,
);

export const findByKey = statement(
  'scheduled-reply-by-key',
  sql`select ${replies.select('s')} from ${replies.table} s where ${reply.tenantId} = $1 and ${reply.idempotencyKey} = $2`,
);

export const countScheduled = statement(
  'scheduled-reply-count',
  sql`select ${replies.select('s', ['id'])} from ${replies.table} s where ${reply.conversationId} = $1 and ${isScheduled}`,
);

const columns = [
  ...(['id', 'tenantId', 'conversationId', 'authorUserId', 'text', 'attachmentIds', 'templateId'] as const),
  ...(['templateVariables', 'replyToMessageId', 'idempotencyKey', 'sendAt', 'cancelOnInbound'] as const),
  ...(['status', 'createdAt'] as const),
];

/** Writes the row and its job. */
export const insertReply = statement(
  'scheduled-reply-insert',
  `with s as (
     insert into ${replies.table} (${replies.list(columns)})
     values ($1, $2, $3, $4, $5, $6::text[], $7, $8::jsonb, $9, $10, $11::timestamptz, $12, ${quoted(ScheduledReplyStatus.SCHEDULED)}, now())
     on conflict (${replies.column.tenantId}, ${replies.column.idempotencyKey}) where ${replies.column.idempotencyKey} is not null do nothing
     returning *)
   select ${addJob(reply.id, reply.sendAt)} from s`,
);

export const findReply = statement(
  'scheduled-reply-find',
  sql`select ${replies.select('s')} from ${replies.table} s where ${reply.id} = $1`,
);

/** `$3`: also one that was refused. */
export const cancelReply = statement(
  'scheduled-reply-cancel',
  sql`update ${replies.table} s set ${replies.column.status} = ${quoted(ScheduledReplyStatus.CANCELLED)}
    where ${reply.tenantId} = $1 and ${reply.id} = $2
      and (${isScheduled} or ($3::boolean and ${reply.status} = ${quoted(ScheduledReplyStatus.FAILED)}))
   returning ${replies.select('s', ['id', 'tenantId', 'conversationId', 'attachmentIds'])}`,
);

/** Files without a message are swept by their age: another reply can take them for as long as new uploads. */
export const keepFiles = statement(
  'scheduled-reply-keep-files',
  `update ${attachments.table} f set ${attachments.column.createdAt} = now()
    where ${file.tenantId} = $1 and ${file.id}::text = any($2::text[]) and ${file.messageId} is null`,
);

/** In the transaction that adds the message, which has locked the conversation: no message arrives unseen. */
export const markSent = statement(
  'scheduled-reply-sent',
  `update ${replies.table} s set ${replies.column.status} = ${quoted(ScheduledReplyStatus.SENT)}, ${replies.column.messageId} = $2::uuid
    where ${reply.id} = $1 and ${isScheduled} and not (${isAnswered})
   returning ${reply.id}`,
);

export const markFailed = statement(
  'scheduled-reply-failed',
  sql`update ${replies.table} s set ${replies.column.status} = ${quoted(ScheduledReplyStatus.FAILED)}, ${replies.column.failureCode} = $2
    where ${reply.id} = $1 and ${isScheduled}
   returning ${replies.select('s', ['id', 'tenantId', 'conversationId'])}`,
);

/** Those whose contact wrote meanwhile; `$1` is one of them, or null for all. */
export const findAnswered = statement(
  'scheduled-reply-answered',
  sql`select ${replies.select('s', ['id', 'tenantId', 'conversationId'])} from ${replies.table} s
    where ${isScheduled} and ${isAnswered} and ($1::uuid is null or ${reply.id} = $1) order by ${reply.sendAt} limit 500`,
);

export const lostScheduledReplies = defineLostJobs({
  name: 'lost scheduled replies',
  addJob: addJob('lost.id', 'lost.send_at'),
  lost: `select ${reply.id} as id, ${reply.sendAt} as send_at from ${replies.table} s
          where ${isScheduled} and ${reply.sendAt} < now() - $1::float8 * interval '1 ms' and ${hasNoJobSql(jobKey(reply.id))}
          order by ${reply.sendAt} limit 100`,
  minAgeMs: 60_000,
});
