/** The closed vocabularies of bookings; the database, the GraphQL schema and the code share them. */

/** Status of a booking. */
export enum BookingStatus {
  ACTIVE = 'ACTIVE',
  CANCELLED = 'CANCELLED',
}

/** Kind of a booking notification. */
export enum BookingNotificationKind {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  CANCELLED = 'CANCELLED',
  GROUPED = 'GROUPED',
  REMINDER = 'REMINDER',
}

/** Decision about a booking notification. */
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

/** Action that the booking system reports for a record. */
export enum BookingAction {
  CREATED = 'CREATED',
  UPDATED = 'UPDATED',
  CANCELLED = 'CANCELLED',
}

/** Attendance codes of the booking system. */
export const attendance = { didNotCome: -1, expected: 0, came: 1, confirmed: 2 } as const;
