/** Which faults of a write are one item's doing, which are everybody's, and which pass by themselves. */
import { TrunklineError } from '../domain/errors.js';

/** SQLSTATE of faults that come from contention and pass when tried again. */
const passingFaults = new Set(['40001', '40P01', '23505']);

/** Our own errors say that the database is away; anything else may be one item's doing. */
export const isItemFault = (error: unknown): boolean => !(error instanceof TrunklineError);

/** Contention of messages, merges and links about one person; each time somebody else has got through. */
const maxAttempts = 6;

/** Runs again what failed by contention only. */
export async function again<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === maxAttempts || !passingFaults.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}
