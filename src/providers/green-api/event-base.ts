/** What the readers of notifications share. */
import type { IgnoredEvent } from '../../domain/inbound-event.js';

/** What every event of a notification begins with. */
export interface EventBase {
  readonly channelExternalId: string | null;
  readonly eventType: string;
  readonly externalEventId: string | null;
  /** `instanceData.wid`; absent when the instance is not linked. */
  readonly ownAddress?: string;
}

/** An event that is kept without an effect. */
export function ignore(base: EventBase, reason: string): IgnoredEvent {
  return { type: 'ignored', ...base, reason };
}
