/**
 * Limits of distinct subscriptions per user and tenant in this process. Each costs one execution per event, however
 * many subscribers share it; identical subscriptions count once.
 */
import { LimitReachedError } from '../domain/errors.js';

/** Maximum numbers of distinct subscriptions. */
export interface GroupLimits {
  readonly perUser: number;
  readonly perTenant: number;
}

/** Counts the subscribers of each key; the number of keys is limited. */
class KeyCounts {
  readonly #counts = new Map<string, number>();

  get isEmpty(): boolean {
    return this.#counts.size === 0;
  }

  hasRoom(key: string, max: number): boolean {
    return this.#counts.has(key) || this.#counts.size < max;
  }

  add(key: string): void {
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  remove(key: string): void {
    const rest = (this.#counts.get(key) ?? 0) - 1;
    if (rest > 0) this.#counts.set(key, rest);
    else this.#counts.delete(key);
  }
}

/** Who subscribes. */
export interface GroupOwner {
  readonly tenantId: string;
  readonly userId: string;
}

/** The budgets of a process. */
export class GroupBudget {
  readonly #byUser = new Map<string, KeyCounts>();
  readonly #byTenant = new Map<string, KeyCounts>();

  constructor(readonly limits: GroupLimits) {}

  /**
   * Counts one subscriber with the operation `key`.
   * @returns a function that releases its place; idempotent
   * @throws LimitReachedError
   */
  enter({ tenantId, userId }: GroupOwner, key: string): () => void {
    const { perUser, perTenant } = this.limits;
    if (!hasRoom(this.#byUser, userId, key, perUser))
      throw new LimitReachedError('different subscriptions of one user', perUser);
    if (!hasRoom(this.#byTenant, tenantId, key, perTenant))
      throw new LimitReachedError('different subscriptions of one company', perTenant);
    add(this.#byUser, userId, key);
    add(this.#byTenant, tenantId, key);
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      remove(this.#byUser, userId, key);
      remove(this.#byTenant, tenantId, key);
    };
  }
}

type Counts = Map<string, KeyCounts>;

function hasRoom(counts: Counts, owner: string, key: string, max: number): boolean {
  const known = counts.get(owner);
  return known ? known.hasRoom(key, max) : max >= 1;
}

function add(counts: Counts, owner: string, key: string): void {
  const known = counts.get(owner) ?? new KeyCounts();
  counts.set(owner, known);
  known.add(key);
}

function remove(counts: Counts, owner: string, key: string): void {
  const known = counts.get(owner);
  known?.remove(key);
  if (known?.isEmpty) counts.delete(owner);
}
