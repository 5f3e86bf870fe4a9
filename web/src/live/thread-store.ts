/** Timelines of the conversations that were opened last: each item once, the newest state of it. */
import type {
  ActivityPartsFragment,
  MessagePartsFragment,
  NotePartsFragment,
  NoticePartsFragment,
  TimelinePartsFragment,
} from '../gql/operations.js';

/** A message. */
export type Message = MessagePartsFragment;
/** A note. */
export type Note = NotePartsFragment;
/** What a user or a program changed. */
export type Activity = ActivityPartsFragment;
/** A decision about a booking notice. */
export type Notice = NoticePartsFragment;

/** What a thread shows, oldest first; stable until it changes. */
export interface ThreadView {
  readonly messages: readonly Message[];
  /** Also those of before the loaded part. */
  readonly notes: readonly Note[];
  readonly activities: readonly Activity[];
  readonly notices: readonly Notice[];
  readonly hasOlder: boolean;
  /** The loaded part begins with this item; '' when nothing is loaded. */
  readonly oldestId: string;
  readonly startCursor: string | null;
  readonly isLoaded: boolean;
}

/** A page of a timeline. */
export interface TimelinePage {
  readonly nodes: readonly TimelinePartsFragment[];
  readonly pageInfo: { readonly hasPreviousPage: boolean; readonly startCursor: string | null };
}

const emptyView: ThreadView = {
  ...{ messages: [], notes: [], activities: [], notices: [] },
  ...{ hasOlder: false, oldestId: '', startCursor: null, isLoaded: false },
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
  addNewest(id: string, page: TimelinePage, notes: readonly Note[], hasGap = false): void {
    const before = this.view(id);
    const known = new Set([...before.messages, ...before.activities, ...before.notes].map(item => item.id));
    const joins = before.isLoaded && !hasGap && page.nodes.some(item => known.has(item.id));
    const from = joins || !before.isLoaded ? before : emptyView;
    this.#show(id, {
      ...addTo(from, page.nodes),
      notes: mergeItems(addTo(from, page.nodes).notes, notes),
      hasOlder: joins ? before.hasOlder : page.pageInfo.hasPreviousPage,
      oldestId: joins ? before.oldestId : (page.nodes[0]?.id ?? ''),
      startCursor: joins ? before.startCursor : page.pageInfo.startCursor,
      isLoaded: true,
    });
  }

  /** Adds a page of history. */
  addOlder(id: string, { nodes, pageInfo }: TimelinePage): void {
    const view = this.view(id);
    this.#show(id, {
      ...addTo(view, nodes),
      oldestId: nodes[0]?.id ?? view.oldestId,
      ...{ hasOlder: pageInfo.hasPreviousPage, startCursor: pageInfo.startCursor },
    });
  }

  /** Adds items that no event carries. */
  addItems(id: string, nodes: readonly TimelinePartsFragment[]): void {
    const view = this.view(id);
    if (view.isLoaded) this.#show(id, addTo(view, nodes));
  }

  /** A message of an event or an answer. An old one that is not loaded arrives with its page. */
  see(message: Message, isNew: boolean): void {
    const { id } = message.conversation;
    // A thread that is not kept is loaded when it is opened.
    if (!this.#views.has(id) && !this.#listeners.has(id)) return;
    const view = this.view(id);
    if (!isNew && !view.messages.some(known => known.id === message.id)) return;
    this.#show(id, { ...view, messages: mergeMessages(view.messages, [message]) });
  }

  /** A note of an event or an answer. */
  seeNote(note: Note): void {
    const id = note.noteOn?.id;
    if (id === undefined || !this.#views.has(id)) return;
    const view = this.view(id);
    this.#show(id, { ...view, notes: mergeItems(view.notes, [note]) });
  }

  /** A decision about a notice, of an event. */
  seeNotice(notice: Notice): void {
    const id = notice.notice?.conversation.id;
    if (id === undefined || !this.#views.has(id)) return;
    const view = this.view(id);
    this.#show(id, { ...view, notices: mergeItems(view.notices, [notice]) });
  }

  /** Threads that are not shown were not followed through a gap: they are loaded again when they are opened. */
  forgetOthers(): void {
    for (const id of this.#views.keys()) if (!this.#listeners.has(id)) this.#views.delete(id);
  }

  /** Forgets a thread: its texts must not be shown again from here. */
  forget(id: string): void {
    if (!this.#views.delete(id)) return;
    for (const listener of this.#listeners.get(id) ?? []) listener();
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

/** The view with more items; those of types that it does not know are left out. */
function addTo(view: ThreadView, nodes: readonly TimelinePartsFragment[]): ThreadView {
  const of = <Name extends TimelinePartsFragment['__typename']>(name: Name) =>
    nodes.filter(
      (node): node is Extract<TimelinePartsFragment, { __typename: Name }> => node.__typename === name,
    );
  return {
    ...view,
    messages: mergeMessages(view.messages, of('Message')),
    notes: mergeItems(view.notes, of('Note')),
    activities: mergeItems(view.activities, of('Activity')),
    notices: mergeItems(view.notices, of('BookingNotification')),
  };
}

/** Each message once, with its highest version, in the order of storage. */
function mergeMessages(known: readonly Message[], added: readonly Message[]): readonly Message[] {
  if (added.length === 0) return known;
  const byId = new Map(known.map(message => [message.id, message]));
  for (const message of added) {
    const before = byId.get(message.id);
    if (!before || before.version <= message.version) byId.set(message.id, message);
  }
  return [...byId.values()].sort(compareStored);
}

function mergeItems<Item extends { readonly id: string }>(
  known: readonly Item[],
  added: readonly Item[],
): readonly Item[] {
  if (added.length === 0) return known;
  return [...new Map([...known, ...added].map(item => [item.id, item])).values()].sort(compareStored);
}

/** Order of storage, which is that of timelines: ids grow with time. */
export function compareStored(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}
