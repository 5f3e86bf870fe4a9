/**
 * What the viewer has not read, by conversation. The state comes from queries and from `viewerEvents`, which report what was
 * read, not what arrived: arrivals are counted here, from the stream of all events. An id of a message grows with time, so
 * that a message which the state counts already is not counted twice; the order of arrival does not matter.
 */

/** As far as it is shown; the server counts to 100. */
export const maxUnread = 100;

interface Known {
  readonly count: number;
  /** The last message that the count knows. */
  readonly base: string;
  /** Inbound messages after it. */
  readonly later: readonly string[];
}

const none: readonly string[] = [];
/**
 * Ids of arrivals, of all conversations. They are needed until a state that was on its way has come, which takes seconds;
 * the oldest are then a part of the count.
 */
export const maxLaterIds = 2_000;

/** Own unread messages. */
export class OwnUnread {
  readonly #known = new Map<string, Known>();
  /** Conversations with ids of arrivals, the longest unchanged first. */
  readonly #withLater = new Set<string>();
  #laterIds = 0;

  /** Ids that are kept. */
  get laterIds(): number {
    return this.#laterIds;
  }

  /** Number of unread messages, at most `maxUnread`; null while it is not known. */
  count(id: string): number | null {
    const known = this.#known.get(id);
    return known ? Math.min(maxUnread, known.count + known.later.length) : null;
  }

  /**
   * A state of the server.
   * @param lastMessageId the last message at that time
   * @returns false for one that is older than the known one
   */
  set(id: string, count: number, lastMessageId: string | null): boolean {
    const known = this.#known.get(id);
    const base = lastMessageId ?? '';
    if (known && base < known.base) return false;
    const later = known?.later.filter(message => message > base) ?? none;
    this.#put(id, { count, base, later });
    return true;
  }

  /** An inbound message. @returns false when it changes nothing */
  add(id: string, messageId: string): boolean {
    const known = this.#known.get(id);
    if (!known || messageId <= known.base || known.later.includes(messageId)) return false;
    if (known.count + known.later.length >= maxUnread) return false;
    this.#put(id, { ...known, later: [...known.later, messageId] });
    for (const oldest of this.#withLater) {
      if (this.#laterIds <= maxLaterIds) break;
      this.#fold(oldest);
    }
    return true;
  }

  /** Uses the row's copy of the same id, so that one of them can go. */
  share(id: string, messageId: string | undefined): void {
    const known = this.#known.get(id);
    if (!known || messageId === undefined) return;
    if (known.base === messageId) this.#known.set(id, { ...known, base: messageId });
    else if (known.later.at(-1) === messageId)
      this.#known.set(id, { ...known, later: [...known.later.slice(0, -1), messageId] });
  }

  /** Drops a conversation that is no longer listed. */
  forget(id: string): void {
    this.#laterIds -= this.#known.get(id)?.later.length ?? 0;
    this.#withLater.delete(id);
    this.#known.delete(id);
  }

  #put(id: string, known: Known): void {
    this.forget(id);
    this.#known.set(id, known.later.length === 0 ? { ...known, later: none } : known);
    this.#laterIds += known.later.length;
    if (known.later.length > 0) this.#withLater.add(id);
  }

  /** What arrived becomes a part of the count. */
  #fold(id: string): void {
    const known = this.#known.get(id);
    if (!known) return;
    let { base } = known;
    for (const message of known.later) if (message > base) base = message;
    this.#put(id, { count: known.count + known.later.length, base, later: none });
  }
}
