/**
 * Rows as the list keeps them. A row of a page and a row of an event come from different documents, with copies of the
 * same numbers, names and words in each; tens of thousands of them are kept for hours. Here every row has the same fields
 * in the same order, shares what others have too, and holds no more of a text than a row shows.
 */
import type { Row } from './row-order.js';

/** Characters of the last message; a row has one line. */
export const maxPreviewChars = 200;
/** Shared objects and words; a company has fewer numbers, colleagues, topics, teams and labels. */
const maxShared = 4_000;

type LastMessage = NonNullable<Row['lastMessage']>;

/** Makes rows compact; one for each list. */
export class RowCompactor {
  readonly #shared = new Map<string, unknown>();

  /** How many objects and words are shared. */
  get size(): number {
    return this.#shared.size;
  }

  /** The row with the fields of a row only. */
  compact(row: Row): Row {
    const { lastMessage, lastActivityAt, contact } = row;
    return {
      id: row.id,
      version: row.version,
      deskStatus: this.#word(row.deskStatus),
      unreadCount: row.unreadCount,
      lastActivityAt,
      lastInboundAt: sameText(row.lastInboundAt, lastActivityAt),
      snoozedUntil: row.snoozedUntil,
      handoff: this.#word(row.handoff),
      handoffCause: row.handoffCause && this.#word(row.handoffCause),
      handoffReason: row.handoffReason,
      handoffGuard: row.handoffGuard && this.#word(row.handoffGuard),
      channel: this.#object(row.channel),
      contact: {
        id: contact.id,
        version: contact.version,
        displayName: contact.displayName,
        phone: contact.phone,
      },
      assignee: row.assignee && this.#object(row.assignee),
      topic: row.topic && this.#object(row.topic),
      team: row.team && this.#object(row.team),
      labels: row.labels.length === 0 ? none : row.labels.map(label => this.#object(label)),
      replyWindow: row.replyWindow.expiresAt === null ? this.#object(row.replyWindow) : toWindow(row),
      lastMessage: lastMessage && this.#message(lastMessage, lastActivityAt),
    };
  }

  #message(message: LastMessage, lastActivityAt: string): LastMessage {
    const { text, attachments } = message;
    const createdAt = sameText(message.createdAt, lastActivityAt);
    return {
      id: message.id,
      version: message.version,
      direction: this.#word(message.direction),
      kind: this.#word(message.kind),
      text: text === null ? null : toPreviewText(text),
      status: this.#word(message.status),
      sentAt: sameText(sameText(message.sentAt, lastActivityAt), createdAt),
      createdAt,
      deletedAt: message.deletedAt,
      attachments: attachments.length === 0 ? none : attachments,
    };
  }

  #word<Word extends string>(word: Word): Word {
    return this.#keep(word, word);
  }

  /** An equal object that other rows have. */
  #object<Shared extends object>(object: Shared): Shared {
    return this.#keep(JSON.stringify(object), object);
  }

  #keep<Shared>(key: string, value: Shared): Shared {
    const known = this.#shared.get(key);
    if (known !== undefined) return known as Shared;
    // Renamed often, or more than a company has: rows are kept as they are, only not shared.
    if (this.#shared.size >= maxShared) this.#shared.clear();
    this.#shared.set(key, value);
    return value;
  }
}

/** No labels, no attachments. */
const none: never[] = [];

/** The other text where both are equal, so that one of them can go. */
function sameText<Text extends string | null>(text: Text, other: string): Text {
  return text === other ? (other as Text) : text;
}

function toWindow({ replyWindow: { open, freeFormAllowed, expiresAt, reason } }: Row): Row['replyWindow'] {
  return { open, freeFormAllowed, expiresAt, reason };
}

/** The beginning of a text. A part of a string keeps the whole of it in memory; joined characters do not. */
function toPreviewText(text: string): string {
  return text.length <= maxPreviewChars ? text : Array.from(text.slice(0, maxPreviewChars)).join('');
}
