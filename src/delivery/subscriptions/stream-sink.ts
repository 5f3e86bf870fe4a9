/**
 * Writes results directly to the response of an event stream, as `next` events of the graphql-sse protocol: the same
 * bytes for every stream of a group, and no faster than the peer reads.
 *
 * graphql-sse holds an iterable that yields nothing while the subscription runs. A failure is its one item, not an
 * exception: an event stream has no other way to report an error to the client.
 */
import type { ServerResponse } from 'node:http';
import type { FormattedExecutionResult } from 'graphql';
import type { SharedResult, Sink } from '../subscriber.js';
import { writeResults } from './write-results.js';

/** A peer that reads nothing for this long is disconnected. */
const unreadTimeoutMs = 60_000;

type Step = IteratorResult<FormattedExecutionResult, void>;

const toBody = (result: SharedResult): Buffer => {
  result.frames.stream ??= Buffer.from(`event: next\ndata: ${result.json}\n\n`);
  return result.frames.stream;
};

const done: Step = { done: true, value: undefined };

/** A sink and its iterable. */
export interface StreamSink extends Sink {
  /** Written by hand, as `return()` of a waiting async generator would queue behind the next value. */
  readonly results: AsyncGenerator<FormattedExecutionResult, void, void>;
  /** Ends the iteration with `toResult` of the error. */
  fail(error: unknown): void;
}

/** Creates both; `onEnd` is called once, when the reader disconnects or the subscription fails. */
export function createStreamSink(
  response: ServerResponse,
  toResult: (error: unknown) => FormattedExecutionResult,
  onEnd: () => void,
): StreamSink {
  let failure: FormattedExecutionResult | null = null;
  let reader: ((step: Step) => void) | null = null;
  let hasEnded = false;

  const take = (): Step => {
    const value = failure;
    failure = null;
    return value ? { done: false, value } : done;
  };
  const end = (): void => {
    hasEnded = true;
    reader?.(take());
    reader = null;
    onEnd();
  };
  const isOpen = (): boolean => !hasEnded && !response.destroyed && !response.writableEnded;

  const results: AsyncGenerator<FormattedExecutionResult, void, void> = {
    next: () =>
      hasEnded
        ? Promise.resolve(take())
        : new Promise(resolve => {
            reader = resolve;
          }),
    return: () => {
      failure = null;
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
    deliver: (given: readonly SharedResult[], unreadLimit: number) => {
      if (!isOpen()) return given.length;
      return writeResults(response, given, unreadLimit, toBody);
    },
    fail: error => {
      if (hasEnded) return;
      failure = toResult(error);
      end();
    },
    isCongested: unreadLimit => isOpen() && response.writableLength > unreadLimit,
    drained: () => (isOpen() && response.writableNeedDrain ? drainOrClose(response) : Promise.resolve()),
  };
}

/** Resolves when the peer has read the written data; a peer that does not read is disconnected. */
export function drainOrClose(response: ServerResponse): Promise<void> {
  return new Promise(resolve => {
    const timer = setTimeout(() => response.destroy(), unreadTimeoutMs);
    const settle = (): void => {
      clearTimeout(timer);
      response.off('drain', settle).off('close', settle);
      resolve();
    };
    response.once('drain', settle).once('close', settle);
  });
}
