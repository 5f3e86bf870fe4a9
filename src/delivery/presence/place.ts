/** What presence is about: a user in a conversation, or the user alone. */
import type { PresenceActivity } from '../../domain/vocabulary.js';

/** A user in a conversation; without one: that the user is there at all. */
export interface Place {
  readonly tenantId: string;
  readonly userId: string;
  readonly conversationId: string | null;
}

/** What holds at a place; a higher one includes the lower ones. */
export enum Level {
  GONE = 0,
  /** A socket is open. */
  CONNECTED = 1,
  VIEWING = 2,
  TYPING = 3,
}

/** The presence at a place now. */
export interface PresenceState extends Place {
  readonly activity: PresenceActivity;
  /** Whether the user is there at all. */
  readonly isOnline: boolean;
  /** When the activity began or ended. */
  readonly at: Date;
}

/** Key of a place; ids have no spaces. */
export function placeKey({ tenantId, userId, conversationId }: Place): string {
  return `${tenantId} ${userId} ${conversationId ?? ''}`;
}
