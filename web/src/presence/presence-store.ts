/** Colleagues who write or look, by conversation. The server sends all states after each connection, then each change. */
import { stringifyDocument } from '@urql/core';
import { PresenceOfAllDocument, type PresenceOfAllSubscription } from '../gql/operations.js';
import { cleanName } from '../ui/index.js';
import type { PresenceConnection } from './presence-connection.js';

/** Who is at a conversation, by names; stable until it changes. */
export interface PresenceView {
  readonly writing: readonly string[];
  /** Those who write are not repeated. */
  readonly looking: readonly string[];
}

type Change = PresenceOfAllSubscription['presenceChanged'];
type Colleague = { readonly name: string; readonly isWriting: boolean };

const empty: PresenceView = { writing: [], looking: [] };

/** The store of a desk; it follows by itself while the connection is live. */
export class PresenceStore {
  readonly #connection: PresenceConnection;
  readonly #viewerId: string;
  readonly #places = new Map<string, Map<string, Colleague>>();
  readonly #views = new Map<string, PresenceView>();
  readonly #listeners = new Map<string, Set<() => void>>();
  #isFollowing = false;

  constructor(connection: PresenceConnection, viewerId: string) {
    this.#connection = connection;
    this.#viewerId = viewerId;
    connection.subscribe(() => this.#onConnection());
    this.#onConnection();
  }

  readonly view = (conversationId: string): PresenceView => this.#views.get(conversationId) ?? empty;

  /** Calls the listener when this conversation changes. */
  subscribe(conversationId: string, listener: () => void): () => void {
    const listeners = this.#listeners.get(conversationId) ?? new Set();
    this.#listeners.set(conversationId, listeners.add(listener));
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) this.#listeners.delete(conversationId);
    };
  }

  #onConnection(): void {
    const state = this.#connection.state();
    if (state === 'LOST' || state === 'ENDED') this.#clear();
    if (state !== 'LIVE' || this.#isFollowing) return;
    this.#isFollowing = true;
    this.#clear();
    const end = () => {
      this.#isFollowing = false;
    };
    this.#connection.client.subscribe<PresenceOfAllSubscription>(
      { query: stringifyDocument(PresenceOfAllDocument) },
      { next: ({ data }) => data && this.#see(data.presenceChanged), error: end, complete: end },
    );
  }

  #see({ activity, conversation, actor }: Change): void {
    if (conversation === null || actor.__typename !== 'User' || actor.id === this.#viewerId) return;
    const { id } = conversation;
    const people = this.#places.get(id) ?? new Map<string, Colleague>();
    if (activity === 'NONE') people.delete(actor.id);
    else people.set(actor.id, { name: cleanName(actor.name), isWriting: activity === 'TYPING' });
    if (people.size === 0) this.#places.delete(id);
    else this.#places.set(id, people);
    this.#show(id);
  }

  #clear(): void {
    const ids = [...this.#places.keys()];
    this.#places.clear();
    for (const id of ids) this.#show(id);
  }

  #show(id: string): void {
    const people = [...(this.#places.get(id)?.values() ?? [])];
    const namesOf = (isWriting: boolean) =>
      people.filter(person => person.isWriting === isWriting).map(({ name }) => name);
    if (people.length === 0) this.#views.delete(id);
    else this.#views.set(id, { writing: namesOf(true), looking: namesOf(false) });
    for (const listener of this.#listeners.get(id) ?? []) listener();
  }
}
