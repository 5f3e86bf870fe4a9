/**
 * How long to wait before the next attempt: a random time below a limit that doubles. The whole range is random, so
 * that clients that lost the same server do not come back in one moment.
 */

const firstLimitMs = 1_000;
const defaultMaxDelayMs = 30_000;
/** A refused sign-in is tried again, as a fresh token may fix it; a result that cannot be made, as it may pass. */
const maxRefusals = 5;
/** Failures further apart than this have nothing to do with each other. */
const forgetAfterMs = 60_000;

/** The waits of one subscription. */
export interface BackOff {
  /** Milliseconds to wait now. */
  next(): number;
  /** It works again. */
  reset(): void;
  /** Counts a refusal; false when there were too many in a row. */
  toleratesRefusal(): boolean;
}

/** Starts with short waits. */
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
