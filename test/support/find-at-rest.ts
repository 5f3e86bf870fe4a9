import { setTimeout as delay } from 'node:timers/promises';
import { patient } from './patient.js';

/** A page that follows a change of its width or its colours is at rest after this time, or later on a busy machine. */
const restMs = 5_000;

/** The faults of a page when it is at rest: looks again as long as there are some, for a limited time. */
export async function findAtRest(find: () => Promise<string[]>): Promise<string[]> {
  const untilMs = performance.now() + patient(restMs);
  for (;;) {
    const faults = await find();
    if (faults.length === 0 || performance.now() > untilMs) return faults;
    await delay(100);
  }
}
