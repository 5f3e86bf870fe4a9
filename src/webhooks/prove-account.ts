/**
 * The account that a request's credentials prove, and the provider that reads the request.
 *
 * Products of one vendor can post to each other's URLs. A body that says it is another product's is looked for among
 * that product's accounts first, then among those of the route; an account that its URL's key proves lends its proof
 * to the same company's account of the other product, when the vendor calls both the same.
 */
import type { AccountCandidate, AccountEntry } from '../domain/account-entry.js';
import type { AccountDirectory } from '../ingest/account-directory.js';
import type { Provider } from '../providers/contract/provider.js';
import type { ProviderCredentials } from '../providers/contract/provider-credentials.js';
import type { AccountHints, WebhookRequest } from '../providers/contract/webhook.js';
import type { FindProven } from './find-proven.js';

/** What is needed to find out. */
export interface ProveAccountOptions {
  readonly providers: readonly Provider[];
  readonly directory: AccountDirectory;
  readonly openCredentials: (account: AccountCandidate) => ProviderCredentials;
  readonly findProven: FindProven;
}

/** Whose a request is, and who reads it. */
export interface ProvenAccount {
  readonly account: AccountEntry;
  readonly provider: Provider;
}

/** A request with what it says of itself. */
export interface Claim {
  readonly webhook: WebhookRequest;
  readonly hints: AccountHints;
  /** Accounts of the demo take a bare URL from this machine. */
  readonly isFromLoopback: boolean;
}

/** Finds the account that the request proves; null when it proves none. */
export async function proveAccount(
  route: Provider,
  claim: Claim,
  options: ProveAccountOptions,
): Promise<ProvenAccount | null> {
  const { kind } = claim.hints;
  const other =
    kind === undefined || kind === route.kind
      ? null
      : options.providers.find(candidate => candidate.kind === kind);
  if (!other) return findAccount(route, claim, options);
  const named = await findAccount(other, claim, options);
  if (named) return named;
  const own = await findAccount(route, claim, options);
  return own && claim.hints.key !== null ? ((await findSibling(own, other, claim, options)) ?? own) : own;
}

/**
 * The account of one vendor. A key in the URL alone decides; without one, the accounts that the body names are
 * tried, and where a signature tells the account by itself, the others too. A request that gives no credential at all
 * may only come from loopback, to a demo account.
 */
async function findAccount(
  provider: Provider,
  { webhook, hints, isFromLoopback }: Claim,
  { directory, openCredentials, findProven }: ProveAccountOptions,
): Promise<ProvenAccount | null> {
  const { kind } = provider;
  const { key, channelExternalIds, accountExternalIds, isSigned = false } = hints;
  const origin = [kind, ...channelExternalIds, ...accountExternalIds].join(' ');
  const account = await findProven<AccountCandidate, AccountEntry>(
    { key, isSigned, origin, isFromLoopback },
    {
      byKey: given => directory.findByWebhookKey(kind, given),
      byId: id => directory.findById(id),
      named: afterId => directory.listNamed(kind, { channelExternalIds, accountExternalIds }, afterId),
      all: afterId => directory.listAll(kind, afterId),
      demo: () => directory.findAcceptingBareLoopback(kind),
      verify: (candidate, isKeyRight) => provider.verify(webhook, openCredentials(candidate), isKeyRight),
    },
  );
  return account && { account, provider };
}

/** The same company's account at the vendor's other product, where its own credentials take the request too. */
async function findSibling(
  own: ProvenAccount,
  other: Provider,
  { webhook, hints }: Claim,
  { directory, openCredentials, findProven }: ProveAccountOptions,
): Promise<ProvenAccount | null> {
  const { tenantId } = own.account;
  const names = { channelExternalIds: [], accountExternalIds: hints.accountExternalIds };
  const none = async () => null;
  const account = await findProven<AccountCandidate, AccountEntry>(
    { key: null, isSigned: false, origin: '', isFromLoopback: false },
    {
      byKey: none,
      byId: id => directory.findById(id),
      named: afterId => directory.listNamed(other.kind, { ...names, tenantId }, afterId),
      all: async () => [],
      demo: none,
      // The key of its own account vouches for the request.
      verify: candidate => other.verify(webhook, openCredentials(candidate), true),
    },
  );
  return account && { account, provider: other };
}
