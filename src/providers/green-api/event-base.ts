/** Shared by all notification readers. */
import type { IgnoredEvent } from '../../domain/inbound-event.js';

/** Fields common to all events of a notification. */
export interface EventBase {
  readonly channelExternalId: string | null;
  readonly eventType: string;
  readonly externalEventId: string | null;
  /** `instanceData.wid`; absent when the instance is not linked. */
  readonly ownAddress?: string;
}

/** An event that is stored without an effect. */
export function ignore(base: EventBase, reason: string): IgnoredEvent {
  return { type: 'ignored', ...base, reason };
}
