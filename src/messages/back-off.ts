/** Back-off: how long a message waits for its next attempt. */

/** Attempts of one round after which a message that the provider keeps deferring is FAILED; about 13 minutes. */
export const defaultMaxSendAttempts = 10;

const firstDelayMs = 2_000;
const longestDelayMs = 5 * 60_000;

/**
 * The wait after the given attempt of a round (counted from 1): 2 s, 4 s, 8 s … 5 min, and never less than the provider
 * requires.
 */
export function backOffMs(attempt: number, retryAfterMs: number | null): number {
  const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, attempt - 1));
  return Math.max(delayMs, retryAfterMs ?? 0);
}
