/** Use case: the program of an EXTERNAL assistant asks for a person. */
import { recordActivity } from '../database/activities/pending-activity.js';
import type { Database } from '../database/database.js';
import { ConflictError, NotFoundError } from '../domain/errors.js';
import { toHandoffWords } from '../domain/handoff-reason.js';
import { isUuid, uuidV7 } from '../domain/uuid-v7.js';
import { AiMode, AiReason, AiTurnStatus, HandoffState } from '../domain/vocabulary.js';
import { announceHandoff } from '../people/announce-handoff.js';
import { requireOwnNumber } from './reply-of-program.js';
import { decideTurn, isHeldByPerson } from './turns/decide-turn.js';
import type { TurnOptions } from './turns/turn-options.js';
import { beginTurn, readTurnState } from './turns/turn-rows.js';
import { changeHandoff, handOff } from './turns/write-outcome.js';

/** Input of `requestHandoff`. */
export interface HandoffWish {
  readonly id: string;
  readonly reason?: string | null;
}

/**
 * Asks; asked for again, only the reason changes. The hand-off text of the assistant leaves in the same transaction, unless
 * the program has answered the turn itself.
 * @throws BadUserInputError, NotFoundError; ConflictError when a person is in charge, or the assistant is not that of the number
 */
export async function handOffOfProgram(
  options: Pick<TurnOptions, 'getProvider' | 'log'> & { readonly database: Pick<Database, 'publish'> },
  tenantId: string,
  assistantId: string,
  { id, reason }: HandoffWish,
): Promise<void> {
  const words = toHandoffWords(reason);
  await options.database.publish(tenantId, async transaction => {
    const job = { tenantId, conversationId: id };
    const state = isUuid(id) ? await readTurnState(transaction, job, { locks: true }) : null;
    if (state === null) throw new NotFoundError('conversation', id);
    requireOwnNumber(state, assistantId);
    const { conversation, assistant } = state;
    const isAsked = conversation.handoff === HandoffState.HANDOFF_REQUESTED;
    if (assistant === null || (!isAsked && isHeldByPerson(state, assistant)))
      throw new ConflictError('A person is in charge of the conversation.', { reason: 'WRONG_STATE' });
    const decision = isAsked ? null : decideTurn(state);
    const isTurn = decision?.does === 'ask' || decision?.does === 'hand off';
    // A text leaves only in AUTO.
    if (isTurn && assistant.mode === AiMode.AUTO) {
      const { turn } = decision;
      const [row] = await transaction.query(beginTurn, [
        ...[uuidV7(), tenantId, conversation.conversationId, turn.newest.id, assistantId],
      ]);
      if (row?.status === AiTurnStatus.RUNNING) {
        const locked = { transaction, tenantId, turnId: row.turnId, turn, conversation, assistant };
        await handOff(options, locked, AiReason.ASKED_BY_MODEL, words === '' ? null : words);
        return;
      }
    }
    const kept = words === '' ? AiReason.ASKED_BY_MODEL : `${AiReason.ASKED_BY_MODEL}: ${words}`;
    await changeHandoff(transaction, conversation, HandoffState.HANDOFF_REQUESTED, kept, isAsked);
    const { conversationId } = conversation;
    const changes = [
      { field: 'handoff', before: conversation.handoff, after: HandoffState.HANDOFF_REQUESTED },
    ].filter(({ before, after }) => before !== after);
    recordActivity({ targetId: conversationId, conversationId, changes });
    if (!isAsked) await announceHandoff(transaction, { tenantId, conversationId });
  });
}
