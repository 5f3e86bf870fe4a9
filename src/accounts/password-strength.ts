/** Strength of passwords. Its dictionaries take megabytes: loaded by `import()` when a password is set. */
import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';

const estimator = new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs });

/** The number of guesses that find a password, as a power of ten. @param names words that an attacker knows */
export function estimateGuesses(password: string, names: readonly string[]): number {
  return estimator.check(password, [...names]).guessesLog10;
}
