/**
 * Finds the account of a webhook, with what ingest needs of it: its channels, and its tenant's topics and country.
 *
 * Entries are cached, so that a steady stream costs no lookups: five seconds where the doorbell tells changes, which end
 * them at once, and one second without it. So a rotated key or a paused channel is noticed within a second. Misses are never
 * cached: a channel that has just been created is found.
 */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Database } from '../database/database.js';
import type { AccountCandidate, AccountEntry } from '../domain/account-entry.js';
import { upTo } from '../domain/up-to.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { byBareLoopback, byId, byKey, byKind, byNames, disconnected } from './account-rows.js';
import { toAccountEntry } from './to-account-entry.js';

/** Names of accounts in a request. */
export interface AccountNames {
  readonly channelExternalIds: readonly string[];
  readonly accountExternalIds: readonly string[];
  /** Limits the result to this company. */
  readonly tenantId?: string;
}

/** Finds accounts for webhooks. */
export interface AccountDirectory {
  /** The account of a vendor with this webhook key, or null. */
  findByWebhookKey(kind: ProviderKind, key: string): Promise<AccountEntry | null>;
  /** The account with this id, or null. `fresh` bypasses the cache. */
  findById(accountId: string, options?: { readonly fresh?: boolean }): Promise<AccountEntry | null>;
  /**
   * A page of a vendor's accounts with one of these numbers or vendor ids, after an id, ordered by id; a match does not
   * prove ownership.
   */
  listNamed(
    kind: ProviderKind,
    names: AccountNames,
    afterId: string | null,
  ): Promise<readonly AccountCandidate[]>;
  /** A page of all accounts at a vendor, of all tenants, for a request that only its signature can assign. */
  listAll(kind: ProviderKind, afterId: string | null): Promise<readonly AccountCandidate[]>;
  /** Accounts of a kind that accept bare URLs from loopback: the demo's. */
  findAcceptingBareLoopback(kind: ProviderKind): Promise<AccountEntry | null>;
  /** Disconnected accounts of a vendor with this webhook key or one of these names; for the record of refusals. */
  listDisconnected(
    kind: ProviderKind,
    key: string | null,
    names: AccountNames,
  ): Promise<readonly Pick<AccountEntry, 'id' | 'tenantId'>[]>;
  /** Keeps entries longer, and removes them when a change is told. */
  follow(changes: AccountChanges): void;
}

/** Tells what changed, such as the doorbell. */
export interface AccountChanges {
  /** Calls the listener with the id of a company; null when changes may have been missed. */
  onAccountsChanged(listener: (tenantId: string | null) => void): () => void;
  /** False while changes are not told. */
  isListening(): boolean;
}

const untoldLifetimeMs = 1_000;
/** Bounds what a connection that died without a word can hide. */
const toldLifetimeMs = 5_000;
const maxEntries = 10_000;

interface CachedEntry {
  readonly found: Promise<AccountEntry | null>;
  readonly loadedMs: number;
  /** Null while it is loaded. */
  tenantId: string | null;
}

/** Creates a directory over the database. */
export function createAccountDirectory(database: Database): AccountDirectory {
  const cache = new LRUCache<string, CachedEntry>(upTo(maxEntries));
  let changes: AccountChanges | null = null;

  const forgetTenant = (tenantId: string | null): void => {
    for (const [key, entry] of cache.entries())
      if (tenantId === null || entry.tenantId === null || entry.tenantId === tenantId) cache.delete(key);
  };
  const isCurrent = ({ loadedMs }: CachedEntry): boolean =>
    performance.now() - loadedMs < (changes?.isListening() ? toldLifetimeMs : untoldLifetimeMs);

  const load = async (
    query: typeof byKey,
    ...parameters: readonly string[]
  ): Promise<AccountEntry | null> => {
    const [row] = await database.query(query, parameters);
    return row ? toAccountEntry(row) : null;
  };

  const cached = (
    cacheKey: string,
    query: typeof byKey,
    ...parameters: readonly string[]
  ): Promise<AccountEntry | null> => {
    const known = cache.get(cacheKey);
    if (known && isCurrent(known)) return known.found;
    const found = load(query, ...parameters);
    const entry: CachedEntry = { found, loadedMs: performance.now(), tenantId: null };
    cache.set(cacheKey, entry);
    const forget = () => cache.peek(cacheKey) === entry && cache.delete(cacheKey);
    found.then(account => {
      if (account === null) forget();
      else entry.tenantId = account.tenantId;
    }, forget);
    return found;
  };

  return {
    findByWebhookKey: (kind, key) => {
      const keyHash = hash('sha256', key, 'hex');
      return cached(`key ${kind} ${keyHash}`, byKey, kind, keyHash);
    },
    findById: (accountId, options) =>
      options?.fresh ? load(byId, accountId) : cached(`id ${accountId}`, byId, accountId),
    listNamed: async (kind, { channelExternalIds, accountExternalIds, tenantId = null }, afterId) =>
      channelExternalIds.length === 0 && accountExternalIds.length === 0
        ? []
        : database.query(byNames, [...[kind, afterId, channelExternalIds, accountExternalIds, tenantId]]),
    listAll: (kind, afterId) => database.query(byKind, [kind, afterId]),
    listDisconnected: (kind, key, { channelExternalIds, accountExternalIds }) =>
      database.query(disconnected, [
        ...[kind, key === null ? null : hash('sha256', key, 'hex'), channelExternalIds, accountExternalIds],
      ]),
    follow: given => {
      changes = given;
      given.onAccountsChanged(forgetTenant);
    },
    findAcceptingBareLoopback: kind => cached(`bare ${kind}`, byBareLoopback, kind),
  };
}
