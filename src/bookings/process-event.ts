/**
 * The job that processes one ledger row: booking, revision, decision, notice and the row's status in one transaction,
 * so a job that runs twice, or fails at any point, takes effect once.
 */
import type { Database, PublishingTransaction, Transaction } from '../database/database.js';
import { gatherEvents } from '../database/gather-events.js';
import type { NewEvent } from '../database/publish.js';
import type { BookingChanged, BookingEvent } from '../domain/booking-event.js';
import {
  BookingAction,
  BookingNotificationDecision,
  BookingNotificationKind,
} from '../domain/booking-vocabulary.js';
import { isOwnPhone } from '../domain/identity/own-addresses.js';
import { EventType, WebhookEventStatus } from '../domain/vocabulary.js';
import type { NoticeFacts } from '../entities/booking.entity.js';
import { findChanges } from './booking-changes.js';
import {
  addRevision,
  isBotBooking,
  type LockedBooking,
  lockBooking,
  saveBooking,
  saveLastNotice,
} from './booking-rows.js';
import { type BookingState, describe, toBookingState, toNoticeFacts } from './booking-state.js';
import { carryOutPlan } from './carry-out-plan.js';
import { decideNotices } from './decide.js';
import { type BookingClient, ensureClient } from './ensure-client.js';
import type { BookingEventJob } from './event-job.js';
import { dropScheduled } from './grouped-notices.js';
import { type LedgerRow, lockLedgerRow, settleLedgerRow } from './ledger-row.js';
import { isMadeInTalk } from './made-in-talk.js';
import { addDecision } from './notification-rows.js';
import { writeConnectionState } from './salon-connection.js';
import { findSalon, type SalonRow } from './salon-row.js';
import type { NoticeTools } from './send-notice.js';

/** Options of `createProcessBookingRow`. */
export interface ProcessBookingOptions {
  /** Parses a stored body again; pure. */
  readonly parseKept: (keptBody: string) => BookingEvent;
  readonly tools: NoticeTools;
  /** The server's clock; for tests. */
  readonly now?: () => Date;
}

/** The result of processing a ledger row. */
export interface ProcessedRow {
  /** Null if the row was settled before, or does not exist. */
  readonly status: WebhookEventStatus | null;
  readonly events: readonly NewEvent[];
}

/** Processes a ledger row in the caller's transaction; the caller publishes the events. */
export type ProcessBookingRow = (transaction: Transaction, job: BookingEventJob) => Promise<ProcessedRow>;

/** Processes a ledger row; a settled one is left unchanged. */
export type ProcessBookingEvent = (job: BookingEventJob) => Promise<void>;

const disconnectedReason = 'The connection to the booking system is disconnected.';

/** An update this soon after the booking was created counts as a creation whose event was lost or is late. */
const youngMs = 10 * 60_000;

/** Creates the job. */
export function createProcessBookingEvent(
  database: Database,
  processRow: ProcessBookingRow,
): ProcessBookingEvent {
  return job =>
    database.publish(job.tenantId, async transaction =>
      transaction.emit(...(await processRow(transaction, job)).events),
    );
}

/** Creates the processing function of the job. */
export function createProcessBookingRow(options: ProcessBookingOptions): ProcessBookingRow {
  const { now = () => new Date(), parseKept, tools } = options;
  return async (transaction, { tenantId, ledgerId }) => {
    const row = await lockLedgerRow(transaction, tenantId, ledgerId);
    if (!row || row.status !== WebhookEventStatus.RECEIVED) return { status: null, events: [] };
    const event = parseKept(row.keptBody);
    const salon =
      row.companyId === null ? null : await findSalon(transaction, tenantId, row.accountId, row.companyId);
    if (event.type === 'ignored' || !salon) {
      const reason = event.type === 'ignored' ? event.reason : 'The branch no longer exists.';
      const status = event.type === 'ignored' ? WebhookEventStatus.IGNORED : WebhookEventStatus.QUARANTINED;
      await settleLedgerRow(transaction, row.id, status, reason);
      return { status, events: [] };
    }
    if (salon.isDisconnected) {
      await settleLedgerRow(transaction, row.id, WebhookEventStatus.IGNORED, disconnectedReason);
      return { status: WebhookEventStatus.IGNORED, events: [] };
    }
    if (salon.connectionStateAt !== null && salon.connectionStateAt < row.receivedAt)
      await writeConnectionState(
        transaction,
        { tenantId, accountId: row.accountId, companyId: salon.companyId },
        null,
        null,
      );
    return apply(transaction, { row, event, salon, now: now() }, tools);
  };
}

interface Work {
  readonly row: LedgerRow;
  readonly event: BookingChanged;
  readonly salon: SalonRow;
  readonly now: Date;
}

async function apply(transaction: Transaction, work: Work, tools: NoticeTools): Promise<ProcessedRow> {
  const { row, event, salon, now } = work;
  const stored = await lockBooking(transaction, salon.id, event.externalId);
  if (stored && isOlder(event, stored)) return skipOlder(transaction, work, stored);
  const known = stored ?? (event.previous ? describe(event.previous, salon) : null);
  const after = toBookingState(event, known, salon);
  const changes = findChanges(stored, after);
  const isChanged = stored === null || Object.keys(changes).length > 0;
  const revision = (stored?.revision ?? 0) + (isChanged ? 1 : 0);
  const told = stored ? stored.told : known && toNoticeFacts(known, salon.timezone);
  const events: NewEvent[] = [];
  const publishing = gatherEvents(transaction, events);
  const { client, notifiedClient } = await findClients(publishing, work, told, after);
  const isNew = stored === null && (event.action === BookingAction.CREATED || isYoung(event));
  const isKnownBots = stored?.createdByBot || (await isMadeByBot(transaction, work));
  const isNewInTalk =
    isNew &&
    isMadeInTalk({
      maker: event.record?.maker,
      botUserIds: salon.botUserIds,
      said: client?.assistantSaid ?? null,
      startsAtLocal: after.startsAtLocal,
    });
  const bookingId = await saveBooking(transaction, {
    tenantId: salon.tenantId,
    salonId: salon.id,
    companyExternalId: salon.companyId,
    externalId: event.externalId,
    contactId: client?.contactId ?? keptContact(stored, after),
    state: after,
    createdByBot: isKnownBots || isNewInTalk,
    changedAt: later(event.changedAt, stored?.changedAt ?? null),
    revision,
  });
  if (isChanged) {
    await addRevision(transaction, {
      tenantId: salon.tenantId,
      bookingId,
      number: revision,
      action: event.action,
      at: event.changedAt ?? row.receivedAt,
      changes,
      sourceEventId: row.id,
    });
    const changed = stored ? Object.keys(changes) : [];
    events.push({ kind: EventType.BOOKING_CHANGED, subjectId: bookingId, changed });
  }
  const plans = decideNotices({
    action: event.action,
    before: known,
    after,
    told,
    notifiedClient,
    client,
    unreadableTime: event.record?.start?.unreadable ?? null,
    isYoung: isYoung(event),
    ...{ isBotMade: isKnownBots || isNewInTalk, isMadeInTalk: isNewInTalk && !isKnownBots },
    tellsChangesOfBotBookings: salon.tellsChangesOfBotBookings,
    receivedAt: row.receivedAt,
    recentActivityMinutes: salon.recentActivityMinutes,
    timezone: salon.timezone,
    now,
  });
  if (told && !stored) await saveLastNotice(transaction, bookingId, told);
  // A change is scheduled under the phone of its recipient.
  if (stored && stored.clientPhone !== after.clientPhone) {
    events.push(...(await dropScheduled(transaction, bookingId, revision)));
  }
  for (const plan of plans) {
    const planned = { plan, salon, bookingId, revision, after, told, row };
    events.push(...(await carryOutPlan(transaction, planned, tools)));
  }
  await settleLedgerRow(transaction, row.id, WebhookEventStatus.PROCESSED, null);
  return { status: WebhookEventStatus.PROCESSED, events };
}

/** The customer who was notified, and the customer of the visit now. Contacts are locked in order of their phones. */
async function findClients(
  transaction: PublishingTransaction,
  { row, salon }: Work,
  told: NoticeFacts | null,
  after: BookingState,
): Promise<{ client: BookingClient | null; notifiedClient: BookingClient | null }> {
  const minutes = salon.recentActivityMinutes;
  const activeSince = minutes === 0 ? null : new Date(row.receivedAt.getTime() - minutes * 60_000);
  const names = new Map<string, string | null>();
  if (told?.clientPhone) names.set(told.clientPhone, told.clientName);
  if (after.clientPhone) names.set(after.clientPhone, after.clientName);
  const found = new Map<string, BookingClient>();
  for (const [phone, name] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (isOwnPhone(phone, salon.ownKeys)) continue;
    found.set(phone, await ensureClient(transaction, salon.tenantId, { phone, name, activeSince }));
  }
  return {
    client: found.get(after.clientPhone ?? '') ?? null,
    notifiedClient: found.get(told?.clientPhone ?? '') ?? null,
  };
}

/** The contact of a booking whose phone was removed, as long as it is the same customer's. */
function keptContact(stored: LockedBooking | null, after: BookingState): string | null {
  const isSame = stored !== null && stored.clientExternalId === after.clientExternalId;
  return isSame && after.clientExternalId !== null ? stored.contactId : null;
}

function isOlder(event: BookingChanged, stored: LockedBooking): boolean {
  return event.changedAt !== null && stored.changedAt !== null && event.changedAt < stored.changedAt;
}

async function skipOlder(
  transaction: Transaction,
  { row, event, salon }: Work,
  stored: LockedBooking,
): Promise<ProcessedRow> {
  const reason = 'The event is older than what is known of the booking, so it changed nothing.';
  await settleLedgerRow(transaction, row.id, WebhookEventStatus.IGNORED, reason);
  const told = await addDecision(transaction, {
    tenantId: salon.tenantId,
    bookingId: stored.id,
    kind: kindOf[event.action],
    decision: BookingNotificationDecision.SKIPPED_DUPLICATE,
    reason,
    revision: stored.revision,
    dedupeKey: `event:${row.id}`,
    sourceEventId: row.id,
  });
  return { status: WebhookEventStatus.IGNORED, events: told ? [told] : [] };
}

const kindOf: Readonly<Record<BookingAction, BookingNotificationKind>> = {
  [BookingAction.CREATED]: BookingNotificationKind.CREATED,
  [BookingAction.UPDATED]: BookingNotificationKind.UPDATED,
  [BookingAction.CANCELLED]: BookingNotificationKind.CANCELLED,
};

function isYoung({ record, changedAt }: BookingChanged): boolean {
  if (!record?.madeAt || !changedAt) return false;
  return changedAt.getTime() - record.madeAt.getTime() <= youngMs;
}

async function isMadeByBot(transaction: Transaction, { event, salon }: Work): Promise<boolean> {
  if (await isBotBooking(transaction, salon.tenantId, salon.companyId, event.externalId)) return true;
  if (salon.botUserIds.includes(event.record?.maker?.userId ?? '')) return true;
  const comment = event.record?.comment?.toLowerCase() ?? '';
  return salon.botCommentMarkers.some(marker => marker !== '' && comment.includes(marker.toLowerCase()));
}

const later = (a: Date | null, b: Date | null): Date | null => (a && b ? (a > b ? a : b) : (a ?? b));
