/** Use case: ask an assistant now, about a text or a stored conversation. Sends nothing, and keeps nothing but the fault. */
import type { SecretCipher } from '../accounts/secret-cipher.js';
import { BadUserInputError, ConflictError, NotFoundError } from '../domain/errors.js';
import { ProviderFailedError } from '../domain/template-errors.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import {
  AiEngine,
  type AiGuard,
  AuthorKind,
  ChannelStatus,
  HandoffState,
  MessageDirection,
  MessageKind,
  type ProviderKind,
} from '../domain/vocabulary.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { checkAnswer } from './check-answer.js';
import { clearFault } from './clear-fault.js';
import { toGuard } from './guards/answer-rules.js';
import { openApiKey } from './open-api-key.js';
import { buildPrompt } from './turns/build-prompt.js';
import { findTurn } from './turns/decide-turn.js';
import { readPromptSource } from './turns/read-prompt-source.js';
import { toPlainText } from './turns/to-plain-text.js';
import { readTurnState } from './turns/turn-rows.js';
import type { TurnConversation, TurnMessage } from './turns/turn-state.js';
import type { AssistantOptions } from './upsert-assistant.js';

/** Input of `testAiAssistant`. */
export interface TestAssistantInput {
  readonly assistantId: string;
  readonly text?: string | null;
  readonly conversationId?: string | null;
}

/** What the assistant would say. */
export interface AssistantTest {
  readonly text: string;
  readonly latencyMs: number;
  readonly promptTokens: number | null;
  readonly completionTokens: number | null;
  readonly wouldHandOff: boolean;
  /** Why the answer would not be sent; null when it would. */
  readonly heldBack: string | null;
  readonly heldBackGuard: AiGuard | null;
}

const maxTextChars = 4_000;

/** Asks. @throws BadUserInputError, NotFoundError, ProviderFailedError that says what is wrong */
export async function testAssistant(
  options: AssistantOptions & { readonly cipher: SecretCipher },
  tenantId: string,
  input: TestAssistantInput,
): Promise<AssistantTest> {
  const { database, models } = options;
  const em = await database.forTenant(tenantId);
  const assistant = isUuid(input.assistantId)
    ? await em.findOne(AiAssistant, { id: input.assistantId.toLowerCase() })
    : null;
  if (assistant === null) throw new NotFoundError('assistant', input.assistantId);
  if (assistant.engine === AiEngine.EXTERNAL)
    throw new ConflictError('The program of an EXTERNAL assistant cannot be asked from here.', {
      reason: 'WRONG_STATE',
    });
  const { conversation, messages } = await readDialogue(options, tenantId, input);
  const turn = findTurn(messages) ?? findTurn(messages.filter(m => m.direction === MessageDirection.INBOUND));
  if (turn === null)
    throw new BadUserInputError('conversationId', 'must be a conversation in which the customer wrote');
  const state = { conversation, messages, assistant, now: new Date() };
  const source = await readPromptSource(database, tenantId, state, turn, null);
  const apiKey = openApiKey(options.cipher, assistant);
  const target = { endpointUrl: assistant.endpointUrl, model: assistant.model, apiKey };
  const result = await models.answer(target, buildPrompt(source), new AbortController().signal);
  if (!result.ok) throw new ProviderFailedError(result.words);
  await clearFault(database, assistant);
  const fault = checkAnswer(result.answer, {
    ...{ assistant, apiKey, turn, maxTextLength: null, hasBooking: source.bookings.length > 0 },
    phones: source.phones,
  });
  return {
    text: toPlainText(result.answer.reply),
    latencyMs: result.latencyMs,
    promptTokens: result.usage?.promptTokens ?? null,
    completionTokens: result.usage?.completionTokens ?? null,
    wouldHandOff: result.answer.handoff,
    heldBack: fault?.words ?? null,
    heldBackGuard: fault && toGuard(fault),
  };
}

async function readDialogue(
  { database }: AssistantOptions,
  tenantId: string,
  { text, conversationId }: TestAssistantInput,
): Promise<{ conversation: TurnConversation; messages: readonly TurnMessage[] }> {
  if (conversationId != null) {
    const job = { tenantId, conversationId };
    const state = isUuid(conversationId) ? await readTurnState(database, job, { locks: false }) : null;
    if (state === null) throw new NotFoundError('conversation', conversationId);
    return state;
  }
  const asked = text?.trim() ?? '';
  if (asked === '' || asked.length > maxTextChars)
    throw new BadUserInputError(
      'text',
      `must have 1 to ${maxTextChars} characters, or be replaced by conversationId`,
    );
  return { conversation: unknownPerson, messages: [toMessage(asked)] };
}

function toMessage(text: string): TurnMessage {
  const at = new Date();
  return {
    ...{ id: uuidV7(), direction: MessageDirection.INBOUND, kind: MessageKind.TEXT, text },
    ...{ authorKind: AuthorKind.CONTACT, sentAt: at, createdAt: at, deletedAt: null, idempotencyKey: null },
  };
}

/** A person of whom nothing is known. */
const unknownPerson: TurnConversation = {
  ...{ conversationId: '', channelId: '', contactId: '00000000-0000-7000-8000-000000000000', address: '' },
  ...{ handoff: HandoffState.AI_ACTIVE, handoffAt: null, handoffReason: null, lastInboundAt: null },
  ...{ channelStatus: ChannelStatus.ACTIVE, kind: '' as ProviderKind, accountId: '' },
  ...{ optedOutAt: null, optedOutReason: null, contactName: null },
  ...{ timezone: 'UTC', channelHours: null, companyHours: null },
};
