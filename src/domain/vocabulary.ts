/**
 * The closed vocabularies that the database, the GraphQL schema and the code share.
 *
 * type-graphql publishes the key of an enum member and PostgreSQL stores its value, so the two are kept equal. A
 * provider's own terms never become members; they are stored as text next to them.
 */

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

/** Form of a credential's value, for a form. */
export enum CredentialForm {
  TEXT = 'TEXT',
  PAIRS = 'PAIRS',
  NUMBERS = 'NUMBERS',
  YES_NO = 'YES_NO',
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

/** The result of a received webhook event. */
export enum WebhookEventStatus {
  RECEIVED = 'RECEIVED',
  PROCESSED = 'PROCESSED',
  DUPLICATE = 'DUPLICATE',
  IGNORED = 'IGNORED',
  QUARANTINED = 'QUARANTINED',
  FAILED = 'FAILED',
}

/** Role of a user or token: a set of permissions, see domain/permission.ts. */
export enum Role {
  OWNER = 'OWNER',
  HEAD_OF_SALES = 'HEAD_OF_SALES',
  MANAGER = 'MANAGER',
  INTEGRATION = 'INTEGRATION',
  READ_ONLY = 'READ_ONLY',
}

/** Whether a user is a person or a program. */
export enum UserKind {
  PERSON = 'PERSON',
  SERVICE = 'SERVICE',
}

/** Availability of a user for conversations. */
export enum Availability {
  ONLINE = 'ONLINE',
  BUSY = 'BUSY',
  OFFLINE = 'OFFLINE',
}

/** What a user does in a conversation. */
export enum PresenceActivity {
  NONE = 'NONE',
  VIEWING = 'VIEWING',
  TYPING = 'TYPING',
}

/** Storage state of a file's bytes. */
export enum AttachmentState {
  PENDING = 'PENDING',
  STORED = 'STORED',
  UNAVAILABLE = 'UNAVAILABLE',
}

/** Status of a channel: can it send and receive messages? */
export enum ChannelStatus {
  ACTIVE = 'ACTIVE',
  PAUSED = 'PAUSED',
  DISCONNECTED = 'DISCONNECTED',
  AUTH_REQUIRED = 'AUTH_REQUIRED',
  ARCHIVED = 'ARCHIVED',
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

/** Event types of the event log, one for each kind of row. */
export enum EventType {
  MESSAGE_ADDED = 'MESSAGE_ADDED',
  MESSAGE_UPDATED = 'MESSAGE_UPDATED',
  CONVERSATION_ADDED = 'CONVERSATION_ADDED',
  CONVERSATION_UPDATED = 'CONVERSATION_UPDATED',
  LEAD_ADDED = 'LEAD_ADDED',
  LEAD_UPDATED = 'LEAD_UPDATED',
  NOTE_ADDED = 'NOTE_ADDED',
  CONTACT_MERGED = 'CONTACT_MERGED',
  CONTACT_UNMERGED = 'CONTACT_UNMERGED',
  CONTACT_UPDATED = 'CONTACT_UPDATED',
  BOOKING_CHANGED = 'BOOKING_CHANGED',
  BOOKING_NOTIFICATION = 'BOOKING_NOTIFICATION',
  CHANNEL_UPDATED = 'CHANNEL_UPDATED',
  TENANT_UPDATED = 'TENANT_UPDATED',
  CONTACT_ADDED = 'CONTACT_ADDED',
  CONTACT_ERASED = 'CONTACT_ERASED',
  JOB_UPDATED = 'JOB_UPDATED',
  USER_UPDATED = 'USER_UPDATED',
  READ_STATE_UPDATED = 'READ_STATE_UPDATED',
  NOTIFICATION_UPDATED = 'NOTIFICATION_UPDATED',
}

/** Why a user is notified. */
export enum NotificationKind {
  HANDOFF_REQUESTED = 'HANDOFF_REQUESTED',
}

/** Kind of the actor of an activity. */
export enum ActivityActorKind {
  USER = 'USER',
  OPERATOR = 'OPERATOR',
  ANONYMOUS = 'ANONYMOUS',
  ASSISTANT = 'ASSISTANT',
}

/** Kind of the credential that an activity was authorised by. */
export enum CredentialKind {
  SESSION = 'SESSION',
  API_TOKEN = 'API_TOKEN',
  COMMAND_LINE = 'COMMAND_LINE',
}

/** Progress of one delivery to a webhook endpoint of the company. */
export enum WebhookDeliveryStatus {
  PENDING = 'PENDING',
  DELIVERED = 'DELIVERED',
  FAILED = 'FAILED',
}

/** Outcome of one send attempt. */
export enum SendOutcomeKind {
  ACCEPTED = 'ACCEPTED',
  REJECTED = 'REJECTED',
  RETRY = 'RETRY',
  UNKNOWN = 'UNKNOWN',
}

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

/** Use of an upload, chosen by the client. */
export enum UploadPurpose {
  MESSAGE = 'MESSAGE',
  CANNED_REPLY = 'CANNED_REPLY',
  IMPORT = 'IMPORT',
}

/** Use of a stored file: those of uploads, and files that a job has written. */
export enum FilePurpose {
  MESSAGE = 'MESSAGE',
  CANNED_REPLY = 'CANNED_REPLY',
  IMPORT = 'IMPORT',
  EXPORT = 'EXPORT',
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

/** Kind of a job that a user started. */
export enum JobKind {
  IMPORT_CONTACTS = 'IMPORT_CONTACTS',
  EXPORT = 'EXPORT',
  ERASE_CONTACT = 'ERASE_CONTACT',
  CLEAR_MESSAGES = 'CLEAR_MESSAGES',
}

/** Status of such a job. */
export enum JobStatus {
  QUEUED = 'QUEUED',
  RUNNING = 'RUNNING',
  DONE = 'DONE',
  FAILED = 'FAILED',
  CANCELLED = 'CANCELLED',
}

/** Treatment of contacts that an import finds. */
export enum OnExisting {
  UPDATE = 'UPDATE',
  SKIP = 'SKIP',
}

/** Content of an export. */
export enum ExportKind {
  CONTACTS = 'CONTACTS',
  LEADS = 'LEADS',
  CONVERSATIONS = 'CONVERSATIONS',
  MESSAGES = 'MESSAGES',
  REPORT = 'REPORT',
}

/** Format of an export. */
export enum ExportFormat {
  CSV = 'CSV',
  JSON_LINES = 'JSON_LINES',
}

/** Kinds of items of a timeline. */
export enum TimelineItemKind {
  MESSAGE = 'MESSAGE',
  NOTE = 'NOTE',
  ACTIVITY = 'ACTIVITY',
  BOOKING_NOTIFICATION = 'BOOKING_NOTIFICATION',
}

/** Status of a scheduled reply. */
export enum ScheduledReplyStatus {
  SCHEDULED = 'SCHEDULED',
  SENT = 'SENT',
  CANCELLED = 'CANCELLED',
  FAILED = 'FAILED',
}

/** What produces the answers of an assistant. */
export enum AiEngine {
  OPENAI_COMPATIBLE = 'OPENAI_COMPATIBLE',
  EXTERNAL = 'EXTERNAL',
}

/** What an assistant does with its answers. */
export enum AiMode {
  OFF = 'OFF',
  DRAFT = 'DRAFT',
  AUTO = 'AUTO',
}

/** When an assistant answers. */
export enum AiSchedule {
  ALWAYS = 'ALWAYS',
  OUTSIDE_BUSINESS_HOURS = 'OUTSIDE_BUSINESS_HOURS',
  IN_BUSINESS_HOURS = 'IN_BUSINESS_HOURS',
}

/** Outcome of a turn of the customer that an assistant looked at. */
export enum AiTurnStatus {
  RUNNING = 'RUNNING',
  ANSWERED = 'ANSWERED',
  SUGGESTED = 'SUGGESTED',
  HANDED_OFF = 'HANDED_OFF',
  SKIPPED = 'SKIPPED',
  DISCARDED = 'DISCARDED',
}

/** Why an assistant asked for a person, or left a turn alone. */
export enum AiReason {
  ASKED_BY_CUSTOMER = 'ASKED_BY_CUSTOMER',
  ASKED_BY_MODEL = 'ASKED_BY_MODEL',
  ASKED_BY_COLLEAGUE = 'ASKED_BY_COLLEAGUE',
  NOT_READABLE = 'NOT_READABLE',
  ENDPOINT_FAILED = 'ENDPOINT_FAILED',
  ASSISTANT_FAULTY = 'ASSISTANT_FAULTY',
  ANSWER_HELD_BACK = 'ANSWER_HELD_BACK',
  REFUSED = 'REFUSED',
  TOO_MANY_ANSWERS = 'TOO_MANY_ANSWERS',
  LOOP = 'LOOP',
  BUDGET_SPENT = 'BUDGET_SPENT',
  CANNOT_SEND = 'CANNOT_SEND',
  OPTED_OUT = 'OPTED_OUT',
  HUMAN_ACTIVE = 'HUMAN_ACTIVE',
  QUIET_HOURS = 'QUIET_HOURS',
  TOO_OLD = 'TOO_OLD',
  NOTHING_TO_ANSWER = 'NOTHING_TO_ANSWER',
  SUPERSEDED = 'SUPERSEDED',
}

/** The rule by which an answer of a model does not leave; see `ai/guards`. */
export enum AiGuard {
  EMPTY = 'EMPTY',
  LENGTH = 'LENGTH',
  SECRETS = 'SECRETS',
  MARKUP = 'MARKUP',
  LINKS = 'LINKS',
  PHONES = 'PHONES',
  PRICES = 'PRICES',
  CLAIMS = 'CLAIMS',
  LANGUAGE = 'LANGUAGE',
}

/** State of a proposed reply. */
export enum SuggestionStatus {
  OPEN = 'OPEN',
  USED = 'USED',
  DISMISSED = 'DISMISSED',
  OUTDATED = 'OUTDATED',
}
