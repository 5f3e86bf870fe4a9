/**
 * The one search for the account that a request's credentials prove, for every edge that takes webhooks.
 *
 * Accounts are read in pages and tried one by one, so memory stays bounded however many there are, and none is left out
 * for standing late in the list. Credentials of one account that cannot be opened never stand in the way of another.
 */
import { LRUCache } from 'lru-cache';
import { UnavailableError } from '../domain/errors.js';
import type { Verification } from '../providers/contract/webhook.js';

/** An account that may be the one. */
export interface Candidate {
  readonly id: string;
  /** True for the demo's: it takes a request without credentials from this machine. */
  readonly acceptsBareLoopback: boolean;
}

/** The accounts after this id, in the order of ids, a bounded number of them; an empty page ends the list. */
export type CandidatePage<Listed> = (afterId: string | null) => Promise<readonly Listed[]>;

/** What a request gives as proof. */
export interface Proof {
  /** The key in the URL; where one is given it alone decides. */
  readonly key: string | null;
  /** True when a signature tells the account by itself, also where the body names none that is known. */
  readonly isSigned: boolean;
  /** What the body names, together with the kind of account: where such a signature led before. */
  readonly origin: string;
  readonly isFromLoopback: boolean;
}

/** Where accounts are found, and how one of them is checked. A list may hold less of an account than `byId` gives. */
export interface ProofSource<Listed extends Candidate, Found extends Listed> {
  byKey(key: string): Promise<Found | null>;
  byId(id: string): Promise<Found | null>;
  /** Accounts that the body names; whose it is, is not proven by that. */
  readonly named: CandidatePage<Listed>;
  /** Every account, for a request that only its signature can assign. */
  readonly all: CandidatePage<Listed>;
  demo(): Promise<Found | null>;
  /** Checks the request with an account's credentials; throws when they cannot be opened. */
  verify(account: Listed, isKeyRight: boolean): Verification;
}

/** Runs work when there is room for it, and refuses it when too much is waiting. */
export type Gate = <Result>(work: () => Promise<Result>) => Promise<Result>;

/** Options of `createFindProven`. */
export interface FindProvenOptions {
  /** Bounds how many requests are compared with every account at once. */
  readonly searchGate: Gate;
  /** Called when an account's credentials cannot be opened, once a minute at most. */
  readonly onUnreadable: (accountId: string, error: unknown) => void;
  /** In milliseconds; for tests. */
  readonly now?: () => number;
}

/**
 * Finds the account that a request proves; null when it proves none.
 * @throws UnavailableError when it may be the request of an account whose credentials cannot be opened
 */
export type FindProven = <Listed extends Candidate, Found extends Listed>(
  proof: Proof,
  source: ProofSource<Listed, Found>,
) => Promise<Found | null>;

const maxRemembered = 1_000;
/** Limits the log lines for undecryptable credentials, per account: unauthenticated requests can trigger them. */
const reportEveryMs = 60_000;

/** Creates the search; one per process, as it remembers where signatures without a known name led. */
export function createFindProven({
  searchGate,
  onUnreadable,
  now = Date.now,
}: FindProvenOptions): FindProven {
  const signers = new LRUCache<string, string>({ max: maxRemembered });
  const reportedAt = new LRUCache<string, number>({ max: maxRemembered });
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
      // What the demo's account refuses is not taken without a credential by another either.
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
