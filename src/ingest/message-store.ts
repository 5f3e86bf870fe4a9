/**
 * Stores inbound messages in group commits: those of known contacts in one statement, those of new contacts in a
 * transaction that inserts the contacts too. After each commit the readers of the event log are woken; when the tenant
 * has subscribers in this process, with the events themselves.
 */
import type { Database, Transaction } from '../database/database.js';
import { readStoredRow, type StoredRow, toCachedEvents } from '../delivery/stored-row.js';
import type { IngestResult } from '../domain/ingest-item.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { adoptWaitingChanges } from '../messages/change-report.js';
import { type PreparedMessage, toSender } from '../messages/message-row.js';
import { type MessageExtras, storeMessages, storeParameters, toExtras } from '../messages/store-messages.js';
import { isPlain, storeOneMessage, storeOneParameters } from '../messages/store-one-message.js';
import { upsertContacts } from '../people/upsert-contacts.js';
import { createGroupCommit } from './group-commit.js';
import { createRepeatedMessages } from './repeated-messages.js';

/** One committed batch, for metrics. */
export interface IngestBatchFacts {
  readonly itemCount: number;
  readonly storedCount: number;
  readonly durationMs: number;
}

/** Stores messages. */
export interface MessageStore {
  /** Resolves when the message is committed with all its related rows. */
  submit(tenantId: string, message: PreparedMessage): Promise<IngestResult>;
  /** True if the message would complete one that was announced without a content; changes nothing. */
  wouldComplete(message: PreparedMessage): Promise<boolean>;
  /** True if the message is new, or would complete one; changes nothing. */
  wouldChange(message: PreparedMessage): Promise<boolean>;
  /** Resolves when everything submitted so far is committed. */
  idle(): Promise<void>;
}

/** A conversation was inserted for a message that is stored under another address: the transaction is rolled back. */
class RepeatedError extends Error {}

/** The provider's id, the id within the chat, and one more try for each when a message vanishes in the meantime. */
const maxKeys = 4;
/** Two lanes: one batch is planned and sent while the other waits for its commit. More only contend for locks. */
const lanes = 2;
/** Above this, a batch's own time outweighs the saved commits. */
const maxBatchItems = 32;
/** The outcome of a batch: a row for each message, and its events when the tenant has subscribers here. */
interface StoredBatch {
  readonly rows: ReadonlyMap<number, StoredRow>;
  readonly events: readonly LoggedEvent[];
}

/** Creates the store; `observe` is called for every committed batch. */
export function createMessageStore(
  database: Database,
  observe?: (batch: IngestBatchFacts) => void,
): MessageStore {
  const onKeyedPool: Transaction = {
    query: (statement, parameters) => database.query(statement, parameters, database.keyedPool),
  };

  const store = async (
    tenantId: string,
    transaction: Pick<Transaction, 'query'>,
    messages: readonly PreparedMessage[],
    extras: readonly MessageExtras[],
  ): Promise<StoredBatch> => {
    const rows = messages.map(message => message.row);
    const [first] = rows;
    const form = database.followedTenants.has(tenantId) && extras.length === 0 ? 'withRows' : 'plain';
    const isLone = first !== undefined && rows.length === 1 && extras.length === 0 && isPlain(first);
    const answer = isLone
      ? await transaction.query(storeOneMessage[form], storeOneParameters(tenantId, first))
      : await transaction.query(storeMessages[form], storeParameters(tenantId, rows, extras));
    const channelIdOf = (n: number) => (rows[n] as (typeof rows)[number]).channelId;
    return {
      rows: new Map(answer.map(readStoredRow).map(row => [row.n, row])),
      events: form === 'withRows' ? toCachedEvents(tenantId, answer, channelIdOf) : [],
    };
  };

  /** Applies changes that arrived before their message. A failure is ignored: a job retries. */
  const adopt = async (tenantId: string, rows: readonly PreparedMessage['row'][], stored: StoredBatch) => {
    for (const { n, hasWaiting } of stored.rows.values()) {
      const row = hasWaiting ? rows[n] : undefined;
      if (!row) continue;
      const job = { tenantId, channelId: row.channelId, externalId: row.externalId };
      await adoptWaitingChanges(database, job).catch(() => false);
    }
  };

  /** After a commit: wakes the readers, updates the metrics. */
  const announce = (tenantId: string, { rows, events }: StoredBatch, startedMs: number): void => {
    const position = rows.values().next().value?.position;
    if (position) database.announce({ tenantId, position, events });
    if (!observe) return;
    let storedCount = 0;
    for (const row of rows.values()) if (row.isStored) storedCount += 1;
    observe({ itemCount: rows.size, storedCount, durationMs: performance.now() - startedMs });
  };

  /** Messages of known contacts: one statement, its own transaction. Null for a message without a conversation. */
  const known = createGroupCommit<PreparedMessage, IngestResult | null>({
    lanes,
    maxBatchItems,
    write: async (tenantId, batch) => {
      const startedMs = performance.now();
      const stored = await store(tenantId, onKeyedPool, batch, []);
      announce(tenantId, stored, startedMs);
      await adopt(tenantId, toRows(batch), stored);
      return batch.map((message, n) => {
        const row = stored.rows.get(n);
        return row ? toStoredResult(message, row, false) : null;
      });
    },
  });

  /** Messages of contacts that are new on a channel: their rows and their messages in one transaction. */
  const newContacts = createGroupCommit<PreparedMessage, IngestResult>({
    lanes,
    maxBatchItems,
    write: async (tenantId, batch) => {
      const startedMs = performance.now();
      const { extras, stored } = await database.transaction(async transaction => {
        const made = (await upsertContacts(transaction, tenantId, batch.map(toSender))).map(toExtras);
        const rows = await store(tenantId, transaction, batch, made);
        const isInVain = (extra: MessageExtras) =>
          extra.is_new_conversation && !rows.rows.get(extra.n)?.isStored;
        if (made.some(isInVain)) throw new RepeatedError();
        return { extras: made, stored: rows };
      }, database.keyedPool);
      announce(tenantId, stored, startedMs);
      await adopt(tenantId, toRows(batch), stored);
      const introduced = new Set(extras.filter(extra => extra.is_new_lead).map(extra => extra.n));
      return batch.map((message, n) => {
        const row = stored.rows.get(n);
        if (!row) throw new Error('A message has no conversation though one was just made for it.');
        return toStoredResult(message, row, introduced.has(n));
      });
    },
  });

  const repeats = createRepeatedMessages(database);

  const submitStranger = async (tenantId: string, message: PreparedMessage): Promise<IngestResult | null> => {
    try {
      return await newContacts.submit(tenantId, message);
    } catch (error) {
      if (error instanceof RepeatedError) return null;
      throw error;
    }
  };

  const submit = async (tenantId: string, message: PreparedMessage, attempt = 1): Promise<IngestResult> => {
    const recorded = (await known.submit(tenantId, message)) ?? (await submitStranger(tenantId, message));
    if (recorded !== null && recorded.status !== WebhookEventStatus.DUPLICATE) return recorded;
    const repeat = await repeats.settle(message, recorded);
    if (repeat.type === 'same') return repeat.result;
    if (attempt === maxKeys) throw new Error('A message is told under more keys than it can have.');
    const row = { ...message.row, externalId: repeat.messageKey };
    return submit(tenantId, { ...message, row }, attempt + 1);
  };

  return {
    submit: (tenantId, message) => submit(tenantId, message),
    wouldComplete: message => repeats.wouldComplete(message),
    wouldChange: message => repeats.wouldChange(message),
    idle: async () => {
      await known.idle();
      await newContacts.idle();
    },
  };
}

function toRows(batch: readonly PreparedMessage[]): PreparedMessage['row'][] {
  return batch.map(({ row }) => row);
}

function toStoredResult(
  { item, row }: PreparedMessage,
  stored: StoredRow,
  isNewContact: boolean,
): IngestResult {
  return {
    ledgerId: item.ledgerId,
    status: stored.isStored ? WebhookEventStatus.PROCESSED : WebhookEventStatus.DUPLICATE,
    reason: null,
    channelId: row.channelId,
    conversationId: stored.conversationId,
    messageId: stored.messageId,
    isNewContact,
  };
}
