/**
 * A part that takes webhooks: one sink for each messaging provider, one for the booking system. The edge
 * (`webhook-routes.ts`) does what is the same for all: bodies, time-outs, counting, answers, the record of refusals.
 */
import type { WebhookSource } from '../domain/vocabulary.js';
import type { WebhookRequest, WebhookRoute } from '../providers/contract/webhook.js';
import type { ClaimedNames, RefusedAccount, RefusedAccounts } from './refusal-record.js';

/** Takes the webhooks of one vendor. */
export interface WebhookSink {
  /** The vendor's name for people. */
  readonly displayName: string;
  /** What refusals are recorded under. */
  readonly source: WebhookSource;
  readonly routes: readonly WebhookRoute[];
  /** Whether each route also takes the key as the last segment of its path. */
  readonly takesKeyInPath: boolean;
  /** Largest body that this vendor is known to post; taken also where the configured limit is lower. */
  readonly largestBodyBytes?: number;
  /** Headers, in small letters, in which the vendor puts what proves a request. */
  readonly proofHeaders: readonly string[];
  /** Reads what a request says of itself. Null when it is not the vendor's: the answer is then 404. */
  claim(webhook: WebhookRequest, path: string): WebhookClaim | null;
}

/** A request with what it says of itself; nothing is proven yet. */
export interface WebhookClaim {
  /** The provider that the request is counted under. */
  readonly countedAs: string;
  /** The key in the URL, or null. */
  readonly key: string | null;
  /** True when the vendor takes an error for a veto against a customer's message; only a bad credential is one then. */
  readonly errorIsVeto: boolean;
  /**
   * Finds the account that the request's credentials prove; null when they prove none.
   * @param isFromLoopback whether a demo account may take it without credentials
   */
  prove(isFromLoopback: boolean): Promise<ProvenWebhook | null>;
  /** Reads which of our numbers and accounts the body names; may throw. */
  readNames(): ClaimedNames;
  /** Finds the account of the key, else those that have the names. */
  findAccounts(names: ClaimedNames): Promise<RefusedAccounts>;
}

/** A request whose account is proven. */
export interface ProvenWebhook {
  readonly account: RefusedAccount;
  readonly source: WebhookSource;
  /** Headers of the vendor, in small letters, that the ledger keeps. */
  readonly keptHeaders?: readonly string[];
  /**
   * Parses the body and stores its events; resolves after the commit.
   * @param headers those that the ledger keeps
   * @throws BodyUndecodableError when the body cannot be parsed
   */
  store(headers: Readonly<Record<string, string>>): Promise<WebhookAnswer>;
}

/** The answer of a request that is stored. */
export type WebhookAnswer =
  /** The result of each event, as shown in the answer. */
  | { readonly events: readonly WebhookReceipt[] }
  /** A body that the vendor wants to read. */
  | { readonly reply: { readonly contentType: string; readonly body: string } };

/** The result of one event. */
export interface WebhookReceipt {
  readonly id: string;
  readonly status: string;
  readonly messageId?: string;
  readonly reason?: string;
}
