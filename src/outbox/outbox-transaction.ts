/** The transaction of the outbox: what it changed is published as its last statement, and announced after commit. */
import type { Database, Transaction } from '../database/database.js';
import { type NewEvent, publishParameters, publishStatement } from '../database/publish.js';

/** What a piece of work gives: its result, and the events that tell of it. */
export interface WithEvents<Result> {
  readonly result: Result;
  readonly events: readonly NewEvent[];
}

/** Runs `work`, publishes its events last, commits, and announces them. */
export async function changeOutbox<Result>(
  database: Database,
  tenantId: string,
  work: (transaction: Transaction) => Promise<WithEvents<Result>>,
): Promise<Result> {
  let position: number | null = null;
  const { result } = await database.transaction(async transaction => {
    const outcome = await work(transaction);
    if (outcome.events.length > 0) {
      const parameters = publishParameters(tenantId, outcome.events);
      const [row] = await transaction.query<{ position: number }>(publishStatement, parameters);
      position = row?.position ?? null;
    }
    return outcome;
  });
  if (position !== null) database.announce({ tenantId, position });
  return result;
}
