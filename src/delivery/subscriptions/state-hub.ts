/**
 * Delivers states that are kept in memory, presence and drafts, to their subscribers: first the states now, then each
 * change, once for each group of identical subscriptions. Changes are gathered for a moment, and only the last state of a place is delivered. A subscriber that
 * does not read gets the state of the places that it missed when it reads again.
 */
import type { FormattedExecutionResult } from 'graphql';
import { UnavailableError } from '../../domain/errors.js';
import type { GroupBudget } from '../group-budget.js';
import { SharedResult, type Sink, unreadLimits } from '../subscriber.js';
import { TimeSlice } from '../time-slice.js';
import type { ResolverBatch } from './resolver-batch.js';

/** What a state is about; it has a key of its own. */
export interface StatePlace {
  readonly tenantId: string;
  readonly conversationId: string | null;
}

/** A subscription to states. */
export interface StateOperation<State> {
  /** Equal for subscribers who may share results. */
  readonly key: string;
  readonly tenantId: string;
  /** Only these conversations; null for everything. */
  readonly conversationIds: ReadonlySet<string> | null;
  prepare(): void;
  /** The result for a state; null when the subscriber may not see it. */
  run(state: State, batch: ResolverBatch): Promise<FormattedExecutionResult | null>;
}

/** Where states come from. */
export interface StateSource<Place extends StatePlace, State extends Place> {
  /** The state at a place; null when nothing is known of it. */
  stateOf(place: Place): State | null;
  /** The states now; null for all conversations. */
  list(tenantId: string, conversationIds: ReadonlySet<string> | null): State[];
  /** Calls the listener with each place whose state changed. @returns unsubscribe */
  onChanged(listener: (place: Place) => void): () => void;
}

/** Dependencies of the hub. */
export interface StateHubOptions<Place extends StatePlace, State extends Place> {
  /** Of what, for the log. */
  readonly name: string;
  readonly source: StateSource<Place, State>;
  readonly keyOf: (place: Place) => string;
  readonly makeBatch: (tenantId: string, events: readonly []) => ResolverBatch;
  readonly budget: GroupBudget;
  readonly log: (message: string) => void;
}

/** Subscriptions to states. */
export interface StateHub<State> {
  /** Adds a subscriber. @returns unsubscribe; idempotent. @throws LimitReachedError */
  subscribe(operation: StateOperation<State>, sink: Sink, userId: string): Promise<() => void>;
  /** Counts for metrics. */
  counts(): { readonly subscribers: number; readonly groups: number };
  stop(): void;
}

interface Group<Place, State> {
  readonly operation: StateOperation<State>;
  readonly members: Set<Member<Place, State>>;
  /** The states now, shared by subscribers who come at once. */
  first: Promise<readonly Told<Place>[]> | null;
}

interface Member<Place, State> {
  readonly group: Group<Place, State>;
  readonly sink: Sink;
  /** Places to deliver later; null while it follows. */
  missed: Map<string, Place> | null;
  isCatchingUp: boolean;
}

interface Told<Place> {
  readonly place: Place;
  readonly result: SharedResult;
}

const gatherMs = 50;
const retryMs = 200;
/** Many come at once after a restart. */
const sharedFirstMs = 1_000;
/** A subscriber that missed more has to subscribe again. */
const maxMissed = 2_000;

/** Creates the hub; `stop` stops its timer. */
export function createStateHub<Place extends StatePlace, State extends Place>({
  name,
  source,
  keyOf,
  makeBatch,
  budget,
  log,
}: StateHubOptions<Place, State>): StateHub<State> {
  type Followed = Member<Place, State>;
  const groups = new Map<string, Group<Place, State>>();
  const changed = new Map<string, Place>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  const tell = async (
    { run }: StateOperation<State>,
    states: readonly State[],
    batch: ResolverBatch,
  ): Promise<Told<Place>[]> => {
    const results = await Promise.all(states.map(state => run(state, batch)));
    return results.flatMap((result, index) => {
      const place = states[index];
      return result && place ? [{ place, result: new SharedResult(0, result) }] : [];
    });
  };

  const miss = (member: Followed, places: readonly Place[]): void => {
    const missed = member.missed ?? new Map<string, Place>();
    for (const place of places) missed.set(keyOf(place), place);
    member.missed = missed;
    if (missed.size <= maxMissed) return;
    remove(member);
    member.sink.fail(new UnavailableError('You read too slowly; subscribe again'));
  };

  /** Delivers what the peer takes; the rest follows when it reads. @returns true when it took all */
  const deliver = (member: Followed, told: readonly Told<Place>[]): boolean => {
    const results = told.map(({ result }) => result);
    const taken = results.length === 0 ? 0 : member.sink.deliver(results, unreadLimits.live);
    if (taken === told.length) return true;
    miss(
      member,
      told.slice(taken).map(({ place }) => place),
    );
    void member.sink.drained().then(() => setTimeout(() => void catchUp(member), retryMs));
    return false;
  };

  /** Delivers the states of missed places; a change that comes meanwhile is missed too, as it is newer. */
  const catchUp = async (member: Followed): Promise<void> => {
    if (member.isCatchingUp) return;
    member.isCatchingUp = true;
    const { operation, members } = member.group;
    while (member.missed && members.has(member)) {
      const places = [...member.missed.values()];
      member.missed = places.length === 0 ? null : new Map<string, Place>();
      if (!member.missed) break;
      const { missed } = member;
      try {
        const states = places.map(place => source.stateOf(place)).filter(state => state !== null);
        const told = await tell(operation, states, makeBatch(operation.tenantId, []));
        if (
          !deliver(
            member,
            told.filter(({ place }) => !missed.has(keyOf(place))),
          )
        )
          break;
      } catch (error) {
        log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        miss(member, places);
        setTimeout(() => void catchUp(member), retryMs);
        break;
      }
    }
    member.isCatchingUp = false;
  };

  const isAbout = ({ tenantId, conversationIds }: StateOperation<State>, place: Place): boolean =>
    place.tenantId === tenantId &&
    (conversationIds === null ||
      (place.conversationId !== null && conversationIds.has(place.conversationId)));

  const flush = async (): Promise<void> => {
    const states = [...changed.values()].map(place => source.stateOf(place)).filter(state => state !== null);
    changed.clear();
    const batches = new Map<string, ResolverBatch>();
    const slice = new TimeSlice();
    for (const group of [...groups.values()]) {
      const { operation } = group;
      const own = states.filter(state => isAbout(operation, state));
      if (own.length === 0) continue;
      group.first = null;
      const batch = batches.get(operation.tenantId) ?? makeBatch(operation.tenantId, []);
      batches.set(operation.tenantId, batch);
      try {
        const told = await tell(operation, own, batch);
        for (const member of group.members) {
          if (!member.missed) deliver(member, told);
          else
            miss(
              member,
              told.map(({ place }) => place),
            );
          if (slice.isOver()) await slice.next();
        }
      } catch (error) {
        // What is lost here is over soon.
        log(`${name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    timer = changed.size > 0 && !isStopped ? setTimeout(() => void flush(), gatherMs) : null;
  };

  const unsubscribe = source.onChanged(place => {
    if (groups.size === 0) return;
    changed.set(keyOf(place), place);
    if (!isStopped) timer ??= setTimeout(() => void flush(), gatherMs);
  });

  const remove = (member: Followed): void => {
    const { group } = member;
    if (group.members.delete(member) && group.members.size === 0) groups.delete(group.operation.key);
  };

  const add = (operation: StateOperation<State>, sink: Sink): Followed => {
    let group = groups.get(operation.key);
    if (!group) {
      operation.prepare();
      group = { operation, members: new Set(), first: null };
      groups.set(operation.key, group);
    }
    const member: Followed = { group, sink, missed: new Map(), isCatchingUp: false };
    group.members.add(member);
    return member;
  };

  const firstOf = (group: Group<Place, State>): Promise<readonly Told<Place>[]> => {
    const { tenantId, conversationIds } = group.operation;
    if (group.first) return group.first;
    const first = tell(group.operation, source.list(tenantId, conversationIds), makeBatch(tenantId, []));
    group.first = first;
    setTimeout(() => {
      if (group.first === first) group.first = null;
    }, sharedFirstMs).unref();
    return first;
  };

  return {
    subscribe: async (operation, sink, userId) => {
      const { tenantId } = operation;
      const release = budget.enter({ tenantId, userId }, operation.key);
      const member = add(operation, sink);
      const leave = (): void => {
        release();
        remove(member);
      };
      try {
        const first = await firstOf(member.group);
        const { missed } = member;
        deliver(
          member,
          first.filter(({ place }) => !missed?.has(keyOf(place))),
        );
        await catchUp(member);
        return leave;
      } catch (error) {
        leave();
        throw error;
      }
    },
    counts: () => {
      let subscribers = 0;
      for (const { members } of groups.values()) subscribers += members.size;
      return { subscribers, groups: groups.size };
    },
    stop: () => {
      isStopped = true;
      unsubscribe();
      if (timer) clearTimeout(timer);
    },
  };
}
