/** Dry runs of database work. */
import type { Database, Transaction } from './database.js';

class RehearsalOver extends Error {}

/** Runs `work` in a transaction that is always rolled back. @returns the result of the work */
export async function rehearse<Result>(
  database: Pick<Database, 'transaction'>,
  work: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const outcomes: Result[] = [];
  try {
    await database.transaction(async transaction => {
      outcomes.push(await work(transaction));
      throw new RehearsalOver();
    });
  } catch (error) {
    if (!(error instanceof RehearsalOver)) throw error;
  }
  return outcomes[0] as Result;
}
