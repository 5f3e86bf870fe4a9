/** Finds the account that a webhook's credentials prove, for every vendor. */
import type { Verification } from '../providers/contract/webhook.js';
import type { Candidate, CandidatePage, FindProven } from './find-proven.js';
import type { ClaimedNames } from './refusal-record.js';

/** Unverified claims of a request. */
export interface Claimed extends ClaimedNames {
  readonly key: string | null;
  /** True when a signature alone identifies the account, also where the body names no known one. */
  readonly isSigned: boolean;
  readonly isFromLoopback: boolean;
}

/** The accounts of one vendor, and how a request is verified against one of them. */
export interface VendorAccounts<Listed extends Candidate, Found extends Listed> {
  /** The vendor; signatures that name no known account are cached under it. */
  readonly kind: string;
  byKey(key: string): Promise<Found | null>;
  byId(id: string): Promise<Found | null>;
  /** A page of the accounts that have one of these names. */
  named(names: ClaimedNames, afterId: string | null): Promise<readonly Listed[]>;
  readonly all: CandidatePage<Listed>;
  demo(): Promise<Found | null>;
  /** Verifies the request with an account's credentials; throws when they cannot be decrypted. */
  verify(account: Listed, isKeyRight: boolean): Verification;
}

/**
 * Finds the account of a vendor that the request proves; null when it proves none. A key in the URL alone decides;
 * without one, the accounts that the body names are tried, and where a signature alone identifies the account, the
 * others too. A request without any credential may only come from loopback, to a demo account.
 */
export function proveAccount<Listed extends Candidate, Found extends Listed>(
  findProven: FindProven,
  { key, isSigned, isFromLoopback, channelExternalIds, accountExternalIds }: Claimed,
  accounts: VendorAccounts<Listed, Found>,
): Promise<Found | null> {
  const origin = [accounts.kind, ...channelExternalIds, ...accountExternalIds].join(' ');
  return findProven<Listed, Found>(
    { key, isSigned, origin, isFromLoopback },
    {
      byKey: given => accounts.byKey(given),
      byId: id => accounts.byId(id),
      named: afterId => accounts.named({ channelExternalIds, accountExternalIds }, afterId),
      all: accounts.all,
      demo: () => accounts.demo(),
      verify: (candidate, isKeyRight) => accounts.verify(candidate, isKeyRight),
    },
  );
}
