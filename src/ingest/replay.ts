/**
 * Reprocesses ledger rows from the stored body: after a channel was created, after a fault was fixed, after an upgrade
 * added a kind of event.
 *
 * A row keeps its id; its result is overwritten. Messages that are stored already are not duplicated, as their channel
 * and external id decide, so reprocessing can be repeated at any time.
 */
import { recordActivity } from '../database/activities/pending-activity.js';
import type { Database } from '../database/database.js';
import { erasedReason } from '../domain/erased.js';
import { NotFoundError } from '../domain/errors.js';
import type { InboundEvent } from '../domain/inbound-event.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { type ProviderKind, WebhookEventStatus, type WebhookSource } from '../domain/vocabulary.js';
import type { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { AccountDirectory } from './account-directory.js';
import type { Ingest } from './ingest.js';
import { maxReplayEntries, type ReplayEntryRow, type ReplayOutcome, toReplayEffect } from './replay-entry.js';
import {
  replayPageSize,
  selectChannel,
  selectReady,
  selectRows,
  selectSameNumber,
} from './replay-statements.js';

/** Selects ledger rows to reprocess; every given condition must hold. */
export interface ReplaySelection {
  readonly ids?: readonly string[] | null;
  readonly sources?: readonly WebhookSource[] | null;
  readonly status?: readonly WebhookEventStatus[] | null;
  readonly eventTypes?: readonly string[] | null;
  /** A part of the reason, in capitals or not. */
  readonly reason?: string | null;
  readonly accountId?: string | null;
  readonly channelId?: string | null;
  readonly externalEventId?: string | null;
  readonly receivedAfter?: Date | null;
  readonly receivedBefore?: Date | null;
}

/** The result of reprocessing, or of a dry run. */
export interface ReplayReport {
  readonly matched: number;
  /** Reprocessed, with an effect; a row that turned out to be a repeat is unchanged. */
  readonly replayed: number;
  /** Had an effect before, or still have none. */
  readonly unchanged: number;
  /** Dry run only: would have an effect. */
  readonly wouldChange: number;
  readonly failed: number;
  readonly dryRun: boolean;
  /** The first of the checked rows, one by one. */
  readonly entries: readonly ReplayEntryRow[];
}

/** Reprocessing of the ledger. */
export interface Replay {
  run(tenantId: string, selection: ReplaySelection, dryRun: boolean): Promise<ReplayReport>;
  /**
   * Assigns an event of an unknown number to a channel, and with `withOthers` all that wait for the same number.
   * @throws NotFoundError
   */
  resolveQuarantined(
    tenantId: string,
    eventId: string,
    channelId: string,
    withOthers?: boolean,
  ): Promise<ReplayReport>;
  /** Reprocesses events whose channel has been created since, of every tenant; @returns the number of rows read. */
  sweepQuarantined(): Promise<number>;
}

/** Options of `createReplay`. */
export interface ReplayOptions {
  readonly database: Database;
  readonly directory: AccountDirectory;
  readonly ingest: Ingest;
  /** Parses a stored body again with the provider's own parser; pure. */
  readonly parseKept: (kind: ProviderKind, keptBody: string, receivedAt: Date) => readonly InboundEvent[];
  /** Handlers for rows of sources outside this folder, such as the booking system's. */
  readonly elsewhere?: Readonly<Partial<Record<WebhookSource, ReplayRow>>>;
}

/** Reprocesses one row that had no effect yet. */
export type ReplayRow = (row: WebhookEvent, dryRun: boolean) => Promise<ReplayOutcome>;

const firstId = '00000000-0000-0000-0000-000000000000';
/** A row that had its effect, or whose body was erased. */
const isSettled = ({ status, reason }: WebhookEvent): boolean =>
  status === WebhookEventStatus.PROCESSED || reason === erasedReason;

/** Creates the replay. */
export function createReplay({ database, directory, ingest, parseKept, elsewhere }: ReplayOptions): Replay {
  const replayRow = async (
    row: WebhookEvent,
    channelIdOverride: string | null,
    rehearsed: Set<string> | null,
  ): Promise<ReplayOutcome> => {
    const dryRun = rehearsed !== null;
    if (isSettled(row)) return 'unchanged';
    const isRepeat = row.status === WebhookEventStatus.DUPLICATE;
    const replayElsewhere = elsewhere?.[row.source];
    if (isRepeat && replayElsewhere) return 'unchanged';
    if (replayElsewhere) return replayElsewhere(row, dryRun);
    const account = await directory.findById(row.accountId);
    const parsed = account && parseKept(account.kind, row.keptBody, row.receivedAt)[row.itemIndex];
    if (!account || !parsed) return isRepeat ? 'unchanged' : 'failed';
    const item: IngestItem = {
      ledgerId: row.id,
      account,
      source: row.source,
      receivedAt: row.receivedAt,
      headers: row.headers,
      keptBody: row.keptBody,
      itemIndex: row.itemIndex,
      event: parsed,
      channelIdOverride,
    };
    // A repeat has nothing to do, unless it has the content of a placeholder.
    if (isRepeat && !(await ingest.wouldComplete(item))) return 'unchanged';
    if (dryRun) {
      if (!isRepeat && !(await ingest.wouldHaveEffect(item))) return 'unchanged';
      // Of several rows with the same content, the first has the effect.
      const key = sameEffectKey(item);
      if (key !== null && rehearsed.has(key)) return 'unchanged';
      if (key !== null) rehearsed.add(key);
      return 'wouldChange';
    }
    const { status } = await ingest.accept(item);
    if (status === WebhookEventStatus.FAILED) return 'failed';
    // A row that turns out to be a repeat had its effect before.
    return status === WebhookEventStatus.PROCESSED ? 'replayed' : 'unchanged';
  };

  const describe = async (row: WebhookEvent) => {
    if (elsewhere?.[row.source]) return toReplayEffect('BOOKING');
    const account = isSettled(row) ? null : await directory.findById(row.accountId);
    return toReplayEffect(account && parseKept(account.kind, row.keptBody, row.receivedAt)[row.itemIndex]);
  };

  const run = async (
    tenantId: string,
    selection: ReplaySelection,
    dryRun: boolean,
    channelIdOverride: string | null,
  ): Promise<ReplayReport> => {
    const report = { matched: 0, replayed: 0, unchanged: 0, wouldChange: 0, failed: 0, dryRun };
    const entries: ReplayEntryRow[] = [];
    const rehearsed = dryRun ? new Set<string>() : null;
    let after = firstId;
    for (;;) {
      const rows = await database.query(selectRows, [
        tenantId,
        after,
        selection.ids ?? null,
        selection.sources ?? null,
        selection.status ?? null,
        selection.channelId ?? null,
        selection.externalEventId ?? null,
        selection.receivedAfter ?? null,
        selection.receivedBefore ?? null,
        selection.eventTypes ?? null,
        selection.accountId ?? null,
        selection.reason ?? null,
      ]);
      const outcomes = await Promise.all(rows.map(row => replayRow(row, channelIdOverride, rehearsed)));
      report.matched += rows.length;
      for (const outcome of outcomes) report[outcome] += 1;
      const shown = rows.slice(0, maxReplayEntries - entries.length);
      for (const [index, row] of shown.entries())
        entries.push({ eventId: row.id, outcome: outcomes[index] ?? 'failed', ...(await describe(row)) });
      const last = rows.at(-1);
      if (!last || rows.length < replayPageSize) return { ...report, entries };
      after = last.id;
    }
  };

  /** Each row is a transaction of its own, so the whole is recorded at its end. */
  const record = async (
    tenantId: string,
    targetId: string | null,
    report: ReplayReport,
    channelId?: string,
  ) => {
    if (report.replayed === 0) return;
    const changes = [
      { field: 'replayed', after: report.replayed },
      ...(channelId === undefined ? [] : [{ field: 'channel', after: channelId }]),
    ];
    await database.transaction(async () => recordActivity({ tenantId, targetId, changes }));
  };

  return {
    run: async (tenantId, selection, dryRun) => {
      const report = await run(tenantId, selection, dryRun, null);
      await record(tenantId, null, report);
      return report;
    },
    resolveQuarantined: async (tenantId, eventId, channelId, withOthers = false) => {
      const [found] = await database.query(selectChannel, [tenantId, channelId]);
      if (!found) throw new NotFoundError('channel', channelId);
      const others = withOthers ? await database.query(selectSameNumber, [tenantId, eventId]) : [];
      const ids = others.length > 0 ? others.map(({ id }) => id) : [eventId];
      const report = await run(tenantId, { ids }, false, channelId);
      if (report.matched === 0) throw new NotFoundError('webhook event', eventId);
      await record(tenantId, eventId, report, channelId);
      return report;
    },
    sweepQuarantined: async () => {
      let looked = 0;
      for (const { tenantId, ids } of await database.query(selectReady)) {
        looked += (await run(tenantId, { ids }, false, null)).matched;
      }
      return looked;
    },
  };
}

/** Equal for rows of which only one can have an effect; null when that is unknown. */
function sameEffectKey({ account, event }: IngestItem): string | null {
  if (!('messageKey' in event)) return null;
  const { type, channelExternalId, messageKey } = event;
  if (type !== 'message' && type !== 'echo' && type !== 'status') return null;
  return [account.id, type, channelExternalId ?? '', messageKey, type === 'status' ? event.status : ''].join(
    ' ',
  );
}
