/**
 * A subscriber that reads from the log by itself: it came with a cursor, or its peer did not keep up. It reads on
 * until it meets the feed, and goes live in the same turn of the event loop, so nothing falls between.
 */
import { CursorExpiredError } from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { executeFor, type Member } from './member.js';
import { type EventBatch, SharedResult } from './subscriber.js';

/** What a replay needs of the feed that it wants to meet. */
export interface ReplaySource<Batch extends EventBatch> {
  /** Where the feed stands now. */
  position(): number;
  readAfter(position: number, limit: number): Promise<LoggedEvent[]>;
  makeBatch(events: readonly LoggedEvent[]): Batch;
  delivered(count: number): void;
}

/** What is told beside the events, where the operation has items for it. */
export interface ReplayNotes {
  /** The events after the cursor are gone, and the operation goes on from here. */
  mustReset: boolean;
  /** The subscriber wants to know when it has caught up. */
  tellsWhenCaughtUp: boolean;
}

const pageEvents = 500;

/**
 * Replays until the member is live or has left. A note that was told is struck from `notes`, so that a replay that
 * failed can go on where it was.
 * @throws CursorExpiredError when retention has overtaken it, UnavailableError when the database is away.
 */
export async function replay<Batch extends EventBatch>(
  member: Member<Batch>,
  source: ReplaySource<Batch>,
  notes: ReplayNotes,
): Promise<void> {
  const { operation } = member.group;
  const tell = async (item: SharedResult['result']): Promise<void> =>
    deliverAll(member, [new SharedResult(member.position, item)]);
  if (notes.mustReset && operation.reset) await tell(await operation.reset(member.position));
  notes.mustReset = false;
  let replayedCount = 0;
  while (!member.hasLeft) {
    if (member.sink.isCongested()) await member.sink.drained();
    const reached = source.position();
    const events = await source.readAfter(member.position, pageEvents);
    const next = events[0]?.position ?? reached + 1;
    if (next > member.position + 1) throw new CursorExpiredError();
    const last = events.at(-1);
    if (last) {
      const results = await executeFor(operation, source.makeBatch(events), true);
      await deliverAll(member, results);
      if (member.hasLeft) return;
      replayedCount += results.length;
      source.delivered(results.length);
      member.position = last.position;
    }
    if (member.position < source.position() || events.length === pageEvents) continue;
    if (!notes.tellsWhenCaughtUp || !operation.caughtUp) {
      member.isLive = true;
      return;
    }
    await tell(await operation.caughtUp(member.position, replayedCount));
    notes.tellsWhenCaughtUp = false;
  }
}

/** Waits for the peer as often as it takes. What was taken is remembered, so that nothing is delivered twice. */
async function deliverAll<Batch extends EventBatch>(
  member: Member<Batch>,
  results: readonly SharedResult[],
): Promise<void> {
  for (let from = 0; from < results.length && !member.hasLeft; ) {
    if (member.sink.isCongested()) await member.sink.drained();
    if (member.hasLeft) return;
    from += member.sink.deliver(from === 0 ? results : results.slice(from));
    member.position = Math.max(member.position, results[from - 1]?.position ?? 0);
  }
}
