/**
 * The contract of a provider: everything that Trunkline needs to know about a vendor, and nothing that another
 * part would have to know about it.
 *
 * `verify` and `parse` are pure and total: they answer for any bytes and never throw. `send` and the
 * simulator speak HTTP through the client that they are given. A folder under `providers/` holds one vendor.
 *
 * Each side has a file of its own: `account`, `webhook`, `send`, `media`, `simulator`, `documentation`.
 */
import type { ChannelLookup } from '../../domain/channel-lookup.js';
import type { AddressRules } from '../../domain/identity/address-rules.js';
import type { MediaLimits } from '../../domain/media-limits.js';
import type { TemplateListing } from '../../domain/message-template.js';
import type { ProviderKind, WebhookSource } from '../../domain/vocabulary.js';
import type { CredentialFields, FirstChannel } from './account.js';
import type { WebhookDocumentation } from './documentation.js';
import type { MediaLocation, MediaReference } from './media.js';
import type { ProviderCredentials } from './provider-credentials.js';
import type { ProviderHttp } from './provider-http.js';
import type { OutboundMessage, SendOutcome } from './send.js';
import type { ProviderSimulator } from './simulator.js';
import type { AccountHints, ParsedWebhook, Verification, WebhookRequest, WebhookRoute } from './webhook.js';

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
  /** Every field that `parseCredentials` takes, and which of them are secrets. */
  readonly credentialFields: CredentialFields;
  /**
   * The numbers that an account begins with. Where a request is only proven by the number that it names, or names none
   * at all, there must be one: without it every webhook of a new account would be refused.
   */
  firstChannels(credentials: ProviderCredentials): readonly FirstChannel[];
  /** How the vendor writes the addresses of people and of our numbers. */
  readonly addresses: AddressRules;
  /** What the OpenAPI document says of the webhooks. */
  readonly documentation: WebhookDocumentation;
  /** Headers that help to understand a delivery and hold no secret, in small letters; the ledger keeps them. */
  readonly keptHeaders?: readonly string[];
  /** API URLs with a secret in the path, as global patterns whose first group is what stays. Linear in the length of the text. */
  readonly secretPaths?: readonly RegExp[];
  /** Codes of refusals and failures that say that the person has opted out of everything from us. */
  readonly optOutCodes?: readonly string[];
  /** The vendor's own id of a message, where the key that tells messages apart holds more. */
  toMessageId?(messageKey: string): string;
  /** The account that the request claims to be for, unverified. Cheap; answers for any bytes. */
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
  /** Sends one message. Never throws and never retries by itself. */
  send(message: OutboundMessage, credentials: ProviderCredentials, http: ProviderHttp): Promise<SendOutcome>;
  /**
   * Asks the vendor to which of our numbers an event belongs, for vendors whose requests do not always say; called in
   * a job after the acknowledgement, with the event's `channelLookup`. Never throws.
   */
  findChannel?(lookup: string, credentials: ProviderCredentials, http: ProviderHttp): Promise<ChannelLookup>;
  /** What the account's settings say of it without a call; null when they say nothing. Pure. */
  findChannelBySettings?(lookup: string, credentials: ProviderCredentials): ChannelLookup | null;
  /** The limits of files on a number; null when it carries none. */
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
