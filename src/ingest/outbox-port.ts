/**
 * What ingest needs of the outbox: ingest does not depend on sending, so `app.ts` passes the functions in.
 */
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import type { StatusReport } from '../domain/inbound-event.js';

/** A provider's report about one of our messages, with the channel that it came for. */
export interface ReportedStatus
  extends Pick<StatusReport, 'messageKey' | 'correlationId' | 'status' | 'at' | 'failure'> {
  readonly tenantId: string;
  readonly channelId: string;
  readonly sourceEventId: string;
}

/** A message that the provider says has left one of our numbers; the other side by its identity. */
export interface ReportedEcho {
  readonly tenantId: string;
  readonly channelId: string;
  readonly messageKey: string;
  readonly correlationId: string | null;
  readonly identityKind: string;
  readonly canonical: string;
  readonly text: string | null;
  readonly hasAttachments: boolean;
  readonly at: Date | null;
  readonly isFromApi: boolean | null;
  readonly sourceEventId: string;
}

/** What an echo turned out to be: the outbox's message, or one made outside, perhaps a repeat of ours. */
export type JoinedEcho =
  | { readonly type: 'own'; readonly messageId: string; readonly events: readonly NewEvent[] }
  | {
      readonly type: 'outside';
      readonly repeats: { readonly messageId: string; readonly isExplained: boolean } | null;
    };

/** The outbox's side of reports; each works inside the caller's transaction, and its events are the caller's to publish. */
export interface OutboxPort {
  /** Moves the message of a report up, or keeps the report until the message is known (`messageId` null). */
  applyStatusReport(
    transaction: Transaction,
    report: ReportedStatus,
  ): Promise<{ messageId: string | null; applied: boolean; events: readonly NewEvent[] }>;
  /** Finds our own message for an echo, and takes the lock of its key. */
  joinEcho(transaction: Transaction, echo: ReportedEcho): Promise<JoinedEcho>;
  /** Applies the reports that waited for a message that was stored just now. */
  adoptWaitingReports(
    transaction: Transaction,
    tenantId: string,
    messageId: string,
  ): Promise<readonly NewEvent[]>;
}
