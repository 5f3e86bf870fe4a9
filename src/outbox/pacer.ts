/**
 * How fast a channel may send: one message, then nothing for `spacingMs`, over all processes on one database.
 *
 * The turn of a channel is an advisory lock, kept for the spacing by the process that takes it. A process that does
 * not get the turn leaves out that channel's jobs (they carry its flag) until the spacing has passed, so waiting
 * jobs occupy no worker, other channels go on, and as a rule the oldest job gets the turn. When a process dies
 * its turns are free at once: a channel may then send one message sooner than it should, never one too few.
 */
import { channelFlag } from './send-job.js';
import type { SessionLocks } from './session-locks.js';

/** Turns of channels. */
export interface Pacer {
  /**
   * Takes the channel's turn, until it is used or given back. False when it is taken, here or in another process;
   * after another's, this process leaves the channel's jobs out for `spacingMs`.
   */
  take(channelId: string, spacingMs: number): Promise<boolean>;
  /** Uses a turn that was taken: the request leaves now, the next one may in `spacingMs`. */
  use(channelId: string, spacingMs: number): void;
  /** Gives back a turn that was taken and not used. */
  giveBack(channelId: string): void;
  /** Flags of the jobs to leave out for now, or null. */
  busyFlags(): string[] | null;
  /** Calls when a channel's jobs may be looked for again. */
  onFree(listener: () => void): void;
  /** Ends the timers; the turns end with the locks' session. */
  close(): void;
}

/** First half of the advisory lock's key. */
const paceUse = 721_530_202;

interface Turn {
  /** Whether this process has the lock; else it only knows that another has. */
  isOurs: boolean;
  timer: NodeJS.Timeout | null;
}

/** Makes a pacer on this process' locks. */
export function createPacer(locks: Pick<SessionLocks, 'tryTake' | 'release'>): Pacer {
  const turns = new Map<string, Turn>();
  let tellFree = (): void => {};

  const end = async (channelId: string, turn: Turn): Promise<void> => {
    if (turn.isOurs) await locks.release({ use: paceUse, of: channelId });
    turns.delete(channelId);
    tellFree();
  };

  const endIn = (channelId: string, turn: Turn, delayMs: number): void => {
    turn.timer = setTimeout(() => void end(channelId, turn), delayMs);
  };

  return {
    take: async (channelId, spacingMs) => {
      if (turns.has(channelId)) return false;
      const turn: Turn = { isOurs: false, timer: null };
      turns.set(channelId, turn);
      turn.isOurs = await locks.tryTake({ use: paceUse, of: channelId });
      if (!turn.isOurs) endIn(channelId, turn, spacingMs);
      return turn.isOurs;
    },
    use: (channelId, spacingMs) => {
      const turn = turns.get(channelId);
      if (turn?.isOurs && turn.timer === null) endIn(channelId, turn, spacingMs);
    },
    giveBack: channelId => {
      const turn = turns.get(channelId);
      if (turn?.isOurs && turn.timer === null) endIn(channelId, turn, 0);
    },
    busyFlags: () => (turns.size === 0 ? null : [...turns.keys()].map(channelFlag)),
    onFree: listener => {
      tellFree = listener;
    },
    close: () => {
      for (const turn of turns.values()) if (turn.timer) clearTimeout(turn.timer);
      turns.clear();
    },
  };
}
