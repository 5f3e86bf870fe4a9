/** Which new messages make a sound or a notification. Pure, so that a test can try every case. */

/** A message that arrived, or the wish for a person. */
export interface Arrival {
  readonly conversationId: string;
  readonly isInbound: boolean;
  /** It was missed and arrived later: no reason for a sound. */
  readonly isCatchUp: boolean;
  /** The server tells this user of it. */
  readonly isForViewer?: boolean;
  /** The assistant answers it. */
  readonly isAnswered?: boolean;
  /** Null: no assignee. */
  readonly assigneeId: string | null;
}

/** What the user chose, and what is on the screens of this browser. */
export interface Attention {
  readonly userId: string;
  readonly sounds: 'OWN' | 'ALL' | 'NONE';
  /** Conversations that are open in a visible window with the focus. */
  readonly shown: ReadonlySet<string>;
}

const eachMs = 20_000;
const allMs = 3_000;
const maxKept = 500;

/**
 * True for a message to notify the user of: inbound, new, in an own or unassigned conversation that is not shown, and that
 * no assistant answers.
 */
export function isWorthNotice(arrival: Arrival, { userId, sounds, shown }: Attention): boolean {
  if (!arrival.isInbound || arrival.isCatchUp || shown.has(arrival.conversationId)) return false;
  if (sounds === 'ALL' || arrival.isForViewer) return true;
  if (arrival.isAnswered && arrival.assigneeId !== userId) return false;
  return arrival.assigneeId === null || arrival.assigneeId === userId;
}

/** Limits sounds: one in 3 s in all, one in 20 s for a conversation. */
export class SoundLimit {
  #last = Number.NEGATIVE_INFINITY;
  readonly #lastOf = new Map<string, number>();

  /** @returns true if it may sound now, and counts it */
  take(conversationId: string, now: number): boolean {
    const last = this.#lastOf.get(conversationId) ?? Number.NEGATIVE_INFINITY;
    if (now - this.#last < allMs || now - last < eachMs) return false;
    this.#last = now;
    this.#lastOf.delete(conversationId);
    this.#lastOf.set(conversationId, now);
    const [oldest] = this.#lastOf.keys();
    if (this.#lastOf.size > maxKept && oldest !== undefined) this.#lastOf.delete(oldest);
    return true;
  }
}
