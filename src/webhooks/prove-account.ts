/**
 * The account that a request's credentials prove, and the provider that reads the request.
 *
 * Products of one vendor can post to each other's URLs. A body that says it is another product's is looked for among
 * that product's accounts first, then among those of the route; an account that its URL's key proves lends its proof
 * to the same company's account of the other product, when the vendor calls both the same.
 */
import type { AccountDirectory, AccountEntry } from '../ingest/account-directory.js';
import type { Provider } from '../providers/provider.js';
import type { ProviderCredentials } from '../providers/provider-credentials.js';
import type { AccountHints, WebhookRequest } from '../providers/webhook-contract.js';

/** What is needed to find out. */
export interface ProveAccountOptions {
  readonly providers: readonly Provider[];
  readonly directory: AccountDirectory;
  readonly openCredentials: (account: AccountEntry) => ProviderCredentials;
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
  { directory, openCredentials }: ProveAccountOptions,
): Promise<ProvenAccount | null> {
  const { key, channelExternalIds, accountExternalIds } = hints;
  const proven = (account: AccountEntry) => ({ account, provider });
  if (key !== null) {
    const account = await directory.findByWebhookKey(provider.kind, key);
    return account && provider.verify(webhook, openCredentials(account), true) === 'accepted'
      ? proven(account)
      : null;
  }
  const named = await directory.findNamed(provider.kind, channelExternalIds, accountExternalIds);
  const demo = isFromLoopback ? await directory.findAcceptingBareLoopback(provider.kind) : null;
  const faults: unknown[] = [];
  /** Credentials of a stranger that cannot be read must not stand in the way of the account whose request it is. */
  const verify = (account: AccountEntry) => {
    try {
      return provider.verify(webhook, openCredentials(account), false);
    } catch (error) {
      faults.push(error);
      return 'refused';
    }
  };
  let bare: AccountEntry | null = null;
  for (const account of demo ? [...named, demo] : named) {
    const verification = verify(account);
    if (verification === 'accepted') return proven(account);
    if (verification === 'bare' && demo && account.acceptsBareLoopback) bare ??= account;
    // The demo's account comes last: what it refuses is not taken as bare by another either.
    if (verification === 'refused' && account === demo) bare = null;
  }
  if (bare) return proven(bare);
  if (faults.length > 0) throw faults[0];
  if (!hints.isSigned) return null;
  const signer = (await directory.findAny(provider.kind)).find(account => verify(account) === 'accepted');
  return signer ? proven(signer) : null;
}

/** The same company's account at the vendor's other product, where its own credentials take the request too. */
async function findSibling(
  own: ProvenAccount,
  other: Provider,
  { webhook, hints }: Claim,
  { directory, openCredentials }: ProveAccountOptions,
): Promise<ProvenAccount | null> {
  const candidates = await directory.findNamed(other.kind, [], hints.accountExternalIds);
  const account = candidates.find(
    candidate =>
      candidate.tenantId === own.account.tenantId &&
      other.verify(webhook, openCredentials(candidate), true) === 'accepted',
  );
  return account ? { account, provider: other } : null;
}
