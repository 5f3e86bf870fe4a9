/**
 * An answer can wait: its number is paused, or its provider does not respond. When a colleague has answered or is in charge
 * by then, when the customer wants no assistant, or when the dialogue is long over, it is not sent.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AiReason, AuthorKind, HandoffState } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';

const messages = tableOf(Message);
const [message, later] = [messages.of('m'), messages.of('o')];
const conversation = tableOf(Conversation).of('c');
const maxAgeMinutes = 10;

/** No answer is written while a person is in charge, nor is one of a program accepted: HUMAN_ACTIVE was set after it. */
const isOverruled = `${conversation.handoff} = ${quoted(HandoffState.HUMAN_ACTIVE)}`;

const find = statement(
  'ai-find-outdated-answer',
  sql`select ${as('isOptedOut', bool(`coalesce(${isOverruled} and ${conversation.handoffReason} = ${quoted(AiReason.OPTED_OUT)}, false)`))},
          ${as('isOverruled', bool(`coalesce(${isOverruled}, false)`))},
          ${as(
            'isAnswered',
            bool(`exists (select from ${messages.table} o
              where ${later.conversationId} = ${message.conversationId} and ${later.id} > ${message.id} and ${later.authorKind} = ${quoted(AuthorKind.USER)})`),
          )},
          ${as('isOld', bool(`${message.createdAt} < now() - interval '${maxAgeMinutes} minutes'`))}
     from ${messages.table} m join ${tableOf(Conversation).table} c on ${conversation.id} = ${message.conversationId}
    where ${message.tenantId} = $1 and ${message.id} = $2 and ${message.authorKind} = ${quoted(AuthorKind.AI)}`,
);

/** Reason not to send an answer of an assistant any longer; null when it is valid, or the message is another one. */
export async function findOutdatedAnswerReason(
  database: Pick<Database, 'query'>,
  tenantId: string,
  messageId: string,
): Promise<string | null> {
  const [found] = await database.query(find, [tenantId, messageId]);
  if (!found) return null;
  if (found.isOptedOut) return 'The customer wanted no answers of an assistant before this one was sent.';
  if (found.isOverruled) return 'A colleague took the conversation over before the answer was sent.';
  if (found.isAnswered) return 'A colleague answered meanwhile.';
  return found.isOld ? `The answer of the assistant waited for over ${maxAgeMinutes} minutes.` : null;
}
