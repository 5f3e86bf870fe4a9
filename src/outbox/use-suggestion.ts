/** A reply that was made from a proposal settles it. */
import { tableOf } from '../database/columns.js';
import type { Database, Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { SuggestionStatus } from '../domain/vocabulary.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import type { AddedMessage } from '../messages/add-message.js';
import { toConversationUpdated } from '../people/contact-events.js';

const suggestions = tableOf(ReplySuggestion);
const suggestion = suggestions.of('s');
const { OPEN, OUTDATED, USED } = SuggestionStatus;

/** $1 tenant, $2 conversation, $3 suggestion, $4 message. An outdated one was still on the screen. */
const useOne = statement(
  'use-suggestion',
  sql`update ${suggestions.table} s set ${suggestions.column.messageId} = coalesce(${suggestion.messageId}, $4),
          ${suggestions.column.status} = case when ${suggestion.status} in (${quoted(OPEN, OUTDATED)}) then ${quoted(USED)} else ${suggestion.status} end
    where ${suggestion.tenantId} = $1 and ${suggestion.conversationId} = $2 and ${suggestion.id} = $3 returning ${as('id', suggestion.id)}`,
);

const findOne = statement(
  'find-suggestion',
  sql`select ${as('id', suggestion.id)} from ${suggestions.table} s
    where ${suggestion.tenantId} = $1 and ${suggestion.conversationId} = $2 and ${suggestion.id} = $3`,
);

/** Refuses a proposal of another conversation. @throws NotFoundError */
export async function refuseForeignSuggestion(
  database: Pick<Database, 'query'>,
  tenantId: string,
  conversationId: string,
  suggestionId: string,
): Promise<void> {
  const parameters = [tenantId, conversationId, suggestionId];
  const found = isUuid(suggestionId) ? await database.query(findOne, parameters) : [];
  if (found.length === 0) throw new NotFoundError('suggestion', suggestionId);
}

/** Marks it as used by a new message. @returns the event @throws NotFoundError for one of another conversation */
export async function useSuggestion(
  { query }: Transaction,
  tenantId: string,
  { conversationId: id, channelId, messageId }: AddedMessage,
  suggestionId: string,
): Promise<NewEvent[]> {
  const found = isUuid(suggestionId) ? await query(useOne, [tenantId, id, suggestionId, messageId]) : [];
  if (found.length === 0) throw new NotFoundError('suggestion', suggestionId);
  return [toConversationUpdated({ id, channelId }, ['suggestion'])];
}
