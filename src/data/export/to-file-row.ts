/** The rows of files: flat, with names next to ids, and the company's own fields as `attribute.<key>`. */
import type { ExportKind } from '../../domain/vocabulary.js';
import type { Loaders } from '../../queries/loaders.js';
import type {
  AttributeDefinitionRow,
  ContactRow,
  ConversationRow,
  LeadRow,
  MessageRow,
} from '../../queries/rows.js';
import type { FileRow } from '../row-file.js';

/** Exports of a list, which is read in pages. */
export type ListKind = Exclude<ExportKind, ExportKind.REPORT>;

/** Columns of each list, before those of the attributes. */
export const exportColumns: Readonly<Record<ListKind, readonly string[]>> = {
  CONTACTS: ['id', 'phone', 'displayName', 'createdAt'],
  LEADS: [
    ...['id', 'contactId', 'name', 'phone', 'stage', 'topic', 'owner', 'channel', 'source'],
    ...['value', 'currency', 'createdAt', 'updatedAt'],
  ],
  CONVERSATIONS: [
    ...['id', 'contactId', 'contactName', 'contactPhone', 'channel', 'status', 'assignee', 'topic'],
    ...['unreadCount', 'lastActivityAt', 'lastInboundAt'],
  ],
  MESSAGES: [
    ...['id', 'conversationId', 'contactId', 'contactName', 'contactPhone', 'channel', 'direction', 'kind'],
    ...['text', 'status', 'author', 'sentAt', 'editedAt', 'deletedAt', 'failure'],
  ],
};

/** The column of an attribute. */
export const attributeColumn = (key: string): string => `attribute.${key}`;

/** A contact. */
export function toContactRow(
  { id, phone, displayName, createdAt, attributes }: ContactRow,
  definitions: readonly AttributeDefinitionRow[],
): FileRow {
  return { id, phone, displayName, createdAt, ...toAttributes(attributes, definitions) };
}

/** A lead. */
export async function toLeadRow(
  row: LeadRow,
  loaders: Loaders,
  definitions: readonly AttributeDefinitionRow[],
): Promise<FileRow> {
  const [stage, topic, owner, channel] = await Promise.all([
    loaders.stage.load(row.stageId),
    loaders.topic.load(row.topicId),
    loaders.user.load(row.ownerId),
    loaders.channel.load(row.channelId),
  ]);
  const { id, contactId, name, phone, source, createdAt, updatedAt, value } = row;
  return {
    ...{ id, contactId, name, phone, stage: stage?.name ?? null, topic: topic?.name ?? null },
    ...{ owner: owner?.name ?? null, channel: channel?.displayName ?? null, source },
    ...{ value: value?.amount ?? null, currency: value?.currency ?? null, createdAt, updatedAt },
    ...toAttributes(row.attributes, definitions),
  };
}

/** A conversation. */
export async function toConversationRow(row: ConversationRow, loaders: Loaders): Promise<FileRow> {
  const [contact, channel, assignee, topic] = await Promise.all([
    loaders.contact.load(row.contactId),
    loaders.channel.load(row.channelId),
    loaders.user.load(row.assigneeId),
    loaders.topic.load(row.topicId),
  ]);
  const { id, contactId, status, unreadCount, lastActivityAt, lastInboundAt } = row;
  return {
    ...{ id, contactId, contactName: contact?.displayName ?? null, contactPhone: contact?.phone ?? null },
    ...{ channel: channel?.displayName ?? null, status, assignee: assignee?.name ?? null },
    ...{ topic: topic?.name ?? null, unreadCount, lastActivityAt, lastInboundAt },
  };
}

/** A message. */
export async function toMessageRow(row: MessageRow, loaders: Loaders): Promise<FileRow> {
  const conversation = await loaders.conversation.load(row.conversationId);
  const [contact, channel, user] = await Promise.all([
    loaders.contact.load(conversation?.contactId ?? null),
    loaders.channel.load(row.channelId),
    loaders.user.load(row.authorUserId),
  ]);
  const { id, conversationId, direction, kind, text, status, sentAt, editedAt, deletedAt } = row;
  return {
    ...{ id, conversationId, contactId: contact?.id ?? null, contactName: contact?.displayName ?? null },
    ...{ contactPhone: contact?.phone ?? null, channel: channel?.displayName ?? null, direction, kind, text },
    ...{ status, author: user?.name ?? row.authorKind, sentAt, editedAt, deletedAt },
    failure: row.failureMessage,
  };
}

function toAttributes(
  values: Readonly<Record<string, unknown>>,
  definitions: readonly AttributeDefinitionRow[],
): FileRow {
  return Object.fromEntries(definitions.map(({ key }) => [attributeColumn(key), values[key] ?? null]));
}
