/** The rows that events brought along, for whoever shows them. */
import type { LoggedEvent } from '../../domain/logged-event.js';
import type { Loaders } from '../../queries/loaders.js';
import { EventWithRows, rowNames } from '../event-with-rows.js';

/** Gives the rows to the loaders of a batch, the newest state of each; what a loader knows already stays. */
export function primeRows(events: readonly LoggedEvent[], loaders: Loaders): void {
  for (let index = events.length - 1; index >= 0; index -= 1) {
    const event = events[index];
    if (!(event instanceof EventWithRows)) continue;
    for (const name of rowNames) {
      const id = event.idOf(name);
      if (id !== null && !loaders[name].isKnown(id)) loaders[name].prime(event.rowOf(name) as never);
    }
  }
}
