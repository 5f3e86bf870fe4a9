import type { PublishingTransaction, Transaction } from './database.js';
import type { NewEvent } from './publish.js';

/** A transaction whose emitted events are added to a list, for work whose caller emits them. */
export function gatherEvents({ query }: Transaction, events: NewEvent[]): PublishingTransaction {
  return { query, emit: (...more) => void events.push(...more) };
}
