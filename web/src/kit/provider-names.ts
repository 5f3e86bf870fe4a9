import type { ProviderKind, WebhookSource } from '../gql/operations.js';

/** Names of the vendors, which are the same in every language. */
export const providerNames: Readonly<Record<ProviderKind, string>> = {
  GREEN_API: 'Green API',
  CHATFLOW: 'ChatFlow',
  WHATSAPP_CLOUD: 'WhatsApp Cloud API',
  TWILIO_MESSAGING: 'Twilio Messaging',
  TWILIO_CONVERSATIONS: 'Twilio Conversations',
  TATA: 'TATA Omni',
};

/** The same with the other senders of webhooks. */
export const sourceNames: Readonly<Record<WebhookSource, string>> = {
  ...providerNames,
  TWILIO_STATUS: 'Twilio Messaging (status)',
  YCLIENTS: 'YClients',
};
