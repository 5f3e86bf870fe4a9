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

/** Own unread messages. */
export class OwnUnread {
  readonly #known = new Map<string, Known>();

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
    this.#known.set(id, { count, base, later: later.length === 0 ? none : later });
    return true;
  }

  /** An inbound message. @returns false when it changes nothing */
  add(id: string, messageId: string): boolean {
    const known = this.#known.get(id);
    if (!known || messageId <= known.base || known.later.includes(messageId)) return false;
    if (known.later.length >= maxUnread) return false;
    this.#known.set(id, { ...known, later: [...known.later, messageId] });
    return true;
  }

  /** Drops a conversation that is no longer listed. */
  forget(id: string): void {
    this.#known.delete(id);
  }
}
