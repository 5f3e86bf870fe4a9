/**
 * What a provider told us, in our words: the output of every provider's `parse`, the input of `ingest`.
 *
 * A webhook request becomes zero or more of these, in the order of the body. Nothing here is looked up or
 * normalised against the database; addresses are as the provider gave them.
 */
import type { MessageStatus } from './delivery-status.js';
import type { MessageContent, Referral } from './message-content.js';
import type { OptOutWord } from './opt-out.js';
import type { AuthorKind, ChannelStatus, MessageKind } from './vocabulary.js';

interface InboundEventBase {
  /** The provider's name for our number, or null when the request names none (then the account's default channel). */
  readonly channelExternalId: string | null;
  /**
   * What the provider has to be asked with to learn the number, when the request does not name it but belongs to one.
   * With a number it is what that number answers, for later events that ask the same. Its second part between
   * slashes is the provider's conversation; see `laneOf`.
   */
  readonly channelLookup?: string | null;
  /** What the request calls our own number, where it says so: never an address of the other side. */
  readonly ownAddress?: string | null;
  /** What the request calls the vendor's account of the number, where one webhook serves several. */
  readonly ownAccount?: string;
  /** The provider's own word for this kind of event. */
  readonly eventType: string;
  /** The provider's id of the event or message; null when it gives none. */
  readonly externalEventId: string | null;
}

/** A file that came with a message; `url` is the provider's and can expire. */
export interface InboundAttachment {
  readonly mimeType: string;
  readonly fileName: string | null;
  readonly sizeBytes: number | null;
  readonly url: string | null;
  /**
   * The provider's id of the file, for vendors that hand out the address only when asked with it; or what
   * `toInlineMediaId` makes, for bytes that came inside the webhook.
   */
  readonly mediaId?: string | null;
  readonly isVoice: boolean;
  readonly durationSeconds: number | null;
}

/** What a message consists of, in either direction. */
interface MessageEventBase extends InboundEventBase {
  /** Other addresses that the provider attests to be the same person's; most events name none. */
  readonly alsoKnownAs?: readonly string[];
  readonly kind: MessageKind;
  readonly text: string | null;
  readonly attachments: readonly InboundAttachment[];
  /** Structured content in addition to text and files; absent for most. */
  readonly content?: MessageContent;
  /** Key of de-duplication on the channel: the provider's message id, else `sha256:…` of what identifies it. */
  readonly messageKey: string;
  /** The provider's clock, or null when it gives none. */
  readonly sentAt: Date | null;
}

/** A person wrote to one of our numbers. */
export interface InboundMessage extends MessageEventBase {
  readonly type: 'message';
  /** The address as received; a reply goes to exactly this. */
  readonly from: string;
  readonly senderName: string | null;
  /** The advertisement or link that led the person here, where the provider tells it. */
  readonly referral?: Referral;
  /** False for events that need no reading, such as an answered call; they do not count as unread. */
  readonly addsUnread?: boolean;
  /** The key to use when another person's message has `messageKey`: for providers whose ids are unique only within a chat. */
  readonly keyInChat?: string;
  readonly replyToExternalId: string | null;
  /** The opt-out that the message is, by the provider's own words or rules; null or absent for none. */
  readonly optOut?: OptOutWord | null;
  /** True for a notice in the person's name that they did not write, and where it is unknown who wrote it. */
  readonly isNotice?: boolean;
}

/** Our number wrote to a person, by our own send or from the handset. */
export interface OutboundEcho extends MessageEventBase {
  readonly type: 'echo';
  /** Empty while only the look-up of the number can tell it; it is there when the event is stored. */
  readonly to: string;
  /** What we gave the provider to recognise our own send by, when it returns it. */
  readonly correlationId: string | null;
  /** True when the provider says that an API call made it, false when a person typed it, null when it does not say. */
  readonly isFromApi: boolean | null;
}

/** Something happened to a message that was sent before. It is no message of its own, and may arrive before its message. */
interface MessageChangeBase extends InboundEventBase {
  /** Key of the message that it is about. */
  readonly messageKey: string;
  /** As in InboundMessage: where ids are unique within a chat only, the message may be stored under this key. */
  readonly keyInChat?: string;
  /** The person of the chat (CONTACT), a colleague at our phone (USER), or another program with our number (SYSTEM). */
  readonly author: AuthorKind.CONTACT | AuthorKind.USER | AuthorKind.SYSTEM;
  /** True where a change may be about what either side wrote; otherwise about what its author's side wrote. */
  readonly isOfEitherSide?: boolean;
  /** Addresses that the provider attests to be the person's, the chat's own first; most events name one or none. */
  readonly addresses?: readonly string[];
  /** The provider's clock, or null when it gives none. */
  readonly at: Date | null;
}

/** The words of a message were changed. */
export interface MessageEdit extends MessageChangeBase {
  readonly type: 'edit';
  /** What the message is with its new content; counts for a message whose content was not known. */
  readonly kind: MessageKind;
  readonly text: string | null;
}

/** A message was deleted for everyone. */
export interface MessageDeletion extends MessageChangeBase {
  readonly type: 'deletion';
}

/** An emoji was put on a message, in place of the author's earlier one; null takes it back. */
export interface MessageReactionEvent extends MessageChangeBase {
  readonly type: 'reaction';
  readonly emoji: string | null;
}

/** Any change of a message. */
export type MessageChange = MessageEdit | MessageDeletion | MessageReactionEvent;

/** The provider reports how far one of our messages came. */
export interface StatusReport extends InboundEventBase {
  readonly type: 'status';
  readonly messageKey: string;
  readonly correlationId: string | null;
  /**
   * What the provider calls the recipient, where that can teach something: several addresses of one person, or one that
   * hides the phone to which the message went.
   */
  readonly recipients?: readonly string[];
  readonly status: MessageStatus;
  readonly at: Date | null;
  readonly failure: ReportedFailure | null;
}

/** Why the provider could not deliver one of our messages. */
export interface ReportedFailure {
  readonly providerCode: string | null;
  readonly message: string;
  /** Whether the same can succeed later; absent where the provider's words do not tell, which counts as no. */
  readonly retryable?: boolean;
}

/** The provider reports the state of one of our numbers. */
export interface ChannelStateReport extends InboundEventBase {
  readonly type: 'channel-state';
  readonly status: ChannelStatus | null;
  readonly state: string;
  /** The provider's clock; an older state than the one that is known changes nothing. Null when it gives none. */
  readonly at: Date | null;
}

/** The provider warns of one of our numbers, or of all numbers of an account; or it takes such a warning back. */
export interface WarningReport extends InboundEventBase {
  readonly type: 'warning';
  /**
   * The number in digits, where the request names it by itself and not by its id. Without it and without
   * `channelExternalId` the report is about every number of the account.
   */
  readonly ownNumber: string | null;
  /** The provider's own word. */
  readonly state: string;
  /** What it is about: a newer report about the same replaces it. */
  readonly about: string;
  /** Null takes back what was said about it. */
  readonly warning: {
    readonly text: string;
    /** Whether the provider lets the number send nothing. */
    readonly isBlocking: boolean;
    /** When it ends by itself, where the provider says so. */
    readonly until: Date | null;
  } | null;
  /** Other things that are taken back with it. */
  readonly ends?: readonly string[];
  /** The provider's clock, or null when it gives none. */
  readonly at: Date | null;
}

/** The provider reports the state of a template; it belongs to the account, to none of its numbers. */
export interface TemplateStateReport extends InboundEventBase {
  readonly type: 'template-state';
  readonly templateExternalId: string;
  /** The vendor's word in capitals, APPROVED where it can be sent. */
  readonly state: string;
}

/** The provider says that several addresses are one person's, and nothing else. */
export interface SamePersonReport extends InboundEventBase {
  readonly type: 'same-person';
  /** Two or more. */
  readonly addresses: readonly string[];
}

/** Understood or not, there is nothing to do; kept with the reason. */
export interface IgnoredEvent extends InboundEventBase {
  readonly type: 'ignored';
  readonly reason: string;
  /** A part of the look-ups whose answers no longer hold; what the event itself answers holds again. */
  readonly endsLookups?: string;
}

/** One thing that a provider told us. */
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
