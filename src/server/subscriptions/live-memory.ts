/**
 * What open sockets, event streams and subscriptions hold in memory: an estimate for the metrics. Counted bytes are exact;
 * an object counts with its measured size, so that a scrape costs nothing.
 */

/** Numbers of open things, and their counted bytes. */
export interface LiveCounts {
  readonly sockets: number;
  readonly streams: number;
  readonly subscribers: number;
  readonly groups: number;
  /** Written, and not yet read by the peers. */
  readonly queuedBytes: number;
  /** Results cached for subscribers that catch up. */
  readonly cachedBytes: number;
}

/** Parts of the estimate; docs/scaling.md explains them. */
export type LiveMemoryPart = 'sockets' | 'event_streams' | 'subscriptions' | 'groups' | 'queued' | 'cached';

/**
 * Measured with heap snapshots of a process with a thousand of each, and with its resident memory for what is outside of
 * the heap: the stream with its handle, the WebSocket of ws, and its connection; a subscription with its place in a group
 * and in the budgets; an operation with the closures that execute it, without the compiled document, which is cached.
 */
export const bytesOfEach = {
  socket: 6_500,
  eventStream: 9_000,
  subscription: 900,
  group: 3_500,
} as const;

/** The estimate by part, in bytes. */
export function estimateLiveMemory(counts: LiveCounts): Readonly<Record<LiveMemoryPart, number>> {
  return {
    sockets: counts.sockets * bytesOfEach.socket,
    event_streams: counts.streams * bytesOfEach.eventStream,
    subscriptions: counts.subscribers * bytesOfEach.subscription,
    groups: counts.groups * bytesOfEach.group,
    queued: counts.queuedBytes,
    cached: counts.cachedBytes,
  };
}
