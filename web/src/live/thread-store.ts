/** Messages and notes of the conversations that were opened last; each once, the newest state of it. */
import type { MessagePartsFragment, NotePartsFragment } from '../gql/operations.js';

/** A message. */
export type Message = MessagePartsFragment;
/** A note. */
export type Note = NotePartsFragment;

/** What a thread shows, oldest first; stable until it changes. */
export interface ThreadView {
  readonly messages: readonly Message[];
  readonly notes: readonly Note[];
  readonly hasOlder: boolean;
  readonly startCursor: string | null;
  readonly isLoaded: boolean;
}

/** A page of messages. */
export interface MessagePage {
  readonly nodes: readonly Message[];
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null };
}

const emptyView: ThreadView = {
  ...{ messages: [], notes: [], hasOlder: false, startCursor: null, isLoaded: false },
};
/** Conversations that stay loaded. */
const maxThreads = 20;

/** The threads. */
export class ThreadStore {
  readonly #views = new Map<string, ThreadView>();
  readonly #listeners = new Map<string, Set<() => void>>();

  readonly view = (id: string): ThreadView => this.#views.get(id) ?? emptyView;

  /** Calls the listener when this thread changes. */
  subscribe(id: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(id) ?? new Set();
    this.#listeners.set(id, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(id);
    };
  }

  /** Adds the newest page; after a gap in the events the older ones are loaded again. */
  addNewest(id: string, page: MessagePage, notes: readonly Note[], hasGap = false): void {
    const { messages, isLoaded, ...before } = this.view(id);
    const known = new Set(messages.map(message => message.id));
    const joins = isLoaded && !hasGap && page.nodes.some(message => known.has(message.id));
    this.#show(id, {
      messages: merge(joins || !isLoaded ? messages : [], page.nodes),
      notes: mergeNotes(before.notes, notes),
      hasOlder: joins ? before.hasOlder : page.pageInfo.hasPreviousPage,
      startCursor: joins ? before.startCursor : page.pageInfo.startCursor,
      isLoaded: true,
    });
  }

  /** Adds a page of history. */
  addOlder(id: string, { nodes, pageInfo }: MessagePage): void {
    const view = this.view(id);
    this.#show(id, {
      ...view,
      messages: merge(view.messages, nodes),
      ...{ hasOlder: pageInfo.hasPreviousPage, startCursor: pageInfo.startCursor },
    });
  }

  /** A message of an event or an answer. An old one that is not loaded arrives with its page. */
  see(message: Message, isNew: boolean): void {
    const { id } = message.conversation;
    // A thread that is not kept is loaded when it is opened.
    if (!this.#views.has(id) && !this.#listeners.has(id)) return;
    const view = this.view(id);
    if (!isNew && !view.messages.some(known => known.id === message.id)) return;
    this.#show(id, { ...view, messages: merge(view.messages, [message]) });
  }

  /** A note of an event or an answer. */
  seeNote(note: Note): void {
    const id = note.noteOn?.id;
    if (id === undefined || !this.#views.has(id)) return;
    const view = this.view(id);
    this.#show(id, { ...view, notes: mergeNotes(view.notes, [note]) });
  }

  /** Threads that are not shown were not followed through a gap: they are loaded again when they are opened. */
  forgetOthers(): void {
    for (const id of this.#views.keys()) if (!this.#listeners.has(id)) this.#views.delete(id);
  }

  #show(id: string, view: ThreadView): void {
    this.#views.delete(id);
    this.#views.set(id, view);
    for (const other of this.#views.keys()) {
      if (this.#views.size <= maxThreads) break;
      if (!this.#listeners.has(other)) this.#views.delete(other);
    }
    for (const listener of this.#listeners.get(id) ?? []) listener();
  }
}

/** Each message once, with its highest version, in the order of storage. */
function merge(known: readonly Message[], added: readonly Message[]): readonly Message[] {
  const byId = new Map(known.map(message => [message.id, message]));
  for (const message of added) {
    const before = byId.get(message.id);
    if (!before || before.version <= message.version) byId.set(message.id, message);
  }
  return [...byId.values()].sort(compareStored);
}

function mergeNotes(known: readonly Note[], added: readonly Note[]): readonly Note[] {
  const byId = new Map([...known, ...added].map(note => [note.id, note]));
  return [...byId.values()].sort(compareStored);
}

/** Order of storage: by time, then by id, which grows with time. */
export function compareStored(
  a: { readonly id: string; readonly createdAt: string },
  b: { readonly id: string; readonly createdAt: string },
): number {
  const byTime = Date.parse(a.createdAt) - Date.parse(b.createdAt);
  if (byTime !== 0) return byTime;
  return a.id < b.id ? -1 : 1;
}
