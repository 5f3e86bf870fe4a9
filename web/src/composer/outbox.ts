/**
 * Replies that have left the composer and are not confirmed by the server. Each has one idempotency key, stored before
 * its first request, so that a repeat sends nothing twice, also after a reload.
 */
import { CombinedError } from '@urql/core';
import { SendReplyDocument } from '../gql/operations.js';
import type { Desk, DeskEvent } from '../live/index.js';

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
  readonly templateId: string | null;
  readonly templateVariables: Readonly<Record<string, string>> | null;
  readonly createdAt: string;
  /** WAITING: a request runs or will be repeated. REFUSED: the server said no. */
  readonly state: 'WAITING' | 'REFUSED';
  /** Code of the refusal. */
  readonly code: string | null;
  /** Sentence of the server. */
  readonly reason: string | null;
}

/** What the composer gives. */
export type NewReply = Pick<
  OutboxEntry,
  'conversationId' | 'channelId' | 'text' | 'attachmentIds' | 'fileNames' | 'templateId' | 'templateVariables'
>;

/** Codes after which the same request can succeed later. */
const temporary = new Set(['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL', 'UNAUTHENTICATED']);
const maxWaitMs = 30_000;

/** The outbox of a user in this browser. One tab sends at a time. */
export class Outbox {
  readonly #desk: Desk;
  readonly #storageKey: string;
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[];
  #entries: readonly OutboxEntry[];
  #isSending = false;
  #isStopped = false;
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk, userId: string) {
    this.#desk = desk;
    this.#storageKey = `trunkline-outbox:${userId}`;
    this.#entries = this.#read();
    const wake = () => {
      this.#attempts = 0;
      this.#wake(0);
    };
    const onStorage = (event: StorageEvent) => {
      if (event.key === this.#storageKey) this.#set(this.#read(), false);
    };
    addEventListener('online', wake);
    addEventListener('storage', onStorage);
    this.#stops = [
      () => removeEventListener('online', wake),
      () => removeEventListener('storage', onStorage),
      desk.connection.subscribe(() => {
        if (desk.connection.state() === 'LIVE') wake();
      }),
      desk.onEvent(event => this.#confirm(event)),
    ];
    this.#wake(0);
  }

  readonly entries = (): readonly OutboxEntry[] => this.#entries;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Stores the reply, and sends it when the server can be reached. */
  add(reply: NewReply): void {
    const entry: OutboxEntry = {
      ...reply,
      ...{ key: crypto.randomUUID(), createdAt: new Date().toISOString() },
      ...{ state: 'WAITING', code: null, reason: null },
    };
    this.#set([...this.#entries, entry]);
    this.#wake(0);
  }

  /** Removes a refused reply. */
  remove(key: string): void {
    this.#set(this.#entries.filter(entry => entry.key !== key));
    this.#wake(0);
  }

  /** Sends a refused reply again, with the same key. */
  retry(key: string): void {
    this.#change(key, { state: 'WAITING', code: null, reason: null });
    this.#wake(0);
  }

  stop(): void {
    this.#isStopped = true;
    clearTimeout(this.#timer);
    for (const stop of this.#stops) stop();
  }

  /** The event of a reply often precedes the answer to its request. */
  #confirm({ node }: DeskEvent): void {
    const key = node?.__typename === 'Message' ? node.idempotencyKey : null;
    if (key && this.#entries.some(entry => entry.key === key)) this.remove(key);
  }

  #wake(waitMs: number): void {
    if (this.#isStopped) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#send(), waitMs);
  }

  async #send(): Promise<void> {
    if (this.#isSending || this.#isStopped || !this.#entries.some(isWaiting)) return;
    this.#isSending = true;
    try {
      await navigator.locks.request(this.#storageKey, { ifAvailable: true }, async lock => {
        // Another tab sends; its progress arrives by the storage event.
        if (lock === null) return this.#wake(maxWaitMs);
        await this.#sendAll();
      });
    } finally {
      this.#isSending = false;
    }
  }

  /** One request at a time. A refused reply stops the later ones of its conversation, so that the order is kept. */
  async #sendAll(): Promise<void> {
    for (;;) {
      const refused = new Set(this.#entries.filter(entry => !isWaiting(entry)).map(e => e.conversationId));
      const entry = this.#entries.find(each => isWaiting(each) && !refused.has(each.conversationId));
      if (entry === undefined || this.#isStopped) return;
      if (!(await this.#sendOne(entry))) {
        this.#attempts += 1;
        return this.#wake(Math.random() * Math.min(maxWaitMs, 1_000 * 2 ** this.#attempts));
      }
      this.#attempts = 0;
    }
  }

  /** @returns false when it must be repeated */
  async #sendOne(entry: OutboxEntry): Promise<boolean> {
    const { key, conversationId, text, attachmentIds, templateId, templateVariables } = entry;
    const input = {
      ...{ conversationId, idempotencyKey: key, expectedChannelId: entry.channelId },
      ...(text === '' ? {} : { text }),
      ...(attachmentIds.length === 0 ? {} : { attachmentIds: [...attachmentIds] }),
      ...(templateId === null ? {} : { templateId, templateVariables: templateVariables ?? {} }),
    };
    const { data, error } = await this.#desk.client.mutation(SendReplyDocument, { input });
    if (data) {
      this.#desk.threads.see(data.sendReply.message, true);
      this.#set(this.#entries.filter(other => other.key !== key));
      return true;
    }
    const code = codeOf(error);
    if (code === null || temporary.has(code)) return false;
    this.#change(key, { state: 'REFUSED', code, reason: error?.graphQLErrors[0]?.message ?? null });
    return true;
  }

  #change(key: string, change: Partial<OutboxEntry>): void {
    this.#set(this.#entries.map(entry => (entry.key === key ? { ...entry, ...change } : entry)));
  }

  #set(entries: readonly OutboxEntry[], isOwn = true): void {
    this.#entries = entries;
    if (isOwn) {
      if (entries.length === 0) localStorage.removeItem(this.#storageKey);
      else localStorage.setItem(this.#storageKey, JSON.stringify(entries));
    }
    for (const listener of this.#listeners) listener();
  }

  #read(): readonly OutboxEntry[] {
    try {
      return JSON.parse(localStorage.getItem(this.#storageKey) ?? '[]');
    } catch {
      return [];
    }
  }
}

const isWaiting = ({ state }: OutboxEntry): boolean => state === 'WAITING';

/** Code of the server's refusal; null when there was no answer. */
export function codeOf(error: CombinedError | undefined): string | null {
  const code = error?.graphQLErrors[0]?.extensions.code;
  return typeof code === 'string' ? code : null;
}
