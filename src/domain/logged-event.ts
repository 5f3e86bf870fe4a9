import type { EventType } from './vocabulary.js';

/** Values of a conversation before an event that changed one of them. */
export interface PreviousValues {
  readonly assigneeId: string | null;
  readonly topicId: string | null;
  readonly teamId: string | null;
  readonly labelIds: readonly string[];
}

/** As the log holds them: events of earlier versions have neither team nor labels. */
export type StoredPreviousValues = Pick<PreviousValues, 'assigneeId' | 'topicId'> & Partial<PreviousValues>;

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
  /** Null if the event changed none of them. */
  readonly was: StoredPreviousValues | null;
}
