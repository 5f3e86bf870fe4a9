/**
 * Delivers presence to its subscribers: first the states now, then each change, once for each group of identical
 * subscriptions. Changes are gathered for a moment, and only the last state of a place is delivered. A subscriber that
 * does not read gets the state of the places that it missed when it reads again.
 */
import { UnavailableError } from '../../domain/errors.js';
import type { GroupBudget } from '../group-budget.js';
import { type Place, type PresenceState, placeKey } from '../presence/place.js';
import type { Presence } from '../presence/presence.js';
import { SharedResult, type Sink, unreadLimits } from '../subscriber.js';
import { TimeSlice } from '../time-slice.js';
import type { PresenceOperation } from './plan-presence.js';
import type { ResolverBatch } from './resolver-batch.js';

/** Dependencies of the hub. */
export interface PresenceHubOptions {
  readonly presence: Pick<Presence, 'list' | 'stateOf' | 'onChanged'>;
  readonly makeBatch: (tenantId: string, events: readonly []) => ResolverBatch;
  readonly budget: GroupBudget;
  readonly log: (message: string) => void;
}

/** Subscriptions to presence. */
export interface PresenceHub {
  /** Adds a subscriber. @returns unsubscribe; idempotent. @throws LimitReachedError */
  subscribe(operation: PresenceOperation, sink: Sink, userId: string): Promise<() => void>;
  stop(): void;
}

interface Group {
  readonly operation: PresenceOperation;
  readonly members: Set<Member>;
  /** The states now, shared by subscribers who come at once. */
  first: Promise<readonly Told[]> | null;
}

interface Member {
  readonly group: Group;
  readonly sink: Sink;
  /** Places to deliver later; null while it follows. */
  missed: Map<string, Place> | null;
  isCatchingUp: boolean;
}

interface Told {
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
export function createPresenceHub({ presence, makeBatch, budget, log }: PresenceHubOptions): PresenceHub {
  const groups = new Map<string, Group>();
  const changed = new Map<string, Place>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  const tell = async (
    { run }: PresenceOperation,
    states: readonly PresenceState[],
    batch: ResolverBatch,
  ): Promise<Told[]> => {
    const results = await Promise.all(states.map(state => run(state, batch)));
    return results.flatMap((result, index) => {
      const place = states[index];
      return result && place ? [{ place, result: new SharedResult(0, result) }] : [];
    });
  };

  const miss = (member: Member, places: readonly Place[]): void => {
    const missed = member.missed ?? new Map<string, Place>();
    for (const place of places) missed.set(placeKey(place), place);
    member.missed = missed;
    if (missed.size <= maxMissed) return;
    remove(member);
    member.sink.fail(new UnavailableError('You read too slowly; subscribe again'));
  };

  /** Delivers what the peer takes; the rest follows when it reads. @returns true when it took all */
  const deliver = (member: Member, told: readonly Told[]): boolean => {
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
  const catchUp = async (member: Member): Promise<void> => {
    if (member.isCatchingUp) return;
    member.isCatchingUp = true;
    const { operation, members } = member.group;
    while (member.missed && members.has(member)) {
      const places = [...member.missed.values()];
      member.missed = places.length === 0 ? null : new Map<string, Place>();
      if (!member.missed) break;
      const { missed } = member;
      try {
        const states = places.map(place => presence.stateOf(place));
        const told = await tell(operation, states, makeBatch(operation.tenantId, []));
        if (
          !deliver(
            member,
            told.filter(({ place }) => !missed.has(placeKey(place))),
          )
        )
          break;
      } catch (error) {
        log(`presence: ${error instanceof Error ? error.message : String(error)}`);
        miss(member, places);
        setTimeout(() => void catchUp(member), retryMs);
        break;
      }
    }
    member.isCatchingUp = false;
  };

  const isAbout = ({ tenantId, conversationIds }: PresenceOperation, place: Place): boolean =>
    place.tenantId === tenantId &&
    (conversationIds === null ||
      (place.conversationId !== null && conversationIds.has(place.conversationId)));

  const flush = async (): Promise<void> => {
    const states = [...changed.values()].map(place => presence.stateOf(place));
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
        log(`presence: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    timer = changed.size > 0 && !isStopped ? setTimeout(() => void flush(), gatherMs) : null;
  };

  const unsubscribe = presence.onChanged(place => {
    if (groups.size === 0) return;
    changed.set(placeKey(place), place);
    if (!isStopped) timer ??= setTimeout(() => void flush(), gatherMs);
  });

  const remove = (member: Member): void => {
    const { group } = member;
    if (group.members.delete(member) && group.members.size === 0) groups.delete(group.operation.key);
  };

  const add = (operation: PresenceOperation, sink: Sink): Member => {
    let group = groups.get(operation.key);
    if (!group) {
      operation.prepare();
      group = { operation, members: new Set(), first: null };
      groups.set(operation.key, group);
    }
    const member: Member = { group, sink, missed: new Map(), isCatchingUp: false };
    group.members.add(member);
    return member;
  };

  const firstOf = (group: Group): Promise<readonly Told[]> => {
    const { tenantId, conversationIds } = group.operation;
    if (group.first) return group.first;
    const first = tell(group.operation, presence.list(tenantId, conversationIds), makeBatch(tenantId, []));
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
          first.filter(({ place }) => !missed?.has(placeKey(place))),
        );
        await catchUp(member);
        return leave;
      } catch (error) {
        leave();
        throw error;
      }
    },
    stop: () => {
      isStopped = true;
      unsubscribe();
      if (timer) clearTimeout(timer);
    },
  };
}
