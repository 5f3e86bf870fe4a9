import { BadUserInputError } from '../domain/errors.js';
import { cleanText } from '../domain/text.js';
import { AiReason, HandoffState } from '../domain/vocabulary.js';
import { changeConversation } from './change-conversation.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';

/** Input of `requestHandoff`. */
export interface RequestHandoffInput {
  readonly id: string;
  readonly reason?: string | null;
}

const maxReasonChars = 500;

/** Asks for a person; the assistant stops. Asked for again, only the reason changes. @throws BadUserInputError, NotFoundError */
export async function requestHandoff(
  database: DeskDatabase,
  actor: DeskActor,
  { id, reason }: RequestHandoffInput,
): Promise<void> {
  const words = cleanText(reason ?? '').trim();
  if (words.length > maxReasonChars)
    throw new BadUserInputError('reason', `must have at most ${maxReasonChars} characters`);
  await changeConversation(database, actor, id, async conversation => ({
    handoff: HandoffState.HANDOFF_REQUESTED,
    handoffReason: words === '' ? AiReason.ASKED_BY_COLLEAGUE : `${AiReason.ASKED_BY_COLLEAGUE}: ${words}`,
    handoffAt: conversation.handoff === HandoffState.HANDOFF_REQUESTED ? conversation.handoffAt : new Date(),
  }));
}
