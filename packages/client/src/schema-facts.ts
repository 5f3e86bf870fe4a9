/**
 * Facts of the schema that caches need. Emitted from the schema by "npm run codegen"; do not edit.
 */

/** Members of each union and interface; for `possibleTypes` of a cache. */
export const possibleTypes: Record<string, string[]> = {
  Actor: ['Contact', 'SystemActor', 'User'],
  EventNode: [
    'Booking',
    'BookingNotification',
    'Channel',
    'Contact',
    'Conversation',
    'Lead',
    'Message',
    'Note',
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
  StreamItem: ['CaughtUp', 'DomainEvent', 'StreamReset'],
};

/** Fields that are connections, by type: with the arguments that select another list, not another page of it. */
export const connectionFields: Record<string, Record<string, string[]>> = {
  Channel: {
    conversations: ['filter'],
  },
  Contact: {
    conversations: [],
  },
  Conversation: {
    messages: [],
    notes: [],
  },
  Lead: {
    bookings: [],
    notes: [],
  },
  Query: {
    bookingNotifications: ['decision', 'since'],
    bookings: ['contactId', 'from', 'status', 'to'],
    channels: [],
    contacts: ['search'],
    conversations: ['filter'],
    leads: ['filter'],
    messages: ['filter'],
    outbox: ['channelId', 'status'],
    refusedWebhooks: ['filter'],
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
