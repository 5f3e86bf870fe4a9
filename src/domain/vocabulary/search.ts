/** What a search finds. */

/** Kind of a result of a search; each is a type of the schema. */
export enum SearchKind {
  MESSAGE = 'MESSAGE',
  CONVERSATION = 'CONVERSATION',
  CONTACT = 'CONTACT',
  LEAD = 'LEAD',
  NOTE = 'NOTE',
}
