/** What the statements for one text (`store-one-message.ts`) and for a few (`store-few-texts.ts`) have in common. */
import { tableOf } from '../database/columns.js';
import { quoted } from '../database/sql.js';
import type { StoredRow } from '../delivery/stored-row.js';
import { ConversationStatus, TopicSource } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DomainEventRecord } from '../entities/domain-event.entity.js';
import { Message } from '../entities/message.entity.js';
import { previousValuesSql } from '../people/contact-events.js';
import type { RowSql } from './row-columns.js';
import { takesTopicSql } from './rule-topic.js';

const conversations = tableOf(Conversation);
const { column } = conversations;
const conversation = conversations.of('c');
const moved = conversations.of('mv');
const inserted = tableOf(Message).of('i');
const channels = tableOf(Channel);
const contacts = tableOf(Contact);

/** The columns of an event that such a statement writes, as a list. */
export const eventList = tableOf(DomainEventRecord).list([
  'tenantId',
  'position',
  'kind',
  'subjectId',
  'channelId',
  'conversationId',
  'messageId',
  'changed',
  'at',
  'was',
]);

/** Assignments of conversation `c`, to which the text is added. @param topicId its topic; null without topics */
export function movedBy(text: RowSql<'id' | 'createdAt' | 'writtenAt'>, topicId: string | null): string {
  const assignments = [
    `${column.unreadCount} = ${conversation.unreadCount} + 1`,
    `${column.lastMessageId} = ${text.id}`,
    `${column.lastActivityAt} = greatest(${conversation.lastActivityAt}, ${text.createdAt})`,
    `${column.lastInboundAt} = greatest(${conversation.lastInboundAt}, ${text.writtenAt})`,
    `${column.status} = ${quoted(ConversationStatus.OPEN)}`,
    `${column.snoozedUntil} = null`,
  ];
  if (topicId === null) return assignments.join(', ');
  const { HAND, ASSISTANT, RULE } = TopicSource;
  const keeps = `${topicId} is null or ${conversation.topicSource} in (${quoted(HAND)}, ${quoted(ASSISTANT)})`;
  return [
    ...assignments,
    `${column.topicId} = case when ${keeps} then ${conversation.topicId} else ${topicId} end`,
    `${column.topicSource} = case when ${keeps} then ${conversation.topicSource} else ${quoted(RULE)} end`,
  ].join(', ');
}

/** What conversation `c` was, if the text changes its topic. */
export const wasBefore = (topicId: string): string =>
  `case when ${takesTopicSql(conversation, topicId)} then ${previousValuesSql(conversation)} end`;

/** Facts of a text, which inserts no person. */
export const factsOfText = {
  at: 'now()',
  newLeadId: 'null::uuid',
  isNewConversation: 'false',
  noteId: 'null::uuid',
} as const satisfies Partial<Record<keyof StoredRow, string>>;

/** The aliases of an event's rows. */
export const rowAliases = { message: 'i', conversation: 'mv', channel: 'ch', contact: 'ct' } as const;

/** Joins an event's rows: the conversation as `moved` returns it, with channel and contact. */
export const joinedRows = `left join moved mv on ${moved.id} = ${inserted.conversationId}
     left join ${channels.table} ch on ${channels.of('ch').id} = ${moved.channelId}
     left join ${contacts.table} ct on ${contacts.of('ct').id} = ${moved.contactId}`;
