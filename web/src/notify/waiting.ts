/**
 * Conversations that wait: own and unassigned ones with messages that no user has read, except where the assistant answers,
 * and those in which a person is asked for. For the title of the page.
 */
import type { HandoffState } from '../gql/operations.js';

/** What is known of a conversation. */
export interface WaitingRow {
  readonly id: string;
  readonly unreadCount: number;
  readonly assignee: { readonly id: string } | null;
  readonly handoff: HandoffState;
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
  see({ id, unreadCount, assignee, handoff }: WaitingRow): boolean {
    const needs = handoff === 'HANDOFF_REQUESTED' || (unreadCount > 0 && handoff !== 'AI_ACTIVE');
    const waits = needs && (assignee === null || assignee.id === this.#userId);
    if (!waits) this.#ids.delete(id);
    else if (this.#ids.size < maxKept) this.#ids.add(id);
    return waits;
  }

  clear(): void {
    this.#ids.clear();
  }
}
