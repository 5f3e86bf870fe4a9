/**
 * Who is where, as far as this process knows: what its own clients say and what other processes say, each for itself. The
 * highest level at a place holds. Bounded in bytes, in total and for each company: what does not fit is not shown.
 */
import { PresenceActivity } from '../../domain/vocabulary.js';
import { Level, type Place, type PresenceState, placeKey } from './place.js';

/** Name of this process among the sources; others are numbers of their sessions. */
export const ownSource = 0;

/** Limits of the memory. */
export interface BoardLimits {
  readonly bytes: number;
  readonly bytesOfTenant: number;
}

/** 16 MiB are the places of about 30,000 users. */
const boardLimits: BoardLimits = { bytes: 16 * 1024 * 1024, bytesOfTenant: 2 * 1024 * 1024 };

/** The strings of a key, and about as much for the objects and maps that hold an entry. */
const bytesOf = (key: string): number => 2 * key.length + 300;

interface Entry {
  readonly place: Place;
  level: Level;
  untilMs: number;
}

interface Spot {
  readonly place: Place;
  level: Level;
  at: Date;
}

const activities = {
  [Level.GONE]: PresenceActivity.NONE,
  [Level.CONNECTED]: PresenceActivity.NONE,
  [Level.VIEWING]: PresenceActivity.VIEWING,
  [Level.TYPING]: PresenceActivity.TYPING,
} as const;

/** The board. `onChanged` is called with each place whose level changed. */
export class PresenceBoard {
  readonly #sources = new Map<number, Map<string, Entry>>();
  readonly #spots = new Map<string, Map<string, Spot>>();
  /** Number of places of each user. */
  readonly #users = new Map<string, number>();
  readonly #bytesOfTenants = new Map<string, number>();
  #bytes = 0;

  constructor(
    private readonly onChanged: (place: Place) => void,
    private readonly limits: BoardLimits = boardLimits,
  ) {}

  /** Used memory, estimated. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Sources other than this process. */
  get others(): readonly number[] {
    return [...this.#sources.keys()].filter(source => source !== ownSource);
  }

  /** Sets what a source says about a place; GONE removes it. @returns false when there was no room */
  set(source: number, place: Place, level: Level, untilMs: number): boolean {
    const key = placeKey(place);
    const entries = this.#sources.get(source);
    const known = entries?.get(key);
    if (level === Level.GONE) {
      if (known) this.#remove(source, key, known);
      return true;
    }
    if (known) {
      Object.assign(known, { level, untilMs });
    } else {
      if (!this.#takeRoom(place.tenantId, bytesOf(key))) return false;
      const added = entries ?? new Map<string, Entry>();
      this.#sources.set(source, added);
      added.set(key, { place, level, untilMs });
    }
    this.#update(key, place);
    return true;
  }

  /** Removes all that a source has said. */
  drop(source: number): void {
    for (const [key, entry] of this.#sources.get(source) ?? []) this.#remove(source, key, entry);
  }

  /** Removes what other processes have not said again in time. */
  expire(nowMs: number): void {
    for (const [source, entries] of this.#sources)
      for (const [key, entry] of entries) if (entry.untilMs <= nowMs) this.#remove(source, key, entry);
  }

  /** The state at a place, also of a user who is not there. */
  stateOf(place: Place): PresenceState {
    const spot = this.#spots.get(place.tenantId)?.get(placeKey(place));
    return this.#toState(spot ?? { place, level: Level.GONE, at: new Date() });
  }

  /** States of a company, at most `limit`: of the conversations, or of all its users, alone where they are nowhere else. */
  list(tenantId: string, conversationIds: ReadonlySet<string> | null, limit: number): PresenceState[] {
    const spots = [...(this.#spots.get(tenantId)?.values() ?? [])];
    const isListed = ({ place: { userId, conversationId } }: Spot): boolean => {
      if (conversationIds !== null) return conversationId !== null && conversationIds.has(conversationId);
      return conversationId !== null || this.#users.get(`${tenantId} ${userId}`) === 1;
    };
    return spots
      .filter(isListed)
      .slice(0, limit)
      .map(spot => this.#toState(spot));
  }

  #toState({ place, level, at }: Spot): PresenceState {
    const isOnline = this.#users.has(`${place.tenantId} ${place.userId}`);
    return { ...place, activity: activities[level], isOnline, at };
  }

  #remove(source: number, key: string, { place }: Entry): void {
    const entries = this.#sources.get(source);
    entries?.delete(key);
    if (entries?.size === 0) this.#sources.delete(source);
    this.#bytes -= bytesOf(key);
    const rest = (this.#bytesOfTenants.get(place.tenantId) ?? 0) - bytesOf(key);
    if (rest > 0) this.#bytesOfTenants.set(place.tenantId, rest);
    else this.#bytesOfTenants.delete(place.tenantId);
    this.#update(key, place);
  }

  #takeRoom(tenantId: string, bytes: number): boolean {
    const ofTenant = (this.#bytesOfTenants.get(tenantId) ?? 0) + bytes;
    if (ofTenant > this.limits.bytesOfTenant || this.#bytes + bytes > this.limits.bytes) return false;
    this.#bytesOfTenants.set(tenantId, ofTenant);
    this.#bytes += bytes;
    return true;
  }

  /** Computes the level of a place again. */
  #update(key: string, place: Place): void {
    let level = Level.GONE;
    for (const entries of this.#sources.values()) level = Math.max(level, entries.get(key)?.level ?? 0);
    const spots = this.#spots.get(place.tenantId) ?? new Map<string, Spot>();
    const spot = spots.get(key);
    if ((spot?.level ?? Level.GONE) === level) return;
    const user = `${place.tenantId} ${place.userId}`;
    if (level === Level.GONE) {
      spots.delete(key);
      if (spots.size === 0) this.#spots.delete(place.tenantId);
      const rest = (this.#users.get(user) ?? 0) - 1;
      if (rest > 0) this.#users.set(user, rest);
      else this.#users.delete(user);
    } else if (spot) {
      Object.assign(spot, { level, at: new Date() });
    } else {
      spots.set(key, { place, level, at: new Date() });
      this.#spots.set(place.tenantId, spots);
      this.#users.set(user, (this.#users.get(user) ?? 0) + 1);
    }
    this.onChanged(place);
  }
}
