/** The job that works on one ledger row of the booking system: a row of graphile-worker's table. */

/** Name of the task. */
export const bookingEventTask = 'process-booking-event';

/** What the job is about. */
export interface BookingEventJob {
  readonly tenantId: string;
  readonly ledgerId: string;
}

/** How often the job may fail before its ledger row is FAILED; the waits add up to about a quarter of an hour. */
export const bookingEventAttempts = 8;

/** SQL of the call that adds the job. */
export function addBookingEventJob(sql: {
  readonly tenantId: string;
  readonly ledgerId: string;
  readonly queue: string;
}): string {
  return `graphile_worker.add_job('${bookingEventTask}',
      json_build_object('tenantId', ${sql.tenantId}, 'ledgerId', ${sql.ledgerId}),
      queue_name => ${sql.queue}, max_attempts => ${bookingEventAttempts}, job_key => 'booking-event:' || ${sql.ledgerId})`;
}
