/**
 * Completes placeholders: a provider announces a message whose content it does not have yet (for example, it could not
 * be decrypted), and sends the content under the same id later. The message is completed in place, once; a message that
 * has a content is never replaced.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { InsertValues } from '../database/insert-select.js';
import type { NewEvent } from '../database/publish.js';
import { as, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { type MessageDirection, MessageKind } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { insertAttachments } from './attachment-rows.js';
import type { MessageRow } from './message-row.js';
import { messageUpdated } from './message-updated.js';
import { asParameters, type RowColumn, storedColumns, toParameters, valuesOf } from './row-columns.js';
import { applyRuleTopic } from './rule-topic.js';

const messages = tableOf(Message);
const message = messages.of('m');
const column = messages.column;

/** Provider text in place of a content, as earlier versions stored it. */
const lostText = String.raw`^\s*\{\{SWE\d{3}\}\}\s*$`;

/** SQL condition: the message of this alias has no content. */
export function isPlaceholderSql(alias: string): string {
  const { kind, text, hasAttachments } = messages.of(alias);
  return `(${kind} = '${MessageKind.UNSUPPORTED}' and not ${hasAttachments} and (${text} is null or ${text} ~ '${lostText}'))`;
}

/** True if a message has the content that a placeholder lacks. */
export function hasContent({ kind, text, attachments: files }: MessageRow): boolean {
  const hasWords = text !== null && !new RegExp(lostText).test(text);
  return hasWords || files !== '[]' || kind !== MessageKind.UNSUPPORTED;
}

/** Columns that keep the placeholder's values: the message's identity and when it was written. */
const kept = new Set<RowColumn>(['id', 'channelId', 'externalId', 'sentAt', 'createdAt']);
const taken = storedColumns.filter(name => !kept.has(name));
const parameters: readonly RowColumn[] = ['channelId', 'externalId', 'createdAt', 'attachments', ...taken];
const $ = asParameters(parameters, 3);

/** GraphQL names: `replyToExternalId` is published as `replyTo`. */
const completedFields = ['attachments', ...taken.map(name => name.replace(/(External)?Id$/, ''))];

const given = valuesOf(taken, $);
const completed: InsertValues<Message> = {
  ...given,
  hasAttachments: `${$.attachments} <> '[]'`,
  replyToExternalId: `coalesce(${given.replyToExternalId}, ${message.replyToExternalId})`,
  referral: `coalesce(${message.referral}, ${given.referral})`,
};
const assignments = Object.entries(completed).map(
  ([name, sql]) => `${column[name as keyof Message]} = ${sql}`,
);

const completeStatement = statement(
  'complete-message',
  sql`with completed as (
     update ${messages.table} m set ${assignments.join(', ')}
      where ${message.tenantId} = $1 and ${message.channelId} = ${$.channelId} and ${message.externalId} = ${$.externalId}
        and ${message.direction} = $2 and ${isPlaceholderSql('m')}
     returning ${message.id} as id, ${message.conversationId} as conversation_id
   ), files as (
     ${insertAttachments({
       ...{ json: $.attachments, from: 'completed', messageId: 'completed.id', createdAt: $.createdAt },
     })}
   )
   select ${as('id', text('id'))}, ${as('conversationId', text('conversation_id'))} from completed`,
);

/** A message that was completed. */
export interface CompletedMessage {
  readonly messageId: string;
  readonly conversationId: string;
  readonly events: readonly NewEvent[];
}

/**
 * Fills a placeholder with the content of a message with the same id, inside the caller's transaction, and sets the
 * topic of conversation and lead by its text. Null when there is no placeholder, or the message has no content either.
 */
export async function completeMessage(
  transaction: Transaction,
  tenantId: string,
  row: MessageRow,
  direction: MessageDirection,
): Promise<CompletedMessage | null> {
  if (!hasContent(row)) return null;
  const [completed] = await transaction.query(completeStatement, [
    ...[tenantId, direction, ...toParameters(parameters, row)],
  ]);
  if (!completed) return null;
  const { id, conversationId } = completed;
  const updated = messageUpdated({ id, channelId: row.channelId, conversationId }, completedFields);
  const { topicId } = row;
  const topicEvents =
    topicId === null ? [] : await applyRuleTopic(transaction, tenantId, conversationId, topicId);
  return { messageId: id, conversationId, events: [...updated, ...topicEvents] };
}
