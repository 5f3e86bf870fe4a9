/**
 * Replies that have left the composer and are not confirmed by the server. Each has one idempotency key, stored before
 * its first request, so that a repeat sends nothing twice, also after a reload.
 */
import { KeysOfNewestDocument, SendReplyDocument } from '../gql/operations.js';
import type { Desk, DeskEvent } from '../live/index.js';
import { codeOf } from './codes.js';
import {
  dropEntriesOf,
  dropEntry,
  isEntryKey,
  keepEntry,
  type NewReply,
  type OutboxEntry,
  readEntries,
} from './outbox-entries.js';

/** Codes after which the same request can succeed later. */
const temporary = new Set(['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL', 'UNAUTHENTICATED']);
const maxWaitMs = 30_000;
/** Longest time to wait for the other tabs, of which one sends. */
const maxTurnMs = 60_000;
/** After this long the author is asked whether it is still to be sent. */
const maxAgeMs = 15 * 60_000;

/** The outbox of a user in this browser. One tab sends at a time. */
export class Outbox {
  readonly #desk: Desk;
  readonly #userId: string;
  readonly #lock: string;
  readonly #listeners = new Set<() => void>();
  readonly #stops: (() => void)[];
  #entries: readonly OutboxEntry[];
  #isSending = false;
  /** Woken while it was sending. */
  #isWoken = false;
  #isStopped = false;
  readonly #stopping = new AbortController();
  #attempts = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(desk: Desk, userId: string) {
    this.#desk = desk;
    this.#userId = userId;
    this.#lock = `trunkline-outbox:${userId}`;
    this.#entries = readEntries(userId);
    const wake = () => {
      this.#attempts = 0;
      this.#wake(0);
    };
    const onStorage = ({ key }: StorageEvent) => {
      if (key !== null && isEntryKey(userId, key)) this.#readAgain();
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

  /** Stores the reply, and sends it when the server can be reached. @returns its key */
  add(reply: NewReply): string {
    const last = this.#entries.at(-1)?.createdAt ?? '';
    const now = new Date().toISOString();
    const key = crypto.randomUUID();
    this.#keep({
      ...{ ...reply, key, state: 'WAITING', isTried: false, confirmedAt: null, code: null, reason: null },
      // Two in one millisecond keep their order.
      createdAt: now > last ? now : new Date(Date.parse(last) + 1).toISOString(),
    });
    this.#wake(0);
    return key;
  }

  /** Removes a reply that was refused, or for which no request has left. */
  remove(key: string): void {
    dropEntry(this.#userId, key);
    this.#readAgain();
    this.#wake(0);
  }

  /** Sends a refused reply, or one that has waited for long, with the same key. */
  retry(key: string): void {
    this.#change(key, {
      ...{ state: 'WAITING', code: null, reason: null, confirmedAt: new Date().toISOString() },
    });
    this.#attempts = 0;
    this.#wake(0);
  }

  /** Stops trying, unless the server has it already. @returns the reply; null when it was sent */
  async giveUp(key: string): Promise<OutboxEntry | null> {
    const entry = this.#entries.find(other => other.key === key);
    if (!entry) return null;
    if (entry.isTried) {
      // Not sent again while it is looked for.
      this.#change(key, { state: 'ASKING' });
      if ((await this.#isSent(entry)) || !this.#entries.some(other => other.key === key)) return null;
    }
    this.remove(key);
    return entry;
  }

  /** Removes what waits in a conversation. */
  forget(conversationId: string): void {
    dropEntriesOf(conversationId);
    this.#readAgain();
  }

  /** Removes everything that waits: at a sign-out. */
  clear(): void {
    for (const { key } of this.#entries) dropEntry(this.#userId, key);
    this.#readAgain();
  }

  stop(): void {
    this.#isStopped = true;
    this.#stopping.abort();
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
    if (this.#isStopped) return;
    if (this.#isSending) {
      this.#isWoken = true;
      return;
    }
    if (!this.#entries.some(isWaiting)) return;
    this.#isSending = true;
    this.#isWoken = false;
    const waitMs = await this.#sendInTurn().finally(() => {
      this.#isSending = false;
    });
    if (this.#isWoken) this.#wake(0);
    else if (waitMs !== null) this.#wake(waitMs);
  }

  /** Sends when no other tab does. */
  async #sendInTurn(): Promise<number | null> {
    let isOurTurn = false;
    try {
      const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(maxTurnMs)]);
      return await navigator.locks.request(this.#lock, { signal }, () => {
        isOurTurn = true;
        // Another tab may have sent them, and its event is still on the way.
        this.#readAgain();
        return this.#sendAll();
      });
    } catch (error) {
      if (isOurTurn) throw error;
      // No turn for so long: the other tab is perhaps frozen. The keys keep a reply from being sent twice.
      return this.#sendAll();
    }
  }

  /**
   * One request at a time. A reply that stays stops the later ones of its conversation, so that the order is kept.
   *
   * @returns after how many milliseconds to go on; null when nothing waits
   */
  async #sendAll(): Promise<number | null> {
    for (;;) {
      const held = new Set(this.#entries.filter(entry => !isWaiting(entry)).map(e => e.conversationId));
      const entry = this.#entries.find(each => isWaiting(each) && !held.has(each.conversationId));
      if (entry === undefined || this.#isStopped) return null;
      if (!(await (isOld(entry) ? this.#ask(entry) : this.#sendOne(entry)))) {
        this.#attempts += 1;
        return Math.random() * Math.min(maxWaitMs, 1_000 * 2 ** this.#attempts);
      }
      this.#attempts = 0;
    }
  }

  /** Asks about a reply that has waited for long, unless the server has it. @returns false when there is no answer */
  async #ask(entry: OutboxEntry): Promise<boolean> {
    const isSent = entry.isTried ? await this.#isSent(entry) : false;
    if (isSent === null) return false;
    if (!isSent) this.#change(entry.key, { state: 'ASKING' });
    return true;
  }

  /** Looks for the key among the newest messages. @returns null when there is no answer */
  async #isSent({ key, conversationId }: OutboxEntry): Promise<boolean | null> {
    const { data } = await this.#desk.plain.query(KeysOfNewestDocument, { id: conversationId });
    if (!data) return null;
    const found = data.conversation?.messages.nodes.find(message => message.idempotencyKey === key);
    if (!found) return false;
    this.#desk.threads.see(found, true);
    this.remove(key);
    return true;
  }

  /** @returns false when it must be repeated */
  async #sendOne(entry: OutboxEntry): Promise<boolean> {
    const { key, conversationId, text, attachmentIds, quote, cannedReplyId, templateId } = entry;
    const { suggestionId, appliesProposal = true } = entry;
    const input = {
      ...{ conversationId, idempotencyKey: key, expectedChannelId: entry.channelId },
      ...(text === '' ? {} : { text }),
      ...(attachmentIds.length === 0 ? {} : { attachmentIds: [...attachmentIds] }),
      ...(quote ? { replyToMessageId: quote.messageId } : {}),
      ...(cannedReplyId ? { cannedReplyId } : {}),
      ...(suggestionId ? { suggestionId, appliesProposal } : {}),
      ...(templateId === null ? {} : { templateId, templateVariables: entry.templateVariables ?? {} }),
    };
    if (!entry.isTried) this.#change(key, { isTried: true });
    const { data, error } = await this.#desk.client.mutation(SendReplyDocument, { input });
    if (data) {
      this.#desk.threads.see(data.sendReply.message, true);
      dropEntry(this.#userId, key);
      this.#readAgain();
      return true;
    }
    const code = codeOf(error);
    if (code === null || temporary.has(code)) return false;
    this.#change(key, { state: 'REFUSED', code, reason: error?.graphQLErrors[0]?.message ?? null });
    return true;
  }

  #change(key: string, change: Partial<OutboxEntry>): void {
    const entry = this.#entries.find(other => other.key === key);
    if (entry) this.#keep({ ...entry, ...change });
  }

  #keep(entry: OutboxEntry): void {
    keepEntry(this.#userId, entry);
    this.#readAgain();
  }

  #readAgain(): void {
    this.#entries = readEntries(this.#userId);
    for (const listener of this.#listeners) listener();
  }
}

const isWaiting = ({ state }: OutboxEntry): boolean => state === 'WAITING';
const isOld = ({ createdAt, confirmedAt }: OutboxEntry): boolean =>
  Date.now() - Date.parse(confirmedAt ?? createdAt) > maxAgeMs;
