/**
 * Facts of the schema that caches need. Emitted from the schema by "npm run codegen"; do not edit.
 */

/** Members of each union and interface; for `possibleTypes` of a cache. */
export const possibleTypes: Record<string, string[]> = {
  Actor: ['AiAssistant', 'Contact', 'SystemActor', 'User'],
  EventNode: [
    'Booking',
    'BookingNotification',
    'Channel',
    'Contact',
    'Conversation',
    'Job',
    'Lead',
    'Message',
    'Note',
    'Notification',
    'Tenant',
    'User',
  ],
  MessageContent: [
    'CallContent',
    'ChoiceContent',
    'ContactCardsContent',
    'FormContent',
    'InteractiveContent',
    'LocationContent',
    'OrderContent',
  ],
  Node: [
    'Activity',
    'AiAssistant',
    'ApiToken',
    'Attachment',
    'AttributeDefinition',
    'Booking',
    'BookingAccount',
    'BookingNotification',
    'CannedReply',
    'Channel',
    'Contact',
    'ContactIdentity',
    'Conversation',
    'Job',
    'Label',
    'Lead',
    'LeadStage',
    'Message',
    'MessageTemplate',
    'Note',
    'Notification',
    'ProviderAccount',
    'RefusedWebhook',
    'ReplySuggestion',
    'Salon',
    'ScheduledReply',
    'Session',
    'Team',
    'Tenant',
    'Topic',
    'User',
    'WebhookDelivery',
    'WebhookEndpoint',
    'WebhookEvent',
  ],
  SearchResult: ['Contact', 'Conversation', 'Lead', 'Message', 'Note'],
  StreamItem: ['CaughtUp', 'DomainEvent', 'StreamReset'],
  TimelineItem: ['Activity', 'BookingNotification', 'Message', 'Note'],
};

/** Fields that are connections, by type: with the arguments that select another list, not another page of it. */
export const connectionFields: Record<string, Record<string, string[]>> = {
  Channel: {
    conversations: ['filter'],
  },
  Contact: {
    conversations: [],
    leads: [],
    timeline: ['filter'],
  },
  Conversation: {
    aiCalls: [],
    messages: [],
    notes: [],
    siblings: [],
    timeline: ['filter'],
  },
  Lead: {
    bookings: [],
    conversations: [],
    notes: [],
  },
  Query: {
    activities: ['filter'],
    bookingNotifications: ['filter'],
    bookings: ['filter', 'orderBy'],
    channels: [],
    contacts: ['filter', 'orderBy'],
    conversations: ['filter', 'orderBy'],
    jobs: ['kinds'],
    leads: ['filter', 'orderBy'],
    messages: ['filter'],
    notifications: ['unreadOnly'],
    outbox: ['channelId', 'status'],
    refusedWebhooks: ['filter'],
    search: ['filter', 'query'],
    users: ['filter'],
    webhookDeliveries: ['filter'],
    webhookEvents: ['filter'],
  },
  Tenant: {
    channels: [],
  },
  WebhookEndpoint: {
    deliveries: ['status'],
  },
};

/** Types with a version: of two states of an object, the higher one is newer. */
export const versionedTypes: readonly string[] = ['Contact', 'Conversation', 'Lead', 'Message'];
