/**
 * Registers every enum with the schema, once, with a description for each value. Importing this file is enough; it must
 * happen before the schema is built.
 */
import { MessageStatus } from '../domain/delivery-status.js';
import { IdentityKind } from '../domain/identity/identity-kind.js';
import * as orders from '../domain/list-order.js';
import { Permission, rolesWith } from '../domain/permission.js';
import * as vocabulary from '../domain/vocabulary.js';
import { type Descriptions, register } from './register-enum.js';

register(vocabulary.ProviderKind, 'ProviderKind', 'A vendor that carries messages. More can be added.', {
  CHATFLOW: 'ChatFlow: WhatsApp numbers as instances of one account.',
  GREEN_API: 'GREEN-API: each WhatsApp number is an instance of its own.',
  TWILIO_CONVERSATIONS: 'Twilio Conversations: participants behind proxy addresses.',
  TWILIO_MESSAGING: 'Twilio Programmable Messaging: SMS and WhatsApp senders.',
  TATA: 'Tata: WhatsApp business numbers, one token each.',
  WHATSAPP_CLOUD: "Meta's WhatsApp Cloud API.",
});

register(vocabulary.WebhookSource, 'WebhookSource', 'Source of a webhook. More can be added.', {
  CHATFLOW: 'ChatFlow.',
  GREEN_API: 'GREEN-API.',
  TWILIO_CONVERSATIONS: 'Twilio Conversations.',
  TWILIO_MESSAGING: 'Twilio Messaging, inbound messages.',
  TWILIO_STATUS: 'Twilio Messaging, status callbacks.',
  TATA: 'Tata.',
  WHATSAPP_CLOUD: 'WhatsApp Cloud API.',
  YCLIENTS: 'YClients, the booking system.',
});

register(vocabulary.RefusalReason, 'RefusalReason', 'Reason why a webhook was refused. More can be added.', {
  KEY_MISSING: 'It had no credential.',
  KEY_UNKNOWN: 'The key in its URL belongs to no account: it was rotated, or copied incompletely.',
  SIGNATURE_MISSING: 'Its key was valid, but the signature or token that the account requires was missing.',
  SIGNATURE_WRONG: 'Its signature or token does not match the stored credentials.',
  BODY_UNREADABLE: 'Its credential was valid, but its body could not be parsed.',
  BODY_TOO_LARGE: 'Its body was over the limit of WEBHOOK_BODY_LIMIT_BYTES.',
  ACCOUNT_DISCONNECTED: 'Its account is disconnected (disconnectProvider, disconnectBookings).',
});

register(vocabulary.CredentialForm, 'CredentialForm', 'What the value of a credential field is.', {
  TEXT: 'A text; one of `choices` where the field has them.',
  PAIRS: 'An object of texts by name.',
  NUMBERS: 'An object of numbers by name.',
  YES_NO: 'True or false.',
});

register(vocabulary.ReplayOutcome, 'ReplayOutcome', 'Result of reprocessing a ledger entry.', {
  REPLAYED: 'It had an effect this time.',
  UNCHANGED: 'Its effect existed already, or it still has none.',
  WOULD_CHANGE: 'Dry run only: it would have an effect.',
  FAILED: 'It could not be processed; see its reason.',
});

register(
  vocabulary.ReplayEffect,
  'ReplayEffect',
  'What a ledger entry makes when it is processed. More can be added.',
  {
    MESSAGE: "A customer's message, with its conversation.",
    SENT_MESSAGE: 'A message that was sent from the number.',
    MESSAGE_STATUS: 'A delivery status of a sent message.',
    MESSAGE_CHANGE: 'An edit, a deletion or a reaction.',
    NUMBER_STATE: 'A state or a warning of a number.',
    TEMPLATE_STATE: 'A state of a template.',
    SAME_PERSON: 'Addresses that belong to one person.',
    BOOKING: 'A booking.',
    NOTHING: 'Nothing: it has no effect, had it already, or cannot be read.',
  },
);

register(
  vocabulary.WebhookTestOutcome,
  'WebhookTestOutcome',
  "How far the sample of a webhook URL's test came. More can be added.",
  {
    ACCEPTED: 'This server accepted and verified it; it is in the ledger as IGNORED.',
    REFUSED: 'This server refused it; `refusal` is the reason.',
    OTHER_ANSWER: 'Something else answered: a proxy, a redirect, another server.',
    NAME_UNKNOWN: 'The host name does not resolve.',
    NO_CONNECTION: 'No connection was made.',
    TLS_FAILED: 'The TLS handshake failed, for example for an invalid certificate.',
    NO_ANSWER: 'The connection was made, and no answer came.',
  },
);

register(vocabulary.WebhookEventStatus, 'WebhookEventStatus', 'The result of a received webhook event.', {
  RECEIVED: 'Stored, not processed yet.',
  PROCESSED: 'Its effect is stored.',
  DUPLICATE: 'Received before; it had no further effect.',
  IGNORED: 'Stored without an effect; see `reason`.',
  QUARANTINED: 'It is for a number without a channel; it is reprocessed once the channel is created.',
  FAILED: 'Processing failed; see `reason`. It can be reprocessed.',
});

register(vocabulary.AttachmentState, 'AttachmentState', "Storage state of a file's bytes.", {
  PENDING: 'Not stored yet: the fetch from the provider, or the upload, is pending.',
  STORED: 'Stored; `url` serves them.',
  UNAVAILABLE: 'The fetch failed, and there are no more attempts; see `stateReason`.',
});

register(vocabulary.Role, 'Role', 'Role of a user or token.', {
  OWNER: 'All permissions, including provider accounts and settings.',
  HEAD_OF_SALES: 'Daily administration: numbers, provider accounts, all conversations.',
  MANAGER: 'Handles conversations and leads.',
  INTEGRATION: 'A program that acts for the company: handles conversations, has no administration rights.',
  READ_ONLY: 'Reads and subscribes; changes nothing.',
});

const permissions: Descriptions<typeof Permission> = {
  READ: 'Read conversations, contacts, leads, bookings and lists; subscribe.',
  SEND: 'Send messages, upload files, create leads, register bookings of a bot.',
  WORK: 'Daily work with conversations, leads, contacts and notes.',
  READ_LEDGER: 'Read the ledger of webhooks with its bodies, refused webhooks, and provider accounts.',
  READ_REPORTS: 'Read reports about users.',
  MANAGE_CHANNELS: 'Manage numbers, provider and booking accounts, templates, replays and simulators.',
  MANAGE_DESK:
    "Manage the company's settings, topics, stages, labels, teams and canned replies; read deleted messages that the company hides.",
  MANAGE_USERS: 'Manage users.',
  MANAGE_INTEGRATIONS: 'Manage API tokens and outgoing webhooks.',
  IMPORT_EXPORT: 'Import and export data.',
  ERASE: 'Erase the data of persons, clear messages.',
  READ_AUDIT: 'Read the audit log.',
};

register(
  Permission,
  'Permission',
  'Permission that an operation needs. A role is a set of permissions. More can be added.',
  Object.fromEntries(
    Object.values(Permission).map(name => [
      name,
      `${permissions[name]} Roles: ${rolesWith(name).join(', ')}.`,
    ]),
  ) as Descriptions<typeof Permission>,
);

register(
  vocabulary.Availability,
  'Availability',
  'Availability of a user: whether the user currently accepts conversations.',
  {
    ONLINE: 'Accepts conversations.',
    BUSY: 'Works, but accepts no new conversations.',
    OFFLINE: 'Away.',
  },
);

register(vocabulary.PresenceActivity, 'PresenceActivity', 'What a user does in a conversation.', {
  NONE: 'Neither of the others, or no longer.',
  VIEWING: 'Looks at it. Ends 30 s after it was last reported.',
  TYPING: 'Writes a reply. Ends 10 s after it was last reported, and continues as VIEWING.',
});

register(
  vocabulary.ChannelStatus,
  'ChannelStatus',
  'Status of a channel: whether it can send and receive messages.',
  {
    ACTIVE: 'Receives and sends.',
    PAUSED: 'Receives only; a user paused sending, and queued messages wait.',
    DISCONNECTED: 'The provider reports that the number is not connected.',
    AUTH_REQUIRED: 'The number must be signed in again at the provider, for example by QR code.',
    ARCHIVED:
      'Retired by a user: its webhooks are IGNORED and can be reprocessed later, it sends nothing, and its conversations stay.',
  },
);

register(vocabulary.Weekday, 'Weekday', 'Day of the week.', {
  MONDAY: 'Monday.',
  TUESDAY: 'Tuesday.',
  WEDNESDAY: 'Wednesday.',
  THURSDAY: 'Thursday.',
  FRIDAY: 'Friday.',
  SATURDAY: 'Saturday.',
  SUNDAY: 'Sunday.',
});

register(
  vocabulary.ConversationStatus,
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
  vocabulary.HandoffState,
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

register(vocabulary.MessageDirection, 'MessageDirection', 'Direction of a message.', {
  INBOUND: 'From the contact to the company.',
  OUTBOUND: 'From the company to the contact.',
});

register(
  vocabulary.MessageKind,
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

register(vocabulary.AuthorKind, 'AuthorKind', 'Author of a message or a note.', {
  CONTACT: 'The contact.',
  USER: 'A user of the company.',
  AI: 'The AI.',
  SYSTEM: 'This server.',
});

register(vocabulary.TopicSource, 'TopicSource', 'Source of a topic.', {
  RULE: 'A keyword in the dialogue; another keyword can change it.',
  ASSISTANT: 'An assistant; rules do not change it, a later answer of the assistant can.',
  HAND: 'A user; neither rules nor assistants change it.',
});

register(
  vocabulary.WebhookDeliveryStatus,
  'WebhookDeliveryStatus',
  'Progress of a delivery to a webhook endpoint.',
  {
    PENDING: 'It waits for its first or next attempt, or behind an earlier one of its conversation.',
    DELIVERED: 'It was answered with 2xx.',
    FAILED: 'It was given up, after ten attempts in three days; `redeliverWebhooks` posts it again.',
  },
);

register(vocabulary.EventType, 'EventType', 'Event type. More can be added: ignore unknown values.', {
  MESSAGE_ADDED: 'A message was stored, inbound or outbound.',
  MESSAGE_UPDATED: 'A message changed, mostly its delivery status.',
  CONVERSATION_ADDED: 'A contact wrote to a number for the first time.',
  CONVERSATION_UPDATED: 'A conversation changed: status, assignee, team, topic, labels, unread count.',
  LEAD_ADDED: 'A lead was created.',
  LEAD_UPDATED: 'A lead changed.',
  NOTE_ADDED: 'A note was added.',
  CONTACT_MERGED:
    'Two contacts were merged: the node is the one that was merged, its `mergedInto` the one that is kept.',
  CONTACT_UNMERGED: 'A merge was undone: the node is a separate contact again.',
  CONTACT_UPDATED: 'The name, the labels or the attributes of a contact changed.',
  BOOKING_CHANGED: 'A booking was created, changed or cancelled.',
  BOOKING_NOTIFICATION: 'A decision about a booking notice was made.',
  CHANNEL_UPDATED: 'A number was added or changed.',
  TENANT_UPDATED:
    'A list of the company changed: `changed` has the name of its query (`topics`, `leadStages`, `labels`, `teams`, `cannedReplies`, `attributeDefinitions`); reload it.',
  USER_UPDATED: 'A user was added or changed: name, role, teams, active or not, second factor.',
  CONTACT_ADDED: 'A contact was created without a message, by an import.',
  CONTACT_ERASED: "A contact's data was erased: remove what you keep of the contact.",
  JOB_UPDATED: 'A job was created, made progress or ended; at most once a second for each job.',
  READ_STATE_UPDATED:
    'Only in `viewerEvents`: what you have read of a conversation changed; the node is the conversation.',
  NOTIFICATION_UPDATED:
    'Only in `viewerEvents`: a notification of yours is new, or you read it; the node is the notification.',
});

register(
  vocabulary.TimelineItemKind,
  'TimelineItemKind',
  'Kind of an item of a timeline. More can be added.',
  {
    MESSAGE: 'A message.',
    NOTE: 'A note.',
    ACTIVITY: 'A change by a user or a program: assignment, status, topic, labels, lead, merge.',
    BOOKING_NOTIFICATION: 'A decision about a booking notice.',
  },
);

register(vocabulary.ScheduledReplyStatus, 'ScheduledReplyStatus', 'Status of a scheduled reply.', {
  SCHEDULED: 'It waits for its time.',
  SENT: 'It became a message; `message` shows its delivery.',
  CANCELLED: 'Cancelled by a user, or as the contact wrote before.',
  FAILED: 'Refused when its time came; `failureCode` says why.',
});

register(vocabulary.UserKind, 'UserKind', 'Whether a user is a person or a program.', {
  PERSON: 'A person with a sign-in.',
  SERVICE: 'A program. It cannot sign in.',
});

register(vocabulary.UploadPurpose, 'UploadPurpose', 'Use of an upload.', {
  MESSAGE: 'To be sent in a message, by `sendReply`.',
  CANNED_REPLY: 'A file of a canned reply, for `upsertCannedReply`.',
  IMPORT: 'A CSV file for `importContacts`.',
});

register(vocabulary.AttributeTarget, 'AttributeTarget', 'Objects that an attribute belongs to.', {
  CONTACT: 'Contacts.',
  LEAD: 'Leads.',
});

register(vocabulary.AttributeType, 'AttributeType', 'Type of the values of an attribute.', {
  TEXT: 'A text of at most 1,000 characters.',
  NUMBER: 'A number.',
  BOOLEAN: 'True or false.',
  DATE: 'A calendar day, such as 2026-12-31.',
  URL: 'An absolute http or https URL.',
  CHOICE: 'One of `choices`.',
});

register(vocabulary.JobKind, 'JobKind', 'What a job does. More can be added.', {
  IMPORT_CONTACTS: 'Imports contacts and leads (`importContacts`).',
  EXPORT: 'Writes a file (`createExport`).',
  ERASE_CONTACT: 'Erases the data of a person (`eraseContact`).',
  CLEAR_MESSAGES: 'Deletes messages of a number (`clearMessages`).',
});

register(vocabulary.JobStatus, 'JobStatus', 'How far a job is.', {
  QUEUED: 'It waits: jobs of a company run one at a time.',
  RUNNING: 'It runs.',
  DONE: 'It is complete.',
  FAILED: 'It ended without completing; `error` says why.',
  CANCELLED: 'A user or the server stopped it; what was done until then stays.',
});

register(vocabulary.OnExisting, 'OnExisting', 'Treatment of contacts that exist already.', {
  UPDATE: 'The filled cells of the row replace their values.',
  SKIP: 'They stay as they are.',
});

register(vocabulary.ExportKind, 'ExportKind', 'What an export contains.', {
  CONTACTS: 'Contacts.',
  LEADS: 'Leads.',
  CONVERSATIONS: 'Conversations, without their messages.',
  MESSAGES: 'Messages.',
  REPORT: 'Figures of a report.',
});

register(vocabulary.ExportFormat, 'ExportFormat', 'Format of an export.', {
  CSV: 'CSV in UTF-8 with a header. A value that a spreadsheet would run as a formula begins with an apostrophe, which an import removes.',
  JSON_LINES: 'One JSON object in each line.',
});

register(vocabulary.StageOutcome, 'StageOutcome', 'Meaning of a stage for reports.', {
  OPEN: 'Leads at this stage are open.',
  WON: 'Final: the sale was made.',
  LOST: 'Final: there was no sale.',
});

register(vocabulary.SendOutcomeKind, 'SendOutcomeKind', 'Outcome of a send attempt.', {
  ACCEPTED: 'The provider accepted it.',
  REJECTED: 'The provider refused it permanently.',
  RETRY: 'The provider did not accept it; it will be retried.',
  UNKNOWN: 'It is not known whether the provider accepted it.',
});

register(vocabulary.Fault, 'Fault', 'Fault that a simulator produces on request.', {
  DUPLICATE: 'Posts the same webhook twice.',
  LATE: 'Posts the webhook with a time in the past.',
  OUT_OF_ORDER: 'Posts webhooks in the wrong order.',
  BATCHED: 'Posts several events in one request.',
  BAD_SIGNATURE: 'Posts with an invalid credential.',
  UNKNOWN_SHAPE: 'Posts a body of an unknown kind.',
  TIMEOUT_AFTER_ACCEPT: 'Accepts a send and never responds.',
  RATE_LIMIT: 'Responds to a send with 429.',
  HTML_ANSWER: 'Responds to a send with a web page.',
  REFUSED: "Refuses a send with the vendor's error.",
  PROVIDER_RESEND: 'Posts a webhook again, as after a missing response.',
  WINDOW_CLOSED:
    'Accepts templates only, as outside the reply window; no effect at vendors without a window.',
  NO_RECEIPTS: 'Reports that a message was sent and nothing more; simulateReceipt reports the rest.',
});

register(
  vocabulary.SimulatedKind,
  'SimulatedKind',
  'Kind of content that a simulated contact sends. More can be added.',
  {
    TEXT: 'A text.',
    IMAGE: 'A picture; the text is its caption.',
    VIDEO: 'A video; the text is its caption.',
    VOICE: 'A voice message.',
    AUDIO: 'A recording.',
    DOCUMENT: 'A file; the text is its caption.',
    STICKER: 'A sticker.',
    LOCATION: 'A location; the text is its name.',
    CONTACT: 'A contact card; the text is the name on it.',
    BUTTON: 'A pressed button; the text is its title.',
    LIST_CHOICE: 'A choice from a list; the text is its title.',
    FORM: 'The answers of a form; the text is one of them.',
    ORDER: 'An order from a catalogue; the text is its note.',
    CALL: 'A missed call.',
    REACTION: 'A reaction to `messageId`: the text is the emoji; an empty text removes it.',
    EDIT: 'Changes the text of `messageId`.',
    DELETION: 'Deletes `messageId` for everyone.',
    UNSUPPORTED: 'Content that the provider does not forward.',
  },
);

register(vocabulary.SimulatedReceipt, 'SimulatedReceipt', "Receipt of a simulated contact's phone.", {
  DELIVERED: 'The message arrived.',
  READ: 'The message was read.',
});

register(
  vocabulary.SimulatedChange,
  'SimulatedChange',
  'Change that a simulated contact makes to an existing message.',
  {
    EDIT: 'Changes its text to `text`.',
    DELETION: 'Deletes it for everyone.',
    REACTION: 'Adds the emoji `text` as a reaction; an empty text removes it.',
  },
);

register(vocabulary.SampleFile, 'SampleFile', 'Sample file that a simulated contact sends.', {
  PICTURE: 'A small picture (PNG).',
  DOCUMENT: 'A one-page document (PDF).',
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

register(
  vocabulary.ActivityActorKind,
  'ActivityActorKind',
  'Kind of the actor of an activity. More can be added.',
  {
    USER: 'A user of the company, or a program with a token.',
    OPERATOR: 'The operator of the installation, with the command line.',
    ANONYMOUS: 'Someone who did not prove who they are: a failed sign-in.',
    ASSISTANT: 'An assistant, by an answer of its model.',
  },
);

register(
  vocabulary.CredentialKind,
  'CredentialKind',
  'Kind of the credential that an activity was authorised by. More can be added.',
  {
    SESSION: 'A session; `credentialId` is its id.',
    API_TOKEN: 'An API token; `credentialId` is its id.',
    COMMAND_LINE: 'The command line; `credentialId` is the name of the user of the operating system.',
  },
);

register(orders.ConversationOrder, 'ConversationOrder', 'Order of a list of conversations.', {
  LATEST_ACTIVITY_FIRST: 'By `lastActivityAt`, the latest first.',
  OLDEST_ACTIVITY_FIRST: 'By `lastActivityAt`, the oldest first.',
});

register(orders.ContactOrder, 'ContactOrder', 'Order of a list of contacts.', {
  NEWEST_FIRST: 'By creation, the newest first.',
  NAME: 'By the first 50 characters of the display name, without regard to case; contacts without a name last.',
});

register(orders.LeadOrder, 'LeadOrder', 'Order of a list of leads.', {
  NEWEST_FIRST: 'By creation, the newest first.',
  LATEST_CHANGE_FIRST: 'By `updatedAt`, the latest first.',
});

register(orders.BookingOrder, 'BookingOrder', 'Order of a list of bookings.', {
  LATEST_VISIT_FIRST: 'By the start of the visit, the latest first; bookings without a start last.',
  NEXT_VISIT_FIRST: 'By the start of the visit, the earliest first; bookings without a start are left out.',
});

register(vocabulary.NotificationKind, 'NotificationKind', 'Why you are notified. More can be added.', {
  HANDOFF_REQUESTED: 'A person is asked for in the conversation.',
});

register(vocabulary.AiEngine, 'AiEngine', 'What produces the answers of an assistant.', {
  OPENAI_COMPATIBLE: 'A chat endpoint as OpenAI defines it; local servers too.',
  EXTERNAL:
    'A program of yours with an API token (`assistantId`): it gets events by webhook or subscription, and calls sendReply, suggestReply and requestHandoff.',
});

register(vocabulary.AiMode, 'AiMode', 'What an assistant does with its answers.', {
  OFF: 'Nothing; it is not asked.',
  DRAFT: 'It proposes; a person sends.',
  AUTO: 'It answers.',
});

register(vocabulary.AiSchedule, 'AiSchedule', 'When an assistant answers.', {
  ALWAYS: 'At any time.',
  OUTSIDE_BUSINESS_HOURS: 'While the number is closed.',
  IN_BUSINESS_HOURS: 'While the number is open.',
});

register(
  vocabulary.AiGuard,
  'AiGuard',
  "The rule by which an answer of a model does not leave. Show it in the reader's language. More can be added.",
  {
    EMPTY: 'The answer has no text.',
    LENGTH: 'It is too long, or repeats a word again and again.',
    SECRETS: 'It tells instructions, keys or addresses.',
    MARKUP: 'It is no plain text: tags, code or JSON.',
    LINKS: 'It has a link that is not in the list.',
    PHONES: 'It has a phone number that is not of the company.',
    PRICES: 'It names a price, a per cent or a discount that is in no fact.',
    CLAIMS: 'It says that something was done or promised.',
    LANGUAGE: 'It is not in the language of the customer, or not in one of the assistant.',
  },
);

register(
  vocabulary.AiReason,
  'AiReason',
  'Why an assistant asked for a person, or did not answer. More can be added.',
  {
    ASKED_BY_CUSTOMER: 'The customer asked for a person.',
    ASKED_BY_MODEL: 'The model, or the program of an EXTERNAL assistant, asked for a person.',
    ASKED_BY_COLLEAGUE: 'A colleague or a program asked for a person.',
    NOT_READABLE: 'The message is a file or a place, which the assistant cannot read.',
    ENDPOINT_FAILED: 'The endpoint failed, was too slow, or its answer broke off.',
    ASSISTANT_FAULTY: 'The URL, the key or the quota of the endpoint is wrong; see AiAssistant.fault.',
    ANSWER_HELD_BACK: 'The answer was not allowed to leave, such as an amount that is in no fact.',
    REFUSED: 'The model refused to answer.',
    TOO_MANY_ANSWERS: 'It answered as often in a row as it may.',
    LOOP: 'Another program seems to answer: too many messages in a short time, or the same one again.',
    BUDGET_SPENT: 'The tokens of the conversation, the day or the month, or the money of the day are spent.',
    CANNOT_SEND: 'The number cannot send the answer now.',
    OPTED_OUT: 'The customer wants no messages.',
    HUMAN_ACTIVE: 'A person is in charge.',
    QUIET_HOURS: 'It does not answer at this time.',
    TOO_OLD: 'The message is too old to be answered.',
    NOTHING_TO_ANSWER: 'There is nothing to answer.',
    SUPERSEDED: 'The customer or a colleague wrote meanwhile.',
  },
);

register(vocabulary.AiTurnStatus, 'AiOutcome', "The outcome of a customer's turn. More can be added.", {
  RUNNING: 'The assistant works on it.',
  ANSWERED: 'It was answered.',
  SUGGESTED: 'A reply was proposed.',
  HANDED_OFF: 'A person was asked for.',
  SKIPPED: 'Nothing was done: there is no proposal.',
  DISCARDED: 'The customer or a colleague wrote meanwhile; a newer turn takes its place.',
});

register(vocabulary.SuggestionStatus, 'SuggestionStatus', 'State of a proposed reply.', {
  OPEN: 'It waits for a person.',
  USED: 'It was sent, changed or not.',
  DISMISSED: 'A person dismissed it.',
  OUTDATED: 'The customer or a colleague wrote meanwhile.',
});
