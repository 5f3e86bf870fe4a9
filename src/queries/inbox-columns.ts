/** Columns that an inbox page reads of each conversation when the caller selects only some. */

/** The relations that a page includes: property name and GraphQL type of the rows. */
export const inboxRelations = {
  channel: { key: 'channelId', type: 'Channel' },
  contact: { key: 'contactId', type: 'Contact' },
  lastMessage: { key: 'lastMessageId', type: 'Message' },
} as const;

/** One of them. */
export type InboxRelation = keyof typeof inboxRelations;

/** Property names of the entities; ids are always included. */
export interface InboxColumns {
  readonly conversation: ReadonlySet<string>;
  /** Absent relations are not joined. */
  readonly related: ReadonlyMap<InboxRelation, ReadonlySet<string>>;
}
