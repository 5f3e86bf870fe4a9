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

/** The budgets of a process. */
export class GroupBudget {
  readonly #byOwner = new Map<string, KeyCounts>();

  constructor(readonly limits: GroupLimits) {}

  /**
   * Counts one subscriber with the operation `key`.
   * @returns a function that releases its place; idempotent
   * @throws LimitReachedError
   */
  enter(owner: { readonly tenantId: string; readonly userId: string }, key: string): () => void {
    const { perUser, perTenant } = this.limits;
    const owners = [
      { id: `user ${owner.userId}`, max: perUser, limit: 'different subscriptions of one user' },
      { id: `tenant ${owner.tenantId}`, max: perTenant, limit: 'different subscriptions of one company' },
    ];
    for (const { id, max, limit } of owners) {
      const known = this.#byOwner.get(id);
      if (known ? !known.hasRoom(key, max) : max < 1) throw new LimitReachedError(limit, max);
    }
    for (const { id } of owners) {
      const counts = this.#byOwner.get(id) ?? new KeyCounts();
      this.#byOwner.set(id, counts);
      counts.add(key);
    }
    let hasLeft = false;
    return () => {
      if (hasLeft) return;
      hasLeft = true;
      for (const { id } of owners) {
        const counts = this.#byOwner.get(id);
        counts?.remove(key);
        if (counts?.isEmpty) this.#byOwner.delete(id);
      }
    };
  }
}
