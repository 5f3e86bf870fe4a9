/** A subscriber's place in a feed, and the group of those that get the same results. */
import type { LoggedEvent } from '../domain/logged-event.js';
import { type EventBatch, type SharedOperation, SharedResult, type Sink } from './subscriber.js';

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
  /** Whether it follows the feed; otherwise it reads from the log by itself. */
  isLive: boolean;
  hasLeft: boolean;
}

/** Runs a group's operation over the events that it wants: the results in the order of their positions. */
export async function executeFor<Batch extends EventBatch>(
  operation: SharedOperation<Batch>,
  batch: Batch,
  isReplay: boolean,
): Promise<SharedResult[]> {
  const wanted = batch.events.filter(event => operation.kinds.has(event.kind));
  const results = await Promise.all(wanted.map(event => operation.run(batch, event, isReplay)));
  return results.flatMap((result, index) =>
    result === null ? [] : [new SharedResult((wanted[index] as LoggedEvent).position, result)],
  );
}

/**
 * Gives a live member the results of a page that ends at `end`. It is behind afterwards, and no longer at the page's
 * end, when its peer has too much unread. @returns how many it took
 */
export function handPage<Batch extends EventBatch>(
  member: Member<Batch>,
  end: number,
  results: readonly SharedResult[],
): number {
  if (member.hasLeft) return 0;
  const due = isAllDue(member, results)
    ? results
    : results.filter(({ position }) => position > member.position);
  const taken = due.length === 0 ? 0 : member.sink.deliver(due);
  if (taken < due.length) member.position = due[taken - 1]?.position ?? member.position;
  else member.position = Math.max(member.position, end);
  return taken;
}

const isAllDue = <Batch extends EventBatch>(
  { position }: Member<Batch>,
  [first]: readonly SharedResult[],
): boolean => first === undefined || first.position > position;
