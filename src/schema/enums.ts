/**
 * Registers every enum with the schema, once, with a description for each value. Importing this file is enough; it must
 * happen before the schema is built.
 */
import { registerEnumType } from 'type-graphql';
import { MessageStatus } from '../domain/delivery-status.js';
import { IdentityKind } from '../domain/identity/identity-kind.js';
import * as vocabulary from '../domain/vocabulary.js';

/** A description for each value; a value without one does not compile. */
type Descriptions<Members extends object> = { readonly [Name in keyof Members]: string };

function register<Members extends object>(
  members: Members,
  name: string,
  description: string,
  values: Descriptions<Members>,
  deprecated: { readonly [Name in keyof Members]?: string } = {},
): void {
  const valuesConfig = Object.fromEntries(
    Object.entries<string>(values).map(([value, text]) => {
      const deprecationReason = deprecated[value as keyof Members];
      return [value, { description: text, ...(deprecationReason && { deprecationReason }) }];
    }),
  );
  registerEnumType(members, { name, description, valuesConfig: valuesConfig as never });
}

register(vocabulary.ProviderKind, 'ProviderKind', 'A vendor that carries messages. More can be added.', {
  CHATFLOW: 'ChatFlow: WhatsApp numbers as instances of one account.',
  GREEN_API: 'GREEN-API: each WhatsApp number is an instance of its own.',
  TWILIO_CONVERSATIONS: 'Twilio Conversations: participants behind proxy addresses.',
  TWILIO_MESSAGING: 'Twilio Programmable Messaging: SMS and WhatsApp senders.',
  TATA: 'Tata: WhatsApp business numbers, one token each.',
  WHATSAPP_CLOUD: "Meta's WhatsApp Cloud API.",
});

register(vocabulary.WebhookSource, 'WebhookSource', 'Where a webhook came from. More can be added.', {
  CHATFLOW: 'ChatFlow.',
  GREEN_API: 'GREEN-API.',
  TWILIO_CONVERSATIONS: 'Twilio Conversations.',
  TWILIO_MESSAGING: 'Twilio Messaging, inbound messages.',
  TWILIO_STATUS: 'Twilio Messaging, status callbacks.',
  TATA: 'Tata.',
  WHATSAPP_CLOUD: 'WhatsApp Cloud API.',
  YCLIENTS: 'YClients, the booking system.',
});

register(vocabulary.RefusalReason, 'RefusalReason', 'Why a webhook was refused. More can be added.', {
  KEY_MISSING: 'It gave no credential at all.',
  KEY_UNKNOWN: 'Its URL had a key that is no account’s: one that was rotated, or copied in part.',
  SIGNATURE_MISSING: 'Its key was right, and the account demands a signature or token that it did not have.',
  SIGNATURE_WRONG: 'Its signature or token does not fit the stored credentials.',
  BODY_UNREADABLE: 'Its credential was right, and its body could not be read.',
  BODY_TOO_LARGE: 'Its body was over the limit of WEBHOOK_BODY_LIMIT_BYTES.',
});

register(vocabulary.WebhookEventStatus, 'WebhookEventStatus', 'The result of a received webhook event.', {
  RECEIVED: 'Stored, not processed yet.',
  PROCESSED: 'Its effect is stored.',
  DUPLICATE: 'Received before; it had no further effect.',
  IGNORED: 'Stored without an effect; `reason` says why.',
  QUARANTINED: 'It names a number that no channel has; it is replayed once the channel is created.',
  FAILED: 'Processing it failed; `reason` says how. It can be replayed.',
});

register(vocabulary.AttachmentState, 'AttachmentState', 'Where the bytes of a file are.', {
  PENDING: 'Not stored yet: they are being fetched from the provider, or the upload has not been made.',
  STORED: 'Stored; `url` serves them.',
  UNAVAILABLE: 'They could not be fetched, and there are no more attempts; `stateReason` says why.',
});

register(vocabulary.Role, 'Role', 'What a user or token may do.', {
  OWNER: 'Everything, also provider accounts and settings.',
  HEAD_OF_SALES:
    'Everything that an owner may do in daily work: numbers, provider accounts, all conversations.',
  MANAGER: 'Works conversations and leads.',
  INTEGRATION: 'A program that acts for the company: handles conversations, administers nothing.',
  READ_ONLY: 'Reads and subscribes; changes nothing.',
});

register(vocabulary.Availability, 'Availability', 'Whether a user takes conversations at the moment.', {
  ONLINE: 'Takes conversations.',
  BUSY: 'Works, but takes no new conversations.',
  OFFLINE: 'Away.',
});

register(vocabulary.ChannelStatus, 'ChannelStatus', 'Whether a channel can carry messages.', {
  ACTIVE: 'Receives and sends.',
  PAUSED: 'Receives; a user stopped sending, and queued messages wait.',
  DISCONNECTED: 'The provider says that the number is not connected.',
  AUTH_REQUIRED: 'The number must be signed in again at the provider, for example by QR code.',
});

register(
  vocabulary.ConversationStatus,
  'ConversationStatus',
  'Status of a conversation in the workflow of the agents.',
  {
    OPEN: 'An agent has to act.',
    PENDING: 'Waiting for the customer; their next message opens it.',
    SNOOZED: 'Snoozed; it opens automatically at `snoozedUntil`, or when the customer writes before.',
    RESOLVED: 'Done; a new message of the customer opens it again.',
  },
);

register(vocabulary.HandoffState, 'HandoffState', 'Who answers in a conversation.', {
  AI_ACTIVE: 'The AI.',
  HANDOFF_REQUESTED: 'The AI, until a person takes over as asked.',
  HUMAN_ACTIVE: 'A person.',
});

register(vocabulary.MessageDirection, 'MessageDirection', 'Which way a message went.', {
  INBOUND: 'From the contact to us.',
  OUTBOUND: 'From us to the contact.',
});

register(
  vocabulary.MessageKind,
  'MessageKind',
  'What a message carries. More can be added.',
  {
    TEXT: 'Text.',
    IMAGE: 'A picture; `text` is its caption.',
    AUDIO: 'A recording or a voice message.',
    VIDEO: 'A video; `text` is its caption.',
    DOCUMENT: 'A file; `text` is its caption.',
    STICKER: 'A sticker.',
    LOCATION: 'A place.',
    CONTACT: 'A business card.',
    INTERACTIVE: 'Buttons or a list, or the choice made there.',
    TEMPLATE: 'A template that the provider approved.',
    ORDER: 'An order from a catalogue.',
    CALL: 'A call, mostly a missed one. An answered call adds nothing unread.',
    REACTION: 'An emoji in answer to another message; only old ones whose message is not known.',
    SYSTEM: 'A notice of the messenger itself.',
    UNSUPPORTED: 'Something that the provider does not pass on or that we do not know yet.',
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
  FAILED: 'It will not arrive; `failure` says why.',
  UNKNOWN:
    'The provider may or may not have it: no clear answer came. Never sent again automatically; a later report, or a user, settles it.',
  CANCELLED: 'Cancelled before it was sent.',
});

register(vocabulary.AuthorKind, 'AuthorKind', 'Who wrote a message or a note.', {
  CONTACT: 'The person outside.',
  USER: 'A colleague.',
  AI: 'The AI.',
  SYSTEM: 'This server.',
});

register(vocabulary.TopicSource, 'TopicSource', 'Who decided a topic.', {
  RULE: 'A keyword in the dialogue; another keyword can change it.',
  HAND: 'A person; rules leave it alone.',
});

register(vocabulary.EventType, 'EventType', 'What changed. More can be added: ignore what you do not know.', {
  MESSAGE_ADDED: 'A message was stored, inbound or outbound.',
  MESSAGE_UPDATED: 'A message changed, above all its delivery status.',
  CONVERSATION_ADDED: 'A contact wrote to a number for the first time.',
  CONVERSATION_UPDATED: 'A conversation changed: status, assignee, topic, unread count.',
  LEAD_ADDED: 'A lead was made.',
  LEAD_UPDATED: 'A lead changed.',
  NOTE_ADDED: 'A note was added.',
  CONTACT_MERGED:
    'Two contacts were merged: the node is the one that was merged, its `mergedInto` the one that is kept.',
  CONTACT_UNMERGED: 'A merge was undone: the node is a separate contact again.',
  CONTACT_UPDATED: 'The name of a contact changed.',
  BOOKING_CHANGED: 'A booking was made, changed or cancelled.',
  BOOKING_NOTIFICATION: 'A decision about a booking notice was made.',
  CHANNEL_UPDATED: 'A number was added or changed.',
});

register(
  vocabulary.SendOutcomeKind,
  'SendOutcomeKind',
  'How one attempt to hand a message to its provider ended.',
  {
    ACCEPTED: 'The provider accepted it.',
    REJECTED: 'The provider will never take it as it is.',
    RETRY: 'The provider did not take it; it is tried again.',
    UNKNOWN: 'It is not known whether the provider accepted it.',
  },
);

register(vocabulary.Fault, 'Fault', 'What a simulator does wrong on demand.', {
  DUPLICATE: 'Posts the same webhook twice.',
  LATE: 'Posts the webhook with a time in the past.',
  OUT_OF_ORDER: 'Posts a webhook before one that happened earlier.',
  BATCHED: 'Posts several events in one request.',
  BAD_SIGNATURE: 'Posts with an invalid credential.',
  UNKNOWN_SHAPE: 'Posts a body of an unknown kind.',
  TIMEOUT_AFTER_ACCEPT: 'Accepts a send and never answers.',
  RATE_LIMIT: 'Answers a send with 429.',
  HTML_ANSWER: 'Answers a send with a web page.',
  REFUSED: "Refuses a send with the vendor's error.",
  PROVIDER_RESEND: 'Posts a webhook again, as after a missing answer.',
  WINDOW_CLOSED:
    'Accepts templates only, as outside the reply window; no effect at vendors without a window.',
});

register(
  vocabulary.SimulatedChange,
  'SimulatedChange',
  'What a simulated person does to a message that was sent before.',
  {
    EDIT: 'Changes its words to `text`.',
    DELETION: 'Deletes it for everyone.',
    REACTION: 'Adds the emoji `text` as a reaction; an empty text removes it.',
  },
);

register(vocabulary.SampleFile, 'SampleFile', 'A file that a simulated person sends.', {
  PICTURE: 'A small picture (PNG).',
  DOCUMENT: 'A one-page document (PDF).',
});

register(IdentityKind, 'IdentityKind', 'What sort of address an identity is. More can be added.', {
  PHONE: 'A phone number.',
  WHATSAPP_JID: 'A WhatsApp address that contains the phone number.',
  WHATSAPP_LID: 'A WhatsApp address that hides the phone number.',
  WHATSAPP_BSUID: 'A WhatsApp user id that is valid for this business only.',
  TWILIO_ADDRESS: 'An address as Twilio writes it, such as whatsapp:+77010000021.',
  BOOKING_CLIENT: 'The number of a client in the booking system.',
  EMAIL: 'An e-mail address.',
});
