/** Root value of a subscription's resolver: one event with its row. */
import type { LoggedEvent } from '../domain/logged-event.js';

/** One event for delivery to subscribers. */
export interface Delivery<Node extends object = object> {
  readonly event: LoggedEvent;
  /** Stream cursor of the event. */
  readonly cursor: string;
  /** True when the event was read from the log for a subscriber that subscribed after it. */
  readonly isCatchUp: boolean;
  readonly node: Node;
}
