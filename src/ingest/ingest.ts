/**
 * From what a provider told us to rows, exactly once.
 *
 * `accept` resolves when the event is committed, with its effect or with the reason why it has none: only then may
 * the provider get its 2xx. It rejects only when nothing was stored (the database is away).
 */
import type { Database, Transaction } from '../database/database.js';
import { assertNever, TrunklineError } from '../domain/errors.js';
import type { InboundMessage, SamePersonReport } from '../domain/inbound-event.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import type { AccountDirectory } from './account-directory.js';
import type { Report } from './apply-report.js';
import { type ChannelLookups, createChannelLookups } from './channel-lookups.js';
import { findChannel, whyNoEffect } from './choose-channel.js';
import { createGroupCommit } from './group-commit.js';
import type { IngestItem, IngestResult } from './ingest-item.js';
import type { Verdict } from './ledger.js';
import { writeVerdicts } from './lookup-queue.js';
import { type PreparedMessage, prepareMessage } from './message-row.js';
import type { OutboxPort } from './outbox-port.js';
import { ensurePeople } from './people.js';
import { createReports } from './reports.js';
import { type MessageExtras, storeMessages, storeParameters } from './store-messages.js';
import { isPlain, storeOneMessage, storeOneParameters } from './store-one-message.js';
import { readStoredRow, type StoredRow, toEventsAtHand } from './stored-row.js';
import { createWhoIsWho, namesSeveral } from './who-is-who.js';

/** What ingest tells the log, in the stages that an operator looks for. */
export type IngestLog = (stage: string, facts: Readonly<Record<string, unknown>>) => void;

/** Options of `createIngest`. */
export interface IngestOptions {
  readonly database: Database;
  readonly directory: AccountDirectory;
  /** What is known of numbers that requests do not name; shared with the job that asks. */
  readonly lookups?: ChannelLookups;
  readonly log: IngestLog;
  /** The outbox's side of reports; without it statuses and echoes are kept without an effect. */
  readonly outbox?: OutboxPort;
  /** Tells a person of what should not have happened, such as a message that a provider sent twice. */
  readonly alert?: (message: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Hears of every batch that was committed. */
  readonly observe?: (batch: IngestBatchFacts) => void;
}

/** One committed batch, for metrics. */
export interface IngestBatchFacts {
  readonly itemCount: number;
  readonly storedCount: number;
  readonly durationMs: number;
}

/** The way in. */
export interface Ingest {
  accept(item: IngestItem): Promise<IngestResult>;
  /** Whether accepting the item would do more than write its ledger row; changes nothing. */
  wouldHaveEffect(item: IngestItem): Promise<boolean>;
  /** Resolves when everything accepted so far is committed. */
  idle(): Promise<void>;
}

/** Two lanes: one batch is planned and sent while the other waits for its commit. More only contend for locks. */
const lanes = 2;
/** Beyond this a batch's own time outweighs what sharing the commit saves. */
const maxBatchItems = 32;
/** SQLSTATE of faults that come from contention and pass when tried again. */
const passingFaults = new Set(['40001', '40P01', '23505']);

type Routed =
  | { readonly type: 'store'; readonly message: PreparedMessage }
  | { readonly type: 'report'; readonly report: Report }
  | { readonly type: 'same-person'; readonly event: SamePersonReport; readonly channelId: string }
  | { readonly type: 'verdict'; readonly verdict: Verdict };

/** What a batch came to: a row a message, and its events when somebody follows them. */
interface StoredBatch {
  readonly rows: ReadonlyMap<number, StoredRow>;
  readonly events: readonly LoggedEvent[];
}

/** Our own errors say that the database is away; anything else may be one item's doing. */
const isItemFault = (error: unknown): boolean => !(error instanceof TrunklineError);

/** Contention of messages, merges and links about one person; each time somebody else has got through. */
const maxAttempts = 6;

/** Runs again what failed by contention only. */
async function again<Result>(write: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await write();
    } catch (error) {
      if (attempt === maxAttempts || !passingFaults.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

/** Makes the way in. */
export function createIngest(options: IngestOptions): Ingest {
  const {
    database,
    directory,
    lookups = createChannelLookups(),
    log,
    observe,
    outbox,
    alert = () => {},
  } = options;
  const route = async (item: IngestItem): Promise<Routed> => {
    const { event } = item;
    const channelId = await findChannel(item, directory);
    const verdict = (
      status: WebhookEventStatus,
      reason: string | null,
      nextAttemptAt?: Date | null,
    ): Routed => ({
      type: 'verdict',
      verdict: { item, status, reason, channelId, nextAttemptAt },
    });
    if (event.type === 'ignored') return verdict(WebhookEventStatus.IGNORED, event.reason);
    if (event.type === 'template-state') {
      return outbox
        ? { type: 'report', report: { item, event, channelId: null } }
        : verdict(WebhookEventStatus.IGNORED, 'Nothing is done here with the states of templates.');
    }
    const why = whyNoEffect(item, channelId);
    if (why) return verdict(why.status, why.reason, why.nextAttemptAt);
    if (channelId === null)
      return verdict(WebhookEventStatus.QUARANTINED, 'The event belongs to no channel.');
    switch (event.type) {
      case 'message':
        return (
          routeMessage(item, event, channelId) ??
          verdict(WebhookEventStatus.IGNORED, 'The sender is not a person.')
        );
      case 'echo':
      case 'status':
      case 'channel-state':
        return outbox
          ? { type: 'report', report: { item, event, channelId } }
          : verdict(WebhookEventStatus.IGNORED, `Nothing is done here with "${event.type}" events.`);
      case 'same-person':
        return { type: 'same-person', event, channelId };
      default:
        return assertNever(event);
    }
  };

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
      ? await transaction.query<unknown[]>(storeOneMessage[form], storeOneParameters(tenantId, first))
      : await transaction.query<unknown[]>(storeMessages[form], storeParameters(tenantId, rows, extras));
    const channelIdOf = (n: number) => (rows[n] as (typeof rows)[number]).channel_id;
    return {
      rows: new Map(answer.map(readStoredRow).map(row => [row.n, row])),
      events: form === 'withRows' ? toEventsAtHand(tenantId, answer, channelIdOf) : [],
    };
  };

  /** After a commit: wakes the readers, and tells the metrics. */
  const announce = (tenantId: string, { rows, events }: StoredBatch, startedMs: number): void => {
    const position = rows.values().next().value?.position;
    if (position) database.announce({ tenantId, position, events });
    if (!observe) return;
    let storedCount = 0;
    for (const row of rows.values()) if (row.isStored) storedCount += 1;
    observe({ itemCount: rows.size, storedCount, durationMs: performance.now() - startedMs });
  };

  /** People who are known: one statement, committed by itself. Null for a message without a conversation. */
  const known = createGroupCommit<PreparedMessage, IngestResult | null>({
    lanes,
    maxBatchItems,
    isItemFault,
    write: (tenantId, batch) =>
      again(async () => {
        const startedMs = performance.now();
        const stored = await store(tenantId, onKeyedPool, batch, []);
        announce(tenantId, stored, startedMs);
        return batch.map((message, n) => {
          const row = stored.rows.get(n);
          return row ? toStoredResult(message, row, false) : null;
        });
      }),
  });

  /** People who write for the first time on a channel: their rows and their messages in one transaction. */
  const strangers = createGroupCommit<PreparedMessage, IngestResult>({
    lanes,
    maxBatchItems,
    isItemFault,
    write: (tenantId, batch) =>
      again(async () => {
        const startedMs = performance.now();
        const { extras, stored } = await database.transaction(async transaction => {
          const made = await ensurePeople(transaction, tenantId, batch);
          return { extras: made, stored: await store(tenantId, transaction, batch, made) };
        }, database.keyedPool);
        announce(tenantId, stored, startedMs);
        const introduced = new Set(extras.filter(extra => extra.is_new_lead).map(extra => extra.n));
        return batch.map((message, n) => {
          const row = stored.rows.get(n);
          if (!row) throw new Error('A message has no conversation though one was just made for it.');
          return toStoredResult(message, row, introduced.has(n));
        });
      }),
  });

  const verdicts = createGroupCommit<Verdict, IngestResult>({
    lanes: 1,
    maxBatchItems,
    isItemFault,
    write: async (tenantId, batch) => {
      await writeVerdicts(database, tenantId, batch);
      return batch.map(toVerdictResult);
    },
  });

  const whoIsWho = createWhoIsWho(database, alert);

  const reports = outbox && createReports({ database, outbox, isItemFault, again, alert });

  const commit = async (item: IngestItem, routed: Routed): Promise<IngestResult> => {
    const { tenantId } = item.account;
    switch (routed.type) {
      case 'verdict':
        return verdicts.submit(tenantId, routed.verdict);
      case 'report':
        if (!reports) throw new Error('A report was routed without an outbox.');
        return reports.submit(tenantId, routed.report);
      case 'store':
        return (await known.submit(tenantId, routed.message)) ?? strangers.submit(tenantId, routed.message);
      case 'same-person':
        return verdicts.submit(tenantId, await whoIsWho.apply(item, routed.event, routed.channelId));
      default:
        return assertNever(routed);
    }
  };

  /** A body that the database refuses is kept with the reason, and still acknowledged: it must not come back. */
  const recordFailure = async (item: IngestItem, error: unknown): Promise<IngestResult> => {
    log('failed', { ledgerId: item.ledgerId, error: error instanceof Error ? error.message : String(error) });
    const verdict: Verdict = {
      item,
      status: WebhookEventStatus.FAILED,
      reason: 'The event could not be stored; the server log has the cause under this id.',
      channelId: null,
    };
    return verdicts.submit(item.account.tenantId, verdict);
  };

  return {
    accept: async given => {
      const item = lookups.complete(given);
      const tenantId = item.account.tenantId;
      log('received', {
        ledgerId: item.ledgerId,
        tenantId,
        source: item.source,
        eventType: item.event.eventType,
      });
      const routed = await route(item);
      try {
        const result = await commit(item, routed);
        if (namesSeveral(item.event)) await whoIsWho.learn(item, result);
        if (result.conversationId !== null) {
          log(result.isNewContact ? 'contact created' : 'contact found', {
            ledgerId: item.ledgerId,
            conversationId: result.conversationId,
          });
        }
        log('processed', { ledgerId: item.ledgerId, status: result.status, messageId: result.messageId });
        return result;
      } catch (error) {
        if (error instanceof TrunklineError) throw error;
        return recordFailure(item, error);
      }
    },
    wouldHaveEffect: async item => (await route(lookups.complete(item))).type !== 'verdict',
    idle: async () => {
      await known.idle();
      await strangers.idle();
      await verdicts.idle();
      await reports?.idle();
    },
  };
}

function routeMessage(item: IngestItem, event: InboundMessage, channelId: string): Routed | null {
  const message = prepareMessage(item, event, channelId);
  return message && { type: 'store', message };
}

function toVerdictResult({ item, status, reason, channelId }: Verdict): IngestResult {
  return {
    ledgerId: item.ledgerId,
    status,
    reason,
    channelId,
    conversationId: null,
    messageId: null,
    isNewContact: false,
  };
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
    channelId: row.channel_id,
    conversationId: stored.conversationId,
    messageId: stored.messageId,
    isNewContact,
  };
}
