/** What of each conversation a page of the inbox reads when its caller asks for certain columns only. */

/** The relations that a page includes: the property that leads there, and the GraphQL type of its rows. */
export const inboxRelations = {
  channel: { key: 'channelId', type: 'Channel' },
  contact: { key: 'contactId', type: 'Contact' },
  lastMessage: { key: 'lastMessageId', type: 'Message' },
} as const;

/** One of them. */
export type InboxRelation = keyof typeof inboxRelations;

/** Property names of the entities; ids always come along. */
export interface InboxColumns {
  readonly conversation: ReadonlySet<string>;
  /** Relations that are not in it are not joined. */
  readonly related: ReadonlyMap<InboxRelation, ReadonlySet<string>>;
}
