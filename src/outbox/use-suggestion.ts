/** A reply that was made from a proposal settles it. */
import { tableOf } from '../database/columns.js';
import type { Database, Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { ActivityActorKind, SuggestionStatus } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import type { AddedMessage } from '../messages/add-message.js';
import { applyProposal } from '../messages/apply-proposal.js';
import { toConversationUpdated } from '../people/contact-events.js';

const suggestions = tableOf(ReplySuggestion);
const suggestion = suggestions.of('s');
const messages = tableOf(Message);
const message = messages.of('m');
const { OPEN, OUTDATED, USED } = SuggestionStatus;

/**
 * $1 tenant, $2 conversation, $3 suggestion, $4 message. An outdated one was still on the screen. Spaces at the ends are
 * no change.
 */
const useOne = statement(
  'use-suggestion',
  sql`update ${suggestions.table} s set ${suggestions.column.messageId} = coalesce(${suggestion.messageId}, $4),
          ${suggestions.column.isChanged} = coalesce(${suggestion.isChanged}, btrim(coalesce(${message.text}, ''), E' \\n\\t') <> btrim(${suggestion.text}, E' \\n\\t')),
          ${suggestions.column.status} = case when ${suggestion.status} in (${quoted(OPEN, OUTDATED)}) then ${quoted(USED)} else ${suggestion.status} end
     from ${messages.table} m
    where ${suggestion.tenantId} = $1 and ${suggestion.conversationId} = $2 and ${suggestion.id} = $3 and ${message.id} = $4
   returning ${as('id', suggestion.id)}, ${as('topicId', suggestion.topicId)}, ${as('stageId', suggestion.stageId)}`,
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

/** A proposal that a user accepted. */
export interface AcceptedSuggestion {
  readonly suggestionId: string;
  readonly authorUserId: string;
  /** False: its topic and stage are not applied. */
  readonly appliesProposal: boolean;
}

/**
 * Marks it as used by a new message, and applies its topic and stage.
 * @returns the events
 * @throws NotFoundError for one of another conversation
 */
export async function useSuggestion(
  transaction: Transaction,
  tenantId: string,
  { conversationId: id, channelId, messageId }: AddedMessage,
  { suggestionId, authorUserId, appliesProposal }: AcceptedSuggestion,
): Promise<NewEvent[]> {
  const parameters = [tenantId, id, suggestionId, messageId];
  const [found] = isUuid(suggestionId) ? await transaction.query(useOne, parameters) : [];
  if (!found) throw new NotFoundError('suggestion', suggestionId);
  const used = toConversationUpdated({ id, channelId }, ['suggestion']);
  if (!appliesProposal) return [used];
  const actor = { kind: ActivityActorKind.USER, id: authorUserId } as const;
  return [used, ...(await applyProposal(transaction, tenantId, id, found, actor))];
}
