/**
 * Subscriptions that survive a lost connection: no event is lost, none is delivered twice.
 *
 * The helper stores the cursor of the last handled event and passes it as `after` when it subscribes again. This works
 * after a lost connection, after a server restart, and when the events after the cursor were deleted: in that case the
 * caller reloads the state and returns the cursor to resume from.
 */
import { callSafely } from '../report-throw.js';
import { createBackOff } from './back-off.js';
import type { ExecutionResult, ResetReason, ResumeOptions, Resuming } from './resume-options.js';
import { createSeenCursors } from './seen-cursors.js';
import { type FailureVerdict, judgeFailure, judgeResult } from './verdict.js';

export type {
  ExecutionResult,
  ResetReason,
  ResumeOptions,
  Resuming,
  SubscribingClient,
} from './resume-options.js';

/**
 * Subscribes, and resubscribes as often as needed. Results are delivered in order, each once. `stop()` ends it; so does
 * `onError`, which is called once, for an error that no retry can fix.
 */
export function subscribeWithResume<Data = unknown>(options: ResumeOptions<Data>): Resuming {
  const { client, query, operationName, cursorOf, onEvent, onReset, onError, onThrow } = options;
  const backOff = createBackOff(options.maxDelayMs);
  const seen = createSeenCursors();
  let cursor = options.initialCursor ?? null;
  let isStopped = false;
  let unsubscribe: (() => void) | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /**
   * Resets since the last event: a state that cannot be loaded, or is immediately too old, is reloaded only after a
   * wait.
   */
  let resets = 0;
  /** Incremented with every subscription: callbacks of an earlier one are ignored. */
  let generation = 0;

  const leave = (): void => {
    generation += 1;
    unsubscribe?.();
    unsubscribe = null;
    clearTimeout(timer);
  };
  const end = (): void => {
    isStopped = true;
    leave();
    unlisten?.();
  };
  const fail = (error: unknown): void => {
    if (isStopped) return;
    end();
    callSafely(() => onError(error), onThrow);
  };
  const later = (step: () => void): void => {
    leave();
    timer = setTimeout(step, backOff.next());
  };

  const load = (reason: ResetReason): void => {
    const current = generation;
    const isCurrent = () => !isStopped && current === generation;
    Promise.resolve()
      .then(() => onReset(reason))
      .then(
        next => {
          if (!isCurrent()) return;
          cursor = next;
          seen.clear();
          subscribe();
        },
        // The state could not be loaded, most likely for the same reason as the lost connection.
        () => {
          if (isCurrent()) reset(reason);
        },
      );
  };
  const reset = (reason: ResetReason): void => {
    resets += 1;
    if (resets > 1) {
      later(() => load(reason));
      return;
    }
    leave();
    load(reason);
  };

  /** Without a cursor the missed events are unknown, so the state must be loaded first. */
  const resume = (): void => {
    if (cursor === null) reset('NO_CURSOR');
    else subscribe();
  };

  const handleFailure = (verdict: FailureVerdict, failure: unknown): void => {
    if (verdict === 'EXPIRED') reset('CURSOR_EXPIRED');
    else if (verdict === 'FATAL' || (verdict === 'REFUSED' && !backOff.toleratesRefusal())) fail(failure);
    else later(resume);
  };

  const handleEvent = (result: ExecutionResult<Data>, isControl: boolean): void => {
    const next = callSafely(() => cursorOf(result), onThrow) ?? null;
    if (!isControl && next !== null && seen.has(next)) return;
    callSafely(() => onEvent(result), onThrow);
    // Only now: an event counts as handled when its handler has returned, or has thrown: it would throw again.
    if (next !== null && !isStopped) {
      cursor = next;
      if (!isControl) seen.add(next);
    }
    backOff.reset();
    resets = 0;
  };

  const handleResult = (result: ExecutionResult<Data>): void => {
    const verdict = judgeResult(result);
    if (verdict === 'EVENT' || verdict === 'CONTROL') handleEvent(result, verdict === 'CONTROL');
    else if (verdict === 'RESET') reset('STREAM_RESET');
    else handleFailure(verdict, result.errors);
  };

  const subscribe = (): void => {
    leave();
    const current = generation;
    const isCurrent = () => !isStopped && current === generation;
    // A getter, because clients that reconnect by themselves send the same payload again.
    const payload = {
      query,
      ...(operationName === undefined ? {} : { operationName }),
      get variables() {
        return { ...options.variables, after: cursor };
      },
    };
    const stopThis = client.subscribe(payload, {
      next: (result: ExecutionResult<Data>) => {
        if (isCurrent()) handleResult(result);
      },
      error: error => {
        if (isCurrent()) handleFailure(judgeFailure(error), error);
      },
      // A subscription has no natural end: the server is stopping, or an intermediary cut it.
      complete: () => {
        if (isCurrent()) later(resume);
      },
    });
    if (isCurrent()) unsubscribe = stopThis;
    else stopThis();
  };

  // Otherwise graphql-ws would resubscribe by itself, even without a cursor for the missed events.
  const unlisten = client.on?.('closed', event => {
    if (!isStopped && unsubscribe !== null) handleFailure(judgeFailure(event), event);
  });
  subscribe();

  return {
    get cursor() {
      return cursor;
    },
    stop: end,
  };
}
