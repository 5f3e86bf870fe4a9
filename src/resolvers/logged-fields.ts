/**
 * Fields that show nothing but rows whose every change takes a position in the event log of their tenant. An answer
 * that consists of them is right for as long as the position is the same, and may be stored until then (decision 0090).
 *
 * A field that is not listed is never stored. A test with the triggers of `test/support/unlogged-changes.ts` finds a
 * change of a listed column that commits without a position.
 */
import type { EntityClass } from '@mikro-orm/core';
import { Attachment } from '../entities/attachment.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { ConversationRead } from '../entities/conversation-read.entity.js';
import { Label } from '../entities/label.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Message } from '../entities/message.entity.js';
import { Team } from '../entities/team.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { User } from '../entities/user.entity.js';

/** The listed fields of a type. */
export interface LoggedType {
  /** The entity of its rows; null for a type that is made of other rows. */
  readonly entity: EntityClass<object> | null;
  /** For each field the properties of its row that it reads. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** Columns of a table that listed fields and their arguments read. */
export interface LoggedColumns {
  readonly entity: EntityClass<object>;
  readonly properties: ReadonlySet<string>;
  /** True if lists show which rows there are: then new rows count as changes too. */
  readonly isListed: boolean;
  /** Rows in which this property is null are not shown. */
  readonly shownBy: string | null;
}

/** Fields that return the property of the same name. */
const plain = (...names: readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries(names.map(name => [name, [name]]));
/** Fields that read no column of their row. */
const ofOthers = (...names: readonly string[]): Record<string, readonly string[]> =>
  Object.fromEntries(names.map(name => [name, []]));

const isArchived = { isArchived: ['archivedAt'] };
const connection = {
  entity: null,
  fields: ofOthers('edges', 'nodes', 'pageInfo', 'syncCursor', 'totalCount'),
};
const edge = { entity: null, fields: ofOthers('cursor', 'node') };

/**
 * The listed fields by type. `version` stands for every column of its row: each change of one takes a position.
 * `Conversation.replyWindow` also tells the execution when it will change.
 */
export const loggedFields: Readonly<Record<string, LoggedType>> = {
  Query: {
    entity: null,
    fields: ofOthers(
      ...['conversations', 'conversation', 'channels', 'topics', 'labels', 'teams', 'leadStages'],
    ),
  },
  ConversationConnection: connection,
  ConversationEdge: edge,
  MessageConnection: connection,
  MessageEdge: edge,
  ChannelConnection: connection,
  ChannelEdge: edge,
  PageInfo: { entity: null, fields: ofOthers('endCursor', 'hasNextPage', 'hasPreviousPage', 'startCursor') },
  Conversation: {
    entity: Conversation,
    fields: {
      ...plain('id', 'version', 'status', 'snoozedUntil', 'handoff', 'unreadCount'),
      ...plain('lastActivityAt', 'lastInboundAt'),
      channel: ['channelId'],
      contact: ['contactId'],
      identity: ['identityId'],
      lead: ['leadId'],
      assignee: ['assigneeId'],
      topic: ['topicId'],
      team: ['teamId'],
      labels: ['labelIds'],
      lastMessage: ['lastMessageId'],
      handoffCause: ['handoff', 'handoffReason'],
      handoffReason: ['handoff', 'handoffReason'],
      handoffGuard: ['handoff', 'handoffReason'],
      replyWindow: ['channelId', 'address', 'lastInboundAt'],
      ...ofOthers('viewerState', 'messages'),
    },
  },
  ConversationViewerState: { entity: null, fields: ofOthers('lastReadMessage', 'unreadCount') },
  ReplyWindow: { entity: null, fields: ofOthers('expiresAt', 'freeFormAllowed', 'open', 'reason') },
  Channel: {
    entity: Channel,
    fields: plain('id', 'kind', 'displayName', 'externalId', 'phoneNumber', 'isDefault', 'status'),
  },
  Contact: {
    entity: Contact,
    fields: {
      ...plain('id', 'version', 'displayName', 'phone', 'createdAt', 'erasedAt'),
      labels: ['labelIds'],
      mergedInto: ['mergedIntoId'],
    },
  },
  ContactIdentity: {
    entity: ContactIdentity,
    fields: plain('id', 'kind', 'rawValue', 'canonical', 'firstSeenAt', 'optedOutAt', 'optedOutReason'),
  },
  Lead: {
    entity: Lead,
    fields: {
      ...plain('id', 'version', 'name', 'phone', 'source', 'createdAt', 'updatedAt'),
      stage: ['stageId'],
      topic: ['topicId'],
      owner: ['ownerId'],
    },
  },
  LeadStage: {
    entity: LeadStage,
    fields: { ...plain('id', 'name', 'position', 'isTerminal'), ...isArchived },
  },
  Topic: { entity: Topic, fields: { ...plain('id', 'name', 'keywords'), ...isArchived } },
  Label: { entity: Label, fields: { ...plain('id', 'name', 'color'), ...isArchived } },
  Team: { entity: Team, fields: { ...plain('id', 'name'), ...isArchived } },
  User: { entity: User, fields: { ...plain('id', 'name', 'kind'), isActive: ['disabledAt'] } },
  Message: {
    entity: Message,
    fields: {
      ...plain('id', 'version', 'direction', 'kind', 'status', 'sentAt', 'createdAt', 'editedAt'),
      ...plain('deletedAt', 'externalId', 'idempotencyKey'),
      channel: ['channelId'],
      conversation: ['conversationId'],
      text: ['text', 'deletedAt'],
      attachments: ['hasAttachments', 'deletedAt'],
    },
  },
  Attachment: {
    entity: Attachment,
    fields: plain('id', 'mimeType', 'fileName', 'isVoice'),
  },
};

/** Input types of the arguments of listed fields, with every field that they may have. */
export const loggedInputs: Readonly<Record<string, ReadonlySet<string>>> = {
  ConversationFilter: new Set([
    ...['channelIds', 'status', 'handoff', 'assigneeIds', 'unassigned', 'topicIds', 'teamIds'],
    ...['labelIds', 'contactId', 'leadId', 'unreadOnly', 'unreadByViewer', 'search'],
    ...['activeAfter', 'activeBefore', 'createdAfter', 'createdBefore'],
  ]),
};

/** What listed fields read besides the rows that they show: filters, orders, read states, settings, visibility. */
const alsoRead: readonly (readonly [EntityClass<object>, readonly string[]])[] = [
  [Conversation, ['createdAt']],
  [ConversationRead, ['readUpTo']],
  [User, ['unreadSince']],
  [Tenant, ['showsDeletedText']],
  [Lead, ['contactId', 'channelId']],
  [Attachment, ['messageId']],
];

const listed: ReadonlySet<EntityClass<object>> = new Set<EntityClass<object>>([
  ...[Conversation, ConversationRead, Message, Attachment, Lead, Channel, Topic, Label, Team, LeadStage],
]);

/** The columns that answers of listed fields depend on. */
export function listLoggedColumns(): readonly LoggedColumns[] {
  const properties = new Map<EntityClass<object>, Set<string>>();
  const add = (entity: EntityClass<object>, names: readonly string[]) => {
    const known = properties.get(entity) ?? new Set();
    properties.set(entity, known);
    for (const name of names) known.add(name);
  };
  for (const { entity, fields } of Object.values(loggedFields))
    if (entity) for (const names of Object.values(fields)) add(entity, names);
  for (const [entity, names] of alsoRead) add(entity, names);
  return [...properties].map(([entity, names]) => ({
    entity,
    properties: names,
    isListed: listed.has(entity),
    // Uploads belong to no message yet.
    shownBy: entity === Attachment ? 'messageId' : null,
  }));
}
