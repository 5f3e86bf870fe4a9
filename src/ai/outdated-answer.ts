/**
 * An answer can wait: its number is paused, or its provider does not respond. When a colleague has taken the conversation
 * over by then, or the customer wants no assistant, it is not sent.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AiReason, AuthorKind, HandoffState } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { answerKey } from './turns/decide-turn.js';

const message = tableOf(Message).of('m');
const conversation = tableOf(Conversation).of('c');

/** Before it answered, an assistant had set another state: HUMAN_ACTIVE was set after the answer. */
const findOverruled = statement(
  'ai-find-overruled-answer',
  sql`select ${as('isOptedOut', bool(`coalesce(${conversation.handoffReason} = ${quoted(AiReason.OPTED_OUT)}, false)`))}
     from ${tableOf(Message).table} m join ${tableOf(Conversation).table} c on ${conversation.id} = ${message.conversationId}
    where ${message.tenantId} = $1 and ${message.id} = $2 and ${message.authorKind} = ${quoted(AuthorKind.AI)}
      and starts_with(${message.idempotencyKey}, '${answerKey}') and ${conversation.handoff} = ${quoted(HandoffState.HUMAN_ACTIVE)}`,
);

/** Reason not to send the answer of an assistant any longer; null when it may be sent, and for every other message. */
export async function findOutdatedAnswerReason(
  database: Pick<Database, 'query'>,
  tenantId: string,
  messageId: string,
): Promise<string | null> {
  const [found] = await database.query(findOverruled, [tenantId, messageId]);
  if (!found) return null;
  return found.isOptedOut
    ? 'The customer wanted no answers of an assistant before this one was sent.'
    : 'A colleague took the conversation over before the answer was sent.';
}
