/**
 * Normalised provider event: output of every provider's `parse`, input of `ingest`.
 *
 * A webhook request becomes zero or more events, in the order of the body. No lookups and no normalisation against the
 * database yet; addresses are as the provider sent them.
 */
import type { MessageStatus } from './delivery-status.js';
import type { MessageContent, Referral } from './message-content.js';
import type { OptOutWord } from './opt-out.js';
import type { AuthorKind, ChannelStatus, MessageKind } from './vocabulary.js';

interface InboundEventBase {
  /** The provider's id of the channel, or null when the request has none (then the account's default channel). */
  readonly channelExternalId: string | null;
  /**
   * Lookup key at the provider, when the request belongs to a number but does not name it. With a number, it caches the
   * result for later events with the same key. The second part between slashes is the provider's conversation; see
   * `laneOf`.
   */
  readonly channelLookup?: string | null;
  /** The channel's own address in the request, where present: never an address of the other side. */
  readonly ownAddress?: string | null;
  /** The vendor's account of the number in the request, where one webhook serves several accounts. */
  readonly ownAccount?: string;
  /** The provider's name for this kind of event. */
  readonly eventType: string;
  /** The provider's id of the event or message; null when absent. */
  readonly externalEventId: string | null;
}

/** A file of a message; `url` is the provider's and can expire. */
export interface InboundAttachment {
  readonly mimeType: string;
  readonly fileName: string | null;
  readonly sizeBytes: number | null;
  readonly url: string | null;
  /**
   * The provider's file id, for vendors that return the URL only on request; or the result of `toInlineMediaId`, for
   * bytes inside the webhook.
   */
  readonly mediaId?: string | null;
  readonly isVoice: boolean;
  readonly durationSeconds: number | null;
}

/** Contents of a message, in either direction. */
interface MessageEventBase extends InboundEventBase {
  /** Other addresses that the provider attests to be the same person's; most events have none. */
  readonly alsoKnownAs?: readonly string[];
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly attachments: readonly InboundAttachment[];
  /** Structured content in addition to text and files; absent for most. */
  readonly content?: MessageContent;
  /** De-duplication key on the channel: the provider's message id, else `sha256:…` of the identifying fields. */
  readonly messageKey: string;
  /** The provider's clock, or null when absent. */
  readonly sentAt: Date | null;
}

/** A message from a contact to one of the channels. */
export interface InboundMessage extends MessageEventBase {
  readonly type: 'message';
  /** The address as received; a reply is sent to exactly this. */
  readonly from: string;
  readonly senderName: string | null;
  /** The advertisement or link that the person used, where the provider sends it. */
  readonly referral?: Referral;
  /** False for events that need no reading, such as an answered call; they do not count as unread. */
  readonly addsUnread?: boolean;
  /**
   * The key to use when another contact's message has `messageKey`: for providers whose ids are unique only within a
   * chat.
   */
  readonly keyInChat?: string;
  readonly replyToExternalId: string | null;
  /** Opt-out word of the message, by the provider's own words or rules; null or absent for none. */
  readonly optOut?: OptOutWord | null;
  /** True for a notice in the person's name that they did not write, and where the author is unknown. */
  readonly isNotice?: boolean;
}

/** A message from a channel to a contact: sent by Trunkline or from the handset. */
export interface OutboundEcho extends MessageEventBase {
  readonly type: 'echo';
  /** Empty while only the channel lookup can provide it; set before the event is stored. */
  readonly to: string;
  /** Our correlation id, if the provider returns it; it identifies our own sends. */
  readonly correlationId: string | null;
  /** True if the provider says that an API call sent it, false if a person typed it, null when not stated. */
  readonly isFromApi: boolean | null;
}

/** A change of an existing message. Not a message itself; it may arrive before its message. */
interface MessageChangeBase extends InboundEventBase {
  /** Key of the changed message. */
  readonly messageKey: string;
  /** As in InboundMessage: where ids are unique only within a chat, the message may be stored under this key. */
  readonly keyInChat?: string;
  /** The chat's contact (CONTACT), a colleague at our phone (USER), or another program with our number (SYSTEM). */
  readonly author: AuthorKind.CONTACT | AuthorKind.USER | AuthorKind.SYSTEM;
  /** True if the change may target messages of either side; otherwise only those of its author's side. */
  readonly isOfEitherSide?: boolean;
  /** Addresses that the provider attests to be the person's, the chat's own first; most events have none or one. */
  readonly addresses?: readonly string[];
  /** The provider's clock, or null when absent. */
  readonly at: Date | null;
}

/** The text of a message was edited. */
export interface MessageEdit extends MessageChangeBase {
  readonly type: 'edit';
  /** Kind of the message after the edit; used if its content was not known. */
  readonly kind: MessageKind;
  readonly text: string | null;
}

/** A message was deleted for everyone. */
export interface MessageDeletion extends MessageChangeBase {
  readonly type: 'deletion';
}

/** A reaction to a message; replaces the author's earlier one. Null removes it. */
export interface MessageReactionEvent extends MessageChangeBase {
  readonly type: 'reaction';
  readonly emoji: string | null;
}

/** Any change of a message. */
export type MessageChange = MessageEdit | MessageDeletion | MessageReactionEvent;

/** A status report for an outbound message. */
export interface StatusReport extends InboundEventBase {
  readonly type: 'status';
  readonly messageKey: string;
  readonly correlationId: string | null;
  /**
   * The provider's addresses of the recipient, if they add information: several addresses of one person, or one that
   * hides the phone to which the message was sent.
   */
  readonly recipients?: readonly string[];
  readonly status: MessageStatus;
  readonly at: Date | null;
  readonly failure: ReportedFailure | null;
}

/** Failure reason in a status report. */
export interface ReportedFailure {
  readonly providerCode: string | null;
  readonly message: string;
  /** True if a retry can succeed; absent where the provider does not say, which counts as false. */
  readonly retryable?: boolean;
}

/** A state report for a channel. */
export interface ChannelStateReport extends InboundEventBase {
  readonly type: 'channel-state';
  readonly status: ChannelStatus | null;
  readonly state: string;
  /** The provider's clock; a report older than the stored state changes nothing. Null when absent. */
  readonly at: Date | null;
}

/** A warning for a channel or for all channels of an account; or the end of such a warning. */
export interface WarningReport extends InboundEventBase {
  readonly type: 'warning';
  /**
   * The number in digits, where the request has no channel id. Without it and without `channelExternalId` the report is
   * for every number of the account.
   */
  readonly ownNumber: string | null;
  /** The provider's own term. */
  readonly state: string;
  /** Subject of the warning: a newer report on the same subject replaces it. */
  readonly about: string;
  /** Null ends the warning on the subject. */
  readonly warning: {
    readonly text: string;
    /** True if the number cannot send anything. */
    readonly isBlocking: boolean;
    /** When it expires, where the provider says so. */
    readonly until: Date | null;
  } | null;
  /** Further subjects whose warnings end. */
  readonly ends?: readonly string[];
  /** The provider's clock, or null when absent. */
  readonly at: Date | null;
}

/** A state report for a template; templates belong to the account, not to a channel. */
export interface TemplateStateReport extends InboundEventBase {
  readonly type: 'template-state';
  readonly templateExternalId: string;
  /** The vendor's status in capitals, APPROVED if it can be sent. */
  readonly state: string;
}

/** A report that several addresses belong to one person; it has no other content. */
export interface SamePersonReport extends InboundEventBase {
  readonly type: 'same-person';
  /** Two or more. */
  readonly addresses: readonly string[];
}

/** An event without an effect, parsed or not; stored with the reason. */
export interface IgnoredEvent extends InboundEventBase {
  readonly type: 'ignored';
  readonly reason: string;
  /** Part of the lookup keys whose results are no longer valid; the event's own result is valid again. */
  readonly endsLookups?: string;
}

/** One event of a provider. */
export type InboundEvent =
  | InboundMessage
  | OutboundEcho
  | StatusReport
  | MessageChange
  | ChannelStateReport
  | WarningReport
  | TemplateStateReport
  | SamePersonReport
  | IgnoredEvent;
