/** SQLSTATE of errors by which PostgreSQL ends one of two transactions that stand in each other's way: the other one goes on. */
const contention: ReadonlySet<string> = new Set(['40001', '40P01']);
const defaultAttempts = 4;

/** Options of `retryContention`. */
export interface ContentionOptions {
  /** Further SQLSTATEs that pass when the work is repeated. */
  readonly also?: readonly string[];
  readonly maxAttempts?: number;
}

/**
 * Runs a whole transaction, and again when it was ended by a deadlock or a serialisation failure; nothing of it is
 * committed then. Without a pause: the repeated one waits for the locks of the other.
 */
export async function retryContention<Result>(
  transact: () => Promise<Result>,
  { also = [], maxAttempts = defaultAttempts }: ContentionOptions = {},
): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await transact();
    } catch (error) {
      // The mapper copies the code of the driver's error.
      const code = (error as { readonly code?: unknown } | null)?.code;
      const passes = typeof code === 'string' && (contention.has(code) || also.includes(code));
      if (!passes || attempt >= maxAttempts) throw error;
    }
  }
}
