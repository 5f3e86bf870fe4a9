/**
 * Events that arrived with their announcement, so that the feed need not read the log. Only a shortcut: events that are
 * missing, out of order or too many are read from the log.
 */
import type { LoggedEvent } from '../domain/logged-event.js';

/** Cached events of one tenant. */
export class CachedEvents {
  readonly #byPosition = new Map<number, LoggedEvent>();

  /** @param maxEvents further events are dropped */
  constructor(readonly maxEvents: number) {}

  /** Caches events for `takeAfter`. */
  add(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      if (this.#byPosition.size < this.maxEvents) this.#byPosition.set(event.position, event);
    }
  }

  /** Drops all events. */
  clear(): void {
    this.#byPosition.clear();
  }

  /**
   * The events that follow a position without a gap; empty when the next one is missing. Removes these and older ones.
   */
  takeAfter(position: number): LoggedEvent[] {
    const taken: LoggedEvent[] = [];
    for (;;) {
      const next = this.#byPosition.get(position + 1 + taken.length);
      if (!next) break;
      taken.push(next);
    }
    const last = position + taken.length;
    for (const known of this.#byPosition.keys()) if (known <= last) this.#byPosition.delete(known);
    return taken;
  }
}
