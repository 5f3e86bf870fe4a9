/**
 * Rate limiter for channels: one message, then nothing for `spacingMs`, across all processes on one database.
 *
 * The permit of a channel is an advisory lock that the process keeps for the spacing. A process that does not get the
 * permit skips that channel's jobs (they carry its flag) until the spacing has passed, so waiting jobs occupy no
 * worker, other channels continue, and usually the oldest job gets the permit. When a process dies, its permits are
 * free at once: a channel may then send one message early, but never loses one.
 */

import type { SessionLocks } from '../jobs/session-locks.js';
import type { JobGate } from '../jobs/worker.js';
import { channelFlag } from '../messages/send-job.js';

/** Result of `withPermit`: the result of the work, or null when the permit was taken and the work did not run. */
export type PermitResult<Result> = { readonly result: Result } | null;

/** Permits of channels. */
export interface Pacer extends JobGate {
  /**
   * Runs `work` with the channel's permit. There is no other way to get one, so it cannot be kept by mistake: it is
   * released when `work` ends, also when `work` throws, and after `longestHoldMs` when `work` never ends. `work` calls
   * `use` when the request is about to be sent; the next permit is available `spacingMs` after that.
   *
   * @param spacingMs 0 for a channel without a limit, whose work always runs
   * @returns null when the permit is taken; after another process took it, this process skips the channel's jobs for
   * `spacingMs`
   */
  withPermit<Result>(
    channelId: string,
    spacingMs: number,
    work: (use: () => void) => Promise<Result>,
  ): Promise<PermitResult<Result>>;
  /** Clears the timers; the permits end with the session of the locks. */
  close(): void;
}

/** First half of the advisory lock's key. */
const paceUse = 721_530_202;
/** The work under a permit is one short transaction; a minute means that it hangs. */
const defaultLongestHoldMs = 60_000;

interface Permit {
  /** True if this process has the lock; else it only knows that another has. */
  isOurs: boolean;
  isUsed: boolean;
  timer: NodeJS.Timeout | null;
}

/** Creates a pacer on the locks of this process. */
export function createPacer(
  locks: Pick<SessionLocks, 'tryTake' | 'release'>,
  { longestHoldMs = defaultLongestHoldMs }: { readonly longestHoldMs?: number } = {},
): Pacer {
  const permits = new Map<string, Permit>();
  let notifyFree = (): void => {};

  const end = async (channelId: string, permit: Permit): Promise<void> => {
    if (permits.get(channelId) !== permit) return;
    if (permit.timer) clearTimeout(permit.timer);
    if (permit.isOurs) await locks.release({ use: paceUse, of: channelId });
    if (permits.get(channelId) === permit) permits.delete(channelId);
    notifyFree();
  };

  const endIn = (channelId: string, permit: Permit, delayMs: number): void => {
    if (permits.get(channelId) !== permit) return;
    if (permit.timer) clearTimeout(permit.timer);
    permit.timer = setTimeout(() => void end(channelId, permit), delayMs);
  };

  const take = async (channelId: string, spacingMs: number): Promise<Permit | null> => {
    if (permits.has(channelId)) return null;
    const permit: Permit = { isOurs: false, isUsed: false, timer: null };
    permits.set(channelId, permit);
    permit.isOurs = await locks.tryTake({ use: paceUse, of: channelId }).catch(() => false);
    endIn(channelId, permit, permit.isOurs ? longestHoldMs : spacingMs);
    return permit.isOurs ? permit : null;
  };

  return {
    withPermit: async (channelId, spacingMs, work) => {
      if (spacingMs <= 0) return { result: await work(() => {}) };
      const permit = await take(channelId, spacingMs);
      if (permit === null) return null;
      const use = (): void => {
        permit.isUsed = true;
        endIn(channelId, permit, spacingMs);
      };
      try {
        return { result: await work(use) };
      } finally {
        if (!permit.isUsed) await end(channelId, permit);
      }
    },
    busyFlags: () => (permits.size === 0 ? null : [...permits.keys()].map(channelFlag)),
    onFree: listener => {
      notifyFree = listener;
    },
    close: () => {
      for (const permit of permits.values()) if (permit.timer) clearTimeout(permit.timer);
      permits.clear();
    },
  };
}
