/** What the page knows of the server, and the connection that keeps it current. One per session. */
import { Client, fetchExchange, mapExchange, type OperationResult } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import type { TokenKeeper } from 'trunkline-client';
import { trunklineExchange } from 'trunkline-client/urql';
import {
  type ConversationFilter,
  ConversationsDocument,
  EventsDocument,
  type EventsSubscription,
  StartDocument,
  type StartQuery,
} from '../gql/operations.js';
import { watchingFetch } from './build-watch.js';
import { Connection } from './connection.js';
import { EventBatches } from './event-batches.js';
import { ListStore } from './list-store.js';
import { NewestObjects } from './newest-objects.js';
import type { Row } from './row-order.js';
import { type Message, ThreadStore } from './thread-store.js';

/** An event of the stream. */
export type DeskEvent = Extract<EventsSubscription['events'], { readonly __typename: 'DomainEvent' }>;
/** The first answer without its rows. */
export type Company = Omit<StartQuery, 'conversations'>;

/** Rows of a page. */
export const pageSize = 50;

/** Types without an id: part of the object that holds them. */
const parts = [
  'CallContent ChoiceContent ContactCardsContent FormContent InteractiveContent LocationContent OrderContent',
  'ContactCard ContactCardPhone InteractiveOption OrderItem Money DeliveryFailure MessageReaction MessageRevision',
  'ReplyWindow MediaLimits MediaRule PageInfo DomainEvent CaughtUp StreamReset MergeSuggestion',
  'ConversationConnection MessageConnection NoteConnection ChannelConnection UserConnection',
].flatMap(names => names.split(' '));

/** The desk. */
export class Desk {
  readonly list = new ListStore();
  readonly threads = new ThreadStore();
  readonly connection: Connection;
  /** Reads through the normalised cache: the open thread, the side panel, the lists of the company. */
  readonly client: Client;
  /** Without a cache: pages of lists, which their stores keep. */
  readonly plain: Client;
  readonly #newest = new NewestObjects();
  readonly #eventListeners = new Set<(event: DeskEvent) => void>();
  #filter: ConversationFilter = {};
  #stop: (() => void) | undefined;

  constructor(keeper: TokenKeeper) {
    this.connection = new Connection(keeper);
    const shared = [
      mapExchange({
        onResult: (result: OperationResult) => {
          this.#newest.pass(result.data);
          if (result.operation.kind === 'subscription') this.#noteEvent(result.data);
        },
      }),
      trunklineExchange({ keeper, client: this.connection.client, onReset: () => this.#reload() }),
      fetchExchange,
    ];
    const keys = Object.fromEntries(parts.map(name => [name, () => null]));
    const options = { url: '/graphql', preferGetMethod: false, fetch: watchingFetch } as const;
    this.client = new Client({ ...options, exchanges: [cacheExchange({ keys }), ...shared] });
    this.plain = new Client({ ...options, exchanges: shared, requestPolicy: 'network-only' });
    const batches = new EventBatches(rows => this.list.see(rows));
    this.#newest.onObject(object => {
      if (object.__typename === 'Conversation' && 'lastMessage' in object)
        batches.add(object as unknown as Row);
      if (object.__typename === 'Message' && 'reactions' in object && 'conversation' in object)
        this.threads.see(object as unknown as Message, false);
    });
  }

  /** Loads the company and the first page, and follows the events from there. Call once. */
  async start(filter: ConversationFilter, fits: ((row: Row) => boolean) | null): Promise<Company> {
    this.#filter = filter;
    this.list.setFilter(fits);
    const { data, error } = await this.client.query(
      StartDocument,
      { first: pageSize, filter },
      { requestPolicy: 'network-only' },
    );
    if (!data) throw error ?? new Error('The server sent nothing.');
    this.list.replace(data.conversations);
    this.#follow(data.conversations.syncCursor);
    return data;
  }

  /** Loads the lists of the company without conversations. */
  async readCompany(): Promise<Company> {
    const { data, error } = await this.plain.query(StartDocument, { first: 0, filter: {} });
    if (!data) throw error ?? new Error('The server sent nothing.');
    return data;
  }

  stop(): void {
    this.#stop?.();
    void this.connection.client.dispose();
  }

  /** Shows another filter. */
  async show(filter: ConversationFilter, fits: ((row: Row) => boolean) | null): Promise<void> {
    this.#filter = filter;
    const page = await this.#load(filter, null);
    if (this.#filter !== filter) return;
    this.list.setFilter(fits);
    this.list.replace(page);
  }

  /** Loads the next page of the list. A request in flight is not repeated. */
  readonly loadMore = async (): Promise<void> => {
    const { hasMore, endCursor } = this.list.view();
    const filter = this.#filter;
    if (!hasMore || endCursor === null || this.#isLoadingMore) return;
    this.#isLoadingMore = true;
    try {
      const page = await this.#load(filter, endCursor);
      if (this.#filter === filter && this.list.view().endCursor === endCursor) this.list.append(page);
    } finally {
      this.#isLoadingMore = false;
    }
  };
  #isLoadingMore = false;

  /** Called with each event, also those that were missed and arrive later. */
  onEvent(listener: (event: DeskEvent) => void): () => void {
    this.#eventListeners.add(listener);
    return () => this.#eventListeners.delete(listener);
  }

  /** Called when the missed events are not known: what is open must be loaded again. */
  onReset: () => void = () => {};

  #follow(after: string): void {
    const { unsubscribe } = this.client.subscription(EventsDocument, { after }).subscribe(() => {});
    this.#stop = unsubscribe;
  }

  /**
   * Takes an event as the server sent it: what the cache returns lacks objects that it learns of while a mutation is in
   * flight. Afterwards, so that the cache has them when a listener reads it.
   */
  #noteEvent(data: EventsSubscription | undefined): void {
    queueMicrotask(() => {
      const event = data?.events;
      if (event?.__typename !== 'DomainEvent') return;
      if (event.node?.__typename === 'Message') {
        const isNew = event.type === 'MESSAGE_ADDED';
        this.threads.see(event.node as unknown as Message, isNew);
      }
      if (event.node?.__typename === 'Note') this.threads.seeNote(event.node);
      for (const listener of this.#eventListeners) listener(event);
    });
  }

  async #load(filter: ConversationFilter, after: string | null) {
    const variables = { first: pageSize, filter, after };
    const { data, error } = await this.plain.query(ConversationsDocument, variables);
    if (!data) throw error ?? new Error('The server sent nothing.');
    return data.conversations;
  }

  async #reload(): Promise<string> {
    const page = await this.#load(this.#filter, null);
    this.list.replace(page);
    this.threads.forgetOthers();
    this.onReset();
    return page.syncCursor;
  }
}
