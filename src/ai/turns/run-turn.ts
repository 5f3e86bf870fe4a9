/** A turn from its job to its end: decide, ask the model without an open transaction, check the answer, write. */
import { setTimeout as delay } from 'node:timers/promises';
import { toHeldBackWords } from '../../domain/handoff-reason.js';
import type { ModelAnswer } from '../../domain/model-answer.js';
import { AiMode, AiReason, EventType, HandoffState } from '../../domain/vocabulary.js';
import type { AiAssistant } from '../../entities/ai-assistant.entity.js';
import { checkAnswer, toAnswerRules } from '../check-answer.js';
import { type AnswerFault, toGuard } from '../guards/answer-rules.js';
import type { ModelFault, ModelResult } from '../model/model.js';
import { toKnownFault } from '../model/to-model-fault.js';
import { type CallForm, findFormAfter, firstForm } from './call-form.js';
import { type Conclusion, concludeTurn } from './conclude-turn.js';
import { findTurn } from './decide-turn.js';
import { createDraftWriter, type DraftWriter } from './draft-writer.js';
import { estimateTokens } from './estimate-tokens.js';
import { maxCalls, type Prepared, prepareTurn } from './prepare-turn.js';
import { readPromptSource } from './read-prompt-source.js';
import { toPlainText } from './to-plain-text.js';
import type { AiTurnJob } from './turn-job.js';
import type { TurnOptions } from './turn-options.js';
import { markHeldBack, readProgress, readTurnState, setFault, settleCall } from './turn-rows.js';

type Asked = Extract<Prepared, { readonly does: 'ask' }>;

/** No second call later than this after the customer wrote. */
const deadlineMs = 90_000;
const defaultWatchMs = 500;
const faulty: ReadonlySet<ModelFault> = new Set(['CREDENTIALS', 'QUOTA', 'CONFIGURATION']);
/** Of a call that was not made. */
const nothingUsed = { promptTokens: 0, completionTokens: 0 };

/** Runs the turn of a conversation, if there is one. A repeated or late run finds the state changed, and does nothing. */
export async function runTurn(options: TurnOptions, job: AiTurnJob, stopping: AbortSignal): Promise<void> {
  const drafts: { writer?: DraftWriter } = {};
  try {
    await run(options, job, stopping, drafts);
  } finally {
    // After the proposal is stored, so that it takes the place of what was shown.
    drafts.writer?.end();
  }
}

async function run(
  options: TurnOptions,
  job: AiTurnJob,
  stopping: AbortSignal,
  drafts: { writer?: DraftWriter },
): Promise<void> {
  let form: CallForm = firstForm;
  for (;;) {
    const prepared = await prepareTurn(options, job, form);
    if (prepared.does === 'end') return;
    if (prepared.does === 'use') {
      const checked = await check(options, job, prepared.answer);
      await concludeTurn(options, job, prepared, toConclusion(prepared.answer, checked));
      return;
    }
    const result = await ask(options, job, prepared, stopping, show(options, job, prepared, drafts));
    await settle(options, prepared, result);
    // Stopped with the process: the turn goes on in another one.
    if (stopping.aborted) throw new Error('The process stops; the turn is repeated.');
    if (result.ok) {
      const checked = await check(options, job, result.answer);
      if (checked === null || prepared.calls >= maxCalls) {
        await concludeTurn(options, job, prepared, toConclusion(result.answer, checked));
        if (checked !== null) await clearAnswer(options, prepared, checked);
        return;
      }
      options.log('an answer was held back', { conversationId: job.conversationId, guard: checked.guard });
      await clearAnswer(options, prepared, checked);
      form = { ...firstForm, correction: checked.words };
      continue;
    }
    const next = await retry(options, prepared, result, stopping);
    if (next === null) {
      await concludeTurn(options, job, prepared, toFailure(result));
      return;
    }
    form = next;
  }
}

/** Shows the answer of this call while it is written; undefined where it is not shown. */
function show(
  { tellDraft, openKey, getProvider }: TurnOptions,
  { tenantId, conversationId }: AiTurnJob,
  { assistant, messageId, conversation, ...asked }: Asked,
  drafts: { writer?: DraftWriter },
): ((reply: string) => void) | undefined {
  if (assistant.mode !== AiMode.DRAFT || tellDraft === undefined) return undefined;
  const about = { tenantId, conversationId, assistantId: assistant.id, messageId };
  drafts.writer ??= createDraftWriter(about, tellDraft);
  const { writer } = drafts;
  const { turn, phones, hasBooking } = asked;
  writer.begin(
    toAnswerRules({
      ...{ assistant, turn, phones, hasBooking, apiKey: openKey(assistant) },
      maxTextLength: getProvider(conversation.kind).capabilities.maxTextLength,
    }),
  );
  return reply => writer.write(reply);
}

/** Asks the model; a newer message, a colleague and the end of the process end the call. */
async function ask(
  { database, models, openKey, breaker, watchMs = defaultWatchMs }: TurnOptions,
  { tenantId, conversationId }: AiTurnJob,
  { assistant, request, messageId }: Asked,
  stopping: AbortSignal,
  onReply: ((reply: string) => void) | undefined,
): Promise<ModelResult> {
  const { endpointUrl } = assistant;
  if (breaker?.mayCall(endpointUrl) === false)
    return { ok: false, ...toKnownFault('UNAVAILABLE'), usage: nothingUsed, latencyMs: 0 };
  const superseded = new AbortController();
  const watch = setInterval(() => {
    database
      .query(readProgress, [tenantId, conversationId])
      .then(([now]) => {
        const isHeld = assistant.mode === AiMode.AUTO && now?.handoff !== HandoffState.AI_ACTIVE;
        if (now?.newestId !== messageId || isHeld) superseded.abort();
      })
      .catch(() => {
        // The transaction after the call reads the state again.
      });
  }, watchMs);
  try {
    const target = { endpointUrl, model: assistant.model, apiKey: openKey(assistant) };
    const result = await models.answer(
      target,
      request,
      AbortSignal.any([superseded.signal, stopping]),
      onReply,
    );
    breaker?.note(endpointUrl, result.ok ? null : result.fault);
    return result;
  } finally {
    clearInterval(watch);
  }
}

async function settle({ database, log }: TurnOptions, asked: Asked, result: ModelResult): Promise<void> {
  const { usage, latencyMs } = result;
  const said = result.ok ? estimateTokens(result.answer.reply) : null;
  await database.query(settleCall, [
    asked.callId,
    result.ok ? JSON.stringify(result.answer) : null,
    result.ok ? null : result.fault,
    ...[usage?.promptTokens ?? null, usage?.completionTokens ?? said, usage === null, latencyMs],
  ]);
  if (result.ok || result.fault === 'CANCELLED') return;
  log('a model did not answer', { assistantId: asked.assistant.id, fault: result.fault, latencyMs });
  if (faulty.has(result.fault)) await reportFault({ database }, asked.assistant, result.words);
}

/** Marks the assistant as faulty; a successful test clears it. */
async function reportFault(
  { database }: Pick<TurnOptions, 'database'>,
  { id, tenantId }: Pick<AiAssistant, 'id' | 'tenantId'>,
  words: string,
): Promise<void> {
  await database.publish(tenantId, async ({ query, emit }) => {
    const changed = await query(setFault, [id, words]);
    if (changed.length > 0)
      emit({ kind: EventType.TENANT_UPDATED, subjectId: tenantId, changed: ['aiAssistants'] });
  });
}

/** An answer that may not leave is not used again after a crash. */
async function clearAnswer({ database }: TurnOptions, { callId }: Asked, fault: AnswerFault): Promise<void> {
  await database.query(markHeldBack, [callId, `HELD_BACK_${toGuard(fault)}`]);
}

/** The reason why an answer may not leave; null when it may. What it is compared with is read now. */
async function check(
  { database, getProvider, openKey }: TurnOptions,
  job: AiTurnJob,
  answer: ModelAnswer,
): Promise<AnswerFault | null> {
  const state = await readTurnState(database, job, { locks: false });
  const turn = state && findTurn(state.messages);
  if (!state?.assistant || !turn) return null;
  const { assistant, conversation } = state;
  const source = await readPromptSource(database, job.tenantId, { ...state, assistant }, turn, null);
  return checkAnswer(answer, {
    ...{ assistant, turn, apiKey: openKey(assistant), phones: source.phones },
    hasBooking: source.bookings.length > 0,
    maxTextLength: getProvider(conversation.kind).capabilities.maxTextLength,
  });
}

function toConclusion(answer: ModelAnswer, fault: AnswerFault | null): Conclusion {
  if (fault !== null) {
    const words = toHeldBackWords(toGuard(fault), fault.words);
    return { with: 'reason', reason: AiReason.ANSWER_HELD_BACK, words };
  }
  return { with: 'answer', answer, text: toPlainText(answer.reply) };
}

function toFailure({ fault, words }: Extract<ModelResult, { readonly ok: false }>): Conclusion {
  if (fault === 'CANCELLED') return { with: 'nothing' };
  if (fault === 'REFUSED') return { with: 'reason', reason: AiReason.REFUSED, words: null };
  const reason = faulty.has(fault) ? AiReason.ASSISTANT_FAULTY : AiReason.ENDPOINT_FAILED;
  return { with: 'reason', reason, words };
}

/** The form of a second call, after its pause; null when there is none. */
async function retry(
  { pause = waitFor }: TurnOptions,
  { calls, writtenAt }: Asked,
  { fault, retryAfterMs }: Extract<ModelResult, { readonly ok: false }>,
  stopping: AbortSignal,
): Promise<CallForm | null> {
  if (calls >= maxCalls) return null;
  const left = deadlineMs - (Date.now() - writtenAt.getTime());
  switch (fault) {
    case 'BUSY':
    case 'UNAVAILABLE':
    case 'CUT': {
      const ms = fault === 'BUSY' ? (retryAfterMs ?? 2_000 + Math.random() * 1_000) : 1_000;
      if (ms >= left) return null;
      await pause(ms, stopping);
      return firstForm;
    }
    default:
      return findFormAfter(fault);
  }
}

const waitFor = (ms: number, signal: AbortSignal): Promise<void> => delay(ms, undefined, { signal });
