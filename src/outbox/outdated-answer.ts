/** Answers of assistants that waited too long, as on a paused number, are not sent: the dialogue went on. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { AuthorKind } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';

const messages = tableOf(Message);
const [message, later] = [messages.of('m'), messages.of('o')];
const maxAgeMinutes = 10;

const find = statement(
  'find-outdated-answer',
  sql`select ${as('isOld', bool(`${message.createdAt} < now() - interval '${maxAgeMinutes} minutes'`))},
          ${as(
            'isAnswered',
            bool(`exists (select from ${messages.table} o
              where ${later.conversationId} = ${message.conversationId} and ${later.id} > ${message.id} and ${later.authorKind} = ${quoted(AuthorKind.USER)})`),
          )}
     from ${messages.table} m where ${message.tenantId} = $1 and ${message.id} = $2 and ${message.authorKind} = ${quoted(AuthorKind.AI)}`,
);

/** Reason not to send an answer of an assistant any longer; null when it is valid, or the message is another one. */
export async function findOutdatedAnswerReason(
  database: Pick<Database, 'query'>,
  tenantId: string,
  messageId: string,
): Promise<string | null> {
  const [found] = await database.query(find, [tenantId, messageId]);
  if (found?.isAnswered) return 'A colleague answered meanwhile.';
  return found?.isOld ? `The answer of the assistant waited for over ${maxAgeMinutes} minutes.` : null;
}
