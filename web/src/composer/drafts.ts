/**
 * Unsent replies and notes: one for each user, conversation and mode, so that no text reaches another customer. They
 * survive a reload, and other tabs follow.
 */
import type { Quote } from './quote.js';

/** Reply to the customer, or a note for colleagues. */
export type Mode = 'REPLY' | 'NOTE';

/** A file that is on the server and waits for its message. */
export interface DraftFile {
  readonly attachmentId: string;
  readonly fileName: string;
  readonly mimeType: string;
}

/** What was not sent yet. */
export interface Draft {
  readonly text: string;
  readonly quote: Quote | null;
  readonly files: readonly DraftFile[];
  /** The canned reply that the text was made from, with the names of its files. */
  readonly canned: { readonly id: string; readonly fileNames: readonly string[] } | null;
  /** The proposal of an assistant that the text was made from. */
  readonly suggestionId?: string | null;
  /** False: its topic and stage are not wanted. */
  readonly appliesProposal?: boolean;
}

/** Nothing. */
const emptyDraft: Draft = { text: '', quote: null, files: [], canned: null };

const dayMs = 24 * 3_600_000;
const maxAgeMs = 30 * dayMs;
/** The server removes files that no message takes after a day. */
const maxFileAgeMs = 0.9 * dayMs;
const prefix = 'trunkline-draft:';
/** `isOther`: it changed in another tab. */
type DraftListener = (userId: string, conversationId: string, mode: Mode, isOther: boolean) => void;
const listeners = new Set<DraftListener>();

const toKey = (userId: string, conversationId: string, mode: Mode) =>
  `${prefix}${userId}:${conversationId}:${mode}`;

const toConversationId = (key: string): string => key.slice(prefix.length).split(':')[1] ?? '';

/** True if nothing would be lost. */
export const isEmpty = ({ text, quote, files }: Draft): boolean =>
  text === '' && quote === null && files.length === 0;

/** The text of a draft, or ''. */
export const readDraft = (userId: string, conversationId: string, mode: Mode): string =>
  loadDraft(userId, conversationId, mode).text;

/** The draft with what belongs to it. */
export function loadDraft(userId: string, conversationId: string, mode: Mode): Draft {
  const kept = parse(localStorage.getItem(toKey(userId, conversationId, mode)));
  if (kept === null) return emptyDraft;
  const files = Date.now() - (kept.filesAt ?? kept.at) > maxFileAgeMs ? [] : (kept.files ?? []);
  return {
    text: kept.text ?? '',
    quote: kept.quote ?? null,
    canned: kept.canned ?? null,
    files,
    suggestionId: kept.suggestionId ?? null,
  };
}

/** Keeps a draft; an empty one is removed. */
export function saveDraft(userId: string, conversationId: string, mode: Mode, draft: Draft): void {
  const key = toKey(userId, conversationId, mode);
  if (isEmpty(draft)) localStorage.removeItem(key);
  else {
    const before = parse(localStorage.getItem(key));
    // The first upload decides how long all are there.
    const filesAt = draft.files.length === 0 ? undefined : (before?.filesAt ?? Date.now());
    store(key, JSON.stringify({ ...draft, at: Date.now(), filesAt }));
  }
  tell(key, false);
}

/** Adds to a draft, below what is there: a text that comes back never replaces one. */
export function appendDraft(userId: string, conversationId: string, mode: Mode, added: Partial<Draft>): void {
  const before = loadDraft(userId, conversationId, mode);
  const texts = [before.text, added.text ?? ''].filter(text => text !== '');
  saveDraft(userId, conversationId, mode, {
    text: texts.join('\n'),
    quote: before.quote ?? added.quote ?? null,
    files: [...before.files, ...(added.files ?? [])],
    canned: before.canned ?? added.canned ?? null,
    suggestionId: before.suggestionId ?? added.suggestionId ?? null,
  });
}

/** Called when a draft changes, in this tab or in another one. @returns unsubscribe */
export function onDraft(listener: DraftListener): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** How many drafts of a user there are. */
export const countDrafts = (userId: string): number =>
  Object.keys(localStorage).filter(key => key.startsWith(`${prefix}${userId}:`)).length;

/** Conversations with a draft of a user. */
export const draftedConversations = (userId: string): readonly string[] =>
  Object.keys(localStorage)
    .filter(key => key.startsWith(`${prefix}${userId}:`))
    .map(toConversationId);

/** Removes the drafts of a conversation, of every user of this browser. */
export function forgetDrafts(conversationId: string): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix) || toConversationId(key) !== conversationId) continue;
    localStorage.removeItem(key);
    tell(key, false);
  }
}

/** Removes drafts that are too old, or all of them at a sign-out. */
export function clearDrafts(isAll = false): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    const kept = parse(localStorage.getItem(key));
    if (isAll || kept === null || Date.now() - kept.at > maxAgeMs) localStorage.removeItem(key);
  }
}

addEventListener('storage', ({ key }) => {
  if (key?.startsWith(prefix)) tell(key, true);
});

function tell(key: string, isOther: boolean): void {
  const [userId = '', conversationId = '', mode] = key.slice(prefix.length).split(':');
  for (const listener of listeners) listener(userId, conversationId, mode as Mode, isOther);
}

/** A full storage must not keep anyone from writing: the text is in the field. */
function store(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    clearDrafts();
  }
}

type Kept = Partial<Draft> & { readonly at: number; readonly filesAt?: number };

function parse(text: string | null): Kept | null {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
