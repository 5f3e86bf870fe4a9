/** Messages and how they are sent. */
import { MessageStatus } from '../../domain/delivery-status.js';
import {
  AuthorKind,
  MessageDirection,
  MessageKind,
  ScheduledReplyStatus,
  SendOutcomeKind,
} from '../../domain/vocabulary.js';
import { register } from '../register-enum.js';

register(MessageDirection, 'MessageDirection', 'Direction of a message.', {
  INBOUND: 'From the contact to the company.',
  OUTBOUND: 'From the company to the contact.',
});

register(
  MessageKind,
  'MessageKind',
  "Kind of a message's content. More can be added.",
  {
    TEXT: 'Text.',
    IMAGE: 'A picture; `text` is its caption.',
    AUDIO: 'A recording or a voice message.',
    VIDEO: 'A video; `text` is its caption.',
    DOCUMENT: 'A file; `text` is its caption.',
    STICKER: 'A sticker.',
    LOCATION: 'A location.',
    CONTACT: 'A contact card.',
    INTERACTIVE: 'Buttons or a list, or the choice made there.',
    TEMPLATE: 'A template that the provider approved.',
    ORDER: 'An order from a catalogue.',
    CALL: 'A call, mostly a missed one. An answered call does not count as unread.',
    REACTION: 'A reaction to another message; only old ones whose message is unknown.',
    SYSTEM: 'A notice of the messenger itself.',
    UNSUPPORTED: 'Content that the provider does not deliver, or that this server does not support yet.',
  },
  { REACTION: 'Reactions belong to their message: Message.reactions.' },
);

register(MessageStatus, 'MessageStatus', 'The delivery status of a message. It only advances.', {
  RECEIVED: 'Inbound: stored here.',
  QUEUED: 'Outbound: stored, will be sent.',
  SENDING: 'Being sent to the provider.',
  SENT: 'The provider accepted it.',
  DELIVERED: "It is on the contact's device.",
  READ: 'The contact opened it.',
  FAILED: 'It will not arrive; see `failure`.',
  UNKNOWN:
    'The provider may or may not have accepted it: no clear response arrived. Never retried automatically; a later report, or a user, decides.',
  CANCELLED: 'Cancelled before it was sent.',
});

register(AuthorKind, 'AuthorKind', 'Author of a message or a note.', {
  CONTACT: 'The contact.',
  USER: 'A user of the company.',
  AI: 'The AI.',
  SYSTEM: 'This server.',
});

register(SendOutcomeKind, 'SendOutcomeKind', 'Outcome of a send attempt.', {
  ACCEPTED: 'The provider accepted it.',
  REJECTED: 'The provider refused it permanently.',
  RETRY: 'The provider did not accept it; it will be retried.',
  UNKNOWN: 'It is not known whether the provider accepted it.',
});

register(ScheduledReplyStatus, 'ScheduledReplyStatus', 'Status of a scheduled reply.', {
  SCHEDULED: 'It waits for its time.',
  SENT: 'It became a message; `message` shows its delivery.',
  CANCELLED: 'Cancelled by a user, or as the contact wrote before.',
  FAILED: 'Refused when its time came; `failureCode` says why.',
});
