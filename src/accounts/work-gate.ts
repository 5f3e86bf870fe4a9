/**
 * A bound on costly work: a few at once, some waiting, the rest refused. Checking a password takes 19 MiB and a
 * thread of the pool that files and name look-ups share, so a flood of sign-ins must not be let through to it.
 */
import { RateLimitedError } from '../domain/errors.js';

/** Runs work when there is room for it. @throws RateLimitedError when too much is waiting already. */
export type WorkGate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** A gate; `what` names the work in the refusal, such as "sign-in attempts at once". */
export function createWorkGate(what: string, atOnce: number, maxWaiting: number): WorkGate {
  let running = 0;
  const waiting: (() => void)[] = [];

  const enter = async (): Promise<void> => {
    if (running < atOnce) {
      running++;
      return;
    }
    if (waiting.length >= maxWaiting) throw new RateLimitedError(what, 1);
    await new Promise<void>(resolve => waiting.push(resolve));
  };
  /** The place of the one who leaves passes to the next in line. */
  const leave = (): void => {
    const next = waiting.shift();
    if (next) next();
    else running--;
  };

  return async work => {
    await enter();
    try {
      return await work();
    } finally {
      leave();
    }
  };
}
