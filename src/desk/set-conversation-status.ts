import { CompiledQuery } from 'kysely';
import { BadUserInputError } from '../domain/errors.js';
import { ConversationStatus } from '../domain/vocabulary.js';
import { changeConversation } from './change-conversation.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { addOpenSnoozedJobSql } from './open-snoozed.js';
import { releaseHandoff } from './release-handoff.js';

/** Input of `setConversationStatus`. */
export interface SetConversationStatusInput {
  readonly id: string;
  readonly status: ConversationStatus;
  /** Required, and in the future, for SNOOZED; not allowed otherwise. */
  readonly snoozedUntil?: Date | null;
}

/** Sets the status of a conversation; a snoozed one is opened by a job. @throws BadUserInputError, NotFoundError */
export async function setConversationStatus(
  database: DeskDatabase,
  actor: DeskActor,
  { id, status, snoozedUntil }: SetConversationStatusInput,
): Promise<void> {
  const until = toSnoozedUntil(status, snoozedUntil);
  await changeConversation(database, actor, id, async (conversation, { em }) => {
    if (until !== null) {
      await em.getKysely().executeQuery(CompiledQuery.raw(addOpenSnoozedJobSql, [id, until]));
    }
    return { status, snoozedUntil: until, ...releaseHandoff(conversation, status) };
  });
}

/** End of the snooze of this status; null unless SNOOZED. @throws BadUserInputError */
export function toSnoozedUntil(
  status: ConversationStatus,
  snoozedUntil: Date | null | undefined,
): Date | null {
  if (status === ConversationStatus.SNOOZED) {
    if (snoozedUntil == null) throw new BadUserInputError('snoozedUntil', 'must say until when, for SNOOZED');
    if (snoozedUntil.getTime() <= Date.now())
      throw new BadUserInputError('snoozedUntil', 'must be in the future');
  } else if (snoozedUntil != null) {
    throw new BadUserInputError('snoozedUntil', 'is for the status SNOOZED only');
  }
  return snoozedUntil ?? null;
}
