/** What the page knows of the server, and the connection that keeps it current. One per session. */
import { Client, fetchExchange, mapExchange, type OperationResult } from '@urql/core';
import { cacheExchange } from '@urql/exchange-graphcache';
import type { TokenKeeper } from 'trunkline-client';
import { trunklineExchange } from 'trunkline-client/urql';
import { firstRows } from '../config/page-config.js';
import {
  type ConversationFilter,
  ConversationsDocument,
  type ConversationsQuery,
  EventsDocument,
  type EventsSubscription,
  type ListRowPartsFragment,
  OwnUnreadDocument,
  StartDocument,
  type StartQuery,
  ViewerEventsDocument,
  type ViewerEventsSubscription,
} from '../gql/operations.js';
import { watchingFetch } from './build-watch.js';
import { CachedObjects } from './cached-objects.js';
import { Connection } from './connection.js';
import { embeddedTypes } from './embedded-types.js';
import { EventBatches } from './event-batches.js';
import { forgetErased } from './forget-erased.js';
import { type Judge, ListStore } from './list-store.js';
import { NewestObjects } from './newest-objects.js';
import { OwnUnreadRequests } from './own-unread-requests.js';
import { possibleTypes } from './possible-types.js';
import { readableExchange } from './readable-exchange.js';
import type { Row } from './row-order.js';
import { Selection } from './selection.js';
import { type Message, ThreadStore } from './thread-store.js';
import { timedFetch } from './timed-fetch.js';
import { untilCancelled } from './until-cancelled.js';
import { Work } from './work.js';

/** An event of the stream. */
export type DeskEvent = Extract<EventsSubscription['events'], { readonly __typename: 'DomainEvent' }>;
/** An event of the viewer alone. */
export type OwnEvent = Extract<
  ViewerEventsSubscription['viewerEvents'],
  { readonly __typename: 'DomainEvent' }
>;
/** The first answer without its rows. */
export type Company = Omit<StartQuery, 'conversations'>;

const requestFetch = timedFetch(watchingFetch);

/** Rows of each page after the first. */
const laterRows = 100;

/** The desk. */
export class Desk {
  readonly list = new ListStore();
  readonly threads = new ThreadStore();
  readonly connection: Connection;
  /** Reads through the normalised cache: the open thread, the side panel, the lists of the company. */
  readonly client: Client;
  /** Without a cache: pages of lists, which their stores keep. */
  readonly plain: Client;
  /** Rows that are chosen for one change. */
  readonly selection = new Selection();
  /** Changes of conversations. */
  readonly work: Work;
  readonly #newest = new NewestObjects();
  readonly #eventListeners = new Set<(event: DeskEvent) => void>();
  readonly #ownListeners = new Set<(event: OwnEvent) => void>();
  readonly #resetListeners = new Set<() => void>();
  #filter: ConversationFilter = {};
  readonly #stops: (() => void)[] = [];
  /** The answer to a mutation is being read: what it changed, the viewer changed. */
  #isOwnAnswer = false;
  readonly #unread: OwnUnreadRequests;
  readonly #cached = new CachedObjects();
  #isCaching = false;

  /** @param takeAnswer an answer that was asked for before, by the body of its request; null to ask */
  constructor(keeper: TokenKeeper, takeAnswer: (body: unknown) => Promise<Response> | null = () => null) {
    this.connection = new Connection(keeper);
    const exchanges = (onResult: (result: OperationResult) => OperationResult) => [
      mapExchange({ onResult }),
      trunklineExchange({
        ...{ keeper, client: this.connection.client, onReset: () => this.#reloadOnce() },
        fetch: (input, init) => takeAnswer(init?.body) ?? requestFetch(input, init),
      }),
      fetchExchange,
    ];
    const options = { url: '/graphql', preferGetMethod: false } as const;
    this.client = new Client({
      ...options,
      exchanges: [
        readableExchange(operation => this.client.reexecuteOperation(operation)),
        cacheExchange({
          ...{ keys: embeddedTypes, possibleTypes },
          updates: { Subscription: { events: forgetErased(this.list.isErased) } },
        }),
        ...exchanges(result => this.#toCache(result)),
      ],
    });
    this.plain = new Client({
      ...options,
      exchanges: exchanges(result => this.#read(result)),
      requestPolicy: 'network-only',
    });
    this.work = new Work(this.client, this.list.row);
    this.#unread = new OwnUnreadRequests(ids => this.plain.query(OwnUnreadDocument, { ids: [...ids] }));
    const batches = new EventBatches(rows => this.list.see(rows));
    this.#newest.onRaw = object => {
      if (object.__typename !== 'Conversation' || !('viewerState' in object)) return;
      const { id, lastMessage, viewerState } = object as unknown as ListRowPartsFragment;
      this.list.setUnread(id, viewerState.unreadCount, lastMessage?.id ?? null);
    };
    this.#newest.onObject(object => {
      if (this.#isCaching) this.#cached.add(object);
      if (object.__typename === 'Conversation' && 'channel' in object && 'lastMessage' in object) {
        if (this.#isOwnAnswer) this.list.take(object as unknown as Row);
        else batches.add(object as unknown as Row);
      }
      if (object.__typename === 'Message' && 'reactions' in object && 'conversation' in object)
        this.threads.see(object as unknown as Message, false);
    });
  }

  /** Loads the company and the first page, and follows the events from there. Call once. */
  async start(filter: ConversationFilter, judge: Judge | null): Promise<Company> {
    this.#filter = filter;
    this.list.setFilter(judge);
    const { data, error } = await this.client.query(
      StartDocument,
      { first: firstRows, filter },
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
    for (const stop of this.#stops) stop();
    // It rejects when a connection that was just being made is refused.
    Promise.resolve(this.connection.client.dispose()).catch(() => {});
  }

  /** Whether the list is, or will be, the one of a filter. */
  isShowing(filter: ConversationFilter): boolean {
    return JSON.stringify(filter) === JSON.stringify(this.#filter);
  }

  /**
   * Shows another filter. The request for the one before is cancelled.
   *
   * @returns false when another one was wanted meanwhile
   */
  async show(filter: ConversationFilter, judge: Judge | null): Promise<boolean> {
    this.#filter = filter;
    this.selection.clear();
    this.#showing?.abort();
    this.#showing = new AbortController();
    const answer = await untilCancelled(this.#ask(filter, null), this.#showing.signal);
    if (answer === null) return false;
    this.list.setFilter(judge);
    this.list.replace(toPage(answer));
    return true;
  }
  #showing: AbortController | undefined;

  /** Asks what the viewer has not read of a row that came with an event, which cannot tell. */
  askUnread(id: string): void {
    this.#unread.ask(id);
  }

  /** Loads the next page of the list. A request in flight is not repeated. */
  readonly loadMore = async (): Promise<void> => {
    const { hasMore, endCursor } = this.list.view();
    const filter = this.#filter;
    if (!hasMore || endCursor === null || this.#isLoadingMore) return;
    this.#isLoadingMore = true;
    try {
      const page = await this.#load(filter, endCursor);
      const isWanted = this.#filter === filter && this.list.view().endCursor === endCursor;
      if (isWanted) this.list.append(page);
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

  /** Called with each event of the viewer alone, such as a notification. */
  onOwnEvent(listener: (event: OwnEvent) => void): () => void {
    this.#ownListeners.add(listener);
    return () => this.#ownListeners.delete(listener);
  }

  /** Called when the missed events are not known: what is open must be loaded again. @returns unsubscribe */
  onReset(listener: () => void): () => void {
    this.#resetListeners.add(listener);
    return () => this.#resetListeners.delete(listener);
  }

  /** Both streams pass `#read`, as any result; the cache in between answers null for what it cannot read back. */
  #follow(after: string): void {
    for (const document of [EventsDocument, ViewerEventsDocument]) {
      const { unsubscribe } = this.client
        .subscription<unknown, { after: string }>(document, { after })
        .subscribe(() => {});
      this.#stops.push(unsubscribe);
    }
  }

  #take(event: EventsSubscription['events'] | undefined): void {
    if (event?.__typename !== 'DomainEvent') return;
    if (event.node?.__typename === 'Message') {
      const { id, direction, conversation } = event.node;
      const isNew = event.type === 'MESSAGE_ADDED';
      this.threads.see(event.node as unknown as Message, isNew);
      if (isNew && direction === 'INBOUND') this.list.addUnread(conversation.id, id);
    }
    if (event.type === 'CONTACT_ERASED') {
      // Whose threads these are is not known here; they are loaded again when they are opened.
      this.threads.forgetOthers();
      this.#newest.clear();
      this.list.forgetPerson(event.nodeId);
    }
    // Read before it was emptied.
    if (event.node?.__typename === 'Conversation' && this.list.isErased(event.node.contact.id))
      this.threads.forget(event.node.id);
    if (event.node?.__typename === 'Note') this.threads.seeNote(event.node);
    if (event.node?.__typename === 'BookingNotification') this.threads.seeNotice(event.node);
    for (const listener of this.#eventListeners) listener(event);
  }

  #read(result: OperationResult): OperationResult {
    const { data, error, operation } = result;
    this.#isOwnAnswer = operation.kind === 'mutation';
    try {
      this.#newest.pass(data);
    } finally {
      this.#isOwnAnswer = false;
    }
    if (operation.kind !== 'subscription') return result;
    // An event of which some fields failed has data.
    if (error && !data) this.connection.end();
    this.#take(data?.events);
    const own: ViewerEventsSubscription['viewerEvents'] | undefined = data?.viewerEvents;
    if (own?.__typename === 'DomainEvent') for (const listener of this.#ownListeners) listener(own);
    return result;
  }

  /** Events of objects that the cache does not have stay out of it. */
  #toCache(result: OperationResult): OperationResult {
    const isEvent = result.operation.kind === 'subscription';
    this.#isCaching = !isEvent;
    try {
      this.#read(result);
    } finally {
      this.#isCaching = false;
    }
    if (!isEvent) return result;
    const node = (result.data?.events ?? result.data?.viewerEvents)?.node;
    return node && !this.#cached.needs(node) ? { ...result, data: undefined } : result;
  }

  #ask(filter: ConversationFilter, after: string | null) {
    const variables = { first: after === null ? firstRows : laterRows, filter, after };
    return this.plain.query(ConversationsDocument, variables);
  }

  async #load(filter: ConversationFilter, after: string | null) {
    return toPage(await this.#ask(filter, after));
  }

  /** Both streams stop at once; one answer is enough for them. */
  #reloadOnce(): Promise<string> {
    this.#reloading ??= this.#reload().finally(() => {
      this.#reloading = undefined;
    });
    return this.#reloading;
  }
  #reloading: Promise<string> | undefined;

  async #reload(): Promise<string> {
    const page = await this.#load(this.#filter, null);
    this.list.reload(page);
    this.threads.forgetOthers();
    for (const listener of this.#resetListeners) listener();
    return page.syncCursor;
  }
}

/** @throws when there is none */
function toPage({ data, error }: OperationResult<ConversationsQuery>): ConversationsQuery['conversations'] {
  if (!data) throw error ?? new Error('The server sent nothing.');
  return data.conversations;
}
