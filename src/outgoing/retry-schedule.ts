/**
 * When a delivery is tried again: the schedule that Standard Webhooks publishes, over three days. It starts with the
 * first attempt; additional attempts (an endpoint that recovered, a restart) do not use it up.
 */

const [minute, hour] = [60_000, 3_600_000];

/** Pauses between attempts by Standard Webhooks, after the first one at once. */
export const standardPausesMs: readonly number[] = [
  ...[5_000, 5 * minute, 30 * minute, 2 * hour, 5 * hour],
  ...[10 * hour, 14 * hour, 20 * hour, 24 * hour],
];

/** A pause is longer by up to this share, at random: endpoints that failed together are not called together. */
const jitter = 0.1;
/** A `Retry-After` is obeyed up to this time. */
const longestRetryAfterMs = 24 * hour;

/**
 * The time of the next attempt after a failure; null when the schedule is over.
 * @param retryAfterMs wait that the receiver asked for
 */
export function nextAttemptAt(
  firstAttemptAt: Date,
  now: Date,
  retryAfterMs: number | null = null,
  pausesMs: readonly number[] = standardPausesMs,
): Date | null {
  const passedMs = now.getTime() - firstAttemptAt.getTime();
  let dueMs = 0;
  for (const pauseMs of pausesMs) {
    dueMs += pauseMs;
    if (dueMs <= passedMs) continue;
    const waitMs = dueMs - passedMs + pauseMs * jitter * Math.random();
    return new Date(now.getTime() + Math.max(waitMs, Math.min(retryAfterMs ?? 0, longestRetryAfterMs)));
  }
  return null;
}
