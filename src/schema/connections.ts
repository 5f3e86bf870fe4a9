/** Every connection of the schema. */
import { Activity } from '../entities/activity.entity.js';
import { AiCall } from '../entities/ai-call.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DataJob } from '../entities/data-job.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import { RefusedWebhook } from '../entities/refused-webhook.entity.js';
import { User } from '../entities/user.entity.js';
import { WebhookDelivery } from '../entities/webhook-delivery.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { createConnection } from './connection.js';
import { OutboxEntry } from './outbox-entry.type.js';

/** The audit log. */
export const ActivityConnection = createConnection('Activity', Activity, {
  rows: 'activities, newest first',
});
/** Calls to models. */
export const AiCallConnection = createConnection('AiCall', AiCall, { rows: 'calls to models, newest first' });
/** Channels. */
export const ChannelConnection = createConnection('Channel', Channel, {
  rows: 'numbers, in order of creation',
});
/** Contacts. */
export const ContactConnection = createConnection('Contact', Contact, {
  rows: 'contacts',
  hasTotalCount: true,
});
/** Conversations of the inbox. */
export const ConversationConnection = createConnection('Conversation', Conversation, {
  rows: 'conversations',
  hasTotalCount: true,
  hasSyncCursor: true,
});
/** Leads. */
export const LeadConnection = createConnection('Lead', Lead, {
  rows: 'leads',
  hasTotalCount: true,
  hasSyncCursor: true,
});
/** Messages. */
export const MessageConnection = createConnection('Message', Message, {
  rows: 'messages in the order of storage, oldest first',
  hasSyncCursor: true,
});
/** Notes. */
export const NoteConnection = createConnection('Note', Note, { rows: 'notes, newest first' });
/** Messages without a confirmed delivery. */
export const OutboxConnection = createConnection('Outbox', OutboxEntry, { rows: 'the outbox, newest first' });
/** Ledger rows. */
export const WebhookEventConnection = createConnection('WebhookEvent', WebhookEvent, {
  rows: 'the ledger, newest first',
});
/** Webhooks that were refused before the ledger. */
export const RefusedWebhookConnection = createConnection('RefusedWebhook', RefusedWebhook, {
  rows: 'refused webhooks, newest hour first',
});
/** Jobs that users started. */
export const JobConnection = createConnection('Job', DataJob, { rows: 'jobs, newest first' });
/** Users. */
export const UserConnection = createConnection('User', User, {
  rows: 'users, by name',
  hasTotalCount: true,
});
/** What was posted to endpoints. */
export const WebhookDeliveryConnection = createConnection('WebhookDelivery', WebhookDelivery, {
  rows: 'deliveries to webhook endpoints, newest first',
});
