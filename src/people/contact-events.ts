/** Events of conversations and leads. */
import type { NewEvent } from '../database/publish.js';
import type { PreviousValues } from '../domain/logged-event.js';
import { EventType } from '../domain/vocabulary.js';

/** The row that an event is about. */
export interface ChangedRow {
  readonly id: string;
  readonly channelId: string;
}

/**
 * CONVERSATION_UPDATED. @param changed names of the changed GraphQL fields
 * @param was assignee and topic before the change; required when one of them changed
 */
export function toConversationUpdated(
  { id, channelId }: ChangedRow,
  changed: readonly string[],
  was: PreviousValues | null = null,
): NewEvent {
  return {
    kind: EventType.CONVERSATION_UPDATED,
    ...{ subjectId: id, channelId, conversationId: id, changed, was },
  };
}

/** LEAD_UPDATED. @param changed names of the changed GraphQL fields */
export function toLeadUpdated({ id, channelId }: ChangedRow, changed: readonly string[]): NewEvent {
  return { kind: EventType.LEAD_UPDATED, subjectId: id, channelId, changed };
}

/** READ_STATE_UPDATED: what a user has read of a conversation changed. */
export function toReadStateUpdated({ id, channelId }: ChangedRow, userId: string): NewEvent {
  return {
    kind: EventType.READ_STATE_UPDATED,
    ...{ subjectId: id, channelId, conversationId: id, changed: ['viewerState'], userId },
  };
}
