/** The first transaction of a turn: decides under the conversation's lock, and reserves the tokens of a call. */
import type { PublishingTransaction } from '../../database/database.js';
import type { ModelAnswer } from '../../domain/model-answer.js';
import { uuidV7 } from '../../domain/uuid-v7.js';
import { AiEngine, AiMode, AiReason, AiTurnStatus, HandoffState } from '../../domain/vocabulary.js';
import type { AiAssistant } from '../../entities/ai-assistant.entity.js';
import type { ModelRequest } from '../model/model.js';
import { findSpentBudget } from './budgets.js';
import { buildCall, type CallForm } from './call-form.js';
import { decideTurn, type Turn } from './decide-turn.js';
import { hasFreeSlot } from './endpoint-slots.js';
import { estimateTokens } from './estimate-tokens.js';
import { readPromptSource } from './read-prompt-source.js';
import { type AiTurnJob, addTurnJobAt } from './turn-job.js';
import type { TurnOptions } from './turn-options.js';
import {
  beginTurn,
  callsOfTurn,
  discardOthers,
  endTurnRow,
  lockAssistant,
  readTurnState,
  reserveCall,
} from './turn-rows.js';
import type { TurnConversation } from './turn-state.js';
import { changeHandoff, handOff, type LockedTurn } from './write-outcome.js';

/** What to do next. */
export type Prepared =
  | { readonly does: 'end' }
  /** An answer of before a crash. */
  | {
      readonly does: 'use';
      readonly turnId: string;
      readonly messageId: string;
      readonly answer: ModelAnswer;
    }
  | {
      readonly does: 'ask';
      readonly turnId: string;
      readonly messageId: string;
      /** When the customer wrote it. */
      readonly writtenAt: Date;
      readonly callId: string;
      readonly assistant: AiAssistant;
      readonly conversation: TurnConversation;
      readonly request: ModelRequest;
      readonly turn: Turn;
      /** Of the company; see the guards. */
      readonly phones: readonly string[];
      readonly hasBooking: boolean;
      /** Calls of the turn, with this one. */
      readonly calls: number;
    };

/** Calls of a turn at the most. */
export const maxCalls = 2;
const end = { does: 'end' } as const;
/** How long a turn waits for a busy endpoint before it looks again; meanwhile it holds nothing. */
const busyMs = 1_000;

/** Decides and reserves; what it decides about is read under the lock. */
export function prepareTurn(options: TurnOptions, job: AiTurnJob, form: CallForm): Promise<Prepared> {
  return options.database.publish(job.tenantId, transaction => prepare(options, transaction, job, form));
}

async function prepare(
  options: TurnOptions,
  transaction: PublishingTransaction,
  job: AiTurnJob,
  form: CallForm,
): Promise<Prepared> {
  const { tenantId, conversationId } = job;
  const state = await readTurnState(transaction, job, { locks: true });
  if (state === null) return end;
  const decision = decideTurn(state);
  const { conversation, assistant } = state;
  if (decision.does === 'wait') {
    await addTurnJobAt(transaction, job, decision.until);
    return end;
  }
  const goesOn = decision.does === 'ask' || decision.does === 'hand off';
  await transaction.query(discardOthers, [conversationId, goesOn ? decision.turn.newest.id : null]);
  if (decision.does === 'stop')
    await changeHandoff(transaction, conversation, HandoffState.HUMAN_ACTIVE, AiReason.OPTED_OUT);
  if (!goesOn || assistant === null) return end;
  // Its program answers by itself; the rules of "when" are kept here and in `reply-of-program.ts`.
  if (assistant.engine === AiEngine.EXTERNAL && decision.does === 'ask') return end;

  const { turn } = decision;
  const messageId = turn.newest.id;
  const [row] = await transaction.query(beginTurn, [
    ...[uuidV7(), tenantId, conversationId, messageId, assistant.id],
  ]);
  if (row?.status !== AiTurnStatus.RUNNING) return end;
  const { turnId } = row;
  const locked: LockedTurn = { transaction, tenantId, turnId, turn, conversation, assistant };
  if (decision.does === 'hand off') {
    await handOff(options, locked, decision.reason);
    return end;
  }
  const known = await transaction.query(callsOfTurn, [turnId]);
  const answered = known.findLast(call => call.answer !== null && call.fault === null);
  if (answered?.answer) return { does: 'use', turnId, messageId, answer: answered.answer };
  const give = async (reason: AiReason): Promise<Prepared> => {
    await giveUp(options, locked, reason);
    return end;
  };
  const asked = known.filter(call => call.fault !== 'CANCELLED');
  if (asked.length >= maxCalls) return give(AiReason.ENDPOINT_FAILED);

  const [now] = await transaction.query(lockAssistant, [assistant.id]);
  if (now?.fault != null) return give(AiReason.ASSISTANT_FAULTY);
  const source = await readPromptSource(
    transaction,
    tenantId,
    { ...state, assistant },
    turn,
    form.correction,
  );
  const request = buildCall(source, form);
  const promptText = JSON.stringify({ instructions: request.instructions, turns: request.turns });
  const needed = { prompt: estimateTokens(promptText), completion: request.maxOutputTokens };
  if ((await findSpentBudget(transaction, assistant, conversation, needed)) !== null)
    return give(AiReason.BUDGET_SPENT);
  if (assistant.mode === AiMode.AUTO && conversation.handoff !== HandoffState.AI_ACTIVE)
    await changeHandoff(transaction, conversation, HandoffState.AI_ACTIVE, null);
  if (!(await hasFreeSlot(transaction, assistant.endpointUrl))) {
    await addTurnJobAt(transaction, job, new Date(Date.now() + busyMs));
    return end;
  }
  const callId = uuidV7();
  await transaction.query(reserveCall, [
    ...[callId, tenantId, conversationId, assistant.id, turnId, promptText],
    ...[needed.prompt, needed.completion],
  ]);
  const { createdAt: writtenAt } = turn.newest;
  const { phones, bookings } = source;
  const about = {
    ...{ turnId, messageId, writtenAt, callId, assistant, conversation, request },
    ...{ turn, phones, hasBooking: bookings.length > 0 },
  };
  return { does: 'ask', ...about, calls: asked.length + 1 };
}

/** Ends a turn without an answer: in AUTO a person is asked for, in DRAFT there is no proposal. */
export async function giveUp(
  options: TurnOptions,
  locked: LockedTurn,
  reason: AiReason,
  words: string | null = null,
): Promise<void> {
  const { transaction, turnId, assistant } = locked;
  if (assistant.mode === AiMode.AUTO) await handOff(options, locked, reason, words);
  else await transaction.query(endTurnRow, [turnId, AiTurnStatus.SKIPPED, reason, null]);
}
