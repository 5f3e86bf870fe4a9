/** The closed vocabularies of bookings, shared by the database, the GraphQL schema and the code. */

/** Whether a booking is active. */
export enum BookingStatus {
  ACTIVE = 'ACTIVE',
  CANCELLED = 'CANCELLED',
}

/** What a notice is about. */
export enum BookingNotificationKind {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  CANCELLED = 'CANCELLED',
  GROUPED = 'GROUPED',
  REMINDER = 'REMINDER',
}

/** What was decided about telling the customer. */
export enum BookingNotificationDecision {
  SENT = 'SENT',
  SCHEDULED = 'SCHEDULED',
  SKIPPED_CREATED_BY_BOT = 'SKIPPED_CREATED_BY_BOT',
  SKIPPED_RECENTLY_ACTIVE = 'SKIPPED_RECENTLY_ACTIVE',
  SKIPPED_NO_PHONE = 'SKIPPED_NO_PHONE',
  SKIPPED_NO_CHANGE = 'SKIPPED_NO_CHANGE',
  SKIPPED_DUPLICATE = 'SKIPPED_DUPLICATE',
  SKIPPED_NO_TIME = 'SKIPPED_NO_TIME',
  SKIPPED_VISIT_OVER = 'SKIPPED_VISIT_OVER',
  FAILED = 'FAILED',
}

/** What the booking system says that happened to a record. */
export enum BookingAction {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  CANCELLED = 'CANCELLED',
}

/** Whether the customer came, in the booking system's own numbers. */
export const attendance = { didNotCome: -1, expected: 0, came: 1, confirmed: 2 } as const;
