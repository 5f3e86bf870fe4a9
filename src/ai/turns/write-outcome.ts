/** Writes the outcome of a turn, inside the transaction that holds the conversation's lock. */
import type { PublishingTransaction } from '../../database/database.js';
import { TrunklineError } from '../../domain/errors.js';
import type { ModelAnswer } from '../../domain/model-answer.js';
import { uuidV7 } from '../../domain/uuid-v7.js';
import { ActivityActorKind, AiReason, AiTurnStatus, HandoffState } from '../../domain/vocabulary.js';
import type { AiAssistant } from '../../entities/ai-assistant.entity.js';
import { addMessage, toAddedEvent } from '../../messages/add-message.js';
import { applyProposal, findProposal, type Proposal } from '../../messages/apply-proposal.js';
import { toReplyContent } from '../../outbox/reply-content.js';
import { announceHandoff } from '../../people/announce-handoff.js';
import { toConversationUpdated } from '../../people/contact-events.js';
import { languageOf } from './build-prompt.js';
import { answerKey, type Turn } from './decide-turn.js';
import type { TurnOptions } from './turn-options.js';
import { addSuggestion, endTurnRow, outdateSuggestions, setHandoffRow } from './turn-rows.js';
import type { TurnConversation } from './turn-state.js';

/** A turn whose conversation is locked. */
export interface LockedTurn {
  readonly transaction: PublishingTransaction;
  readonly tenantId: string;
  readonly turnId: string;
  readonly turn: Turn;
  readonly conversation: TurnConversation;
  readonly assistant: AiAssistant;
}

/** Reasons after which the fallback text is said, as nothing is known of what the customer wants. */
const failures: ReadonlySet<AiReason> = new Set([
  ...[AiReason.ENDPOINT_FAILED, AiReason.ASSISTANT_FAULTY, AiReason.ANSWER_HELD_BACK, AiReason.BUDGET_SPENT],
  AiReason.CANNOT_SEND,
]);
const maxWordsChars = 500;

/** Sends the answer, from the conversation's own number; asks for a person where the number cannot send it. */
export async function sendAnswer(options: TurnOptions, locked: LockedTurn, text: string): Promise<void> {
  const answerId = await send(options, locked, text);
  if (answerId === null) {
    await handOff(options, locked, AiReason.CANNOT_SEND);
    return;
  }
  await locked.transaction.query(endTurnRow, [locked.turnId, AiTurnStatus.ANSWERED, null, answerId]);
}

/** What the answer says of topic and stage, as far as the assistant may set them. */
export function readProposal(
  { transaction, tenantId, conversation, assistant }: Omit<LockedTurn, 'turn' | 'turnId'>,
  { topic, stage }: ModelAnswer,
): Promise<Proposal> {
  return findProposal(transaction, tenantId, conversation.conversationId, {
    topic: assistant.setsTopics ? topic : null,
    stage: assistant.setsStages ? stage : null,
  });
}

/** Sets topic and stage that the answer names, where the assistant may. */
export async function setProposed(locked: LockedTurn, answer: ModelAnswer): Promise<void> {
  const { transaction, tenantId, conversation, assistant } = locked;
  const actor = { kind: ActivityActorKind.ASSISTANT, id: assistant.id } as const;
  const proposal = await readProposal(locked, answer);
  transaction.emit(
    ...(await applyProposal(transaction, tenantId, conversation.conversationId, proposal, actor)),
  );
}

/** Keeps the answer as a proposal; the former one is outdated. Without a text there is none. */
export async function suggest(locked: LockedTurn, answer: ModelAnswer, text: string): Promise<void> {
  const { transaction, conversation, tenantId, assistant, turn, turnId } = locked;
  const { conversationId } = conversation;
  if (text === '') {
    await transaction.query(endTurnRow, [turnId, AiTurnStatus.SKIPPED, AiReason.ASKED_BY_MODEL, null]);
    return;
  }
  const { topicId, stageId } = await readProposal(locked, answer);
  await transaction.query(outdateSuggestions, [conversationId]);
  await transaction.query(addSuggestion, [
    ...[uuidV7(), tenantId, conversationId, assistant.id, turn.newest.id, text],
    ...[topicId, stageId, answer.handoff, answer.handoff ? answer.reason : null],
  ]);
  await transaction.query(endTurnRow, [turnId, AiTurnStatus.SUGGESTED, null, null]);
  transaction.emit(
    toConversationUpdated({ id: conversationId, channelId: conversation.channelId }, ['suggestion']),
  );
}

/**
 * Asks for a person: the assistant stops. Its text for the customer leaves in the same transaction.
 * @param words of the model, for colleagues
 */
export async function handOff(
  options: Pick<TurnOptions, 'getProvider' | 'log'>,
  locked: LockedTurn,
  reason: AiReason,
  words: string | null = null,
): Promise<void> {
  const { transaction, conversation, turnId } = locked;
  const kept = words === null ? reason : `${reason}: ${words.slice(0, maxWordsChars)}`;
  await changeHandoff(transaction, conversation, HandoffState.HANDOFF_REQUESTED, kept);
  await announceHandoff(transaction, {
    tenantId: locked.tenantId,
    conversationId: conversation.conversationId,
  });
  const text = textOf(locked, reason);
  const answerId =
    text === null || reason === AiReason.CANNOT_SEND ? null : await send(options, locked, text);
  await transaction.query(endTurnRow, [turnId, AiTurnStatus.HANDED_OFF, reason, answerId]);
}

/** Sets the state of a locked conversation, with its event. */
export async function changeHandoff(
  transaction: PublishingTransaction,
  {
    conversationId,
    channelId,
    handoffAt,
  }: Pick<TurnConversation, 'conversationId' | 'channelId' | 'handoffAt'>,
  state: HandoffState,
  reason: string | null,
  keepsTime = false,
): Promise<void> {
  const newAt = state === HandoffState.AI_ACTIVE && reason === null ? null : new Date();
  const at = keepsTime ? handoffAt : newAt;
  await transaction.query(setHandoffRow, [conversationId, state, reason, at]);
  transaction.emit(toConversationUpdated({ id: conversationId, channelId }, ['handoff', 'handoffReason']));
}

/** The text for the customer, in their language or the assistant's first. */
function textOf({ assistant, turn }: LockedTurn, reason: AiReason): string | null {
  const language = languageOf(turn);
  const { languages } = assistant;
  const texts = languages.find(entry => entry.language === language) ?? languages[0];
  if (!texts) return null;
  return failures.has(reason) ? (texts.fallbackText ?? texts.handoffText) : texts.handoffText;
}

async function send(
  { getProvider, log }: Pick<TurnOptions, 'getProvider' | 'log'>,
  { transaction, tenantId, conversation, assistant, turn }: LockedTurn,
  text: string,
): Promise<string | null> {
  const { conversationId } = conversation;
  try {
    const content = toReplyContent(
      { text },
      { ...conversation, ...noTemplate },
      getProvider(conversation.kind),
    );
    const added = await addMessage(transaction, {
      ...{ tenantId, conversationId, ...content },
      ...{ authorUserId: null, authorAssistantId: assistant.id },
      idempotencyKey: `${answerKey}${turn.newest.id}`,
    });
    if (!added) return null;
    transaction.emit(toAddedEvent(added));
    return added.messageId;
  } catch (error) {
    if (!(error instanceof TrunklineError)) throw error;
    log('an answer cannot be sent', { conversationId, code: error.code });
    return null;
  }
}

const noTemplate = {
  ...{ templateId: null, templateAccountId: null, templateStatus: null },
  ...{ templateBody: null, templateVariables: null },
};
