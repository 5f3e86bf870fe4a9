/** Unsent texts, one for each user, conversation and mode. They survive a reload. */

/** Reply to the customer, or a note for colleagues. */
export type Mode = 'REPLY' | 'NOTE';

const maxAgeMs = 30 * 24 * 3_600_000;
const prefix = 'trunkline-draft:';
const toKey = (userId: string, conversationId: string, mode: Mode) =>
  `${prefix}${userId}:${conversationId}:${mode}`;

/** The draft, or ''. */
export function readDraft(userId: string, conversationId: string, mode: Mode): string {
  const kept = parse(localStorage.getItem(toKey(userId, conversationId, mode)));
  return kept?.text ?? '';
}

/** Stores the draft; an empty one is removed. */
export function writeDraft(userId: string, conversationId: string, mode: Mode, text: string): void {
  const key = toKey(userId, conversationId, mode);
  if (text === '') localStorage.removeItem(key);
  else localStorage.setItem(key, JSON.stringify({ text, at: Date.now() }));
}

/** Removes drafts that are too old, or all of them at a sign-out. */
export function clearDrafts(isAll = false): void {
  for (const key of Object.keys(localStorage)) {
    if (!key.startsWith(prefix)) continue;
    const kept = parse(localStorage.getItem(key));
    if (isAll || kept === null || Date.now() - kept.at > maxAgeMs) localStorage.removeItem(key);
  }
}

function parse(text: string | null): { readonly text: string; readonly at: number } | null {
  try {
    return text === null ? null : JSON.parse(text);
  } catch {
    return null;
  }
}
