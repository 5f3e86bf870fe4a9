/**
 * The last transaction of a turn: reads the state again under the conversation's lock, and writes the answer, its message
 * and the job that sends it together. What changed since the call began makes the answer void.
 */
import type { Database } from '../../database/database.js';
import type { ModelAnswer } from '../../domain/model-answer.js';
import { AiEngine, AiMode, AiReason, AiTurnStatus } from '../../domain/vocabulary.js';
import { decideTurn } from './decide-turn.js';
import { giveUp } from './prepare-turn.js';
import { type AiTurnJob, addTurnJobAt } from './turn-job.js';
import type { TurnOptions } from './turn-options.js';
import { endTurnRow, lockTurn, readTurnState } from './turn-rows.js';
import { handOff, type LockedTurn, sendAnswer, setProposed, suggest } from './write-outcome.js';

/** How a turn ends. */
export type Conclusion =
  | { readonly with: 'answer'; readonly answer: ModelAnswer; readonly text: string }
  | { readonly with: 'reason'; readonly reason: AiReason; readonly words: string | null }
  /** The call was ended as the state had changed. If the turn is due all the same, it is repeated. */
  | { readonly with: 'nothing' };

/** Ends a turn. @returns the result; null when it had ended already */
export function concludeTurn(
  options: TurnOptions & { readonly database: Pick<Database, 'publish'> },
  job: AiTurnJob,
  { turnId, messageId }: { readonly turnId: string; readonly messageId: string },
  conclusion: Conclusion,
): Promise<'done' | 'void' | null> {
  return options.database.publish(job.tenantId, async transaction => {
    const state = await readTurnState(transaction, job, { locks: true });
    const [row] = await transaction.query(lockTurn, [turnId]);
    if (state === null || row?.status !== AiTurnStatus.RUNNING) return null;
    const decision = decideTurn(state);
    const { assistant, conversation } = state;
    const isOwn = assistant?.engine === AiEngine.OPENAI_COMPATIBLE;
    const isDue = isOwn && decision.does === 'ask' && decision.turn.newest.id === messageId;
    if (!isDue || assistant === null) {
      await transaction.query(endTurnRow, [turnId, AiTurnStatus.DISCARDED, AiReason.SUPERSEDED, null]);
      // What is left of the turn may have no job of its own: its newest message was deleted, or edited.
      if (decision.does === 'wait') await addTurnJobAt(transaction, job, decision.until);
      else if (decision.does !== 'nothing' && decision.does !== 'skip')
        await addTurnJobAt(transaction, job, state.now);
      return 'void';
    }
    if (conclusion.with === 'nothing') {
      await addTurnJobAt(transaction, job, state.now);
      return 'void';
    }
    const { turn } = decision;
    const locked: LockedTurn = { transaction, tenantId: job.tenantId, turnId, turn, conversation, assistant };
    if (conclusion.with === 'reason') await giveUp(options, locked, conclusion.reason, conclusion.words);
    else if (assistant.mode === AiMode.DRAFT) await suggest(locked, conclusion.answer, conclusion.text);
    else {
      const { answer, text } = conclusion;
      if (answer.handoff) await handOff(options, locked, AiReason.ASKED_BY_MODEL, answer.reason);
      else await sendAnswer(options, locked, text);
      await setProposed(locked, answer);
    }
    return 'done';
  });
}
