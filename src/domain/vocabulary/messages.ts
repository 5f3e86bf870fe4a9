/** Messages and how they are sent. */

/** Direction of a message. */
export enum MessageDirection {
  INBOUND = 'INBOUND',
  OUTBOUND = 'OUTBOUND',
}

/** Kind of a message's content. */
export enum MessageKind {
  TEXT = 'TEXT',
  IMAGE = 'IMAGE',
  AUDIO = 'AUDIO',
  VIDEO = 'VIDEO',
  DOCUMENT = 'DOCUMENT',
  STICKER = 'STICKER',
  LOCATION = 'LOCATION',
  CONTACT = 'CONTACT',
  INTERACTIVE = 'INTERACTIVE',
  TEMPLATE = 'TEMPLATE',
  ORDER = 'ORDER',
  CALL = 'CALL',
  REACTION = 'REACTION',
  SYSTEM = 'SYSTEM',
  UNSUPPORTED = 'UNSUPPORTED',
}

/** Author of a message or a note. */
export enum AuthorKind {
  CONTACT = 'CONTACT',
  USER = 'USER',
  AI = 'AI',
  SYSTEM = 'SYSTEM',
}

/** Outcome of one send attempt. */
export enum SendOutcomeKind {
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  RETRY = 'RETRY',
  UNKNOWN = 'UNKNOWN',
}

/** Status of a scheduled reply. */
export enum ScheduledReplyStatus {
  SCHEDULED = 'SCHEDULED',
  SENT = 'SENT',
  CANCELLED = 'CANCELLED',
  FAILED = 'FAILED',
}
