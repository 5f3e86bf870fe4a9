/**
 * Events that were brought along with their announcement, so that the log need not be read for them. They are only a
 * short cut: what is missing, came out of order or was too many is read from the log.
 */
import type { LoggedEvent } from '../domain/logged-event.js';

/** The events at hand of one tenant. */
export class CachedEvents {
  readonly #byPosition = new Map<number, LoggedEvent>();

  /** @param maxEvents so many are kept; more are dropped */
  constructor(readonly maxEvents: number) {}

  /** Keeps events for `takeAfter`. */
  add(events: readonly LoggedEvent[]): void {
    for (const event of events) {
      if (this.#byPosition.size < this.maxEvents) this.#byPosition.set(event.position, event);
    }
  }

  /** Forgets everything. */
  clear(): void {
    this.#byPosition.clear();
  }

  /** The events that follow a position without a gap; empty when the next one is not here. Forgets everything older. */
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
