/** All entities, child after parent; input of the mapper's discovery. */

import { Activity } from './activity.entity.js';
import { AiAssistant } from './ai-assistant.entity.js';
import { AiCall } from './ai-call.entity.js';
import { AiPosition } from './ai-position.entity.js';
import { AiTurn } from './ai-turn.entity.js';
import { AiTurnJobRecord } from './ai-turn-job.entity.js';
import { ApiToken } from './api-token.entity.js';
import { Attachment } from './attachment.entity.js';
import { AttributeDefinition } from './attribute-definition.entity.js';
import { AwayReply } from './away-reply.entity.js';
import { Booking } from './booking.entity.js';
import { BookingAccount } from './booking-account.entity.js';
import { BookingNotification } from './booking-notification.entity.js';
import { BookingRevision } from './booking-revision.entity.js';
import { BotBooking } from './bot-booking.entity.js';
import { CannedReply } from './canned-reply.entity.js';
import { Channel } from './channel.entity.js';
import { Contact } from './contact.entity.js';
import { ContactIdentity } from './contact-identity.entity.js';
import { ContactMerge } from './contact-merge.entity.js';
import { Conversation } from './conversation.entity.js';
import { ConversationRead } from './conversation-read.entity.js';
import { DataJob } from './data-job.entity.js';
import { DomainEventRecord } from './domain-event.entity.js';
import { EventCounter } from './event-counter.entity.js';
import { EventLogIncarnation } from './event-log-incarnation.entity.js';
import { InlineMedia } from './inline-media.entity.js';
import { KnownLookup } from './known-lookup.entity.js';
import { Label } from './label.entity.js';
import { Lead } from './lead.entity.js';
import { LeadStage } from './lead-stage.entity.js';
import { Message } from './message.entity.js';
import { MessageReaction } from './message-reaction.entity.js';
import { MessageRevision } from './message-revision.entity.js';
import { MessageStatusChange } from './message-status-change.entity.js';
import { MessageTemplate } from './message-template.entity.js';
import { Note } from './note.entity.js';
import { Notification } from './notification.entity.js';
import { NotificationTemplate } from './notification-template.entity.js';
import { PasswordLink } from './password-link.entity.js';
import { ProviderAccount } from './provider-account.entity.js';
import { RefusedWebhook } from './refused-webhook.entity.js';
import { ReplySuggestion } from './reply-suggestion.entity.js';
import { Salon } from './salon.entity.js';
import { ScheduledReply } from './scheduled-reply.entity.js';
import { SealedCanary } from './sealed-canary.entity.js';
import { SearchBlock } from './search-block.entity.js';
import { SearchDocument } from './search-document.entity.js';
import { SearchPosition } from './search-position.entity.js';
import { SendAttempt } from './send-attempt.entity.js';
import { Session } from './session.entity.js';
import { Team } from './team.entity.js';
import { TemplateVariant } from './template-variant.entity.js';
import { Tenant } from './tenant.entity.js';
import { Topic } from './topic.entity.js';
import { User } from './user.entity.js';
import { WaitingChange } from './waiting-change.entity.js';
import { WebhookDelivery } from './webhook-delivery.entity.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';
import { WebhookEvent } from './webhook-event.entity.js';

export const entities = [
  Tenant,
  Label,
  Team,
  User,
  Session,
  PasswordLink,
  CannedReply,
  ApiToken,
  ProviderAccount,
  Channel,
  Contact,
  ContactIdentity,
  ContactMerge,
  LeadStage,
  Topic,
  Lead,
  Conversation,
  ConversationRead,
  ScheduledReply,
  SearchBlock,
  SearchDocument,
  SearchPosition,
  AwayReply,
  Message,
  Attachment,
  MessageStatusChange,
  MessageReaction,
  MessageRevision,
  WaitingChange,
  Note,
  WebhookEvent,
  KnownLookup,
  DomainEventRecord,
  EventCounter,
  EventLogIncarnation,
  InlineMedia,
  SendAttempt,
  BookingAccount,
  Salon,
  Booking,
  BookingRevision,
  BookingNotification,
  NotificationTemplate,
  TemplateVariant,
  BotBooking,
  MessageTemplate,
  SealedCanary,
  RefusedWebhook,
  AttributeDefinition,
  DataJob,
  Activity,
  WebhookEndpoint,
  WebhookDelivery,
  AiAssistant,
  AiTurn,
  AiCall,
  AiPosition,
  AiTurnJobRecord,
  ReplySuggestion,
  Notification,
] as const;
