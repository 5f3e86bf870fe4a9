/** The inbound part of the provider contract: a vendor's request, its account, and its events. */
import type { InboundEvent } from '../../domain/inbound-event.js';
import type { ProviderKind, WebhookSource } from '../../domain/vocabulary.js';

/** A webhook request as received: raw bytes, untrusted. */
export interface WebhookRequest {
  readonly method: string;
  /** Path of the matched route, without a trailing secret. */
  readonly path: string;
  /** The secret at the end of the path, on routes that accept one. */
  readonly pathSecret: string | null;
  /** Full URL as the provider called it, for vendors that sign it. */
  readonly publicUrl: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly rawBody: Buffer;
  readonly receivedAt: Date;
}

/** The result of parsing a request: its events, and the body that may be kept. */
export interface ParsedWebhook {
  readonly events: readonly InboundEvent[];
  /** The body without secrets, as text; the ledger stores it, and reprocessing parses it again. */
  readonly keptBody: string;
  /** Files that were inside the body; the kept body has only markers for them. */
  readonly inlineMedia?: readonly InlineBytes[];
  /** One body per event, for vendors that batch: it contains that event alone and parses to it again. */
  readonly keptBodies?: readonly string[];
  /** The source, when the route alone does not determine it; the provider's own source by default. */
  readonly source?: WebhookSource;
  /** The response that the vendor expects; by default the events' results, as JSON. */
  readonly reply?: { readonly contentType: string; readonly body: string };
}

/** Bytes of a file that was inside a webhook's body. */
export interface InlineBytes {
  /** SHA-256 of the bytes in hex; events refer to it in `InboundAttachment.mediaId`. */
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** What a request claims about its account; empty where it has no hint. */
export interface AccountHints {
  /** The webhook key in the URL. If present, it alone decides. */
  readonly key: string | null;
  /** The vendor's ids of our channels, from the body. */
  readonly channelExternalIds: readonly string[];
  /** The vendor's ids of the account, from the body. */
  readonly accountExternalIds: readonly string[];
  /** True when a signature alone identifies the account, even if the body names no known channel or account. */
  readonly isSigned?: boolean;
  /** The other product of this vendor that the body is from, where products post to each other's URLs. */
  readonly kind?: ProviderKind;
  /** True when the vendor treats an error as a veto of the message; only a bad credential is an error then. */
  readonly errorIsVeto?: boolean;
}

/**
 * Result of `verify`. `accepted`: proven. `bare`: no credential at all, which some accounts allow from loopback.
 * `refused`: a credential is wrong, or a required one is missing. Never reveals which part was wrong.
 */
export type Verification = 'accepted' | 'bare' | 'refused';

/** A path of a vendor's webhooks; each is also served with `/:secret` at its end. */
export interface WebhookRoute {
  readonly method: 'GET' | 'POST';
  /**
   * Can contain `:name`, for account-specific paths; `WebhookRequest.path` has the actual value. Such a path has lower
   * priority than any other vendor's, and than "not found" for requests that name no account.
   */
  readonly path: string;
}
