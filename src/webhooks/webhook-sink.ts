/**
 * A webhook sink: one for each messaging provider, one for the booking system. The routes (`webhook-routes.ts`) do what
 * all have in common: bodies, timeouts, counting, responses, the record of rejections.
 */
import type { WebhookSource } from '../domain/vocabulary.js';
import type { WebhookRequest, WebhookRoute } from '../providers/contract/webhook.js';
import type { ClaimedNames, RefusedAccount, RefusedAccounts } from './refusal-record.js';

/** Handles the webhooks of one vendor. */
export interface WebhookSink {
  /** The vendor's display name. */
  readonly displayName: string;
  /** Source under which rejections are recorded. */
  readonly source: WebhookSource;
  readonly routes: readonly WebhookRoute[];
  /** True if each route also accepts the key as the last segment of its path. */
  readonly takesKeyInPath: boolean;
  /** Largest body that this vendor is known to post; accepted also where the configured limit is lower. */
  readonly largestBodyBytes?: number;
  /** Headers, in lower case, in which the vendor sends credentials. */
  readonly proofHeaders: readonly string[];
  /** Reads the claims of a request. Null when it is not the vendor's: the response is then 404. */
  claim(webhook: WebhookRequest, path: string): WebhookClaim | null;
}

/** A request with its claims; nothing is proven yet. */
export interface WebhookClaim {
  /** The provider label of the request's metrics. */
  readonly countedAs: string;
  /** The key in the URL, or null. */
  readonly key: string | null;
  /** True when the vendor takes an error as a veto on a customer's message; then only a bad credential is an error. */
  readonly errorIsVeto: boolean;
  /**
   * Finds the account that the request's credentials prove; null when they prove none.
   * @param isFromLoopback true if a demo account may accept it without credentials
   */
  prove(isFromLoopback: boolean): Promise<ProvenWebhook | null>;
  /** Reads the names of our numbers and accounts in the body; may throw. */
  readNames(): ClaimedNames;
  /** Finds the account of the key, else those that have the names. */
  findAccounts(names: ClaimedNames): Promise<RefusedAccounts>;
}

/** A request whose account is proven. */
export interface ProvenWebhook {
  readonly account: RefusedAccount;
  readonly source: WebhookSource;
  /** The vendor's headers, in lower case, that the ledger stores. */
  readonly keptHeaders?: readonly string[];
  /**
   * Parses the body and stores its events; resolves after the commit.
   * @param headers those that the ledger stores
   * @throws BodyUndecodableError when the body cannot be parsed
   */
  store(headers: Readonly<Record<string, string>>): Promise<WebhookAnswer>;
}

/** The response to a stored request. */
export type WebhookAnswer =
  /** The result of each event, as in the response. */
  | { readonly events: readonly WebhookReceipt[] }
  /** The body that the vendor requires. */
  | { readonly reply: { readonly contentType: string; readonly body: string } };

/** The result of one event. */
export interface WebhookReceipt {
  readonly id: string;
  readonly status: string;
  readonly messageId?: string;
  readonly reason?: string;
}
