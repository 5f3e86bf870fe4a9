/** Groups of identical subscriptions: one execution per page of events, its results for every member. */
import type { LoggedEvent } from '../domain/logged-event.js';
import {
  type EventBatch,
  type SharedOperation,
  SharedResult,
  type Sink,
  unreadLimits,
} from './subscriber.js';
import { TimeSlice } from './time-slice.js';

/** All subscribers of one operation. */
export interface Group<Batch extends EventBatch> {
  readonly operation: SharedOperation<Batch>;
  readonly members: Set<Member<Batch>>;
}

/** One subscriber. */
export interface Member<Batch extends EventBatch> {
  readonly sink: Sink;
  readonly group: Group<Batch>;
  /** All events up to this position were delivered or did not match. */
  position: number;
  /** True if it follows the feed; false while it catches up from the log. */
  isLive: boolean;
  hasLeft: boolean;
  /** The events after its cursor were deleted; its operation sends an item that says so and continues. */
  owesReset: boolean;
  /** It resumed from a cursor, and its operation sends an item when it has caught up. */
  owesCaughtUp: boolean;
  /** Last position of the log when it subscribed: it catches up at least to here, even if the feed is not there yet. */
  catchUpTo: number;
  /** Number of results delivered during catch-up. */
  catchUpCount: number;
}

/** The groups of a feed, by the key of their operation. */
export class Groups<Batch extends EventBatch> {
  readonly #byKey = new Map<string, Group<Batch>>();

  /** Number of distinct executions per event. */
  get size(): number {
    return this.#byKey.size;
  }

  /** Number of members in all groups. */
  get memberCount(): number {
    let count = 0;
    for (const { members } of this.#byKey.values()) count += members.size;
    return count;
  }

  /** Snapshot of the groups. */
  list(): Group<Batch>[] {
    return [...this.#byKey.values()];
  }

  /** Adds a member to the group of its operation. */
  add(operation: SharedOperation<Batch>, member: Omit<Member<Batch>, 'group'>): Member<Batch> {
    let group = this.#byKey.get(operation.key);
    if (!group) {
      operation.prepare?.();
      group = { operation, members: new Set() };
      this.#byKey.set(operation.key, group);
    }
    const added = { ...member, group };
    group.members.add(added);
    return added;
  }

  /** Removes a member; nothing is delivered to it after this returns. Idempotent. */
  remove(member: Member<Batch>): void {
    const { group } = member;
    member.hasLeft = true;
    // An empty group is removed once: its key may belong to a new group by now.
    if (group.members.delete(member) && group.members.size === 0) this.#byKey.delete(group.operation.key);
  }
}

/**
 * Runs an operation over the events that match it, some in each time slice; results are in the order of positions.
 * Executions start without waiting for each other, so that their reads are batched.
 */
export async function execute<Batch extends EventBatch>(
  operation: SharedOperation<Batch>,
  batch: Batch,
  events: readonly LoggedEvent[],
  isCatchUp: boolean,
  slice: TimeSlice,
): Promise<SharedResult[]> {
  const started: Promise<SharedResult | null>[] = [];
  for (const event of events) {
    if (!operation.kinds.has(event.kind)) continue;
    const execution = operation
      .run(batch, event, isCatchUp)
      .then(result => result && new SharedResult(event.position, result));
    // A failure is handled below; until then it must not count as unhandled.
    execution.catch(() => {});
    started.push(execution);
    // Executions run during this wait, so the clock would be read too late.
    if (slice.hasStarted()) await slice.next();
  }
  return (await Promise.all(started)).filter(result => result !== null);
}

/** Runs the operations of several groups over a page of live events; the results are in the order of the groups. */
export async function executeAll<Batch extends EventBatch>(
  groups: readonly Group<Batch>[],
  batch: Batch,
  events: readonly LoggedEvent[],
): Promise<SharedResult[][]> {
  const slice = new TimeSlice();
  const executions: Promise<SharedResult[]>[] = [];
  for (const { operation } of groups) {
    const execution = execute(operation, batch, events, false, slice);
    // A failure is handled below; until then it must not count as unhandled.
    execution.catch(() => {});
    executions.push(execution);
    if (slice.hasStarted()) await slice.next();
  }
  return Promise.all(executions);
}

/**
 * Delivers the results of a page that ends at `end` to a member. If its peer has too much unread, the member stays
 * behind, before the page's end. @returns the number of accepted results
 */
export function deliverPage<Batch extends EventBatch>(
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

/** Callbacks of the feed during `deliverToAll`. */
export interface DeliveryHooks<Batch extends EventBatch> {
  /** False when the log went back meanwhile: the results belong to another history. */
  readonly isCurrent: () => boolean;
  /** Called for a live member that did not accept the whole page. */
  readonly onBehind: (member: Member<Batch>) => void;
}

/** Delivers a page to the live members of groups, in time slices. @returns the number of accepted results */
export async function deliverToAll<Batch extends EventBatch>(
  groups: readonly Group<Batch>[],
  results: readonly (readonly SharedResult[])[],
  end: number,
  { isCurrent, onBehind }: DeliveryHooks<Batch>,
): Promise<number> {
  const slice = new TimeSlice();
  let count = 0;
  for (const [index, { members }] of groups.entries()) {
    const ofGroup = results[index] ?? [];
    for (const member of members) {
      if (!isCurrent()) return 0;
      if (!member.isLive) continue;
      count += deliverPage(member, end, ofGroup, unreadLimits.live);
      if (member.position < end) onBehind(member);
      if (slice.isOver()) await slice.next();
    }
  }
  return count;
}

const isAllDue = <Batch extends EventBatch>(
  { position }: Member<Batch>,
  [first]: readonly SharedResult[],
): boolean => first === undefined || first.position > position;
