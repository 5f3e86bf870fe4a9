/** A subscriber's place in a feed, and the group of those that get the same results. */
import type { LoggedEvent } from '../domain/logged-event.js';
import { type EventBatch, type SharedOperation, SharedResult, type Sink } from './subscriber.js';
import type { TimeSlice } from './time-slice.js';

/** All subscribers of one operation. */
export interface Group<Batch extends EventBatch> {
  readonly operation: SharedOperation<Batch>;
  readonly members: Set<Member<Batch>>;
}

/** One subscriber. */
export interface Member<Batch extends EventBatch> {
  readonly sink: Sink;
  readonly group: Group<Batch>;
  /** Everything up to here was delivered or not wanted. */
  position: number;
  /** Whether it follows the feed; otherwise it catches up from the log. */
  isLive: boolean;
  hasLeft: boolean;
  /** The events after its cursor are gone, and its operation tells so by an item and goes on. */
  owesReset: boolean;
  /** It resumed from a cursor, and its operation tells by an item when it has caught up. */
  owesCaughtUp: boolean;
  /** Where the log was when it joined: what was committed before that is caught up with, also where the feed is not there yet. */
  catchUpTo: number;
  /** How many results it was given while it caught up. */
  replayedCount: number;
}

/**
 * Runs an operation over the events that it wants, some at a time; the results are in the order of positions.
 * Executions are started without waiting for each other, so that their reads are batched.
 */
export async function executeFor<Batch extends EventBatch>(
  operation: SharedOperation<Batch>,
  batch: Batch,
  events: readonly LoggedEvent[],
  isReplay: boolean,
  turn: TimeSlice,
): Promise<SharedResult[]> {
  const started: Promise<SharedResult | null>[] = [];
  for (const event of events) {
    if (!operation.kinds.has(event.kind)) continue;
    const execution = operation
      .run(batch, event, isReplay)
      .then(result => result && new SharedResult(event.position, result));
    // A failure is seen below; until then it must not count as unhandled.
    execution.catch(() => {});
    started.push(execution);
    // What was started runs when this waits, so the clock would tell too late.
    if (turn.hasStarted()) await turn.next();
  }
  return (await Promise.all(started)).filter(result => result !== null);
}

/**
 * Gives a member the results of a page that ends at `end`. It is still behind afterwards, and not at the page's end,
 * when its peer has too much unread. @returns how many it took
 */
export function handPage<Batch extends EventBatch>(
  member: Member<Batch>,
  end: number,
  results: readonly SharedResult[],
  unreadLimit: number,
): number {
  if (member.hasLeft) return 0;
  const due = isAllDue(member, results)
    ? results
    : results.filter(({ position }) => position > member.position);
  const taken = due.length === 0 ? 0 : member.sink.deliver(due, unreadLimit);
  if (taken < due.length) member.position = due[taken - 1]?.position ?? member.position;
  else member.position = Math.max(member.position, end);
  return taken;
}

const isAllDue = <Batch extends EventBatch>(
  { position }: Member<Batch>,
  [first]: readonly SharedResult[],
): boolean => first === undefined || first.position > position;
