/**
 * The account that a request's credentials prove, and the provider that reads the request.
 *
 * Products of one vendor can post to each other's URLs. A body that says it is another product's is looked for among
 * that product's accounts first, then among those of the route; an account that its URL's key proves lends its proof
 * to the same company's account of the other product, when the vendor calls both the same.
 */
import type { AccountDirectory, AccountEntry } from '../ingest/account-directory.js';
import type { AccountHints, Provider, ProviderCredentials, WebhookRequest } from '../providers/provider.js';

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
 * tried. A request that gives no credential at all may only come from loopback, to a demo account.
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
  let bare: AccountEntry | null = null;
  for (const account of demo ? [...named, demo] : named) {
    const verification = provider.verify(webhook, openCredentials(account), false);
    if (verification === 'accepted') return proven(account);
    if (verification === 'refused' && account === demo) return null;
    if (verification === 'bare' && demo && account.acceptsBareLoopback) bare ??= account;
  }
  return bare && proven(bare);
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
