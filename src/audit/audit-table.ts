/**
 * How each mutation and command is recorded in the audit log. The server does not start when a mutation has no row, and
 * a test compares the commands.
 *
 * A row names the action, the entity that is its target, and the columns whose values are shown. Without more the
 * activity is derived from what the mapper or the events of the transaction say; `explicit` is for operations whose use
 * case calls `recordActivity`. A column that is not listed is recorded as "changed", without its values: secrets, words
 * of people, and personal data, so that a person can be erased without rewriting the log.
 */
import type { EntityClass } from '@mikro-orm/core';
import type { ActivityRule } from '../database/activities/activity-cause.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { ApiToken } from '../entities/api-token.entity.js';
import { Attachment } from '../entities/attachment.entity.js';
import { AttributeDefinition } from '../entities/attribute-definition.entity.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { BotBooking } from '../entities/bot-booking.entity.js';
import { CannedReply } from '../entities/canned-reply.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { ContactIdentity } from '../entities/contact-identity.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DataJob } from '../entities/data-job.entity.js';
import { Label } from '../entities/label.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Message } from '../entities/message.entity.js';
import { MessageTemplate } from '../entities/message-template.entity.js';
import { Note } from '../entities/note.entity.js';
import { NotificationTemplate } from '../entities/notification-template.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { Team } from '../entities/team.entity.js';
import { TemplateVariant } from '../entities/template-variant.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { User } from '../entities/user.entity.js';
import { WebhookEndpoint } from '../entities/webhook-endpoint.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';

/** A row of the table: how to record it, or the reason why it is not recorded. */
export type AuditRow = ActivityRule | { readonly notRecorded: string };

type Column<Entity> = Extract<keyof Entity, string>;

/** Rows about one entity, with the columns that are shown. */
function about<Entity extends object>(entity: EntityClass<Entity>, shown: readonly Column<Entity>[]) {
  const rule = (isExplicit: boolean) => (action: string) => ({
    ...{ action, target: entity.name, shown, isExplicit },
  });
  return Object.assign(rule(false), { explicit: rule(true) });
}

const account = about(ProviderAccount, ['name', 'kind', 'externalId']);
const apiToken = about(ApiToken, ['name', 'scopes', 'channelIds', 'assistantId', 'expiresAt', 'revokedAt']);
const attribute = about(AttributeDefinition, ['target', 'key', 'name', 'type', 'choices', 'archivedAt']);
const attachment = about(Attachment, []);
const bookingAccount = about(BookingAccount, ['name']);
const botBooking = about(BotBooking, ['companyId', 'externalId']);
const channel = about(Channel, [
  'displayName',
  'phoneNumber',
  'status',
  'isDefault',
  'kind',
  'externalId',
  'businessHours',
  'awayText',
]);
const cannedReply = about(CannedReply, []);
const contact = about(Contact, []);
const conversation = about(Conversation, [
  ...(['status', 'snoozedUntil', 'assigneeId', 'teamId', 'topicId', 'topicSource'] as const),
  ...(['labelIds', 'handoff'] as const),
]);
// Not its key, nor texts.
const assistant = about(AiAssistant, [
  ...(['name', 'engine', 'mode', 'channelIds', 'schedule', 'quietFrom', 'quietTo', 'model'] as const),
  ...(['temperature', 'handoffTeamId'] as const),
  ...(['maxOutputTokens', 'timeoutSeconds', 'waitSeconds', 'humanHoldMinutes', 'contextTokens'] as const),
  ...(['maxConsecutiveAnswers', 'conversationTokenLimit', 'dailyTokenLimit', 'monthlyTokenLimit'] as const),
  ...(['dailyCostLimit', 'archivedAt'] as const),
]);
const identity = about(ContactIdentity, []);
const job = about(DataJob, ['status']);
const label = about(Label, ['name', 'color', 'archivedAt']);
const lead = about(Lead, ['stageId', 'topicId', 'topicSource', 'ownerId', 'channelId', 'value']);
const message = about(Message, []);
const note = about(Note, ['conversationId', 'leadId']);
const notice = about(NotificationTemplate, ['kind', 'locale', 'businessType', 'body', 'attachCalendarFile']);
const salon = about(Salon, [
  ...(['companyId', 'name', 'timezone', 'locale', 'currency', 'businessType', 'address'] as const),
  ...(['noticeChannelId', 'groupingSeconds', 'recentActivityMinutes', 'botCommentMarkers'] as const),
  ...(['botUserIds', 'tellsChangesOfBotBookings', 'reminderHours'] as const),
]);
const stage = about(LeadStage, ['name', 'isTerminal', 'isLost', 'archivedAt']);
const team = about(Team, ['name', 'archivedAt']);
const template = about(MessageTemplate, []);
const tenant = about(Tenant, [
  ...(['slug', 'name', 'defaultCountry', 'timezone', 'locale', 'replyWindowHours'] as const),
  ...(['webhookRetentionDays', 'recentActivityMinutes', 'showsDeletedText'] as const),
  ...(['currency', 'assignsOnReply', 'businessHours', 'awayText', 'optOutWords'] as const),
  ...(['messageRetentionDays', 'requiresSecondFactor'] as const),
]);
const topic = about(Topic, ['name', 'keywords', 'archivedAt']);
const user = about(User, ['email', 'name', 'role', 'locale', 'teamIds', 'availability', 'disabledAt']);
const variant = about(TemplateVariant, ['templateId', 'key', 'weight', 'body']);
// Its URL may contain a secret of the receiver.
const endpoint = about(WebhookEndpoint, ['description', 'eventTypes', 'channelIds', 'isEnabled']);
const webhook = about(WebhookEvent, []);

const simulator = { notRecorded: 'A simulator: it stands in for people and vendors.' };

/** Mutations. */
export const auditedMutations: Readonly<Record<string, AuditRow>> = {
  signIn: user.explicit('user.signed_in'),
  refreshSession: user.explicit('user.session_ended'),
  signOut: user.explicit('user.signed_out'),
  revokeSessions: user.explicit('user.sessions_ended'),
  setPassword: user.explicit('user.password_set'),
  changePassword: user.explicit('user.password_changed'),
  enrolTotp: user.explicit('user.second_factor_begun'),
  confirmTotp: user('user.second_factor_enabled'),
  disableTotp: user('user.second_factor_disabled'),
  createApiToken: apiToken('api_token.created'),
  rotateApiToken: apiToken('api_token.secret_rotated'),
  revokeApiToken: apiToken('api_token.revoked'),
  createUser: user('user.created'),
  updateUser: user('user.updated'),
  setAvailability: user('user.availability_set'),
  setPresence: { notRecorded: 'Presence.' },
  createPasswordLink: user.explicit('user.password_link_created'),
  // Its author, channel and time are in the message itself, and a row here would cost a round trip (decision 0050).
  sendReply: { notRecorded: 'The message is the record: it names its author, and a timeline shows it.' },
  createUpload: { notRecorded: 'A placeholder; the message that uses it is the record, else it is deleted.' },
  startConversation: message('conversation.started'),
  scheduleReply: conversation('reply.scheduled'),
  cancelScheduledReply: conversation('reply.schedule_cancelled'),
  createLead: lead('lead.created'),
  registerBotBooking: botBooking.explicit('bot_booking.registered'),
  retryMessage: message('message.retried'),
  cancelQueuedMessage: message('message.cancelled'),
  confirmUnknownMessage: message('message.confirmed'),
  refetchAttachment: attachment.explicit('attachment.refetched'),
  updateLead: lead('lead.updated'),
  addNote: note('note.added'),
  setConversationStatus: conversation('conversation.status_set'),
  assignConversation: conversation('conversation.assigned'),
  markConversationRead: { notRecorded: 'Reading.' },
  markConversationUnread: { notRecorded: 'Reading.' },
  setTopic: conversation('conversation.topic_set'),
  setHandoff: conversation('conversation.handoff_set'),
  requestHandoff: conversation('conversation.handoff_requested'),
  dismissSuggestion: { notRecorded: 'The proposal is the record.' },
  suggestReply: { notRecorded: 'The proposal is the record.' },
  requestSuggestion: { notRecorded: 'The proposal and the call are the record.' },
  markNotificationsRead: { notRecorded: 'Reading.' },
  upsertAiAssistant: assistant('ai_assistant.saved'),
  testAiAssistant: { notRecorded: 'A test: it sends nothing and changes nothing.' },
  updateConversation: conversation('conversation.updated'),
  updateConversations: conversation.explicit('conversation.updated'),
  mergeContacts: contact.explicit('contact.merged'),
  updateContact: contact('contact.updated'),
  unmergeContact: contact.explicit('contact.unmerged'),
  separateAddress: identity.explicit('contact.address_separated'),
  clearOptOut: identity('contact.opt_out_cleared'),
  connectProvider: account('provider_account.connected'),
  updateProviderAccount: account('provider_account.updated'),
  disconnectProvider: account('provider_account.disconnected'),
  rotateWebhookKey: account('provider_account.webhook_key_rotated'),
  createChannel: channel('channel.created'),
  updateChannel: channel('channel.updated'),
  deleteChannel: channel('channel.deleted'),
  updateTenantSettings: tenant('settings.updated'),
  upsertTopic: topic('topic.saved'),
  upsertLabel: label('label.saved'),
  upsertCannedReply: cannedReply.explicit('canned_reply.saved'),
  upsertTeam: team.explicit('team.saved'),
  upsertLeadStage: stage('lead_stage.saved'),
  reorderLeadStages: tenant('lead_stages.reordered'),
  replayWebhookEvents: webhook.explicit('webhook_events.reprocessed'),
  resolveQuarantined: webhook.explicit('webhook_event.assigned'),
  connectBookings: bookingAccount('booking_account.connected'),
  updateBookingAccount: bookingAccount('booking_account.updated'),
  disconnectBookings: bookingAccount('booking_account.disconnected'),
  rotateBookingsKey: bookingAccount('booking_account.webhook_key_rotated'),
  upsertSalon: salon('salon.saved'),
  upsertNotificationTemplate: notice('notification_template.saved'),
  upsertTemplateVariant: variant('notification_template.variant_saved'),
  syncMessageTemplates: { notRecorded: 'Reads the list of the vendor, as the hourly sweep does.' },
  upsertMessageTemplate: template.explicit('message_template.saved'),
  deleteMessageTemplate: template.explicit('message_template.deleted'),
  upsertAttribute: attribute('attribute.saved'),
  importContacts: job.explicit('import.started'),
  createExport: job.explicit('export.started'),
  eraseContact: job.explicit('contact.erasure_started'),
  clearMessages: job.explicit('channel.clearing_started'),
  cancelJob: job.explicit('job.cancelled'),
  createWebhookEndpoint: endpoint('webhook_endpoint.created'),
  updateWebhookEndpoint: endpoint('webhook_endpoint.updated'),
  deleteWebhookEndpoint: endpoint('webhook_endpoint.deleted'),
  rotateWebhookSecret: endpoint('webhook_endpoint.secret_rotated'),
  redeliverWebhooks: endpoint.explicit('webhook_endpoint.redelivered'),
  testWebhookEndpoint: { notRecorded: 'A test: it changes nothing, and its delivery is listed.' },
  testWebhookUrl: { notRecorded: 'A test: it changes nothing, and its sample is in the ledger.' },
  simulateBooking: simulator,
  simulateInbound: simulator,
  simulateReceipt: simulator,
  setSimulatorBehaviour: simulator,
};

const reads = { notRecorded: 'Reads only.' };

/** Commands, by their words after `trunkline`. */
export const auditedCommands: Readonly<Record<string, AuditRow>> = {
  migrate: { notRecorded: 'Changes tables, not the data of a company.' },
  'tenants create': tenant('tenant.created'),
  'tenants list': reads,
  'users create': user('user.created'),
  'users list': reads,
  'users link': user.explicit('user.password_link_created'),
  'users role': user('user.updated'),
  'users deactivate': user('user.updated'),
  'users reactivate': user('user.updated'),
  'users reset-second-factor': user('user.second_factor_disabled'),
  'users sessions list': reads,
  'users sessions end': user.explicit('user.sessions_ended'),
  'channels list': reads,
  'webhooks list': reads,
  'webhooks show': reads,
  'webhooks replay': webhook.explicit('webhook_events.reprocessed'),
  'clear-messages': channel.explicit('channel.messages_cleared'),
  'secrets rotate': { notRecorded: 'Encrypts secrets again; none changes.' },
  'after-restore': { notRecorded: 'Of the whole installation; the messages that it sets UNKNOWN show it.' },
  start: { notRecorded: 'The server; it records by itself.' },
  doctor: reads,
  'secrets adopt-key': account.explicit('provider_account.credentials_removed'),
  'simulate inbound': simulator,
  'simulate booking': simulator,
  stats: reads,
  'audit export': reads,
};
