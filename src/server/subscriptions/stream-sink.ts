/**
 * Results as an async iterable, for transports without sockets (SSE).
 *
 * The buffer is bounded: a reader that lags is taken off the live feed and replays from the log. A failure is the
 * last result, not an exception: an event stream has no other way to tell the client what went wrong.
 */
import type { FormattedExecutionResult } from 'graphql';
import type { SharedResult, Sink } from '../../events/subscriber.js';

/** A reader with this much unread is congested. */
const maxBuffered = 256;

type Step = IteratorResult<FormattedExecutionResult, void>;

const done: Step = { done: true, value: undefined };

/** A sink and the iterable that reads from it. */
export interface StreamSink extends Sink {
  /** Made by hand, as `return()` of an async generator that waits would queue behind the next value. */
  readonly results: AsyncGenerator<FormattedExecutionResult, void, void>;
  /** Ends the iteration with `toResult` of the error, behind what is still buffered. */
  fail(error: unknown): void;
}

/** Makes both; `onEnd` is called once, when the reader goes or the subscription fails. */
export function createStreamSink(
  toResult: (error: unknown) => FormattedExecutionResult,
  onEnd: () => void,
): StreamSink {
  let buffer: FormattedExecutionResult[] = [];
  const readers: ((step: Step) => void)[] = [];
  const drainListeners: (() => void)[] = [];
  let hasEnded = false;

  const tellDrained = (): void => {
    for (const listener of drainListeners.splice(0)) listener();
  };

  const push = (result: FormattedExecutionResult): void => {
    const reader = readers.shift();
    if (reader) reader({ done: false, value: result });
    else buffer.push(result);
  };

  const end = (): void => {
    hasEnded = true;
    for (const reader of readers.splice(0)) reader(done);
    tellDrained();
    onEnd();
  };

  const results: AsyncGenerator<FormattedExecutionResult, void, void> = {
    next: () => {
      const value = buffer.shift();
      if (value) {
        if (buffer.length === 0) tellDrained();
        return Promise.resolve<Step>({ done: false, value });
      }
      if (hasEnded) return Promise.resolve(done);
      return new Promise(resolve => readers.push(resolve));
    },
    return: () => {
      buffer = [];
      if (!hasEnded) end();
      return Promise.resolve(done);
    },
    throw: async error => {
      await results.return();
      throw error;
    },
    [Symbol.asyncIterator]: () => results,
    [Symbol.asyncDispose]: async () => {
      await results.return();
    },
  };

  return {
    results,
    deliver: (results: readonly SharedResult[]) => {
      if (hasEnded) return results.length;
      const taken = results.slice(0, Math.max(0, maxBuffered + 1 - buffer.length));
      for (const { result } of taken) push(result);
      return taken.length;
    },
    fail: error => {
      if (hasEnded) return;
      push(toResult(error));
      end();
    },
    isCongested: () => !hasEnded && buffer.length > maxBuffered,
    drained: () =>
      hasEnded || buffer.length === 0
        ? Promise.resolve()
        : new Promise(resolve => {
            drainListeners.push(resolve);
          }),
  };
}
