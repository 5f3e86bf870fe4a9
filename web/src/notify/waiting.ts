/** Conversations that wait: own and unassigned ones, with messages that no user has read. For the title of the page. */

/** What is known of a conversation. */
export interface WaitingRow {
  readonly id: string;
  readonly unreadCount: number;
  readonly assignee: { readonly id: string } | null;
}

const maxKept = 1_000;

/** Counts them. */
export class Waiting {
  readonly #ids = new Set<string>();
  readonly #userId: string;

  constructor(userId: string) {
    this.#userId = userId;
  }

  get count(): number {
    return this.#ids.size;
  }

  /** @returns true if it waits now */
  see({ id, unreadCount, assignee }: WaitingRow): boolean {
    const waits = unreadCount > 0 && (assignee === null || assignee.id === this.#userId);
    if (!waits) this.#ids.delete(id);
    else if (this.#ids.size < maxKept) this.#ids.add(id);
    return waits;
  }

  clear(): void {
    this.#ids.clear();
  }
}
