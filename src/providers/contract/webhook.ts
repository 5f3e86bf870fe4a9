/** Inbound: a request as a vendor posts it, the account it belongs to, and the events in it. */
import type { InboundEvent } from '../../domain/inbound-event.js';
import type { ProviderKind, WebhookSource } from '../../domain/vocabulary.js';

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

/** The result of parsing a request: its events, and the body that may be kept. */
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
  /** The answer that the vendor expects; by default the results of the events, as JSON. */
  readonly reply?: { readonly contentType: string; readonly body: string };
}

/** The bytes of a file that was in a webhook's body. */
export interface InlineBytes {
  /** SHA-256 of the bytes in hex; events name it in `InboundAttachment.mediaId`. */
  readonly digest: string;
  readonly bytes: Uint8Array;
}

/** What a request says about its account; empty where it says nothing. */
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
