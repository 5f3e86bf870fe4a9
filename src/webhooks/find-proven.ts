/**
 * Finds the account that a request's credentials prove, for all webhook routes.
 *
 * Accounts are read in pages and tried one by one, so memory stays bounded for any number of accounts, and each is
 * tried. Undecryptable credentials of one account never block another.
 */
import { LRUCache } from 'lru-cache';
import { UnavailableError } from '../domain/errors.js';
import { upTo } from '../domain/up-to.js';
import type { Verification } from '../providers/contract/webhook.js';

/** A candidate account. */
export interface Candidate {
  readonly id: string;
  /** True for the demo's: it accepts a request without credentials from loopback. */
  readonly acceptsBareLoopback: boolean;
}

/** The accounts after this id, ordered by id, a bounded number of them; an empty page ends the list. */
export type CandidatePage<Listed> = (afterId: string | null) => Promise<readonly Listed[]>;

/** Credentials of a request. */
export interface Proof {
  /** The key in the URL; if there is one, it alone decides. */
  readonly key: string | null;
  /** True when a signature alone identifies the account, also where the body names no known one. */
  readonly isSigned: boolean;
  /** The names in the body and the kind of account: cache key of the account that such a signature proved before. */
  readonly origin: string;
  readonly isFromLoopback: boolean;
}

/** Source of candidate accounts, and how one of them is verified. A list may return less of an account than `byId`. */
export interface ProofSource<Listed extends Candidate, Found extends Listed> {
  byKey(key: string): Promise<Found | null>;
  byId(id: string): Promise<Found | null>;
  /** Accounts that the body names; that does not prove ownership. */
  readonly named: CandidatePage<Listed>;
  /** All accounts, for a request that only its signature can assign. */
  readonly all: CandidatePage<Listed>;
  demo(): Promise<Found | null>;
  /** Verifies the request with an account's credentials; throws when they cannot be decrypted. */
  verify(account: Listed, isKeyRight: boolean): Verification;
}

/** Runs work when there is room for it, and rejects it when the queue is full. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Options of `createFindProven`. */
export interface FindProvenOptions {
  /** Limits how many requests are compared with every account at once. */
  readonly searchGate: Gate;
  /** Called when an account's credentials cannot be decrypted, at most once a minute. */
  readonly onUnreadable: (accountId: string, error: unknown) => void;
  /** In milliseconds; for tests. */
  readonly now?: () => number;
}

/**
 * Finds the account that a request proves; null when it proves none.
 * @throws UnavailableError when it may be the request of an account whose credentials cannot be decrypted
 */
export type FindProven = <Listed extends Candidate, Found extends Listed>(
  proof: Proof,
  source: ProofSource<Listed, Found>,
) => Promise<Found | null>;

const maxRemembered = 1_000;
/** Limits the log lines for undecryptable credentials, per account: unauthenticated requests can trigger them. */
const reportEveryMs = 60_000;

/** Creates the search; one per process, as it caches the accounts of signatures without a known name. */
export function createFindProven({
  searchGate,
  onUnreadable,
  now = Date.now,
}: FindProvenOptions): FindProven {
  const signers = new LRUCache<string, string>(upTo(maxRemembered));
  const reportedAt = new LRUCache<string, number>(upTo(maxRemembered));
  const report = (accountId: string, error: unknown): void => {
    if (now() - (reportedAt.get(accountId) ?? Number.NEGATIVE_INFINITY) < reportEveryMs) return;
    reportedAt.set(accountId, now());
    onUnreadable(accountId, error);
  };

  const findSigner = async <Listed extends Candidate, Found extends Listed>(
    origin: string,
    source: ProofSource<Listed, Found>,
    verify: (account: Listed) => Verification,
  ): Promise<Found | null> => {
    const known = signers.get(origin);
    const before = known === undefined ? null : await source.byId(known);
    if (before && verify(before) === 'accepted') return before;
    const signer = await searchGate(() =>
      first(everyOne(source.all), account => verify(account) === 'accepted'),
    );
    if (signer === null) return null;
    signers.set(origin, signer.id);
    return source.byId(signer.id);
  };

  return async <Listed extends Candidate, Found extends Listed>(
    proof: Proof,
    source: ProofSource<Listed, Found>,
  ): Promise<Found | null> => {
    let isUnreadable = false;
    const verify = (account: Listed, isKeyRight = false): Verification => {
      try {
        return source.verify(account, isKeyRight);
      } catch (error) {
        isUnreadable = true;
        report(account.id, error);
        return 'refused';
      }
    };
    const unavailable = () => new UnavailableError('The webhook cannot be checked at the moment');

    if (proof.key !== null) {
      const account = await source.byKey(proof.key);
      if (account && verify(account, true) === 'accepted') return account;
      if (isUnreadable) throw unavailable();
      return null;
    }

    const demo = proof.isFromLoopback ? await source.demo() : null;
    let bareId: string | null = null;
    for await (const account of everyOne(source.named)) {
      const verification = verify(account);
      if (verification === 'accepted') return source.byId(account.id);
      if (verification === 'bare' && demo && account.acceptsBareLoopback) bareId ??= account.id;
    }
    if (demo) {
      const verification = verify(demo);
      if (verification === 'accepted') return demo;
      // A request that the demo's account rejects is not accepted without a credential by another either.
      if (verification === 'refused') bareId = null;
      if (verification === 'bare') bareId ??= demo.id;
    }
    if (bareId !== null) return source.byId(bareId);

    const isNamedUnreadable = isUnreadable;
    const signer = proof.isSigned ? await findSigner(proof.origin, source, verify) : null;
    if (signer === null && isNamedUnreadable) throw unavailable();
    return signer;
  };
}

async function* everyOne<Listed extends Candidate>(page: CandidatePage<Listed>): AsyncGenerator<Listed> {
  let afterId: string | null = null;
  for (;;) {
    const accounts: readonly Listed[] = await page(afterId);
    yield* accounts;
    const last = accounts.at(-1);
    if (!last) return;
    afterId = last.id;
  }
}

async function first<Item>(
  items: AsyncGenerator<Item>,
  isWanted: (item: Item) => boolean,
): Promise<Item | null> {
  for await (const item of items) if (isWanted(item)) return item;
  return null;
}
