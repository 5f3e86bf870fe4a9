/**
 * When the next turn may begin. A turn takes many times the work of storing a message, so the busier a process is, the further apart
 * turns begin: webhooks are acknowledged and users are answered first. The distance has an end, so turns never stand still.
 * Turns that run are not held back: a model takes seconds, and no work here.
 */
import { performance } from 'node:perf_hooks';

/** Decides it for one process. */
export interface TurnPace {
  /** Milliseconds until a turn may begin; 0: now. */
  waitMs(): number;
  /** A turn begins. */
  onBegin(): void;
}

/** Options of `createTurnPace`. */
export interface TurnPaceOptions {
  /** The share of time, since the last call, in which the event loop had work. */
  readonly readLoad?: () => number;
  readonly now?: () => number;
  /** How far apart turns begin in a process that has no time left: the longest that the next one waits for it. */
  readonly longestMs?: number;
}

/** Up to the first share of time with work, turns begin at once; from the second on, as far apart as possible. */
const shares = { calm: 0.5, full: 0.9 };
/** The load is read no more often. */
const readEveryMs = 100;
const defaultLongestMs = 250;

/** Creates the pace of a process. */
export function createTurnPace(options: TurnPaceOptions = {}): TurnPace {
  const {
    readLoad = createLoadReader(),
    now = () => performance.now(),
    longestMs = defaultLongestMs,
  } = options;
  let distanceMs = 0;
  let readAt = Number.NEGATIVE_INFINITY;
  let begunAt = Number.NEGATIVE_INFINITY;
  return {
    waitMs: () => {
      const at = now();
      if (at - readAt >= readEveryMs) {
        const over = (readLoad() - shares.calm) / (shares.full - shares.calm);
        distanceMs = longestMs * Math.min(1, Math.max(0, over));
        readAt = at;
      }
      return Math.max(0, begunAt + distanceMs - at);
    },
    onBegin: () => {
      begunAt = now();
    },
  };
}

function createLoadReader(): () => number {
  let last = performance.eventLoopUtilization();
  return () => {
    const next = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(next, last);
    last = next;
    return utilization;
  };
}
