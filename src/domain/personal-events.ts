import { EventType } from './vocabulary.js';

/** Kinds of events that concern one user: only that user's `viewerEvents` delivers them. */
export const personalEvents: ReadonlySet<EventType> = new Set([
  EventType.READ_STATE_UPDATED,
  EventType.NOTIFICATION_UPDATED,
]);
