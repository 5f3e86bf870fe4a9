/** Conversations, leads and their work flow. */

/** Status of a conversation in the agents' workflow. */
export enum ConversationStatus {
  OPEN = 'OPEN',
  PENDING = 'PENDING',
  SNOOZED = 'SNOOZED',
  RESOLVED = 'RESOLVED',
}

/** Handoff between the AI and a user in a conversation. */
export enum HandoffState {
  AI_ACTIVE = 'AI_ACTIVE',
  HANDOFF_REQUESTED = 'HANDOFF_REQUESTED',
  HUMAN_ACTIVE = 'HUMAN_ACTIVE',
}

/** Source of a topic: a keyword rule may replace a rule's choice, never a user's. */
export enum TopicSource {
  RULE = 'RULE',
  ASSISTANT = 'ASSISTANT',
  HAND = 'HAND',
}

/** Meaning of a stage of the pipeline for reports; WON and LOST are terminal. */
export enum StageOutcome {
  OPEN = 'OPEN',
  WON = 'WON',
  LOST = 'LOST',
}

/** Object that an attribute belongs to. */
export enum AttributeTarget {
  CONTACT = 'CONTACT',
  LEAD = 'LEAD',
}

/** Type of the values of an attribute. */
export enum AttributeType {
  TEXT = 'TEXT',
  NUMBER = 'NUMBER',
  BOOLEAN = 'BOOLEAN',
  DATE = 'DATE',
  URL = 'URL',
  CHOICE = 'CHOICE',
}

/** Kinds of items of a timeline. */
export enum TimelineItemKind {
  MESSAGE = 'MESSAGE',
  NOTE = 'NOTE',
  ACTIVITY = 'ACTIVITY',
  BOOKING_NOTIFICATION = 'BOOKING_NOTIFICATION',
}

/** Day of the week. */
export enum Weekday {
  MONDAY = 'MONDAY',
  TUESDAY = 'TUESDAY',
  WEDNESDAY = 'WEDNESDAY',
  THURSDAY = 'THURSDAY',
  FRIDAY = 'FRIDAY',
  SATURDAY = 'SATURDAY',
  SUNDAY = 'SUNDAY',
}
