import type { EventType } from './vocabulary.js';

/** One row of the event log. */
export interface LoggedEvent {
  readonly tenantId: string;
  readonly position: number;
  readonly kind: EventType;
  readonly subjectId: string;
  readonly channelId: string | null;
  readonly conversationId: string | null;
  readonly messageId: string | null;
  readonly changed: readonly string[];
  readonly at: Date;
}
