/** Writes a user's note as a part of a larger change. */
import type { UnitOfWork } from '../database/database.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { AuthorKind, EventType } from '../domain/vocabulary.js';
import { Note } from '../entities/note.entity.js';
import type { DeskActor } from './desk-database.js';

/** Target of a note. */
export interface NoteTarget {
  readonly leadId: string | null;
  readonly conversationId: string | null;
  readonly channelId: string;
}

/** Adds the note to the unit of work, with its event. @returns its id */
export function writeNote(
  { em, emit }: UnitOfWork,
  actor: DeskActor,
  target: NoteTarget,
  body: string,
): string {
  const id = uuidV7();
  em.create(Note, {
    id,
    tenantId: actor.tenantId,
    leadId: target.leadId,
    conversationId: target.conversationId,
    ownBody: body,
    authorKind: AuthorKind.USER,
    authorUserId: actor.userId,
    sourceMessageId: null,
    createdAt: new Date(),
  });
  emit({
    kind: EventType.NOTE_ADDED,
    subjectId: id,
    channelId: target.channelId,
    conversationId: target.conversationId,
  });
  return id;
}
