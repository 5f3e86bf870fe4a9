/** Ids of bookings by our own bot: more reliable than a marker in the comment, which anyone can type or delete. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
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
  `with registered as (
     insert into ${botBookings.table} (${botBookings.list(['id', 'tenantId', 'companyId', 'externalId', 'createdAt'])})
     values ($1, $2, $3, $4, now())
     on conflict (${botBookings.column.tenantId}, ${botBookings.column.companyId}, ${botBookings.column.externalId}) do nothing
   )
   update ${bookings.table} set ${bookings.column.createdByBot} = true
    where ${bookings.column.tenantId} = $2 and ${bookings.column.companyExternalId} = $3 and ${bookings.column.externalId} = $4`,
);

/** Registers a booking as the bot's; idempotent. @throws BadUserInputError */
export async function registerBotBooking(
  database: Database,
  tenantId: string,
  companyId: string,
  externalId: string,
): Promise<void> {
  await database.query(register, [
    uuidV7(),
    tenantId,
    parseText('companyId', companyId, 60),
    parseText('externalId', externalId, 60),
  ]);
}
