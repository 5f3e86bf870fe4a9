/** Maps unique constraint violations to errors for the caller. */
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ConflictError } from '../domain/errors.js';

/**
 * Runs a change. A violated unique constraint becomes a ConflictError with the sentence given under the constraint's
 * name; a constraint that is not named here was violated by a bug, and that error passes unchanged.
 */
export async function refuseDuplicates<Result>(
  sentences: Readonly<Record<string, string>>,
  change: () => Promise<Result>,
): Promise<Result> {
  try {
    return await change();
  } catch (error) {
    const rule = error instanceof UniqueConstraintViolationException ? constraintOf(error) : undefined;
    const sentence = rule === undefined ? undefined : sentences[rule];
    if (sentence === undefined) throw error;
    throw new ConflictError(sentence, { reason: 'EXISTS' });
  }
}

/** The driver's error names the constraint; the mapper copies its properties. */
function constraintOf(error: Error): string | undefined {
  const { constraint } = error as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : undefined;
}
