/** Simulated vendors and customers. */

/** Fault that a simulator produces on request. */
export enum Fault {
  DUPLICATE = 'DUPLICATE',
  LATE = 'LATE',
  OUT_OF_ORDER = 'OUT_OF_ORDER',
  BATCHED = 'BATCHED',
  BAD_SIGNATURE = 'BAD_SIGNATURE',
  UNKNOWN_SHAPE = 'UNKNOWN_SHAPE',
  TIMEOUT_AFTER_ACCEPT = 'TIMEOUT_AFTER_ACCEPT',
  RATE_LIMIT = 'RATE_LIMIT',
  HTML_ANSWER = 'HTML_ANSWER',
  REFUSED = 'REFUSED',
  PROVIDER_RESEND = 'PROVIDER_RESEND',
  WINDOW_CLOSED = 'WINDOW_CLOSED',
  NO_RECEIPTS = 'NO_RECEIPTS',
}

/** Kind of content that a simulated contact sends. */
export enum SimulatedKind {
  TEXT = 'TEXT',
  IMAGE = 'IMAGE',
  VIDEO = 'VIDEO',
  VOICE = 'VOICE',
  AUDIO = 'AUDIO',
  DOCUMENT = 'DOCUMENT',
  STICKER = 'STICKER',
  LOCATION = 'LOCATION',
  CONTACT = 'CONTACT',
  BUTTON = 'BUTTON',
  LIST_CHOICE = 'LIST_CHOICE',
  FORM = 'FORM',
  ORDER = 'ORDER',
  CALL = 'CALL',
  REACTION = 'REACTION',
  EDIT = 'EDIT',
  DELETION = 'DELETION',
  UNSUPPORTED = 'UNSUPPORTED',
}

/** Receipt of a simulated contact's phone. */
export enum SimulatedReceipt {
  DELIVERED = 'DELIVERED',
  READ = 'READ',
}

/** Change that a simulated contact makes to an existing message. */
export enum SimulatedChange {
  EDIT = 'EDIT',
  DELETION = 'DELETION',
  REACTION = 'REACTION',
}

/** Sample file that a simulated contact sends. */
export enum SampleFile {
  PICTURE = 'PICTURE',
  DOCUMENT = 'DOCUMENT',
}
