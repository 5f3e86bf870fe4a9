/** From the database's unique rules to the caller's words. */
import { UniqueConstraintViolationException } from '@mikro-orm/core';
import { ConflictError } from '../domain/errors.js';

/**
 * Runs a change. A unique rule that it breaks becomes a ConflictError with the sentence given under the rule's
 * name; a rule that is not named here was broken by mistake, and that error passes unchanged.
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
    throw new ConflictError(sentence);
  }
}

/** The driver's error names the rule; the mapper copies its properties. */
function constraintOf(error: Error): string | undefined {
  const { constraint } = error as { constraint?: unknown };
  return typeof constraint === 'string' ? constraint : undefined;
}
