/** Use case: the program of an EXTERNAL assistant proposes a reply; a person sends it. */
import type { Database } from '../database/database.js';
import { BadUserInputError, ConflictError, NotFoundError, TextTooLongError } from '../domain/errors.js';
import { cleanText } from '../domain/text.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { MessageDirection, type ProviderKind } from '../domain/vocabulary.js';
import { toConversationUpdated } from '../people/contact-events.js';
import type { Provider } from '../providers/contract/provider.js';
import { requireOwnNumber } from './reply-of-program.js';
import { addSuggestion, outdateSuggestions, readTurnState } from './turns/turn-rows.js';

/** Input of `suggestReply`. */
export interface SuggestReplyInput {
  readonly conversationId: string;
  readonly text: string;
  readonly inReplyToMessageId?: string | null;
}

/** Dependencies. */
export interface SuggestReplyOptions {
  readonly database: Pick<Database, 'publish'>;
  readonly getProvider: (kind: ProviderKind) => Provider;
}

/**
 * Keeps the proposal in place of the open one.
 * @returns its id
 * @throws ConflictError without an assistant, or when it is not that of the number; NotFoundError, BadUserInputError, TextTooLongError
 */
export async function suggestReply(
  { database, getProvider }: SuggestReplyOptions,
  tenantId: string,
  assistantId: string | null,
  { conversationId, text: given, inReplyToMessageId }: SuggestReplyInput,
): Promise<string> {
  if (assistantId === null)
    throw new ConflictError('Only an API token with an assistant proposes replies.', {
      reason: 'WRONG_STATE',
    });
  const text = cleanText(given).trim();
  if (text === '') throw new BadUserInputError('text', 'must not be empty');
  return database.publish(tenantId, async transaction => {
    const job = { tenantId, conversationId };
    const state = isUuid(conversationId) ? await readTurnState(transaction, job, { locks: true }) : null;
    if (state === null) throw new NotFoundError('conversation', conversationId);
    requireOwnNumber(state, assistantId);
    const { conversation, messages } = state;
    const { maxTextLength } = getProvider(conversation.kind).capabilities;
    if (maxTextLength !== null && text.length > maxTextLength)
      throw new TextTooLongError(text.length, maxTextLength);
    const inbound = messages.filter(({ direction }) => direction === MessageDirection.INBOUND);
    const answered =
      inReplyToMessageId == null
        ? inbound.at(-1)
        : inbound.find(({ id }) => id === inReplyToMessageId.toLowerCase());
    if (inReplyToMessageId != null && !answered) throw new NotFoundError('message', inReplyToMessageId);
    const id = uuidV7();
    await transaction.query(outdateSuggestions, [conversation.conversationId]);
    await transaction.query(addSuggestion, [
      ...[id, tenantId, conversation.conversationId, assistantId, answered?.id ?? null, text],
      // A program proposes no topic and no stage.
      ...[null, null, false, null],
    ]);
    const { conversationId: changedId, channelId } = conversation;
    transaction.emit(toConversationUpdated({ id: changedId, channelId }, ['suggestion']));
    return id;
  });
}
