/**
 * The contract of a provider: everything that Trunkline needs to know about a vendor, and nothing that another
 * part would have to know about it.
 *
 * `verify` and `parse` are pure and total: whatever the bytes are, they answer and never throw. `send` and the
 * simulator speak HTTP through the client that they are given. A folder under `providers/` holds one vendor.
 */
import type { ChannelLookup } from '../domain/channel-lookup.js';
import type { InboundEvent } from '../domain/inbound-event.js';
import type { MediaLimits } from '../domain/media-limits.js';
import type { TemplateListing } from '../domain/message-template.js';
import type { Fault, ProviderKind, WebhookSource } from '../domain/vocabulary.js';
import type { MediaLocation, MediaReference } from './media-contract.js';
import type { SimulatedFile, SimulatedFiles } from './simulated-files.js';

/** A webhook request as it came: raw bytes, not yet trusted. */
export interface WebhookRequest {
  readonly method: string;
  /** The path of the route that matched, without a secret at its end. */
  readonly path: string;
  /** The secret at the end of the path, on routes that take one there. */
  readonly pathSecret: string | null;
  /** The whole URL as the provider called it, for vendors that sign it. */
  readonly publicUrl: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
  readonly receivedAt: Date;
}

/** What a request came to: the events in it, and the body that may be kept. */
export interface ParsedWebhook {
  readonly events: readonly InboundEvent[];
  /** The body without secrets, as text; what the ledger keeps and a replay parses again. */
  readonly keptBody: string;
  /** Files that were in the body itself, and of which the kept body has a marker only. */
  readonly inlineMedia?: readonly InlineBytes[];
  /** A body for each event, for vendors that batch: it holds that event alone and reads to it again. */
  readonly keptBodies?: readonly string[];
  /** Where it came from, when the route alone does not say; the provider's own source by default. */
  readonly source?: WebhookSource;
  /** What the vendor wants to read as the answer; by default, what became of the events, as JSON. */
  readonly reply?: { readonly contentType: string; readonly body: string };
}

/** The bytes of a file that was in a webhook's body. */
export interface InlineBytes {
  /** SHA-256 of the bytes in hex; events name it in `InboundAttachment.mediaId`. */
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** How a request says whose it is; what is empty says nothing. */
export interface AccountHints {
  /** The webhook key in the URL. Where one is given it alone decides. */
  readonly key: string | null;
  /** The vendor's names for our numbers, as the body has them. */
  readonly channelExternalIds: readonly string[];
  /** The vendor's names for the account, as the body has them. */
  readonly accountExternalIds: readonly string[];
  /** True when a signature tells the account by itself, also where the body names none that is known. */
  readonly isSigned?: boolean;
  /** The vendor's other product that the body is from, where products post to each other's URLs. */
  readonly kind?: ProviderKind;
  /** True when the vendor takes an error for a veto against a customer's message; only a bad credential is one then. */
  readonly errorIsVeto?: boolean;
}

/** Credentials and settings of a provider account, decrypted; the provider's own `credentials` schema made them. */
export type ProviderCredentials = Readonly<Record<string, unknown>>;

/**
 * Answer of `verify`: `accepted`, `bare` (no credential was given at all; some accounts take that from loopback), or
 * `refused` (one was given and is wrong, or one that the account demands is missing). Never says which part was wrong.
 */
export type Verification = 'accepted' | 'bare' | 'refused';

/** A path under which a vendor's webhooks arrive; each is also served with `/:secret` at its end. */
export interface WebhookRoute {
  readonly method: 'GET' | 'POST';
  /**
   * May hold `:name`, for paths that accounts choose; `WebhookRequest.path` has what stood there. Such a path gives
   * way to every other vendor's, and to "not found" for requests that do not say whose they are.
   */
  readonly path: string;
}

/** A message to hand over. `to` is the address as the provider gave it; `from` is the channel's external id. */
export interface OutboundMessage {
  readonly messageId: string;
  readonly from: string;
  /** True for the tenant's `default` channel, whose real number stands in the account's settings. */
  readonly isDefaultChannel: boolean;
  readonly to: string;
  readonly text: string | null;
  readonly attachments: readonly OutboundAttachment[];
  /** The vendor's id of the message that this one quotes; null when it quotes none. */
  readonly quotedExternalId: string | null;
  /** The approved template that it consists of; `text` is then only what the person will read. Null for free words. */
  readonly template: OutboundTemplate | null;
  /** Base URL at which the provider reaches us, for status callbacks; null when it cannot. */
  readonly publicUrl: string | null;
}

/** An approved template to send, with a value for each of its variables. */
export interface OutboundTemplate {
  readonly name: string;
  readonly language: string;
  /** The vendor's id of it, for vendors that send it by id. */
  readonly externalId: string | null;
  readonly variables: Readonly<Record<string, string>>;
}

/** A file to send. */
export interface OutboundAttachment {
  /** Public for as long as the provider may need to fetch it; empty when this server has no public address. */
  readonly url: string;
  readonly mimeType: string;
  readonly fileName: string | null;
  /** The bytes, for vendors that take no address. @throws Error when the storage does not give them */
  readonly read: () => Promise<Uint8Array>;
}

/** How handing over went; `detail` is safe to show (no secret, no token). */
export type SendOutcome =
  /** The provider took it. `externalId` is null when it gives no id. */
  | {
      readonly outcome: 'ACCEPTED';
      readonly externalId: string | null;
      readonly httpStatus: number | null;
      readonly providerRequestId: string | null;
    }
  /** It will never take it as it is. */
  | {
      readonly outcome: 'REJECTED';
      readonly providerCode: string | null;
      readonly detail: string;
      readonly httpStatus: number | null;
      /** True when the account or the number is at fault: every other message fails as well until a person mends it. */
      readonly isAccountFault?: boolean;
    }
  /** It certainly did not take it; try again, not before `retryAfterMs`. */
  | {
      readonly outcome: 'RETRY';
      readonly providerCode: string | null;
      readonly detail: string;
      readonly httpStatus: number | null;
      readonly retryAfterMs: number | null;
    }
  /** Nobody can tell whether it took it: the request left, and no clear answer came. */
  | { readonly outcome: 'UNKNOWN'; readonly detail: string; readonly httpStatus: number | null };

/** One HTTP call of a provider; time-outs, connection reuse and redaction are the client's. */
export interface ProviderHttpRequest {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  readonly timeoutMs?: number;
  /** Longest answer that is read; 1 MiB by default. */
  readonly maxAnswerBytes?: number;
}

/** The answer, or how it failed: `reached` is false only when the request certainly never left this machine. */
export type ProviderHttpResult =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
      /** The body as it came, for files; a client that a test makes up may leave it out. */
      readonly bytes?: Uint8Array;
    }
  | { readonly ok: false; readonly reached: boolean; readonly reason: string };

/** The one way out to a vendor. Never throws; `reason` never holds a URL, a header or a body. */
export type ProviderHttp = (request: ProviderHttpRequest) => Promise<ProviderHttpResult>;

/** What a provider's API can do; published in the schema. */
export interface ProviderCapabilities {
  readonly idempotentSend: boolean;
  readonly echoesOutbound: boolean;
  readonly deliveryReceipts: boolean;
  readonly readReceipts: boolean;
  readonly media: boolean;
  readonly templates: boolean;
  /** Whether the account's templates can be listed; otherwise a person registers them here. */
  readonly listsTemplates: boolean;
  /** Whether a message can quote an earlier one, so that the person sees which one it answers. */
  readonly quotes: boolean;
  readonly signedWebhooks: boolean;
  readonly statusCorrelation: boolean;
  /** Longest text in characters, or null when none is known. */
  readonly maxTextLength: number | null;
  /** Documented or assumed limit a channel. */
  readonly sendsPerSecond: number | null;
  /** Hours after the last inbound message in which free text may be sent; null when the provider sets none. */
  readonly replyWindowHours: number | null;
}

/** One inbound message to make up. */
export interface SimulatedInbound {
  readonly channelExternalId: string;
  readonly from: string;
  readonly senderName: string | null;
  readonly text: string;
  readonly messageId: string;
  readonly at: Date;
  readonly faults: readonly Fault[];
  /** A file that comes with it; the text is its caption then. None by default. */
  readonly file?: SimulatedFile | null;
  /** Base URL of the simulated vendor's API, for links to files. */
  readonly filesUrl?: string;
}

/** A request that the vendor would post to us, without host. */
export interface SimulatedWebhook {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A request of ours that arrived at the simulated vendor. */
export interface SimulatorRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** The body as it came, for uploads. */
  readonly bytes: Uint8Array;
}

/** What the simulated vendor understood of a send, for people and tests to look at. */
export interface SimulatedDelivery {
  readonly from: string;
  readonly to: string;
  readonly text: string | null;
  /** The file's address, or the vendor's id of what we uploaded; null without a file. */
  readonly mediaUrl: string | null;
  /** Where a message holds several files: those after the first. */
  readonly moreMediaUrls?: readonly string[];
  /** The vendor's id of the message that it quotes, where it quotes one. */
  readonly quotedId?: string;
  /** The name of the template that it consists of; `text` is what the vendor made of it. */
  readonly template?: string;
}

/** The simulated vendor's answer; `hang` means that it took the message and never answers. */
export interface SimulatorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
  readonly hang?: boolean;
  /** Present when the vendor took the message. */
  readonly delivery?: SimulatedDelivery;
  /** Under which names the vendor will report on it; absent for vendors that report nothing. */
  readonly taken?: Pick<TakenMessage, 'externalId' | 'correlationId'>;
}

/** A message that the simulated vendor took and will report on. */
export interface TakenMessage {
  readonly delivery: SimulatedDelivery;
  /** The vendor's id of the message. */
  readonly externalId: string;
  /** What we gave to recognise the message by, where the vendor returns it. */
  readonly correlationId: string | null;
  readonly at: Date;
  readonly faults: readonly Fault[];
}

/** The vendor's side of the wire, for demos and tests: speaks its format both ways, with its faults. */
export interface ProviderSimulator {
  /**
   * The request that the vendor posts when a person writes to one of our numbers.
   * @param publicUrl base URL that the vendor was given, for those that sign it
   */
  inbound(
    message: SimulatedInbound,
    credentials: ProviderCredentials,
    webhookKey: string,
    publicUrl: string,
  ): SimulatedWebhook;
  /**
   * Answers one of our API calls as the vendor would, with `faults` switched on.
   * @param files what people sent us, and what we uploaded
   */
  answer(request: SimulatorRequest, faults: readonly Fault[], files: SimulatedFiles): SimulatorReply;
  /** What the vendor posts about a message that it took, in order: its echo, then sent, delivered, read. */
  reports?(
    taken: TakenMessage,
    credentials: ProviderCredentials,
    webhookKey: string,
    publicUrl: string,
  ): readonly SimulatedWebhook[];
}

/** The templates of a vendor. */
export interface ProviderTemplates {
  /** Lists what an account has; there exactly when `capabilities.listsTemplates`. Never throws. */
  list?(credentials: ProviderCredentials, http: ProviderHttp): Promise<TemplateListing>;
  /** Whether `send` has a place for the value of a variable with this name. */
  isVariable(name: string): boolean;
}

/** One vendor. */
export interface Provider {
  readonly kind: ProviderKind;
  readonly source: WebhookSource;
  readonly displayName: string;
  readonly capabilities: ProviderCapabilities;
  /** The path to give to the vendor; the first of `routes`. */
  readonly webhookPath: string;
  /** Every path under which this vendor's webhooks arrive. */
  readonly routes: readonly WebhookRoute[];
  /** Largest body that this vendor posts, where it is said: taken also by an installation that takes less of others. */
  readonly largestBodyBytes?: number;
  /**
   * Checks the settings and credentials given to `connectProvider`.
   * @returns the credentials to keep, with the vendor's name for the account where its requests carry one; or every
   * fault as a sentence that names the field, never its value.
   */
  parseCredentials(
    input: unknown,
  ):
    | { readonly ok: true; readonly credentials: ProviderCredentials; readonly externalId?: string }
    | { readonly ok: false; readonly faults: readonly string[] };
  /** Whose the request says it is, unverified. Cheap; whatever the bytes are, it answers. */
  identify(request: WebhookRequest): AccountHints;
  /**
   * Checks the request's credentials against an account's.
   * @param isKeyRight whether the URL's key was given and is this account's
   */
  verify(request: WebhookRequest, credentials: ProviderCredentials, isKeyRight: boolean): Verification;
  /** Reads everything in the request. Throws only BodyUndecodableError or UnsupportedMediaTypeError. */
  parse(request: WebhookRequest): ParsedWebhook;
  /** Messages a second of one number, where vendors limit their kinds of numbers differently; else `capabilities`. */
  sendsPerSecond?(channelExternalId: string, credentials: ProviderCredentials): number;
  /** What the vendor does with templates; there exactly when `capabilities.templates`. */
  readonly templates?: ProviderTemplates;
  /**
   * Whether `capabilities.replyWindowHours` holds for conversations with this address, for vendors whose numbers are of
   * several networks; absent where it holds for all.
   */
  hasReplyWindow?(address: string): boolean;
  /** Hands one message over. Never throws and never retries by itself. */
  send(message: OutboundMessage, credentials: ProviderCredentials, http: ProviderHttp): Promise<SendOutcome>;
  /**
   * Asks the vendor to which of our numbers an event belongs, for vendors whose requests do not always say; called in
   * a job after the acknowledgement, with the event's `channelLookup`. Never throws.
   */
  findChannel?(lookup: string, credentials: ProviderCredentials, http: ProviderHttp): Promise<ChannelLookup>;
  /** What a number can carry beside text; null when it carries no files. */
  mediaLimits(channelExternalId: string): MediaLimits | null;
  /**
   * Says where the bytes of an inbound file are, and with which headers to ask for them; called in a job. Without it
   * the link that the webhook gave is used as it is. Never throws.
   */
  findMedia?(
    file: MediaReference,
    credentials: ProviderCredentials,
    http: ProviderHttp,
  ): Promise<MediaLocation>;
  readonly simulator: ProviderSimulator;
}
