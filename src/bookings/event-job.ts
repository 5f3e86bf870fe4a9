/** The job that processes one ledger row of the booking system. */
import { addJobSql } from '../jobs/add-job.js';

/** Name of the task. */
export const bookingEventTask = 'process-booking-event';

/** Payload of the job. */
export interface BookingEventJob {
  readonly tenantId: string;
  readonly ledgerId: string;
}

/** Attempts before the ledger row becomes FAILED; the waits add up to about a quarter of an hour. */
const bookingEventAttempts = 8;

/** SQL expression of the job's key. */
export const bookingEventKey = (ledgerId: string): string => `'booking-event:' || ${ledgerId}`;

/** SQL of the call that adds the job. */
export function addBookingEventJob(sql: {
  readonly tenantId: string;
  readonly ledgerId: string;
  readonly queue: string;
}): string {
  return addJobSql(bookingEventTask, {
    payload: { tenantId: sql.tenantId, ledgerId: sql.ledgerId },
    queue: sql.queue,
    maxAttempts: bookingEventAttempts,
    key: bookingEventKey(sql.ledgerId),
  });
}
