/** Webhooks that arrived, and reprocessing them. */

/** Reason why a webhook was refused before anything was stored. */
export enum RefusalReason {
  KEY_MISSING = 'KEY_MISSING',
  KEY_UNKNOWN = 'KEY_UNKNOWN',
  SIGNATURE_MISSING = 'SIGNATURE_MISSING',
  SIGNATURE_WRONG = 'SIGNATURE_WRONG',
  BODY_UNREADABLE = 'BODY_UNREADABLE',
  BODY_TOO_LARGE = 'BODY_TOO_LARGE',
  ACCOUNT_DISCONNECTED = 'ACCOUNT_DISCONNECTED',
}

/** The result of a received webhook event. */
export enum WebhookEventStatus {
  RECEIVED = 'RECEIVED',
  PROCESSED = 'PROCESSED',
  DUPLICATE = 'DUPLICATE',
  IGNORED = 'IGNORED',
  QUARANTINED = 'QUARANTINED',
  FAILED = 'FAILED',
}

/** Result of reprocessing an entry. */
export enum ReplayOutcome {
  REPLAYED = 'REPLAYED',
  UNCHANGED = 'UNCHANGED',
  WOULD_CHANGE = 'WOULD_CHANGE',
  FAILED = 'FAILED',
}

/** What an entry of the ledger makes when it is processed. */
export enum ReplayEffect {
  MESSAGE = 'MESSAGE',
  SENT_MESSAGE = 'SENT_MESSAGE',
  MESSAGE_STATUS = 'MESSAGE_STATUS',
  MESSAGE_CHANGE = 'MESSAGE_CHANGE',
  NUMBER_STATE = 'NUMBER_STATE',
  TEMPLATE_STATE = 'TEMPLATE_STATE',
  SAME_PERSON = 'SAME_PERSON',
  BOOKING = 'BOOKING',
  NOTHING = 'NOTHING',
}

/** How far the sample of a webhook URL's test came. */
export enum WebhookTestOutcome {
  ACCEPTED = 'ACCEPTED',
  REFUSED = 'REFUSED',
  OTHER_ANSWER = 'OTHER_ANSWER',
  NAME_UNKNOWN = 'NAME_UNKNOWN',
  NO_CONNECTION = 'NO_CONNECTION',
  TLS_FAILED = 'TLS_FAILED',
  NO_ANSWER = 'NO_ANSWER',
}
