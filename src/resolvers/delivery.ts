/** What a subscription's resolver gets as its root: one event with the row that it is about. */
import type { LoggedEvent } from '../domain/logged-event.js';

/** One event on its way to subscribers. */
export interface Delivery<Node extends object = object> {
  readonly event: LoggedEvent;
  /** Stream cursor of the event. */
  readonly cursor: string;
  /** True when it was read from the log for a subscriber that was not there when it happened. */
  readonly isCatchUp: boolean;
  readonly node: Node;
}
