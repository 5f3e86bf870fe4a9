/**
 * The contract of a provider: everything that Trunkline needs to know about a vendor, and nothing that another
 * part would have to know about it.
 *
 * `verify` and `parse` are pure and total: whatever the bytes are, they answer and never throw. `send` and the
 * simulator speak HTTP through the client that they are given. A folder under `providers/` holds one vendor.
 */
import type { InboundEvent } from '../domain/inbound-event.js';
import type { Fault, ProviderKind, WebhookSource } from '../domain/vocabulary.js';

/** A webhook request as it came: raw bytes, not yet trusted. */
export interface WebhookRequest {
  readonly method: string;
  readonly path: string;
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
}

/** Credentials and settings of a provider account, decrypted; the provider's own `credentials` schema made them. */
export type ProviderCredentials = Readonly<Record<string, unknown>>;

/** Answer of `verify`. A refusal never says which part was wrong. */
export type Verification = { readonly ok: true } | { readonly ok: false };

/** A message to hand over. `to` is the address as the provider gave it; `from` is the channel's external id. */
export interface OutboundMessage {
  readonly messageId: string;
  readonly from: string;
  /** True for the tenant's `default` channel, whose real number stands in the account's settings. */
  readonly isDefaultChannel: boolean;
  readonly to: string;
  readonly text: string | null;
  readonly attachments: readonly OutboundAttachment[];
}

/** A file to send; `url` is public for as long as the provider may need to fetch it. */
export interface OutboundAttachment {
  readonly url: string;
  readonly mimeType: string;
  readonly fileName: string | null;
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
  readonly body?: string;
  readonly timeoutMs?: number;
}

/** The answer, or how it failed: `reached` is false only when the request certainly never left this machine. */
export type ProviderHttpResult =
  | {
      readonly ok: true;
      readonly status: number;
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
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
}

/** What the simulated vendor understood of a send, for people and tests to look at. */
export interface SimulatedDelivery {
  readonly from: string;
  readonly to: string;
  readonly text: string | null;
  readonly mediaUrl: string | null;
}

/** The simulated vendor's answer; `hang` means that it took the message and never answers. */
export interface SimulatorReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly hang?: boolean;
  /** Present when the vendor took the message. */
  readonly delivery?: SimulatedDelivery;
}

/** The vendor's side of the wire, for demos and tests: speaks its format both ways, with its faults. */
export interface ProviderSimulator {
  /** The request that the vendor posts when a person writes to one of our numbers. */
  inbound(message: SimulatedInbound, credentials: ProviderCredentials, webhookKey: string): SimulatedWebhook;
  /** Answers one of our API calls as the vendor would, with `faults` switched on. */
  answer(request: SimulatorRequest, faults: readonly Fault[]): SimulatorReply;
}

/** One vendor. */
export interface Provider {
  readonly kind: ProviderKind;
  readonly source: WebhookSource;
  readonly displayName: string;
  readonly capabilities: ProviderCapabilities;
  /** The path under which this vendor's webhooks arrive. */
  readonly webhookPath: string;
  /**
   * Checks the settings and credentials given to `connectProvider`.
   * @returns the credentials to keep, or every fault as a sentence that names the field, never its value.
   */
  parseCredentials(
    input: unknown,
  ):
    | { readonly ok: true; readonly credentials: ProviderCredentials }
    | { readonly ok: false; readonly faults: readonly string[] };
  /** Checks what the vendor signs; a vendor that signs nothing answers ok, as the URL's key was checked before. */
  verify(request: WebhookRequest, credentials: ProviderCredentials): Verification;
  /** Reads everything in the request. Throws only BodyUndecodableError or UnsupportedMediaTypeError. */
  parse(request: WebhookRequest): ParsedWebhook;
  /** Hands one message over. Never throws and never retries by itself. */
  send(message: OutboundMessage, credentials: ProviderCredentials, http: ProviderHttp): Promise<SendOutcome>;
  readonly simulator: ProviderSimulator;
}
