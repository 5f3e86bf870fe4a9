/** Vendors and their numbers. */
import { ChannelStatus, CredentialForm, ProviderKind, WebhookSource } from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(ProviderKind, 'ProviderKind', 'A vendor that carries messages. More can be added.', {
  CHATFLOW: 'ChatFlow: WhatsApp numbers as instances of one account.',
  GREEN_API: 'GREEN-API: each WhatsApp number is an instance of its own.',
  TWILIO_CONVERSATIONS: 'Twilio Conversations: participants behind proxy addresses.',
  TWILIO_MESSAGING: 'Twilio Programmable Messaging: SMS and WhatsApp senders.',
  TATA: 'Tata: WhatsApp business numbers, one token each.',
  WHATSAPP_CLOUD: "Meta's WhatsApp Cloud API.",
});

register(WebhookSource, 'WebhookSource', 'Source of a webhook. More can be added.', {
  CHATFLOW: 'ChatFlow.',
  GREEN_API: 'GREEN-API.',
  TWILIO_CONVERSATIONS: 'Twilio Conversations.',
  TWILIO_MESSAGING: 'Twilio Messaging, inbound messages.',
  TWILIO_STATUS: 'Twilio Messaging, status callbacks.',
  TATA: 'Tata.',
  WHATSAPP_CLOUD: 'WhatsApp Cloud API.',
  YCLIENTS: 'YClients, the booking system.',
});

register(CredentialForm, 'CredentialForm', 'What the value of a credential field is.', {
  TEXT: 'A text; one of `choices` where the field has them.',
  PAIRS: 'An object of texts by name.',
  NUMBERS: 'An object of numbers by name.',
  YES_NO: 'True or false.',
});

register(ChannelStatus, 'ChannelStatus', 'Status of a channel: whether it can send and receive messages.', {
  ACTIVE: 'Receives and sends.',
  PAUSED: 'Receives only; a user paused sending, and queued messages wait.',
  DISCONNECTED: 'The provider reports that the number is not connected.',
  AUTH_REQUIRED: 'The number must be signed in again at the provider, for example by QR code.',
  ARCHIVED:
    'Retired by a user: its webhooks are IGNORED and can be reprocessed later, it sends nothing, and its conversations stay.',
});
