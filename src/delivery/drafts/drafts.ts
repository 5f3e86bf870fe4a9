/**
 * Proposed replies while models write them. Kept in memory and never stored: a draft ends with its call, when nothing is
 * told about it any longer, and with its process. The processes on one database tell each other, as of presence.
 */
import type { Peers } from '../doorbell.js';
import { type Draft, type DraftPlace, draftKey } from './draft.js';
import { cutDraft, fromText, toText } from './draft-text.js';

/** Drafts, as this process knows them. */
export interface Drafts {
  /** Takes what is written so far; null ends the draft. Told to subscribers at most four times a second. */
  tell(draft: Omit<Draft, 'at'>): void;
  /** What is written at a place; the end of a draft for a place where nothing is. */
  stateOf(place: DraftPlace): Draft | null;
  /** Drafts of a company that are being written, 100 at most; null for all conversations. */
  list(tenantId: string, conversationIds: ReadonlySet<string> | null): Draft[];
  /** Calls the listener with each place whose draft changed. @returns unsubscribe */
  onChanged(listener: (place: DraftPlace) => void): () => void;
  stop(): Promise<void>;
}

/** Times of drafts. */
export interface DraftTimes {
  readonly roundMs: number;
  /** A draft of which nothing is heard for this long is over. */
  readonly expireMs: number;
}

const usualTimes: DraftTimes = { roundMs: 250, expireMs: 30_000 };
/** About 3 MB of text. */
const maxDrafts = 500;
const maxListed = 100;
/** Ends stay for a moment, for subscribers that read slowly. */
const endedMs = 10_000;

/** Starts drafts over the connection of the doorbell. */
export function startDrafts(peers: Peers, given: Partial<DraftTimes> = {}): Drafts {
  const { roundMs, expireMs } = { ...usualTimes, ...given };
  const known = new Map<string, Draft>();
  const waiting = new Map<string, Omit<Draft, 'at'>>();
  const listeners = new Set<(place: DraftPlace) => void>();
  let round: NodeJS.Timeout | null = null;
  let isStopped = false;

  const set = (draft: Omit<Draft, 'at'>): void => {
    const key = draftKey(draft);
    const before = known.get(key);
    if ((before?.text ?? null) === draft.text && (before !== undefined || draft.text === null)) {
      if (before) known.set(key, { ...before, at: new Date() });
      return;
    }
    if (before === undefined && known.size >= maxDrafts) return;
    known.set(key, { ...draft, at: new Date() });
    for (const listener of listeners) listener(draft);
  };
  const flush = async (): Promise<void> => {
    const due = [...waiting.values()];
    waiting.clear();
    for (const draft of due) set(draft);
    // The end first: what is left out is only a part.
    await peers.send(due.map(toText));
    round = waiting.size > 0 && !isStopped ? setTimeout(() => void flush(), roundMs) : null;
  };
  const unsubscribe = peers.onText((_, text) => {
    const draft = fromText(text);
    if (draft) set(draft);
  });
  const expire = (): void => {
    const now = Date.now();
    for (const [key, draft] of known) {
      const age = now - draft.at.getTime();
      if (draft.text === null ? age > endedMs : age > expireMs + endedMs) known.delete(key);
      else if (draft.text !== null && age > expireMs) set({ ...draft, text: null });
    }
  };
  const timer = setInterval(expire, Math.min(expireMs / 4, 5_000));
  timer.unref();

  return {
    tell: draft => {
      if (isStopped) return;
      waiting.set(draftKey(draft), { ...draft, text: draft.text === null ? null : cutDraft(draft.text) });
      round ??= setTimeout(() => void flush(), roundMs);
    },
    stateOf: place => known.get(draftKey(place)) ?? null,
    list: (tenantId, conversationIds) =>
      [...known.values()]
        .filter(draft => draft.tenantId === tenantId && draft.text !== null)
        .filter(({ conversationId }) => conversationIds === null || conversationIds.has(conversationId))
        .slice(0, maxListed),
    onChanged: listener => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      isStopped = true;
      clearInterval(timer);
      if (round) clearTimeout(round);
      unsubscribe();
      listeners.clear();
    },
  };
}
