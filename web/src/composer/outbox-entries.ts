/** Replies that wait, each under a key of its own in the storage of the browser: two tabs that add at once lose nothing. */
import type { Quote } from './quote.js';

/** A reply on its way to the server. */
export interface OutboxEntry {
  /** The idempotency key. */
  readonly key: string;
  readonly conversationId: string;
  /** The number that it leaves from; the server refuses another one. */
  readonly channelId: string;
  readonly text: string;
  readonly attachmentIds: readonly string[];
  readonly fileNames: readonly string[];
  readonly mimeTypes: readonly string[];
  readonly quote: Quote | null;
  readonly cannedReplyId: string | null;
  /** Names of the files that the canned reply adds. */
  readonly cannedFileNames: readonly string[];
  /** The proposal that the text was made from. */
  readonly suggestionId?: string | null;
  readonly appliesProposal?: boolean;
  readonly templateId: string | null;
  readonly templateVariables: Readonly<Record<string, string>> | null;
  readonly createdAt: string;
  /**
   * WAITING: a request runs or will be repeated. REFUSED: the server said no. ASKING: it waited for so long that its
   * author has to say whether it is still to be sent.
   */
  readonly state: 'WAITING' | 'REFUSED' | 'ASKING';
  /** A request with this key has left, so that the server may have it. */
  readonly isTried: boolean;
  /** When its author said that it is still to be sent. */
  readonly confirmedAt: string | null;
  /** Code of the refusal. */
  readonly code: string | null;
  /** Sentence of the server. */
  readonly reason: string | null;
}

/** What the composer gives. */
export type NewReply = Pick<
  OutboxEntry,
  | 'conversationId'
  | 'channelId'
  | 'text'
  | 'attachmentIds'
  | 'fileNames'
  | 'mimeTypes'
  | 'quote'
  | 'cannedReplyId'
  | 'cannedFileNames'
  | 'suggestionId'
  | 'appliesProposal'
  | 'templateId'
  | 'templateVariables'
>;

const prefix = 'trunkline-outbox:';

/** True for a key of an entry of the user. */
export const isEntryKey = (userId: string, key: string): boolean => key.startsWith(`${prefix}${userId}:`);

/** The entries of a user, in the order of writing. */
export function readEntries(userId: string): readonly OutboxEntry[] {
  const own = Object.keys(localStorage).filter(key => isEntryKey(userId, key));
  const entries = own.flatMap(key => parse(localStorage.getItem(key)));
  return entries.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** Keeps an entry. */
export const keepEntry = (userId: string, entry: OutboxEntry): void =>
  localStorage.setItem(`${prefix}${userId}:${entry.key}`, JSON.stringify(entry));

/** Removes an entry. */
export const dropEntry = (userId: string, key: string): void =>
  localStorage.removeItem(`${prefix}${userId}:${key}`);

/** Removes the entries of a conversation, of every user of this browser. */
export function dropEntriesOf(conversationId: string): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    const [entry] = parse(localStorage.getItem(key));
    if (entry?.conversationId === conversationId) localStorage.removeItem(key);
  }
}

function parse(text: string | null): readonly OutboxEntry[] {
  try {
    return text === null ? [] : [JSON.parse(text)];
  } catch {
    return [];
  }
}
