/** The event for a change of a stored message. */
import type { NewEvent } from '../database/publish.js';
import { EventType } from '../domain/vocabulary.js';

/** The ids by which subscribers filter the event. */
export interface UpdatedMessage {
  readonly id: string;
  readonly channelId: string;
  readonly conversationId: string;
}

/** The event; none when nothing changed. `changed` has GraphQL names of fields. */
export function messageUpdated(
  { id, channelId, conversationId }: UpdatedMessage,
  changed: Iterable<string>,
): NewEvent[] {
  const names = [...changed];
  if (names.length === 0) return [];
  const ids = { subjectId: id, messageId: id, channelId, conversationId };
  return [{ kind: EventType.MESSAGE_UPDATED, ...ids, changed: names }];
}
