/** Orders of lists; each has an index that serves it. */

/** Order of a list of conversations. */
export enum ConversationOrder {
  LATEST_ACTIVITY_FIRST = 'LATEST_ACTIVITY_FIRST',
  OLDEST_ACTIVITY_FIRST = 'OLDEST_ACTIVITY_FIRST',
}

/** Order of a list of contacts. */
export enum ContactOrder {
  NEWEST_FIRST = 'NEWEST_FIRST',
  NAME = 'NAME',
}

/** Order of a list of leads. */
export enum LeadOrder {
  NEWEST_FIRST = 'NEWEST_FIRST',
  LATEST_CHANGE_FIRST = 'LATEST_CHANGE_FIRST',
}

/** Order of a list of bookings. */
export enum BookingOrder {
  LATEST_VISIT_FIRST = 'LATEST_VISIT_FIRST',
  NEXT_VISIT_FIRST = 'NEXT_VISIT_FIRST',
}
