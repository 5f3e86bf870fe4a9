/**
 * Back-off before the next attempt: a random time below a limit that doubles. The whole range is random, so that
 * clients that lost the same server do not reconnect at the same time.
 */

const firstLimitMs = 1_000;
const defaultMaxDelayMs = 30_000;
/**
 * A refused sign-in is retried, as a fresh token may fix it; so is a result that failed, as the cause may be temporary.
 */
const maxRefusals = 5;
/** Failures further apart than this are independent. */
const forgetAfterMs = 60_000;

/** Back-off of one subscription. */
export interface BackOff {
  /** Milliseconds to wait before the next attempt. */
  next(): number;
  /** Resets the back-off after a success. */
  reset(): void;
  /** Counts a refusal; false after too many in a row. */
  toleratesRefusal(): boolean;
}

/** Creates a back-off that starts with short waits. */
export function createBackOff(maxDelayMs = defaultMaxDelayMs): BackOff {
  let attempts = 0;
  let refusals = 0;
  let lastFailureAt = 0;
  const noteFailure = (): void => {
    if (Date.now() - lastFailureAt > maxDelayMs + forgetAfterMs) {
      attempts = 0;
      refusals = 0;
    }
    lastFailureAt = Date.now();
  };
  return {
    next: () => {
      noteFailure();
      const limitMs = Math.min(maxDelayMs, firstLimitMs * 2 ** attempts);
      attempts += 1;
      return Math.random() * limitMs;
    },
    reset: () => {
      attempts = 0;
      refusals = 0;
    },
    toleratesRefusal: () => {
      noteFailure();
      refusals += 1;
      return refusals <= maxRefusals;
    },
  };
}
