/** Conversations, leads and their work flow. */
import { IdentityKind } from '../../domain/identity/identity-kind.js';
import {
  AttributeTarget,
  AttributeType,
  ConversationStatus,
  HandoffState,
  StageOutcome,
  TimelineItemKind,
  TopicSource,
  Weekday,
} from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(
  ConversationStatus,
  'ConversationStatus',
  'Status of a conversation in the workflow of the agents.',
  {
    OPEN: 'Needs action by an agent.',
    PENDING: 'Waiting for the customer; their next message opens it.',
    SNOOZED: "Snoozed; it opens automatically at `snoozedUntil`, or earlier at the customer's next message.",
    RESOLVED: 'Done; a new message of the customer opens it again.',
  },
);

register(
  HandoffState,
  'HandoffState',
  'Handoff state of a conversation: whether the assistant of its number or a person replies.',
  {
    AI_ACTIVE: 'The assistant replies.',
    HANDOFF_REQUESTED:
      'A person is asked for: the assistant has stopped, until a person replies or gives the conversation back.',
    HUMAN_ACTIVE:
      'A person replies. Where the number has an assistant, it takes over after the time that the assistant names.',
  },
);

register(TopicSource, 'TopicSource', 'Source of a topic.', {
  RULE: 'A keyword in the dialogue; another keyword can change it.',
  ASSISTANT: 'An assistant; rules do not change it, a later answer of the assistant can.',
  HAND: 'A user; neither rules nor assistants change it.',
});

register(StageOutcome, 'StageOutcome', 'Meaning of a stage for reports.', {
  OPEN: 'Leads at this stage are open.',
  WON: 'Final: the sale was made.',
  LOST: 'Final: there was no sale.',
});

register(AttributeTarget, 'AttributeTarget', 'Objects that an attribute belongs to.', {
  CONTACT: 'Contacts.',
  LEAD: 'Leads.',
});

register(AttributeType, 'AttributeType', 'Type of the values of an attribute.', {
  TEXT: 'A text of at most 1,000 characters.',
  NUMBER: 'A number.',
  BOOLEAN: 'True or false.',
  DATE: 'A calendar day, such as 2026-12-31.',
  URL: 'An absolute http or https URL.',
  CHOICE: 'One of `choices`.',
});

register(TimelineItemKind, 'TimelineItemKind', 'Kind of an item of a timeline. More can be added.', {
  MESSAGE: 'A message.',
  NOTE: 'A note.',
  ACTIVITY: 'A change by a user or a program: assignment, status, topic, labels, lead, merge.',
  BOOKING_NOTIFICATION: 'A decision about a booking notice.',
});

register(Weekday, 'Weekday', 'Day of the week.', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
  SUNDAY: 'Sunday.',
});

register(IdentityKind, 'IdentityKind', "Kind of an identity's address. More can be added.", {
  PHONE: 'A phone number.',
  WHATSAPP_JID: 'A WhatsApp address that contains the phone number.',
  WHATSAPP_LID: 'A WhatsApp address that hides the phone number.',
  WHATSAPP_BSUID: 'A WhatsApp user id that is valid for this business only.',
  TWILIO_ADDRESS: 'An address as Twilio writes it, such as whatsapp:+77010000021.',
  BOOKING_CLIENT: 'Id of a client in the booking system.',
  EMAIL: 'An e-mail address.',
});
