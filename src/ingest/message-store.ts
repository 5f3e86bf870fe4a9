/**
 * Stores inbound messages in group commits: those of all companies in one statement, which inserts new contacts too. Only
 * contacts with several addresses, and merged ones, take a transaction. After each commit the readers of the event log
 * are woken; when the tenant has subscribers in this process, with the events themselves.
 */
import type { Database, PublishingTransaction, Transaction } from '../database/database.js';
import { createGroupCommit } from '../database/group-commit.js';
import { readStoredRow, type StoredRow, toCachedEvents } from '../delivery/stored-row.js';
import type { IngestResult } from '../domain/ingest-item.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { adoptWaitingChanges } from '../messages/change-report.js';
import { type PreparedMessage, toSender } from '../messages/message-row.js';
import { findStoreTexts, storeTextsParameters } from '../messages/store-few-texts.js';
import {
  type MessageToStore,
  storedElsewhere,
  storeMessages,
  storeParameters,
} from '../messages/store-messages.js';
import { findStoreOne, storeOneParameters } from '../messages/store-one-message.js';
import { upsertContacts } from '../people/upsert-contacts.js';
import { createRecentAddresses } from './recent-addresses.js';
import { createRepeatedMessages } from './repeated-messages.js';
import { createYoungTables } from './young-tables.js';

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
/** With two lanes, one batch is sent while the other waits for its commit. More only contend for locks. */
const lanes = 2;
/** Above this, a batch's own time outweighs the saved commits. */
const maxBatchItems = 32;
/** The outcome of a batch, by the index of the message. */
type StoredRows = ReadonlyMap<number, StoredRow>;

/** Creates the store; `observe` is called for every committed batch. */
export function createMessageStore(
  database: Database,
  observe?: (batch: IngestBatchFacts) => void,
): MessageStore {
  const recent = createRecentAddresses();
  const young = createYoungTables(database);

  /** Stores a batch inside `transaction`. */
  const store = async (
    transaction: Pick<Transaction, 'query'>,
    messages: readonly MessageToStore[],
    lockTimeoutMs: number | null,
  ): Promise<StoredAnswer> => {
    const isFollowed = messages.some(({ prepared }) =>
      database.followedTenants.has(prepared.item.account.tenantId),
    );
    const form = isFollowed ? 'withRows' : 'plain';
    const small = findSmallStatement(messages, lockTimeoutMs);
    if (small) {
      const rows = await transaction.query(small.statements[form], small.parameters);
      // An expected conversation may have been merged away.
      if (rows.length > 0) return { rows, hasRows: isFollowed };
    }
    const rows = await transaction.query(storeMessages[form], storeParameters(messages, lockTimeoutMs));
    return { rows, hasRows: isFollowed };
  };

  /** After a commit: wakes the readers, applies changes that arrived before their message, updates the metrics. */
  const conclude = async (
    messages: readonly MessageToStore[],
    answer: StoredAnswer,
    startedMs: number,
  ): Promise<StoredRows> => {
    const rows = new Map(answer.rows.map(readStoredRow).map(row => [row.n, row]));
    announce(database, messages, answer);
    let storedCount = 0;
    for (const { n, isStored, hasWaiting } of rows.values()) {
      const { prepared } = messages[n] as MessageToStore;
      const { item, row } = prepared;
      recent.add(prepared);
      if (isStored) storedCount += 1;
      const job = { tenantId: item.account.tenantId, channelId: row.channelId, externalId: row.externalId };
      // A failure is ignored: a job retries.
      if (hasWaiting) await adoptWaitingChanges(database, job).catch(() => false);
    }
    young.stored(storedCount);
    observe?.({ itemCount: rows.size, storedCount, durationMs: performance.now() - startedMs });
    return rows;
  };

  /** Messages of any companies in one statement, its own transaction. Null for one that it could not store. */
  const commits = createGroupCommit<PreparedMessage, IngestResult | null>({
    ...{ lanes, maxBatchItems, mixesKeys: true },
    write: async (batch, lockTimeoutMs) => {
      const startedMs = performance.now();
      const messages = batch.map(prepared => ({ prepared, isExpected: recent.has(prepared) }));
      // What waits for a lock must not take the connections of all others.
      const pool = lockTimeoutMs === null ? database.pool : database.keyedPool;
      const query: Transaction['query'] = (statement, parameters) =>
        database.query(statement, parameters, pool);
      const answer = await store({ query }, messages, lockTimeoutMs).catch(error => {
        if (batch.length > 1 || !isStoredElsewhere(error)) throw error;
        return { rows: [], hasRows: false };
      });
      const rows = await conclude(messages, answer, startedMs);
      return batch.map((message, n) => toStoredResult(message, rows.get(n)));
    },
  });

  /** Messages of contacts with several addresses, or that were merged: their rows and the messages in one transaction. */
  const ofLinkedContacts = createGroupCommit<PreparedMessage, IngestResult>({
    ...{ lanes, maxBatchItems },
    write: async (batch, lockTimeoutMs) => {
      const startedMs = performance.now();
      const tenantId = (batch[0] as PreparedMessage).item.account.tenantId;
      const work = async (transaction: PublishingTransaction) => {
        const made = await upsertContacts(transaction, tenantId, batch.map(toSender));
        const messages = batch.map((prepared, n) => ({ prepared, made: made.find(row => row.n === n) }));
        const answer = await store(transaction, messages as readonly MessageToStore[], lockTimeoutMs);
        return { messages: messages as readonly MessageToStore[], answer };
      };
      const pool = lockTimeoutMs === null ? database.pool : database.keyedPool;
      const { messages, answer } = await database
        .publish(tenantId, work, pool, { lockTimeoutMs })
        .catch(error => {
          throw isStoredElsewhere(error) ? new RepeatedError() : error;
        });
      const rows = await conclude(messages, answer, startedMs);
      return batch.map((message, n) => {
        const result = toStoredResult(message, rows.get(n));
        if (!result) throw new Error('A message has no conversation though one was just made for it.');
        return result;
      });
    },
  });

  const repeats = createRepeatedMessages(database);

  const submitLinked = async (tenantId: string, message: PreparedMessage): Promise<IngestResult | null> => {
    try {
      return await ofLinkedContacts.submit(tenantId, message);
    } catch (error) {
      if (error instanceof RepeatedError) return null;
      throw error;
    }
  };

  const submit = async (tenantId: string, message: PreparedMessage, attempt = 1): Promise<IngestResult> => {
    const recorded = (await commits.submit(tenantId, message)) ?? (await submitLinked(tenantId, message));
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
      await commits.idle();
      await ofLinkedContacts.idle();
    },
  };
}

/** A statement that costs less than the function for any batch; null when there is none for these messages. */
function findSmallStatement(messages: readonly MessageToStore[], lockTimeoutMs: number | null) {
  const texts = findStoreTexts(messages);
  if (texts) return { statements: texts, parameters: storeTextsParameters(messages, lockTimeoutMs) };
  const [first] = messages;
  // Of a person who may be new, the look for a conversation would be in vain.
  if (!first || messages.length > 1 || first.made || first.isExpected === false) return null;
  const { item, row } = first.prepared;
  const one = findStoreOne(row);
  if (!one) return null;
  const parameters = storeOneParameters(one.columns, item.account.tenantId, row, lockTimeoutMs);
  return { statements: one, parameters };
}

/** The answer of a storing statement. */
interface StoredAnswer {
  readonly rows: readonly (readonly unknown[])[];
  /** True if each row has the rows of its events, too. */
  readonly hasRows: boolean;
}

const isStoredElsewhere = (error: unknown): boolean => (error as { code?: string }).code === storedElsewhere;

/** Wakes the readers of each tenant's log, with the events where the answer has them. */
function announce(
  database: Database,
  messages: readonly MessageToStore[],
  { rows, hasRows }: StoredAnswer,
): void {
  const preparedOf = (n: number) => (messages[n] as MessageToStore).prepared;
  const byTenant = Map.groupBy(rows, values => preparedOf(readStoredRow(values).n).item.account.tenantId);
  for (const [tenantId, answer] of byTenant) {
    const position = answer.map(readStoredRow).find(row => row.position !== null)?.position;
    if (position == null) continue;
    const isFollowed = hasRows && database.followedTenants.has(tenantId);
    const events = isFollowed ? toCachedEvents(tenantId, answer, n => preparedOf(n).row.channelId) : [];
    database.announce({ tenantId, position, events });
  }
}

/** Null without a row: the message was not stored. */
function toStoredResult({ item, row }: PreparedMessage, stored: StoredRow | undefined): IngestResult | null {
  if (stored === undefined) return null;
  return {
    ledgerId: item.ledgerId,
    status: stored.isStored ? WebhookEventStatus.PROCESSED : WebhookEventStatus.DUPLICATE,
    reason: null,
    channelId: row.channelId,
    conversationId: stored.conversationId,
    messageId: stored.messageId,
    isNewContact: stored.newLeadId !== null,
  };
}
