/** Ingest's interface to the outbox: ingest does not depend on sending, so `app.ts` passes the functions in. */
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import type { StatusReport } from '../domain/inbound-event.js';

/** A provider's report about an outbound message, with its channel. */
export interface ReportedStatus
  extends Pick<StatusReport, 'messageKey' | 'correlationId' | 'status' | 'at' | 'failure'> {
  readonly tenantId: string;
  readonly channelId: string;
  readonly sourceEventId: string;
}

/** A message that, according to the provider, was sent from one of our numbers; the recipient by its identity. */
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

/** The result of an echo: the outbox's message, or one sent outside, perhaps a repeat of ours. */
export type JoinedEcho =
  | { readonly type: 'own'; readonly messageId: string; readonly events: readonly NewEvent[] }
  | {
      readonly type: 'outside';
      readonly repeats: { readonly messageId: string; readonly isExplained: boolean } | null;
    };

/** The outbox's handlers of reports; each works inside the caller's transaction, which publishes its events. */
export interface OutboxPort {
  /** Advances the message of a report, or stores the report until the message is known (`messageId` null). */
  applyStatusReport(
    transaction: Transaction,
    report: ReportedStatus,
  ): Promise<{ messageId: string | null; applied: boolean; events: readonly NewEvent[] }>;
  /** Finds the outbox message of an echo, and locks its key. */
  joinEcho(transaction: Transaction, echo: ReportedEcho): Promise<JoinedEcho>;
  /** Applies the reports that waited for a message that was just stored. */
  adoptWaitingReports(
    transaction: Transaction,
    tenantId: string,
    messageId: string,
  ): Promise<readonly NewEvent[]>;
}
