/** State of one open event stream. */
import type { ServerResponse } from 'node:http';
import type { Viewer } from '../../accounts/viewer.js';
import type { StreamSink } from '../../delivery/subscriptions/stream-sink.js';

/** One open event stream. */
export interface EventStream {
  readonly viewer: Viewer | null;
  readonly response: ServerResponse;
  /** Null for a query or mutation. */
  sink: StreamSink | null;
  /** Subscribes to the feed; called when the response has started. Null for a query or mutation. */
  subscribe: (() => void) | null;
}
