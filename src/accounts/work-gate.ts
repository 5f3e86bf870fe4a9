/**
 * Concurrency limiter with a bounded queue; rejects the overflow. A password check takes 19 MiB and a thread of the
 * pool that files and DNS lookups share, so a flood of sign-ins must not reach it.
 */
import PQueue from 'p-queue';
import { RateLimitedError } from '../domain/errors.js';

/** Runs work when there is room for it. @throws RateLimitedError when the queue is full. */
export type WorkGate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Creates a gate; `what` names the work in the error, such as "sign-in attempts at once". */
export function createWorkGate(what: string, atOnce: number, maxWaiting: number): WorkGate {
  const queue = new PQueue({ concurrency: atOnce });
  return async work => {
    if (queue.pending + queue.size >= atOnce + maxWaiting) throw new RateLimitedError(what, 1);
    return queue.add(work);
  };
}
