/** Commands with subscribers that resume behind the end of the log. */
import { setTimeout as delay } from 'node:timers/promises';
import { arrivalTimeoutMs } from '../arrivals.mjs';
import { openSubscribers } from '../subscribers.mjs';

/** Subscribes `missed` messages behind the end of the log and counts until they have arrived. */
export async function resume(target, { subscribe, missed }) {
  let count = 0;
  let lastAt = 0;
  let firstAt = 0;
  const startedAt = performance.now();
  const subscribers = await openSubscribers(
    target,
    1,
    () => {
      count += 1;
      lastAt = performance.now();
      if (count === 1) firstAt = lastAt;
    },
    subscribe,
  );
  try {
    for (
      const deadline = performance.now() + arrivalTimeoutMs;
      count < missed && performance.now() < deadline;
    )
      await delay(2);
  } finally {
    await subscribers.close();
  }
  if (count < missed) throw new Error(`${count} of ${missed} missed messages came.`);
  return {
    ms: lastAt - startedAt,
    firstMs: firstAt - startedAt,
    perSecond: missed / ((lastAt - startedAt) / 1_000),
  };
}

/**
 * Many subscribers that resume concurrently, each from its own position; `subscribe` and `missed` have one entry
 * each.
 * @returns when the last one has all missed messages, and how many arrived in total
 */
export async function herd(target, { subscribe, missed, timeoutMs }) {
  const counts = new Array(missed.length).fill(0);
  let waiting = missed.length;
  let total = 0;
  let lastAt = 0;
  const startedAt = performance.now();
  const subscribers = await openSubscribers(
    target,
    missed.length,
    ({ index }) => {
      total += 1;
      counts[index] += 1;
      if (counts[index] !== missed[index]) return;
      waiting -= 1;
      lastAt = performance.now();
    },
    subscribe,
  );
  try {
    for (const deadline = performance.now() + timeoutMs; waiting > 0 && performance.now() < deadline; )
      await delay(10);
    if (waiting > 0) throw new Error(`${waiting} of ${missed.length} subscribers did not catch up.`);
  } finally {
    await subscribers.close();
  }
  const ms = lastAt - startedAt;
  return { ms, deliveriesPerSecond: total / (ms / 1_000) };
}
