/**
 * Which rows a credential that is limited to some numbers may see. One condition for each type, used by lists and by the
 * check of single rows. Types that are not listed do not belong to a number: topics, stages, users, the company.
 */
import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from '../database/columns.js';
import { quoted } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Activity } from '../entities/activity.entity.js';
import { Attachment } from '../entities/attachment.entity.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { CannedReply } from '../entities/canned-reply.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { Note } from '../entities/note.entity.js';
import { Notification } from '../entities/notification.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { RefusedWebhook } from '../entities/refused-webhook.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import { ScheduledReply } from '../entities/scheduled-reply.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import type { Condition } from './page-sql.js';

const entities = {
  Activity,
  Attachment,
  Booking,
  BookingNotification,
  CannedReply,
  Channel,
  Contact,
  ContactIdentity,
  Conversation,
  Lead,
  Message,
  MessageTemplate,
  Note,
  Notification,
  ProviderAccount,
  RefusedWebhook,
  ReplySuggestion,
  ScheduledReply,
  WebhookEvent,
} satisfies Record<string, EntityClass<{ id: string; tenantId: string }>>;

/** A type whose rows belong to numbers. */
export type NumberedType = keyof typeof entities;

/** SQL that is true for a visible row. `row` is the alias of its table, `numbers` the placeholder of the ids. */
type ToSql = (row: string, numbers: string) => string;

const conversations = tableOf(Conversation);
const leads = tableOf(Lead);
const [channel, conversation, lead, message, booking] = [
  tableOf(Channel).of('vh'),
  conversations.of('vc'),
  leads.of('vl'),
  tableOf(Message).of('vm'),
  tableOf(Booking).of('vb'),
];
const isListed = (column: string, numbers: string) => `${column} = any(${numbers})`;
const columnIsListed =
  (columnOf: (row: string) => string): ToSql =>
  (row, numbers) =>
    isListed(columnOf(row), numbers);

/** True for a contact who has a conversation or a lead on one of the numbers. */
const contactIsVisible = (contactId: string, numbers: string) =>
  `(exists (select from ${conversations.table} vc where ${conversation.contactId} = ${contactId} and ${isListed(conversation.channelId, numbers)})
    or exists (select from ${leads.table} vl where ${lead.contactId} = ${contactId} and ${isListed(lead.channelId, numbers)}))`;
const conversationIsVisible = (conversationId: string, numbers: string) =>
  `exists (select from ${conversations.table} vc where ${conversation.id} = ${conversationId} and ${isListed(conversation.channelId, numbers)})`;
const messageIsVisible = (messageId: string, numbers: string) =>
  `exists (select from ${tableOf(Message).table} vm where ${message.id} = ${messageId} and ${isListed(message.channelId, numbers)})`;
const leadIsVisible = (leadId: string, numbers: string) =>
  `exists (select from ${leads.table} vl where ${lead.id} = ${leadId} and (${isListed(lead.channelId, numbers)}
      or exists (select from ${conversations.table} vc where ${conversation.leadId} = ${lead.id} and ${isListed(conversation.channelId, numbers)})))`;
const accountIsVisible = (accountId: string, numbers: string) =>
  `exists (select from ${tableOf(Channel).table} vh where ${channel.accountId} = ${accountId} and ${isListed(channel.id, numbers)})`;

const cannedReplyIsVisible: ToSql = (row, numbers) =>
  `coalesce(${tableOf(CannedReply).of(row).channelIds} && ${numbers}, true)`;

/** Activities about the company are on no number, and visible. */
const activityIsVisible: ToSql = (row, numbers) => {
  const activity = tableOf(Activity).of(row);
  return `case when ${activity.conversationId} is not null then ${conversationIsVisible(activity.conversationId, numbers)}
      when ${activity.targetType} = ${quoted(Lead.name)} then ${leadIsVisible(activity.targetId, numbers)}
      when ${activity.targetType} = ${quoted(Channel.name)} then ${isListed(activity.targetId, numbers)}
      when ${activity.contactId} is not null then ${contactIsVisible(activity.contactId, numbers)} else true end`;
};

const toSql: Readonly<Record<NumberedType, ToSql>> = {
  Activity: activityIsVisible,
  Channel: columnIsListed(row => tableOf(Channel).of(row).id),
  Conversation: columnIsListed(row => tableOf(Conversation).of(row).channelId),
  Message: columnIsListed(row => tableOf(Message).of(row).channelId),
  WebhookEvent: columnIsListed(row => tableOf(WebhookEvent).of(row).channelId),
  Attachment: (row, numbers) => {
    const file = tableOf(Attachment).of(row);
    return `(${messageIsVisible(file.messageId, numbers)}
      or exists (select from ${tableOf(CannedReply).table} vr where ${tableOf(CannedReply).of('vr').id} = ${file.cannedReplyId} and ${cannedReplyIsVisible('vr', numbers)}))`;
  },
  CannedReply: cannedReplyIsVisible,
  Note: (row, numbers) => {
    const note = tableOf(Note).of(row);
    return `(case when ${note.conversationId} is null then ${leadIsVisible(note.leadId, numbers)} else ${conversationIsVisible(note.conversationId, numbers)} end
      and (${note.sourceMessageId} is null or ${messageIsVisible(note.sourceMessageId, numbers)}))`;
  },
  Notification: (row, numbers) =>
    conversationIsVisible(tableOf(Notification).of(row).conversationId, numbers),
  ReplySuggestion: (row, numbers) =>
    conversationIsVisible(tableOf(ReplySuggestion).of(row).conversationId, numbers),
  ScheduledReply: (row, numbers) =>
    conversationIsVisible(tableOf(ScheduledReply).of(row).conversationId, numbers),
  Lead: (row, numbers) => leadIsVisible(tableOf(Lead).of(row).id, numbers),
  Contact: (row, numbers) => contactIsVisible(tableOf(Contact).of(row).id, numbers),
  ContactIdentity: (row, numbers) => contactIsVisible(tableOf(ContactIdentity).of(row).contactId, numbers),
  Booking: (row, numbers) => contactIsVisible(tableOf(Booking).of(row).contactId, numbers),
  BookingNotification: (row, numbers) =>
    `exists (select from ${tableOf(Booking).table} vb where ${booking.id} = ${tableOf(BookingNotification).of(row).bookingId} and ${contactIsVisible(booking.contactId, numbers)})`,
  ProviderAccount: (row, numbers) => accountIsVisible(tableOf(ProviderAccount).of(row).id, numbers),
  MessageTemplate: (row, numbers) => accountIsVisible(tableOf(MessageTemplate).of(row).accountId, numbers),
  // Refused requests are counted by account and can name any number.
  RefusedWebhook: () => 'false',
};

/** True if rows of this type belong to numbers. */
export function isNumbered(typeName: string): typeName is NumberedType {
  return Object.hasOwn(entities, typeName);
}

/** Condition of a list of this type; nothing for a credential of all numbers and for a type without numbers. */
export function isVisible(
  typeName: string,
  alias: string,
  channelIds: readonly string[] | null,
): readonly Condition[] {
  if (channelIds === null || !isNumbered(typeName)) return [];
  return [
    {
      name: 'visible',
      isPlannedEachTime: true,
      toSql: parameters => toSql[typeName](alias, parameters.add(channelIds, 'uuid[]')),
    },
  ];
}

interface TypedId {
  readonly type: NumberedType;
  readonly id: string;
}

const idsByVisibility = tenantStatement<TypedId & { readonly isVisible: boolean }>(
  'visible-ids',
  Object.entries(entities)
    .map(([name, entity]) => {
      const { table, of } = tableOf(entity as EntityClass<{ id: string; tenantId: string }>);
      const { id, tenantId } = of('r');
      return `select ${quoted(name)} as type, ${id} as id, coalesce(${toSql[name as NumberedType]('r', '$3::uuid[]')}, false) as "isVisible"
        from ${table} r where ${tenantId} = $1 and ${id} = any($2::uuid[])`;
    })
    .join(' union all '),
);

/** The rows with these ids that belong to numbers, and whether one of the given numbers is theirs; in one statement. */
export async function readVisibility(
  reader: TenantReader,
  ids: readonly string[],
  channelIds: readonly string[],
): Promise<ReadonlyMap<string, boolean>> {
  const wanted = [...new Set(ids.filter(isUuid))];
  if (wanted.length === 0) return new Map();
  const rows = await reader.rows(idsByVisibility, wanted, channelIds);
  return new Map(rows.map(row => [row.id, row.isVisible]));
}
