/** What the server keeps of one event stream while it is open. */
import type { ServerResponse } from 'node:http';
import type { Viewer } from '../../accounts/viewer.js';
import type { StreamSink } from './stream-sink.js';

/**
 * Results that may wait between the subscription and the socket. graphql-sse reads ahead without a limit; held
 * back here, results gather in the bounded sink, which then tells the feed that the reader is congested.
 */
const maxUnwritten = 16;

/** One open event stream. */
export interface EventStream {
  readonly viewer: Viewer | null;
  readonly response: ServerResponse;
  /** Null for a query or mutation. */
  sink: StreamSink | null;
  /** Resolves when there is room for one more result. */
  reserve(): Promise<void>;
  /** A reserved result has left. */
  release(): void;
}

/** Makes the record of a stream. */
export function createEventStream(viewer: Viewer | null, response: ServerResponse): EventStream {
  let unwritten = 0;
  let waiting: (() => void)[] = [];
  const wake = (): void => {
    const woken = waiting;
    waiting = [];
    for (const resume of woken) resume();
  };
  response.once('close', wake);
  return {
    viewer,
    response,
    sink: null,
    reserve: async () => {
      while (unwritten >= maxUnwritten && !response.destroyed)
        await new Promise<void>(resolve => waiting.push(resolve));
      unwritten += 1;
    },
    release: () => {
      unwritten -= 1;
      wake();
    },
  };
}
