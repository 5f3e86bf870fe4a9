const uniqueViolation = '23505';

/**
 * Runs an upsert of the form "find, else insert". When a parallel call inserts the same key in between, it is retried
 * and finds that row.
 */
export async function retryDuplicate<Result>(upsert: () => Promise<Result>): Promise<Result> {
  try {
    return await upsert();
  } catch (error) {
    // The mapper copies the code of the driver's error.
    if ((error as { readonly code?: unknown } | null)?.code !== uniqueViolation) throw error;
    return upsert();
  }
}
