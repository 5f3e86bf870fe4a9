/**
 * What an event is about, as plain JSON with ids: the `data` of a webhook's body. The shape is a contract, documented
 * in docs/outgoing-webhooks.md: properties are added, never renamed or removed.
 */
import { getTenant } from '../accounts/account-rows.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { toHandoffReason } from '../domain/handoff-reason.js';
import { EventType } from '../domain/vocabulary.js';
import { loadBooking, loadBookingNotification } from '../queries/booking-loaders.js';
import type { Loaders } from '../queries/loaders.js';
import type * as rows from '../queries/rows.js';

/** A thing and the contact whose data it contains. */
export interface EventThing {
  readonly value: object | null;
  readonly contactId: string | null;
}

/** Reads of one page; each kind of row is read once. */
export interface ThingSource {
  readonly reader: TenantReader;
  readonly loaders: Loaders;
}

type ReadThing = (source: ThingSource, id: string) => Promise<EventThing>;

const gone: EventThing = { value: null, contactId: null };

const message: ReadThing = async ({ loaders }, id) => {
  const row = await loaders.message.load(id);
  if (row === null) return gone;
  const isShown = row.deletedAt === null;
  const [conversation, files] = await Promise.all([
    loaders.conversation.load(row.conversationId),
    row.hasAttachments && isShown ? loaders.attachmentsOfMessage.load(row.id) : [],
  ]);
  const contactId = conversation?.contactId ?? null;
  const { conversationId, channelId, direction, kind, authorKind, authorUserId, status } = row;
  const { authorAssistantId } = row;
  const { externalId, replyToExternalId, templateId, sentAt, createdAt, editedAt, deletedAt, version } = row;
  const value = {
    ...{ id, conversationId, channelId, contactId, direction, kind },
    text: isShown ? row.text : null,
    content: isShown ? row.content : null,
    ...{
      referral: row.referral,
      attachments: files.map(toFile),
      authorKind,
      authorUserId,
      authorAssistantId,
    },
    status,
    failure:
      row.failureCode === null && row.failureMessage === null
        ? null
        : { code: row.failureCode, message: row.failureMessage, isRetryable: row.failureRetryable },
    ...{ externalId, replyToExternalId, templateId, sentAt, createdAt, editedAt, deletedAt, version },
  };
  return { value, contactId };
};

function toFile(file: rows.AttachmentRow) {
  const { id, mimeType, fileName, sizeBytes, isVoice, durationSeconds, state } = file;
  return { id, mimeType, fileName, sizeBytes, isVoice, durationSeconds, state };
}

const conversation: ReadThing = async ({ loaders }, id) => {
  const row = await loaders.conversation.load(id);
  if (row === null) return gone;
  const { channelId, contactId, leadId, address, status, snoozedUntil, assigneeId, topicId, handoff } = row;
  const { teamId, labelIds, unreadCount, lastMessageId, lastActivityAt, lastInboundAt, version } = row;
  const { cause: handoffCause, words: handoffReason } = toHandoffReason(row);
  const value = {
    ...{ id, channelId, contactId, leadId, address, status, snoozedUntil, assigneeId, topicId, handoff },
    ...{ handoffCause, handoffReason },
    ...{ teamId, labelIds, unreadCount, lastMessageId, lastActivityAt, lastInboundAt, version },
  };
  return { value, contactId };
};

const lead: ReadThing = async ({ loaders }, id) => {
  const row = await loaders.lead.load(id);
  if (row === null) return gone;
  const {
    contactId,
    channelId,
    stageId,
    topicId,
    ownerId,
    name,
    phone,
    source,
    value: worth,
    referral,
  } = row;
  const { mergedIntoId, createdAt, updatedAt, version } = row;
  const value = {
    ...{ id, contactId, channelId, stageId, topicId, ownerId, name, phone, source, value: worth, referral },
    ...{ mergedIntoId, createdAt, updatedAt, version },
  };
  return { value, contactId };
};

const note: ReadThing = async ({ loaders }, id) => {
  const row = await loaders.note.load(id);
  if (row === null) return gone;
  const { leadId, conversationId, ownBody, authorKind, authorUserId, sourceMessageId, createdAt } = row;
  const source = await (ownBody === null ? loaders.message.load(sourceMessageId) : null);
  const body = ownBody ?? (source?.deletedAt === null ? source.text : null);
  const owner = (await loaders.conversation.load(conversationId)) ?? (await loaders.lead.load(leadId));
  const value = { id, leadId, conversationId, body, authorKind, authorUserId, sourceMessageId, createdAt };
  return { value, contactId: owner?.contactId ?? null };
};

const contact: ReadThing = async ({ loaders }, id) => {
  const row = await loaders.contact.load(id);
  if (row === null) return gone;
  const { displayName, phone, labelIds, mergedIntoId, erasedAt, version } = row;
  const identities = (await loaders.identitiesOfContact.load(id)).map(identity => ({
    ...{ id: identity.id, kind: identity.kind, value: identity.canonical, channelId: identity.channelId },
    optedOutAt: identity.optedOutAt,
  }));
  return {
    value: { id, displayName, phone, labelIds, identities, mergedIntoId, erasedAt, version },
    contactId: id,
  };
};

const booking: ReadThing = async (source, id) => {
  const row = await loadBooking(source, id);
  if (row === null) return gone;
  const { salonId, externalId, contactId, status, startsAt, startsAtLocal, lengthSeconds, services } = row;
  const { staffExternalId, staffName, totalCost, clientName, clientPhone, attendance, createdByBot } = row;
  const value = {
    ...{ id, salonId, externalId, contactId, status, startsAt, startsAtLocal, lengthSeconds, services },
    ...{ staffExternalId, staffName, totalCost, clientName, clientPhone, attendance, createdByBot },
    ...{ revision: row.revision, createdAt: row.createdAt, updatedAt: row.updatedAt },
  };
  return { value, contactId };
};

const bookingNotification: ReadThing = async (source, id) => {
  const row = await loadBookingNotification(source, id);
  if (row === null) return gone;
  const { bookingId, kind, decision, reason, revision, dueAt, sentAt, messageId, createdAt } = row;
  const of = await loadBooking(source, bookingId);
  const value = { id, bookingId, kind, decision, reason, revision, dueAt, sentAt, messageId, createdAt };
  return { value, contactId: of?.contactId ?? null };
};

const channel: ReadThing = async ({ loaders }, id) => {
  const row = await loaders.channel.load(id);
  if (row === null) return gone;
  const { accountId, kind, externalId, displayName, phoneNumber, isDefault, status, createdAt } = row;
  return {
    value: { id, accountId, kind, externalId, displayName, phoneNumber, isDefault, status, createdAt },
    contactId: null,
  };
};

const tenant: ReadThing = async ({ reader, loaders }) => {
  const load = loaders.byParent('tenantOfWebhooks', async ids => {
    const row = await getTenant(reader);
    return ids.map(() => row);
  });
  const { id, slug, name, defaultCountry, timezone, locale } = await load.load(reader.tenantId);
  return { value: { id, slug, name, defaultCountry, timezone, locale }, contactId: null };
};

/** Without the links to its files, which need a permission. */
const job: ReadThing = async ({ loaders }, id) => {
  const row = await loaders.job.load(id);
  if (row === null) return gone;
  const { kind, status, dryRun, done, total, created, updated, deleted, refused, createdAt, finishedAt } =
    row;
  const counts = { done, total, created, updated, deleted, refused };
  return { value: { id, kind, status, dryRun, ...counts, createdAt, finishedAt }, contactId: null };
};

const user: ReadThing = async ({ loaders }, id) => {
  const row = await loaders.user.load(id);
  if (row === null) return gone;
  const { kind, email, name, role, availability, locale, teamIds, createdAt } = row;
  const isActive = row.disabledAt === null;
  return {
    value: { id, kind, email, name, role, availability, isActive, locale, teamIds, createdAt },
    contactId: null,
  };
};

/** The property of `data` for each kind of event, and how its thing is read. */
export const eventThings: Readonly<Record<EventType, { readonly name: string; readonly read: ReadThing }>> = {
  [EventType.MESSAGE_ADDED]: { name: 'message', read: message },
  [EventType.MESSAGE_UPDATED]: { name: 'message', read: message },
  [EventType.CONVERSATION_ADDED]: { name: 'conversation', read: conversation },
  [EventType.CONVERSATION_UPDATED]: { name: 'conversation', read: conversation },
  // Never posted; see `personalEvents`.
  [EventType.READ_STATE_UPDATED]: { name: 'conversation', read: conversation },
  [EventType.NOTIFICATION_UPDATED]: { name: 'conversation', read: conversation },
  [EventType.LEAD_ADDED]: { name: 'lead', read: lead },
  [EventType.LEAD_UPDATED]: { name: 'lead', read: lead },
  [EventType.NOTE_ADDED]: { name: 'note', read: note },
  [EventType.CONTACT_MERGED]: { name: 'contact', read: contact },
  [EventType.CONTACT_UNMERGED]: { name: 'contact', read: contact },
  [EventType.CONTACT_UPDATED]: { name: 'contact', read: contact },
  [EventType.CONTACT_ADDED]: { name: 'contact', read: contact },
  [EventType.CONTACT_ERASED]: { name: 'contact', read: contact },
  [EventType.JOB_UPDATED]: { name: 'job', read: job },
  [EventType.BOOKING_CHANGED]: { name: 'booking', read: booking },
  [EventType.BOOKING_NOTIFICATION]: { name: 'bookingNotification', read: bookingNotification },
  [EventType.CHANNEL_UPDATED]: { name: 'channel', read: channel },
  [EventType.TENANT_UPDATED]: { name: 'tenant', read: tenant },
  [EventType.USER_UPDATED]: { name: 'user', read: user },
};
