/** Columns that an inbox page reads of each row when the caller selects only some. */

/** GraphQL types whose rows a page includes. */
export type InboxType =
  | 'Channel'
  | 'Contact'
  | 'ContactIdentity'
  | 'Lead'
  | 'LeadStage'
  | 'Message'
  | 'Topic'
  | 'User';

/** A relation to one row: the property with its id, and the type of the row. */
export interface InboxRelation {
  readonly key: string;
  readonly type: InboxType;
}

/** Relations that a page includes, by the GraphQL type and field that they start from. */
export const inboxRelations: Readonly<Record<string, Readonly<Record<string, InboxRelation>>>> = {
  Conversation: {
    channel: { key: 'channelId', type: 'Channel' },
    contact: { key: 'contactId', type: 'Contact' },
    identity: { key: 'identityId', type: 'ContactIdentity' },
    lead: { key: 'leadId', type: 'Lead' },
    assignee: { key: 'assigneeId', type: 'User' },
    topic: { key: 'topicId', type: 'Topic' },
    lastMessage: { key: 'lastMessageId', type: 'Message' },
  },
  Lead: {
    stage: { key: 'stageId', type: 'LeadStage' },
    topic: { key: 'topicId', type: 'Topic' },
    owner: { key: 'ownerId', type: 'User' },
  },
};

/** What to read. */
export interface InboxColumns {
  /**
   * Property names of the entity of each type; ids are always included. By type and not by relation: the loaders have
   * one row for an id, which two relations may share.
   */
  readonly columns: ReadonlyMap<'Conversation' | InboxType, ReadonlySet<string>>;
  /** Paths of the relations to join, such as `lead.stage`; each after the one that it starts from. */
  readonly paths: ReadonlySet<string>;
}
