/** Ids of bookings by our own bot: more reliable than a marker in the comment, which anyone can type or delete. */
import { recordActivity } from '../database/activities/pending-activity.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, orNull, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Booking } from '../entities/booking.entity.js';
import { BotBooking } from '../entities/bot-booking.entity.js';
import { parseText } from './upsert-salon.js';

const botBookings = tableOf(BotBooking);
const bookings = tableOf(Booking);

/** Also marks the booking itself, when its webhook was faster. */
const register = statement(
  'booking-register-bot-booking',
  sql`with registered as (
     insert into ${botBookings.table} (${botBookings.list(['id', 'tenantId', 'companyId', 'externalId', 'createdAt'])})
     values ($1, $2, $3, $4, now())
     on conflict (${botBookings.column.tenantId}, ${botBookings.column.companyId}, ${botBookings.column.externalId}) do nothing
     returning ${botBookings.column.id} as id
   ), marked as (
     update ${bookings.table} set ${bookings.column.createdByBot} = true
      where ${bookings.column.tenantId} = $2 and ${bookings.column.companyExternalId} = $3 and ${bookings.column.externalId} = $4
   )
   select ${as('registeredId', orNull(text('(select id from registered)')))}`,
);

/** Registers a booking as the bot's; idempotent. @throws BadUserInputError */
export async function registerBotBooking(
  database: Database,
  tenantId: string,
  companyId: string,
  externalId: string,
): Promise<void> {
  const ids = {
    companyId: parseText('companyId', companyId, 60),
    externalId: parseText('externalId', externalId, 60),
  };
  await database.transaction(async ({ query }) => {
    const [row] = await query(register, [uuidV7(), tenantId, ids.companyId, ids.externalId]);
    if (!row || row.registeredId === null) return;
    const changes = Object.entries(ids).map(([field, after]) => ({ field, after }));
    recordActivity({ targetId: row.registeredId, changes });
  });
}
