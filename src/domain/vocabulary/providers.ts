/** Vendors and their numbers. */

/** A messaging vendor. */
export enum ProviderKind {
  CHATFLOW = 'CHATFLOW',
  GREEN_API = 'GREEN_API',
  TWILIO_CONVERSATIONS = 'TWILIO_CONVERSATIONS',
  TWILIO_MESSAGING = 'TWILIO_MESSAGING',
  TATA = 'TATA',
  WHATSAPP_CLOUD = 'WHATSAPP_CLOUD',
}

/** Source of a webhook: a messaging vendor, one of its side routes, or a booking system. */
export enum WebhookSource {
  CHATFLOW = 'CHATFLOW',
  GREEN_API = 'GREEN_API',
  TWILIO_CONVERSATIONS = 'TWILIO_CONVERSATIONS',
  TWILIO_MESSAGING = 'TWILIO_MESSAGING',
  TWILIO_STATUS = 'TWILIO_STATUS',
  TATA = 'TATA',
  WHATSAPP_CLOUD = 'WHATSAPP_CLOUD',
  YCLIENTS = 'YCLIENTS',
}

/** Form of a credential's value, for a form. */
export enum CredentialForm {
  TEXT = 'TEXT',
  PAIRS = 'PAIRS',
  NUMBERS = 'NUMBERS',
  YES_NO = 'YES_NO',
}

/** Status of a channel: can it send and receive messages? */
export enum ChannelStatus {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
  DISCONNECTED = 'DISCONNECTED',
  AUTH_REQUIRED = 'AUTH_REQUIRED',
  ARCHIVED = 'ARCHIVED',
}
