/**
 * Ingest of reports: writes them in group commits, each with its ledger row and its events.
 *
 * Order of locks: channels and message keys in the order of (channel, key), then the rows that each report changes, the
 * event counter last. Reports of one key keep their order of arrival.
 */
import type { Database, PublishingTransaction } from '../database/database.js';
import { createGroupCommit, type GroupCommit } from '../database/group-commit.js';
import { rehearse } from '../database/rehearse.js';
import type { IngestResult } from '../domain/ingest-item.js';
import { WebhookEventStatus } from '../domain/vocabulary.js';
import { type Applied, applyReport, type Report } from './apply-report.js';
import { recordVerdicts, type Verdict, verdictParameters } from './ledger.js';

/** Options of `createReports`. */
export interface ReportsOptions {
  readonly database: Database;
  /** Logs a warning for the operator. */
  readonly alert: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

const lanes = 2;
/** A report holds its message's lock until the batch commits, so batches stay small. */
const maxBatchItems = 16;

/** Ingest of reports. */
export interface Reports extends GroupCommit<Report, IngestResult> {
  /** True if a report would change something: it is applied, and rolled back. */
  wouldChange(report: Report): Promise<boolean>;
}

/** Creates the ingest of reports. */
export function createReports(options: ReportsOptions): Reports {
  const { database, alert } = options;

  const writeBatch = (
    batch: readonly Report[],
    lockTimeoutMs: number | null,
  ): Promise<readonly Applied[]> => {
    const { tenantId } = (batch[0] as Report).item.account;
    const work = async (transaction: PublishingTransaction) => {
      const outcomes = new Map<Report, Applied>();
      for (const report of inLockOrder(batch)) outcomes.set(report, await applyReport(transaction, report));
      const verdicts = [...outcomes].map(([report, outcome]) => toVerdict(report, outcome));
      await transaction.query(recordVerdicts, verdictParameters(tenantId, verdicts));
      transaction.emit(...[...outcomes.values()].flatMap(outcome => outcome.events));
      return batch.map(report => outcomes.get(report) as Applied);
    };
    return database.publish(tenantId, work, database.pool, { lockTimeoutMs });
  };

  const commits = createGroupCommit<Report, IngestResult>({
    lanes,
    maxBatchItems,
    write: async (batch, lockTimeoutMs) => {
      const applied = await writeBatch(batch, lockTimeoutMs);
      return batch.map((report, index) => {
        const outcome = applied[index] as Applied;
        const { item, channelId } = report;
        if (outcome.alert !== null)
          alert(outcome.alert, { ledgerId: item.ledgerId, channelId, messageId: outcome.messageId });
        const { status, reason, messageId, conversationId, isNewContact } = outcome;
        return {
          ledgerId: item.ledgerId,
          status,
          reason,
          channelId,
          conversationId,
          messageId,
          isNewContact,
        };
      });
    },
  });
  return {
    ...commits,
    wouldChange: async report => {
      const { status } = await rehearse(database, transaction => applyReport(transaction, report));
      return status === WebhookEventStatus.PROCESSED;
    },
  };
}

function toVerdict({ item, channelId }: Report, { status, reason, messageId }: Applied): Verdict {
  return { item, channelId, status, reason, messageId };
}

function inLockOrder(batch: readonly Report[]): readonly Report[] {
  const keyOf = ({ event, channelId }: Report) =>
    `${channelId ?? ''} ${'messageKey' in event ? event.messageKey : ''}`;
  // Sorting is stable: reports of one key stay in their order.
  return batch.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : keyOf(one) > keyOf(other) ? 1 : 0));
}
