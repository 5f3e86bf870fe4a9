/**
 * Whether a request with a used refresh token came after the token was used (somebody kept an old one), or before (it
 * raced with the request that used it, and lost).
 *
 * Spans are compared, never clocks. The database's clock says how long ago the use was, and this process's steady clock
 * how long ago the request arrived: the database read its clock somewhere between the question and the answer, so the
 * request arrived at least as long before that reading as the question was asked after it, and at most as long as the
 * answer was. What lies between the two is asked again, as a quicker answer narrows it; what stays open, a fraction of
 * a round trip, counts as a race.
 */
import { performance } from 'node:perf_hooks';

/** Bounds the extra work of a request that is refused either way. */
const maxReadings = 8;

/**
 * True only when it is certain, so a request that arrived before the use is never taken for a theft, however busy the
 * machine is.
 *
 * @param arrivedAtMs when the request arrived, by `performance.now()`
 * @param readSecondsSinceUse asks the database how long ago the token was used, by the clock that noted the use
 */
export async function cameAfterUse(
  arrivedAtMs: number,
  readSecondsSinceUse: () => Promise<number>,
): Promise<boolean> {
  for (let reading = 0; reading < maxReadings; reading++) {
    const atLeastMs = performance.now() - arrivedAtMs;
    const sinceUseMs = (await readSecondsSinceUse()) * 1_000;
    const atMostMs = performance.now() - arrivedAtMs;
    if (sinceUseMs > atMostMs) return true;
    if (sinceUseMs < atLeastMs) return false;
  }
  return false;
}
