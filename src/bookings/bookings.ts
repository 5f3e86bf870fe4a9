/** The bookings module: use cases, tasks and sweeps, for the webhook routes, the job worker and the resolvers. */
import type { Task } from 'graphile-worker';
import type { Database } from '../database/database.js';
import type { BookingEvent } from '../domain/booking-event.js';
import { ConflictError } from '../domain/errors.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { Salon } from '../entities/salon.entity.js';
import type { Sweep } from '../jobs/sweep.js';
import { type BookingDirectory, createBookingDirectory } from './booking-directory.js';
import { type CalendarFiles, createCalendarFiles } from './calendar-file.js';
import { type BookingEventJob, bookingEventTask } from './event-job.js';
import { groupedNoticesTask, type NoticeGroup, sendGroupedNotices } from './grouped-notices.js';
import { type BookingIntake, type BookingReceipt, createBookingIntake } from './intake.js';
import { recordFailedAttempt } from './ledger-row.js';
import { lostBookingEvents } from './lost-events.js';
import type { ToContent } from './notice-content.js';
import { findOutdatedReason } from './outdated-notice.js';
import { type NoticePreview, type PreviewInput, previewNotice } from './preview-notice.js';
import { createProcessBookingEvent, createProcessBookingRow } from './process-event.js';
import { createReconcile, createReconcileSweep, type PullChanges, type Reconcile } from './reconcile.js';
import { registerBotBooking } from './register-bot-booking.js';
import { createReminderSweep } from './reminders.js';
import { type BookingReplay, createBookingReplay } from './replay-event.js';
import type { NoticeTools } from './send-notice.js';
import { type BookingTestInput, toTestEvent } from './test-event.js';
import { type SalonInput, upsertSalon } from './upsert-salon.js';
import { type TemplateInput, upsertTemplate, upsertVariant, type VariantInput } from './upsert-template.js';

/** Options of `createBookings`. */
export interface BookingsOptions {
  readonly database: Database;
  /** Parses a stored body again, with the booking system's own parser; pure. */
  readonly parseKept: (keptBody: string) => BookingEvent;
  readonly pull: PullChanges;
  /** Secret of the calendar links; the same in every process of an installation. */
  readonly secret: string;
  /** Base URL at which customers reach this server. */
  readonly publicUrl: () => string;
  /** Checks what a number can send; see `toReplyContent`. */
  readonly toContent: ToContent;
  readonly log: (stage: string, facts: Readonly<Record<string, unknown>>) => void;
  /** Logs a warning for the operator. */
  readonly alert: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/** Use cases for resolvers and the test route; each works on the given tenant. */
export interface BookingUseCases {
  upsertSalon(tenantId: string, input: SalonInput): Promise<string>;
  upsertTemplate(tenantId: string, input: TemplateInput): Promise<string>;
  upsertVariant(tenantId: string, input: VariantInput): Promise<string>;
  registerBotBooking(tenantId: string, companyId: string, externalId: string): Promise<void>;
  preview(tenantId: string, input: PreviewInput): Promise<NoticePreview>;
  /** Accepts an event as if the booking system had posted it. @throws ConflictError without a branch */
  simulate(tenantId: string, input: BookingTestInput): Promise<BookingReceipt>;
}

/** The bookings module. */
export interface Bookings {
  readonly directory: BookingDirectory;
  readonly intake: BookingIntake;
  readonly calendarFiles: CalendarFiles;
  readonly useCases: BookingUseCases;
  readonly reconcile: Reconcile;
  /** Reprocesses a ledger row of the booking system; see `createBookingReplay`. */
  readonly replay: BookingReplay;
  /** Reason not to send the message of a notice any longer; see `findOutdatedReason`. */
  readonly findOutdatedReason: (tenantId: string, messageId: string) => Promise<string | null>;
  readonly tasks: Readonly<Record<string, Task>>;
  readonly sweeps: readonly Sweep[];
}

/** Creates the module; nothing runs until its tasks and sweeps are given to a worker. */
export function createBookings(options: BookingsOptions): Bookings {
  const { database, log, parseKept, publicUrl } = options;
  const calendarFiles = createCalendarFiles(database, options.secret);
  const tools: NoticeTools = {
    calendarLink: (bookingId, phone) =>
      publicUrl() === '' ? null : `${publicUrl()}${calendarFiles.pathOf(bookingId, phone)}`,
    toContent: options.toContent,
  };
  const directory = createBookingDirectory(database);
  const intake = createBookingIntake(database, options.alert);
  const reconcile = createReconcile({ database, intake, pull: options.pull, log });
  const processRow = createProcessBookingRow({ parseKept, tools });
  const process = createProcessBookingEvent(database, processRow);

  const runEvent: Task = async (payload, { job }) => {
    const { tenantId, ledgerId } = payload as BookingEventJob;
    try {
      await process({ tenantId, ledgerId });
    } catch (error) {
      log('booking event failed', { ledgerId, attempt: job.attempts, error: String(error) });
      const isLast = job.attempts >= job.max_attempts;
      await recordFailedAttempt(database, { tenantId, ledgerId, attempt: job.attempts, isLast });
      throw error;
    }
  };
  const runGrouped: Task = async payload => {
    const group = payload as NoticeGroup;
    await database.publish(group.tenantId, async transaction =>
      transaction.emit(...(await sendGroupedNotices(transaction, group, tools, new Date()))),
    );
  };

  return {
    directory,
    intake,
    calendarFiles,
    reconcile,
    replay: createBookingReplay({ database, parseKept, processRow }),
    findOutdatedReason: (tenantId, messageId) => findOutdatedReason(database, tenantId, messageId),
    tasks: { [bookingEventTask]: runEvent, [groupedNoticesTask]: runGrouped },
    sweeps: [
      lostBookingEvents.sweep(database),
      createReminderSweep({ database, tools }),
      createReconcileSweep(reconcile),
    ],
    useCases: {
      upsertSalon: (tenantId, input) => upsertSalon(database, tenantId, input),
      upsertTemplate: (tenantId, input) => upsertTemplate(database, tenantId, input),
      upsertVariant: (tenantId, input) => upsertVariant(database, tenantId, input),
      registerBotBooking: (tenantId, companyId, externalId) =>
        registerBotBooking(database, tenantId, companyId, externalId),
      preview: (tenantId, input) => previewNotice(database, tenantId, input),
      simulate: async (tenantId, input) => {
        const em = await database.forTenant(tenantId);
        const accounts = await em.find(BookingAccount, { disconnectedAt: null });
        const accountId = { $in: accounts.map(({ id }) => id) };
        const salon = await em.findOne(Salon, { accountId }, { orderBy: { id: 'asc' } });
        if (!salon) {
          throw new ConflictError('There is no branch to book at; add one with upsertSalon.', {
            reason: 'WRONG_STATE',
          });
        }
        const body = toTestEvent(input, salon);
        const [receipt] = await intake({
          account: { id: salon.accountId, tenantId, companyIds: [salon.companyId] },
          events: [{ event: parseKept(body), keptBody: body }],
          receivedAt: new Date(),
          headers: { 'x-trunkline-origin': 'test' },
        });
        if (!receipt) throw new Error('The intake of one event answered none.');
        return receipt;
      },
    },
  };
}
