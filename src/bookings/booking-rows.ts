/** Reads and writes bookings and their revisions, within the transaction of an event. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { BookingAction } from '../domain/booking-vocabulary.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Booking, type NoticeFacts } from '../entities/booking.entity.js';
import { BookingRevision } from '../entities/booking-revision.entity.js';
import { BotBooking } from '../entities/bot-booking.entity.js';
import type { BookingChanges } from './booking-changes.js';
import type { BookingState } from './booking-state.js';

/** A booking's row, locked until the transaction ends. */
export type LockedBooking = Booking;

const bookings = tableOf(Booking);
const booking = bookings.of('b');
const revisions = tableOf(BookingRevision);
const botBookings = tableOf(BotBooking);

const lockOne = statement(
  'booking-lock',
  sql`select ${bookings.select('b')} from ${bookings.table} b
    where ${booking.salonId} = $1 and ${booking.externalId} = $2 for update`,
);
const lockKey = statement('booking-lock-key', 'select pg_advisory_xact_lock(hashtextextended($1, 0))');
const lockMany = statement(
  'booking-lock-many',
  sql`select ${bookings.select('b')} from ${bookings.table} b
    where ${booking.tenantId} = $1 and ${booking.id} = any($2::uuid[]) order by ${booking.id} for update`,
);

const stateColumns = [
  'status',
  'startsAt',
  'startsAtLocal',
  'lengthSeconds',
  'services',
  'staffExternalId',
  'staffName',
  'totalCost',
  'clientExternalId',
  'clientName',
  'clientPhone',
  'attendance',
] as const;
const { column } = bookings;

const save = statement(
  'booking-save',
  sql`insert into ${bookings.table} as b (${bookings.list([
    'id',
    'tenantId',
    'salonId',
    'companyExternalId',
    'externalId',
    'contactId',
    ...stateColumns,
    'createdByBot',
    'changedAt',
    'revision',
    'createdAt',
    'updatedAt',
  ])})
   values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, now(), now())
   on conflict (${column.salonId}, ${column.externalId}) do update set
     ${[
       'contactId' as const,
       ...stateColumns,
       'createdByBot' as const,
       'changedAt' as const,
       'revision' as const,
     ]
       .map(name => `${column[name]} = excluded.${column[name]}`)
       .join(', ')}, ${column.updatedAt} = now()
   returning ${as('id', booking.id)}`,
);

const tell = statement(
  'booking-tell',
  `update ${bookings.table} b set ${column.told} = $2, ${column.toldAt} = now() where ${booking.id} = $1`,
);

const addRevisionStatement = statement(
  'booking-add-revision',
  `insert into ${revisions.table} (${revisions.list(['id', 'tenantId', 'bookingId', 'number', 'action', 'at', 'changes', 'sourceEventId', 'createdAt'])})
   values ($1, $2, $3, $4, $5, $6, $7, $8, now())`,
);

const findBotBooking = statement(
  'booking-find-bot-booking',
  `select 1 as found from ${botBookings.table} where ${botBookings.column.tenantId} = $1
      and ${botBookings.column.companyId} = $2 and ${botBookings.column.externalId} = $3`,
);

/** Locks the booking, then reads it; null for an unknown one, whose id stays locked too. */
export async function lockBooking(
  transaction: Transaction,
  salonId: string,
  externalId: string,
): Promise<LockedBooking | null> {
  await transaction.query(lockKey, [`booking ${salonId} ${externalId}`]);
  const [row] = await transaction.query(lockOne, [salonId, externalId]);
  return row ?? null;
}

/** Locks bookings by id, in the order of their ids. */
export function lockBookings(
  transaction: Transaction,
  tenantId: string,
  ids: readonly string[],
): Promise<LockedBooking[]> {
  return transaction.query(lockMany, [tenantId, ids]);
}

/** The columns to write of a booking. */
export interface BookingToSave {
  readonly tenantId: string;
  readonly salonId: string;
  readonly companyExternalId: string;
  readonly externalId: string;
  readonly contactId: string | null;
  readonly state: BookingState;
  readonly createdByBot: boolean;
  readonly changedAt: Date | null;
  readonly revision: number;
}

/** Writes a booking, new or changed. @returns its id */
export async function saveBooking(transaction: Transaction, row: BookingToSave): Promise<string> {
  const { state } = row;
  const [saved] = await transaction.query(save, [
    uuidV7(),
    row.tenantId,
    row.salonId,
    row.companyExternalId,
    row.externalId,
    row.contactId,
    ...stateColumns.map(name => (name === 'services' ? JSON.stringify(state.services) : state[name])),
    row.createdByBot,
    row.changedAt,
    row.revision,
  ]);
  if (!saved) throw new Error('An upsert of a booking answered no row.');
  return saved.id;
}

/** Stores the facts of the last notice about the booking; null after a cancellation notice. */
export async function saveLastNotice(
  transaction: Transaction,
  bookingId: string,
  told: NoticeFacts | null,
): Promise<void> {
  await transaction.query(tell, [bookingId, told && JSON.stringify(told)]);
}

/** A revision to insert. */
export interface NewRevision {
  readonly tenantId: string;
  readonly bookingId: string;
  readonly number: number;
  readonly action: BookingAction;
  readonly at: Date;
  readonly changes: BookingChanges;
  readonly sourceEventId: string;
}

/** Adds a revision. */
export async function addRevision(transaction: Transaction, revision: NewRevision): Promise<void> {
  await transaction.query(addRevisionStatement, [
    uuidV7(),
    revision.tenantId,
    revision.bookingId,
    revision.number,
    revision.action,
    revision.at,
    JSON.stringify(revision.changes),
    revision.sourceEventId,
  ]);
}

/** True if our own bot registered the booking. */
export async function isBotBooking(
  transaction: Transaction,
  tenantId: string,
  companyId: string,
  externalId: string,
): Promise<boolean> {
  return (await transaction.query(findBotBooking, [tenantId, companyId, externalId])).length > 0;
}
