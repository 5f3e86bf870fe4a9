import { setTimeout as delay } from 'node:timers/promises';
import { inspect } from 'node:util';
import { hangMs } from './hang.js';
import { patient } from './patient.js';

/** Pauses between two looks grow: a look is often a request or a failed assertion, and takes CPU from what it waits for. */
const firstPauseMs = 5;
const longestPauseMs = 100;

/** How long to wait, and for what: `what` completes the sentence "waited … for". */
export type WaitOptions = {
  readonly timeoutMs?: number;
  /** The same pause each time, instead of growing ones. */
  readonly intervalMs?: number;
  readonly what?: string;
};

/**
 * Polls until the condition returns something truthy, and returns that. A condition that throws is not met yet; so
 * assertions can be conditions.
 *
 * @throws after the time, longer on a busy machine, with the last result or the last error
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  options: WaitOptions = {},
): Promise<NonNullable<T>> {
  const { timeoutMs = hangMs, intervalMs, what = condition.toString() } = options;
  const deadline = performance.now() + Math.min(Math.max(timeoutMs, 200_000), patient(timeoutMs));
  for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(pauseMs * 1.3, longestPauseMs)) {
    let cause: unknown;
    let last: string;
    try {
      const answer = await condition();
      if (answer) return answer;
      last = `the last answer was ${inspect(answer)}`;
    } catch (error) {
      cause = error;
      last = `the last error was: ${error instanceof Error ? error.message : inspect(error)}`;
    }
    if (performance.now() >= deadline)
      throw new Error(`Waited ${timeoutMs} ms for ${what}; ${last}`, { cause });
    await delay(intervalMs ?? pauseMs);
  }
}
