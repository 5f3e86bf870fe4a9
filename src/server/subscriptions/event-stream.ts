/** What the server keeps of one event stream while it is open. */
import type { ServerResponse } from 'node:http';
import type { Viewer } from '../../accounts/viewer.js';
import type { StreamSink } from '../../delivery/subscriptions/stream-sink.js';

/** One open event stream. */
export interface EventStream {
  readonly viewer: Viewer | null;
  readonly response: ServerResponse;
  /** Null for a query or mutation. */
  sink: StreamSink | null;
  /** Joins the feed; to be called when the response has begun. Null for a query or mutation. */
  join: (() => void) | null;
}
