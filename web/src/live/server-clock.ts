/** The server's clock: countdowns must not depend on that of this machine. */

/** The offset of the answer with the shortest round trip is the most exact one. */
let best = { offsetMs: 0, tripMs: Number.POSITIVE_INFINITY };
/** After this long another answer may be less exact: clocks of sleeping machines jump. */
const keptMs = 10 * 60_000;
let measuredAt = 0;
/** `Date` is in whole seconds. */
const halfSecondMs = 500;

/** `fetch`, which reads the server's time from the answers. */
export const clockedFetch: typeof fetch = async (input, init) => {
  const startedAt = Date.now();
  const response = await fetch(input, init);
  const said = Date.parse(response.headers.get('date') ?? '');
  const tripMs = Date.now() - startedAt;
  const isBetter = tripMs <= best.tripMs || Date.now() - measuredAt > keptMs;
  if (!Number.isNaN(said) && isBetter) {
    best = { offsetMs: said + halfSecondMs - (startedAt + tripMs / 2), tripMs };
    measuredAt = Date.now();
  }
  return response;
};

/** The server's time, in milliseconds; differences below a second are left out. */
export const serverNow = (): number => Date.now() + (Math.abs(best.offsetMs) < 1_000 ? 0 : best.offsetMs);
