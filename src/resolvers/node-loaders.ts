/** How `node` loads each type: the root field whose access applies, and the loader. */
import { getTenant } from '../accounts/account-rows.js';
import { tokensById } from '../accounts/api-token-rows.js';
import { requireAuthority } from '../accounts/authority.js';
import { sessionsById } from '../accounts/session-rows.js';
import { ForbiddenError } from '../domain/errors.js';
import { FilePurpose, type Role } from '../domain/vocabulary.js';
import { loadBooking, loadBookingNotification, loadSalon } from '../queries/booking-loaders.js';
import { findCannedReply } from '../queries/canned-replies.js';
import type { NodeTypeName } from '../queries/find-nodes.js';
import { loadById } from '../queries/load-by-id.js';
import {
  loadActivity,
  loadAttachment,
  loadAttributeDefinition,
  loadBookingAccount,
  loadRefusedWebhook,
} from '../queries/node-rows.js';
import { loadNotification } from '../queries/notifications.js';
import { loadReplySuggestion } from '../queries/reply-suggestions.js';
import { loadScheduledReply } from '../queries/scheduled-replies.js';
import { standsInTimelines } from '../queries/timeline-activities.js';
import { loadWebhookDelivery, loadWebhookEndpoint } from '../queries/webhook-endpoints.js';
import { assertAccess, type RootTypeName } from './access.js';
import { toCannedReplyReader } from './canned-reply.resolver.js';
import { type ResolverContext, userIdOf } from './context.js';
import { readContent } from './deleted-content.js';

type Loaded = object | null | Promise<object | null>;

interface NodeLoader {
  /** Field of the access table; without access to it the result is null. */
  readonly access: readonly [rootType: RootTypeName, field: string];
  readonly load: (context: ResolverContext, id: string) => Loaded;
}

const nodeLoaders: Readonly<Record<NodeTypeName, NodeLoader>> = {
  Activity: { access: ['Query', 'conversation'], load: loadVisibleActivity },
  AiAssistant: {
    access: ['Query', 'aiAssistants'],
    load: ({ loaders }, id) => loaders.assistant.load(id),
  },
  ApiToken: {
    access: ['Query', 'apiTokens'],
    load: ({ reader }, id) => reader.row(tokensById, [id]),
  },
  Attachment: { access: ['Query', 'message'], load: loadVisibleAttachment },
  AttributeDefinition: { access: ['Query', 'attributeDefinitions'], load: loadAttributeDefinition },
  Booking: { access: ['Query', 'booking'], load: loadBooking },
  BookingAccount: { access: ['Mutation', 'connectBookings'], load: loadBookingAccount },
  BookingNotification: { access: ['Query', 'bookingNotifications'], load: loadBookingNotification },
  CannedReply: { access: ['Query', 'cannedReplies'], load: loadOwnCannedReply },
  Channel: { access: ['Query', 'channel'], load: ({ loaders }, id) => loaders.channel.load(id) },
  Contact: { access: ['Query', 'contact'], load: ({ loaders }, id) => loaders.contact.load(id) },
  ContactIdentity: { access: ['Query', 'contact'], load: ({ loaders }, id) => loaders.identity.load(id) },
  Conversation: {
    access: ['Query', 'conversation'],
    load: ({ loaders }, id) => loaders.conversation.load(id),
  },
  Job: { access: ['Query', 'jobs'], load: ({ loaders }, id) => loaders.job.load(id) },
  Label: { access: ['Query', 'labels'], load: ({ loaders }, id) => loaders.label.load(id) },
  Lead: { access: ['Query', 'lead'], load: ({ loaders }, id) => loaders.lead.load(id) },
  LeadStage: { access: ['Query', 'leadStages'], load: ({ loaders }, id) => loaders.stage.load(id) },
  Message: { access: ['Query', 'message'], load: ({ loaders }, id) => loaders.message.load(id) },
  MessageTemplate: {
    access: ['Query', 'messageTemplates'],
    load: ({ loaders }, id) => loaders.messageTemplate.load(id),
  },
  Note: { access: ['Query', 'conversation'], load: ({ loaders }, id) => loaders.note.load(id) },
  Notification: {
    access: ['Query', 'notifications'],
    load: (context, id) => loadNotification(context, userIdOf(context), id),
  },
  ProviderAccount: {
    access: ['Query', 'providerAccounts'],
    load: ({ loaders }, id) => loaders.account.load(id),
  },
  RefusedWebhook: { access: ['Query', 'refusedWebhooks'], load: loadRefusedWebhook },
  ReplySuggestion: { access: ['Query', 'conversation'], load: loadReplySuggestion },
  Salon: { access: ['Query', 'salons'], load: loadSalon },
  ScheduledReply: { access: ['Query', 'conversation'], load: loadScheduledReply },
  Session: { access: ['Query', 'sessions'], load: loadVisibleSession },
  Team: { access: ['Query', 'teams'], load: ({ loaders }, id) => loaders.team.load(id) },
  Tenant: { access: ['Query', 'tenant'], load: ({ reader }) => getTenant(reader) },
  Topic: { access: ['Query', 'topics'], load: ({ loaders }, id) => loaders.topic.load(id) },
  User: { access: ['Query', 'viewer'], load: ({ loaders }, id) => loaders.user.load(id) },
  WebhookDelivery: { access: ['Query', 'webhookDeliveries'], load: loadWebhookDelivery },
  WebhookEndpoint: { access: ['Query', 'webhookEndpoints'], load: loadWebhookEndpoint },
  WebhookEvent: {
    access: ['Query', 'webhookEvent'],
    load: ({ loaders }, id) => loaders.webhookEvent.load(id),
  },
};

/** Loads an object of this type, tagged with it; null when it is gone or the caller may not see it. */
export async function loadNodeOfType(
  context: ResolverContext,
  type: NodeTypeName,
  id: string,
): Promise<object | null> {
  const { access, load } = nodeLoaders[type];
  if (!mayUse(context, ...access)) return null;
  const row = await load(context, id);
  return row && { ...row, __typename: type };
}

function mayUse({ scope }: ResolverContext, rootType: RootTypeName, field: string): boolean {
  try {
    assertAccess(rootType, field, scope);
    return true;
  } catch (error) {
    if (error instanceof ForbiddenError) return false;
    throw error;
  }
}

/** An activity is visible to those who may read the audit log; one that stands in a timeline, to all. */
async function loadVisibleActivity(context: ResolverContext, id: string): Promise<object | null> {
  const activity = await loadActivity(context, id);
  return activity && (standsInTimelines(activity) || mayUse(context, 'Query', 'activities'))
    ? activity
    : null;
}

/**
 * A file is visible with its message; one that waits for its message, to those who may upload;
 * one of a canned reply, to those who may use that; files of imports and exports, to those who may import.
 */
async function loadVisibleAttachment(context: ResolverContext, id: string): Promise<object | null> {
  const attachment = await loadAttachment(context, id);
  if (attachment === null) return null;
  if (attachment.purpose === FilePurpose.CANNED_REPLY) {
    if (attachment.cannedReplyId === null)
      return mayUse(context, 'Mutation', 'createUpload') ? attachment : null;
    return (await loadOwnCannedReply(context, attachment.cannedReplyId)) && attachment;
  }
  if (attachment.purpose !== FilePurpose.MESSAGE)
    return mayUse(context, 'Mutation', 'importContacts') ? attachment : null;
  if (attachment.messageId === null) return mayUse(context, 'Mutation', 'createUpload') ? attachment : null;
  const message = await context.loaders.message.load(attachment.messageId);
  return message && readContent<object | null>(message, context, () => attachment, null);
}

/** A session is visible to its user, and to those who may list the sessions of this user; never to API tokens. */
async function loadVisibleSession(context: ResolverContext, id: string): Promise<object | null> {
  const { viewer } = context;
  if (viewer === null || viewer.sessionId === null) return null;
  const session = await loadById(context, sessionsById, id);
  if (session === null || (session.userId !== viewer.userId && !mayAdminister(viewer.role, session.role)))
    return null;
  return { ...session, isCurrent: id === viewer.sessionId };
}

function mayAdminister(role: Role, target: Role): boolean {
  try {
    requireAuthority(role, "see another user's sessions", [target]);
    return true;
  } catch (error) {
    if (error instanceof ForbiddenError) return false;
    throw error;
  }
}

async function loadOwnCannedReply(context: ResolverContext, id: string): Promise<object | null> {
  const by = toCannedReplyReader(context);
  return by && findCannedReply(context.reader, by, id);
}
