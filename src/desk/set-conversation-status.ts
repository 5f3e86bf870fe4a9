import { BadUserInputError } from '../domain/errors.js';
import { ConversationStatus } from '../domain/vocabulary.js';
import { changeConversation } from './change-conversation.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';

/** Input of `setConversationStatus`. */
export interface SetConversationStatusInput {
  readonly id: string;
  readonly status: ConversationStatus;
  /** Required, and in the future, for SNOOZED; not allowed otherwise. */
  readonly snoozedUntil?: Date | null;
}

/** Moves a conversation in the desk's work. @throws BadUserInputError, NotFoundError */
export async function setConversationStatus(
  database: DeskDatabase,
  actor: DeskActor,
  { id, status, snoozedUntil }: SetConversationStatusInput,
): Promise<void> {
  if (status === ConversationStatus.SNOOZED) {
    if (snoozedUntil == null) throw new BadUserInputError('snoozedUntil', 'must say until when, for SNOOZED');
    if (snoozedUntil.getTime() <= Date.now())
      throw new BadUserInputError('snoozedUntil', 'must be in the future');
  } else if (snoozedUntil != null) {
    throw new BadUserInputError('snoozedUntil', 'is for the status SNOOZED only');
  }
  await changeConversation(database, actor, id, async () => ({ status, snoozedUntil: snoozedUntil ?? null }));
}
