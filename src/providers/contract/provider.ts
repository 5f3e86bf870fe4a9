/**
 * The provider contract: everything that Trunkline needs from a vendor. Vendor details stay behind it.
 *
 * `verify` and `parse` are pure and total: they accept any bytes and never throw. `send` and the simulator use the HTTP
 * client that is passed in. Each folder under `providers/` implements one vendor.
 *
 * Each part has its own file: `account`, `webhook`, `send`, `media`, `simulator`, `documentation`.
 */
import type { ChannelLookup } from '../../domain/channel-lookup.js';
import type { AddressRules } from '../../domain/identity/address-rules.js';
import type { MediaLimits } from '../../domain/media-limits.js';
import type { TemplateListing } from '../../domain/message-template.js';
import type { ProviderKind, WebhookSource } from '../../domain/vocabulary.js';
import type { CredentialCheck, CredentialFields, FirstChannel } from './account.js';
import type { WebhookDocumentation } from './documentation.js';
import type { MediaLocation, MediaReference } from './media.js';
import type { ProviderCredentials } from './provider-credentials.js';
import type { ProviderHttp } from './provider-http.js';
import type { OutboundMessage, SendOutcome } from './send.js';
import type { ProviderSimulator } from './simulator.js';
import type { AccountHints, ParsedWebhook, Verification, WebhookRequest, WebhookRoute } from './webhook.js';

/** Capabilities of a provider's API; published in the schema. */
export interface ProviderCapabilities {
  readonly idempotentSend: boolean;
  readonly echoesOutbound: boolean;
  readonly deliveryReceipts: boolean;
  readonly readReceipts: boolean;
  readonly media: boolean;
  readonly templates: boolean;
  /** True if the account's templates can be listed; otherwise a user registers them in Trunkline. */
  readonly listsTemplates: boolean;
  /** True if a message can quote an earlier one, shown to the recipient. */
  readonly quotes: boolean;
  readonly signedWebhooks: boolean;
  readonly statusCorrelation: boolean;
  /** Maximum text length in characters; null when unknown. */
  readonly maxTextLength: number | null;
  /** Documented or assumed rate limit per channel. */
  readonly sendsPerSecond: number | null;
  /** Hours after the last inbound message in which free text is allowed; null when the provider has no such window. */
  readonly replyWindowHours: number | null;
}

/** Template functions of a vendor. */
export interface ProviderTemplates {
  /** Lists an account's templates. Present exactly when `capabilities.listsTemplates`. Never throws. */
  list?(credentials: ProviderCredentials, http: ProviderHttp): Promise<TemplateListing>;
  /** True if `send` supports a variable with this name. */
  isVariable(name: string): boolean;
}

/** One vendor. */
export interface Provider {
  readonly kind: ProviderKind;
  readonly source: WebhookSource;
  readonly displayName: string;
  readonly capabilities: ProviderCapabilities;
  /** Webhook path to enter at the vendor; the first of `routes`. */
  readonly webhookPath: string;
  /** All paths of this vendor's webhooks. */
  readonly routes: readonly WebhookRoute[];
  /** Largest body that this vendor documents. Accepted even if the installation's general limit is lower. */
  readonly largestBodyBytes?: number;
  /**
   * Validates the settings and credentials given to `connectProvider`.
   * @returns the credentials to store, with the vendor's account id if its requests carry one; or all errors as
   * sentences that name the field, never its value
   */
  parseCredentials(
    input: unknown,
  ):
    | { readonly ok: true; readonly credentials: ProviderCredentials; readonly externalId?: string }
    | { readonly ok: false; readonly faults: readonly string[] };
  /**
   * The vendor's cheapest read-only calls that prove or contradict credentials, one for each of them; without this
   * function they are stored unchecked. Pure.
   */
  credentialChecks?(credentials: ProviderCredentials): readonly CredentialCheck[];
  /** All fields that `parseCredentials` accepts, and which of them are secrets. */
  readonly credentialFields: CredentialFields;
  /**
   * Channels to create with an account. Required for a vendor whose requests are proven only by their channel id, or
   * have none: else every webhook of a new account would be refused.
   */
  firstChannels(credentials: ProviderCredentials): readonly FirstChannel[];
  /** The vendor's address format, for customers and for our channels. */
  readonly addresses: AddressRules;
  /** OpenAPI documentation of the webhooks. */
  readonly documentation: WebhookDocumentation;
  /** Headers without secrets that help to diagnose a delivery, in lower case; stored in the ledger. */
  readonly keptHeaders?: readonly string[];
  /** Global patterns for API URLs with a secret in the path; group 1 is kept. Linear in the text's length. */
  readonly secretPaths?: readonly RegExp[];
  /** Error codes that mean: the recipient has opted out of all our messages. */
  readonly optOutCodes?: readonly string[];
  /** The vendor's message id, where the de-duplication key contains more than the id. */
  toMessageId?(messageKey: string): string;
  /** The account that the request claims, unverified. Cheap; accepts any bytes. */
  identify(request: WebhookRequest): AccountHints;
  /**
   * Checks the request's credentials against an account's.
   * @param isKeyRight true if the URL's key was given and is this account's
   */
  verify(request: WebhookRequest, credentials: ProviderCredentials, isKeyRight: boolean): Verification;
  /** Parses the request into events. Throws only BodyUndecodableError or UnsupportedMediaTypeError. */
  parse(request: WebhookRequest): ParsedWebhook;
  /** Messages per second of one channel, where the limit depends on the type of number; else see `capabilities`. */
  sendsPerSecond?(channelExternalId: string, credentials: ProviderCredentials): number;
  /** Template functions; present exactly when `capabilities.templates`. */
  readonly templates?: ProviderTemplates;
  /**
   * True if `capabilities.replyWindowHours` applies to this address, for vendors with several networks. Without this
   * function it applies to all addresses.
   */
  hasReplyWindow?(address: string): boolean;
  /** Sends one message. Never throws and never retries. */
  send(message: OutboundMessage, credentials: ProviderCredentials, http: ProviderHttp): Promise<SendOutcome>;
  /**
   * Looks up the channel of an event at the vendor, for vendors whose requests do not always name it. Runs in a job
   * after the acknowledgement, with the event's `channelLookup`. Never throws.
   */
  findChannel?(lookup: string, credentials: ProviderCredentials, http: ProviderHttp): Promise<ChannelLookup>;
  /** Answers the lookup from the account's settings, without a call; null when they have no answer. Pure. */
  findChannelBySettings?(lookup: string, credentials: ProviderCredentials): ChannelLookup | null;
  /** File limits of a channel; null when it supports no files. */
  mediaLimits(channelExternalId: string): MediaLimits | null;
  /**
   * Locates an inbound file and the headers to request it with; runs in a job. Without this function the webhook's link
   * is used as it is. Never throws.
   */
  findMedia?(
    file: MediaReference,
    credentials: ProviderCredentials,
    http: ProviderHttp,
  ): Promise<MediaLocation>;
  readonly simulator: ProviderSimulator;
}
