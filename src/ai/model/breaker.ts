/** Stops calls to an endpoint that fails again and again, for a time that doubles; then one call tries it. */
import { LRUCache } from 'lru-cache';
import type { ModelFault } from './model.js';

/** The state of all endpoints of a process. */
export interface Breaker {
  /** True if a call may be made now. While an endpoint is tried again, one call at a time may. */
  mayCall(endpointUrl: string): boolean;
  /** Notes the result of a call; null for an answer. */
  note(endpointUrl: string, fault: ModelFault | null): void;
}

interface State {
  failures: number;
  openUntilMs: number;
  pauseMs: number;
}

const maxFailures = 5;
const firstPauseMs = 30_000;
const longestPauseMs = 300_000;
const maxEndpoints = 1_000;
/** Faults of the endpoint; the others concern one request, or its owner is told. */
const counted: ReadonlySet<ModelFault> = new Set(['BUSY', 'UNAVAILABLE', 'CUT', 'TIMEOUT']);

/** Creates it; `now` is a clock in milliseconds. */
export function createBreaker(now: () => number = Date.now): Breaker {
  const states = new LRUCache<string, State>({ max: maxEndpoints });
  return {
    mayCall: endpointUrl => {
      const state = states.get(endpointUrl);
      if (!state || state.failures < maxFailures) return true;
      if (now() < state.openUntilMs) return false;
      // The probe: the others wait as long again.
      state.openUntilMs = now() + state.pauseMs;
      return true;
    },
    note: (endpointUrl, fault) => {
      if (fault === 'CANCELLED') return;
      if (fault === null || !counted.has(fault)) {
        states.delete(endpointUrl);
        return;
      }
      const state = states.get(endpointUrl) ?? { failures: 0, openUntilMs: 0, pauseMs: firstPauseMs / 2 };
      state.failures += 1;
      if (state.failures >= maxFailures) {
        state.pauseMs = Math.min(state.pauseMs * 2, longestPauseMs);
        state.openUntilMs = now() + state.pauseMs;
      }
      states.set(endpointUrl, state);
    },
  };
}
