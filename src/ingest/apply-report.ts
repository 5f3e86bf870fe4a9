/**
 * Applies one provider report: the status of a message, an echo of a message sent from a number, the state of a number.
 * Everything happens in the caller's transaction, with the ledger row that has the result.
 */
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { assertNever } from '../domain/errors.js';
import type {
  ChannelStateReport,
  MessageChange,
  OutboundEcho,
  StatusReport,
  TemplateStateReport,
  WarningReport,
} from '../domain/inbound-event.js';
import type { IngestItem } from '../domain/ingest-item.js';
import { MessageDirection, WebhookEventStatus } from '../domain/vocabulary.js';
import { applyChangeReport } from '../messages/change-report.js';
import { completeMessage } from '../messages/complete-message.js';
import { adoptWaitingReports, matchEcho, type RepeatedMessage } from '../messages/echo-report.js';
import { prepareOutside, storeOutside } from '../messages/outside-message.js';
import { toReportedChange } from '../messages/reported-change.js';
import { applyStatusReport } from '../messages/status-report.js';
import { applyChannelState } from './channel-state.js';
import { applyWarning } from './provider-warnings.js';
import { applyTemplateState } from './template-state.js';

/** A report with its channel. */
export type Report = ChannelReport | AccountReport | WarningAbout;

/** A report about the account itself. */
export interface AccountReport {
  readonly item: IngestItem;
  readonly event: TemplateStateReport;
  readonly channelId: null;
}

/** A warning about one number, or about all numbers of the account. */
export interface WarningAbout {
  readonly item: IngestItem;
  readonly event: WarningReport;
  readonly channelId: string | null;
}

/** A report about one number. */
export interface ChannelReport {
  readonly item: IngestItem;
  readonly event: StatusReport | OutboundEcho | MessageChange | ChannelStateReport;
  readonly channelId: string;
}

/** The result of a report. */
export interface Applied {
  readonly status: WebhookEventStatus;
  /** For readers of the ledger: why there is no effect, or what waits. */
  readonly reason: string | null;
  readonly messageId: string | null;
  readonly conversationId: string | null;
  readonly isNewContact: boolean;
  readonly events: readonly NewEvent[];
  /** A warning for the operator, logged after the commit. */
  readonly alert: string | null;
}

const { PROCESSED, DUPLICATE, IGNORED, QUARANTINED } = WebhookEventStatus;
const nothing = {
  ...{ reason: null, messageId: null, conversationId: null, isNewContact: false },
  ...{ events: [], alert: null },
} as const;

/** Applies one report; the caller applies reports in the order of (channel, message key). */
export function applyReport(transaction: Transaction, report: Report): Promise<Applied> {
  if (isWarning(report)) return applyWarningReport(transaction, report);
  if (report.channelId === null) return applyTemplate(transaction, report);
  const { event } = report;
  switch (event.type) {
    case 'status':
      return applyStatus(transaction, report, event);
    case 'echo':
      return applyEcho(transaction, report, event);
    case 'edit':
    case 'deletion':
    case 'reaction':
      return applyMessageChange(transaction, report, event);
    case 'channel-state':
      return applyState(transaction, report, event);
    default:
      return assertNever(event);
  }
}

async function applyStatus(
  transaction: Transaction,
  { item, channelId }: ChannelReport,
  { messageKey, correlationId, status, at, failure }: StatusReport,
): Promise<Applied> {
  const { messageId, applied, events } = await applyStatusReport(transaction, {
    ...{ tenantId: item.account.tenantId, channelId, messageKey, correlationId, status, at, failure },
    sourceEventId: item.ledgerId,
  });
  const told = { ...nothing, messageId, events };
  if (messageId === null)
    return { ...told, status: PROCESSED, reason: 'No message has this id yet; the report waits for it.' };
  if (events.length === 0) return { ...told, status: DUPLICATE };
  const reason = applied ? null : 'The message had come further already; the report is in its history.';
  return { ...told, status: PROCESSED, reason };
}

async function applyEcho(
  transaction: Transaction,
  { item, channelId }: ChannelReport,
  event: OutboundEcho,
): Promise<Applied> {
  const { tenantId } = item.account;
  const prepared = prepareOutside(item, event, channelId);
  if (prepared === null) return { ...nothing, status: IGNORED, reason: 'The recipient is not a person.' };
  const { messageKey, correlationId, text, sentAt: at, isFromApi } = event;
  const { kind: identityKind, canonical } = prepared.person;
  const match = await matchEcho(transaction, {
    ...{ tenantId, channelId, messageKey, correlationId, identityKind, canonical, text, at, isFromApi },
    hasAttachments: event.attachments.length > 0,
    sourceEventId: item.ledgerId,
  });
  if (match.type === 'own') {
    const { messageId, events } = match;
    if (events.length > 0) return { ...nothing, status: PROCESSED, messageId, events };
    const completed = await completeMessage(transaction, tenantId, prepared.row, MessageDirection.OUTBOUND);
    if (completed) return { ...nothing, status: PROCESSED, messageId, events: completed.events };
    const reason = 'The message is known: it was sent from here, or reported before.';
    return { ...nothing, status: DUPLICATE, reason, messageId };
  }
  const stored = await storeOutside(transaction, tenantId, prepared, isFromApi);
  const { messageId, conversationId, isNewContact } = stored;
  const adopted = messageId === null ? [] : await adoptWaitingReports(transaction, tenantId, messageId);
  const { reason, alert } = explainRepeat(match.repeats, messageKey);
  const status = messageId === null ? DUPLICATE : PROCESSED;
  return {
    status,
    reason,
    messageId,
    conversationId,
    isNewContact,
    events: [...stored.events, ...adopted],
    alert,
  };
}

async function applyMessageChange(
  transaction: Transaction,
  { item, channelId }: ChannelReport,
  event: MessageChange,
): Promise<Applied> {
  const { messageKey, keyInChat = null } = event;
  const about = { tenantId: item.account.tenantId, channelId, messageKey, keyInChat };
  const told = await applyChangeReport(transaction, about, toReportedChange(event, item), event.at !== null);
  const { messageId, conversationId, events } = told;
  const result = { ...nothing, messageId, conversationId, events };
  if (told.refused !== null) return { ...result, status: IGNORED, reason: told.refused };
  if (messageId === null && told.isNew)
    return { ...result, status: PROCESSED, reason: 'No message has this id yet; the change waits for it.' };
  if (told.isNew) return { ...result, status: PROCESSED };
  return { ...result, status: DUPLICATE, reason: 'It changes nothing: it is known, or something newer is.' };
}

function explainRepeat(
  repeats: RepeatedMessage | null,
  messageKey: string,
): Pick<Applied, 'reason' | 'alert'> {
  if (repeats === null) return { reason: null, alert: null };
  const again = `The message ${repeats.messageId} left a second time, as ${messageKey}`;
  if (repeats.isExplained)
    return { reason: `${again}: an attempt whose outcome was unknown did reach the provider.`, alert: null };
  const reason = `${again}, without a request from here: the provider or another program sent it again.`;
  return { reason, alert: reason };
}

async function applyState(
  transaction: Transaction,
  { item, channelId }: ChannelReport,
  event: ChannelStateReport,
): Promise<Applied> {
  const { tenantId } = item.account;
  const { type, events } = await applyChannelState(transaction, tenantId, channelId, event, item.receivedAt);
  if (type === 'known') return { ...nothing, status: DUPLICATE };
  if (type === 'late')
    return { ...nothing, status: IGNORED, reason: 'A newer state of the number is known.' };
  return { ...nothing, status: PROCESSED, events };
}

function isWarning(report: Report): report is WarningAbout {
  return report.event.type === 'warning';
}

async function applyWarningReport(
  transaction: Transaction,
  { item, event, channelId }: WarningAbout,
): Promise<Applied> {
  const { tenantId, id: accountId } = item.account;
  const ownNumber = channelId === null ? event.ownNumber : null;
  const about = { tenantId, accountId, channelId, ownNumber };
  const { type, events } = await applyWarning(transaction, about, event, item.receivedAt);
  if (type === 'known') return { ...nothing, status: DUPLICATE };
  if (type === 'late') return { ...nothing, status: IGNORED, reason: 'Newer news of the same are known.' };
  if (type === 'unknown') {
    const reason =
      ownNumber === null
        ? 'The account has no channel that it is about.'
        : `No channel of the account has the number ${ownNumber}; enter it as its phone number, or resolve this event by hand.`;
    return { ...nothing, status: QUARANTINED, reason };
  }
  const alert =
    event.warning === null ? null : `A number was warned of by its provider: ${event.warning.text}`;
  return { ...nothing, status: PROCESSED, events, alert };
}

async function applyTemplate(transaction: Transaction, { item, event }: AccountReport): Promise<Applied> {
  const { tenantId, id } = item.account;
  const isChanged = await applyTemplateState(transaction, tenantId, id, event);
  if (isChanged) return { ...nothing, status: PROCESSED };
  const reason = 'The template is not known yet, or known to be so; the list is read again soon.';
  return { ...nothing, status: PROCESSED, reason };
}
