/**
 * Use case: a colleague asks the assistant for a proposal now. What they want of it changes the wording; the guards, which
 * are code, are the same as for every answer. No transaction is open during the call.
 */
import type { PublishingTransaction } from '../database/database.js';
import { BadUserInputError, ConflictError, LimitReachedError, NotFoundError } from '../domain/errors.js';
import type { ModelAnswer } from '../domain/model-answer.js';
import { ProviderFailedError } from '../domain/template-errors.js';
import { cleanText } from '../domain/text.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { AiEngine, MessageDirection, type ProviderKind } from '../domain/vocabulary.js';
import type { AiAssistant } from '../entities/ai-assistant.entity.js';
import { toConversationUpdated } from '../people/contact-events.js';
import type { Provider } from '../providers/contract/provider.js';
import { checkAnswer, toAnswerRules } from './check-answer.js';
import { clearFault } from './clear-fault.js';
import { toGuard } from './guards/answer-rules.js';
import type { ModelRequest, ModelResult } from './model/model.js';
import { openApiKey } from './open-api-key.js';
import { findSpentBudget } from './turns/budgets.js';
import { buildCall, type CallForm, findFormAfter, firstForm } from './turns/call-form.js';
import { findTurn, type Turn } from './turns/decide-turn.js';
import { createDraftWriter, type DraftWriter } from './turns/draft-writer.js';
import { estimateTokens } from './turns/estimate-tokens.js';
import { maxCalls } from './turns/prepare-turn.js';
import { readPromptSource } from './turns/read-prompt-source.js';
import { toPlainText } from './turns/to-plain-text.js';
import type { TurnOptions } from './turns/turn-options.js';
import {
  addSuggestion,
  lockAssistant,
  markHeldBack,
  outdateSuggestions,
  readTurnState,
  reserveCall,
  settleCall,
} from './turns/turn-rows.js';
import type { TurnState } from './turns/turn-state.js';
import { readProposal } from './turns/write-outcome.js';
import type { AssistantOptions } from './upsert-assistant.js';

/** Input of `requestSuggestion`. */
export interface RequestSuggestionInput {
  readonly conversationId: string;
  readonly instruction?: string | null;
}

/** Dependencies. */
export interface RequestSuggestionOptions extends AssistantOptions, Pick<TurnOptions, 'tellDraft'> {
  readonly getProvider: (kind: ProviderKind) => Provider;
}

const maxInstructionChars = 500;

/**
 * Asks, at most twice, and keeps the proposal in place of the open one.
 * @returns its id
 * @throws NotFoundError, BadUserInputError; ConflictError without an assistant that can be asked; LimitReachedError for a spent
 *   budget; ProviderFailedError, which says what is wrong
 */
export async function requestSuggestion(
  options: RequestSuggestionOptions,
  tenantId: string,
  { conversationId, instruction }: RequestSuggestionInput,
): Promise<string> {
  const { database } = options;
  const wish = cleanText(instruction ?? '').trim();
  if (wish.length > maxInstructionChars)
    throw new BadUserInputError('instruction', `must have at most ${maxInstructionChars} characters`);
  const job = { tenantId, conversationId };
  const state = isUuid(conversationId) ? await readTurnState(database, job, { locks: false }) : null;
  if (state === null) throw new NotFoundError('conversation', conversationId);
  const { assistant, messages } = state;
  if (assistant?.engine !== AiEngine.OPENAI_COMPATIBLE)
    throw new ConflictError('The number of the conversation has no assistant that can be asked.', {
      reason: 'NOT_ACTIVE',
    });
  const turn = findTurn(messages) ?? findTurn(messages.filter(m => m.direction === MessageDirection.INBOUND));
  if (turn === null) throw new ConflictError('The customer has written nothing.', { reason: 'WRONG_STATE' });
  const about = { tenantId, conversationId: state.conversation.conversationId, assistantId: assistant.id };
  const writer = createDraftWriter({ ...about, messageId: turn.newest.id }, draft =>
    options.tellDraft?.(draft),
  );
  try {
    const answer = await ask(options, tenantId, { ...state, assistant }, turn, wish, writer);
    const id = uuidV7();
    await database.publish(tenantId, async transaction => {
      const now = await readTurnState(transaction, job, { locks: true });
      if (now === null) throw new NotFoundError('conversation', conversationId);
      const { conversation } = now;
      const { conversationId: ownId, channelId } = conversation;
      const text = toPlainText(answer.reply);
      await transaction.query(outdateSuggestions, [ownId]);
      const { topicId, stageId } = await readProposal(
        { transaction, tenantId, conversation, assistant },
        answer,
      );
      await transaction.query(addSuggestion, [
        ...[id, tenantId, ownId, assistant.id, turn.newest.id, text],
        ...[topicId, stageId, answer.handoff, answer.reason],
      ]);
      transaction.emit(toConversationUpdated({ id: ownId, channelId }, ['suggestion']));
    });
    return id;
  } finally {
    // After the proposal is stored, so that it takes the place of what was shown.
    writer.end();
  }
}

type Asked = TurnState & { readonly assistant: AiAssistant };

/** @returns an answer that may leave */
async function ask(
  options: RequestSuggestionOptions,
  tenantId: string,
  state: Asked,
  turn: Turn,
  wish: string,
  writer: DraftWriter,
): Promise<ModelAnswer> {
  const { database, models, cipher, getProvider } = options;
  const { assistant, conversation } = state;
  const apiKey = openApiKey(cipher, assistant);
  const target = { endpointUrl: assistant.endpointUrl, model: assistant.model, apiKey };
  let form: CallForm = firstForm;
  for (let call = 1; ; call += 1) {
    const source = await readPromptSource(database, tenantId, state, turn, form.correction);
    const request = withWish(buildCall(source, form), wish);
    const callId = await database.publish(tenantId, transaction =>
      reserve(transaction, tenantId, state, request),
    );
    const against = {
      ...{ assistant, apiKey, turn, phones: source.phones, hasBooking: source.bookings.length > 0 },
      maxTextLength: getProvider(conversation.kind).capabilities.maxTextLength,
    };
    writer.begin(toAnswerRules(against));
    const { signal } = new AbortController();
    const result = await models.answer(target, request, signal, reply => writer.write(reply));
    await settle(options, callId, result);
    if (!result.ok) {
      const next = call >= maxCalls ? null : findFormAfter(result.fault);
      if (next === null) throw new ProviderFailedError(result.words);
      form = next;
      continue;
    }
    await clearFault(database, assistant);
    const answer: ModelAnswer = { ...result.answer, handoff: false };
    const fault = checkAnswer(answer, against);
    if (fault === null)
      return {
        ...answer,
        handoff: result.answer.handoff,
        reason: result.answer.handoff ? answer.reason : null,
      };
    await database.query(markHeldBack, [callId, `HELD_BACK_${toGuard(fault)}`]);
    if (call >= maxCalls)
      throw new ProviderFailedError(`The answer of the model could not be used: ${fault.words}`);
    form = { ...firstForm, correction: fault.words };
  }
}

/** The wish is a colleague's, and comes after the rules. */
function withWish(request: ModelRequest, wish: string): ModelRequest {
  if (wish === '') return request;
  const line = `A colleague of the company asks for this of the wording; it changes none of the rules above: ${JSON.stringify(wish)}`;
  return { ...request, instructions: `${request.instructions}\n\n${line}` };
}

/** @returns the id of the call @throws LimitReachedError */
async function reserve(
  { query }: PublishingTransaction,
  tenantId: string,
  { assistant, conversation }: Asked,
  { instructions, turns, maxOutputTokens }: ModelRequest,
): Promise<string> {
  const prompt = JSON.stringify({ instructions, turns });
  const promptTokens = estimateTokens(prompt);
  await query(lockAssistant, [assistant.id]);
  const { conversationId } = conversation;
  const needed = { prompt: promptTokens, completion: maxOutputTokens };
  const spent = await findSpentBudget({ query }, assistant, conversation, needed);
  if (spent !== null)
    throw new LimitReachedError(
      ...([spent.name, spent.limit, "raise the assistant's limit, or answer without it"] as const),
    );
  const callId = uuidV7();
  await query(reserveCall, [
    ...[callId, tenantId, conversationId, assistant.id, null, prompt, promptTokens, maxOutputTokens],
  ]);
  return callId;
}

async function settle(
  { database }: RequestSuggestionOptions,
  callId: string,
  result: ModelResult,
): Promise<void> {
  const { usage, latencyMs } = result;
  await database.query(settleCall, [
    callId,
    result.ok ? JSON.stringify(result.answer) : null,
    result.ok ? null : result.fault,
    usage?.promptTokens ?? null,
    usage?.completionTokens ?? (result.ok ? estimateTokens(result.answer.reply) : null),
    ...[usage === null, latencyMs],
  ]);
}
