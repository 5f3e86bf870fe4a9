/**
 * Finds the account of a webhook, with what ingest needs of it: its channels, and its tenant's topics and country.
 *
 * Entries are cached for a second, so that a steady stream costs no lookups and a rotated key or a paused channel is
 * noticed within that time. Misses are never cached: a channel that has just been created is found.
 */
import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import { channelNamesOf } from '../database/channel-names.js';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, bool, quoted, sql, text, typedAs } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { AccountCandidate, AccountEntry } from '../domain/account-entry.js';
import { toAwayRule } from '../domain/away-rule.js';
import { type ChannelNames, toOwnKeys } from '../domain/identity/own-addresses.js';
import type { OpeningRules } from '../domain/opening-hours.js';
import type { TopicRule } from '../domain/topic-rules.js';
import { ChannelStatus, type ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { firstStageOf } from '../people/open-lead.js';
import { getProvider } from '../providers/registry.js';

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
}

const entryLifetimeMs = 1_000;
const maxEntries = 10_000;
/** Parsed lists of topics by their JSON, bounded by its length: one of 5,000 keywords has up to half a million characters. */
const topicLists = new LRUCache<string, readonly TopicRule[]>({
  maxSize: 8_000_000,
  sizeCalculation: (_topics, topicList) => topicList.length,
});

const accounts = tableOf(ProviderAccount);
const account = accounts.of('a');
const other = accounts.of('o');
const tenant = tableOf(Tenant).of('t');
const channel = tableOf(Channel).of('c');
const topic = tableOf(Topic).of('p');

const select = (condition: string) => sql`
  select ${accounts.select('a', ['id', 'tenantId', 'kind', 'credentialsCipher', 'acceptsBareLoopback'])},
         ${as('defaultCountry', tenant.defaultCountry)}, ${as('timezone', tenant.timezone)},
         ${as('isConnected', bool(`${account.disconnectedAt} is null`))}, ${as('optOutWords', tenant.optOutWords)},
         ${as('businessHours', tenant.businessHours)}, ${as('awayText', tenant.awayText)},
         ${as('firstStageId', firstStageOf(account.tenantId))},
         ${as(
           'channels',
           typedAs<
             AccountRow['channels']
           >(`coalesce((select json_agg(json_build_object('id', ${channel.id}, 'externalId', ${channel.externalId}, 'isDefault', ${channel.isDefault},
             'isArchived', ${channel.status} = ${quoted(ChannelStatus.ARCHIVED)}, 'businessHours', ${channel.businessHours}, 'awayText', ${channel.awayText}))
           from ${tableOf(Channel).table} c where ${channel.accountId} = ${account.id}), '[]')`),
         )},
         ${as(
           'channelsElsewhere',
           typedAs<
             AccountRow['channelsElsewhere']
           >(`coalesce((select json_object_agg(${channel.externalId}, ${channel.kind})
           from ${tableOf(Channel).table} c join ${accounts.table} o on ${other.id} = ${channel.accountId}
          where ${other.tenantId} = ${account.tenantId} and ${other.externalId} = ${account.externalId}
            and ${other.id} <> ${account.id}), '{}')`),
         )},
         ${as('channelNames', channelNamesOf(account.tenantId))},
         ${as(
           'topicList',
           text(`coalesce((select json_agg(json_build_object('id', ${topic.id}, 'keywords', ${topic.keywords}) order by ${topic.name})
           from ${tableOf(Topic).table} p where ${topic.tenantId} = ${account.tenantId} and ${topic.archivedAt} is null), '[]')::text`),
         )}
    from ${accounts.table} a
    join ${tableOf(Tenant).table} t on ${tenant.id} = ${account.tenantId}
   where ${condition}`;

const byKey = statement(
  'account-by-webhook-key',
  select(`${account.kind} = $1 and ${account.webhookKeyHash} = $2 and ${account.disconnectedAt} is null`),
);
const byId = statement('account-by-id', select(`${account.id} = $1`));
const byBareLoopback = statement(
  'account-by-bare-loopback',
  select(
    `${account.kind} = $1 and ${account.acceptsBareLoopback} and ${account.disconnectedAt} is null order by ${account.id} limit 1`,
  ),
);

/** Accounts per page: a signature is compared with each. */
const pageSize = 50;

const selectCandidates = (condition: string) => sql`
  select ${accounts.select('a', ['id', 'tenantId', 'credentialsCipher', 'acceptsBareLoopback'])}
    from ${accounts.table} a
   where ${account.kind} = $1 and ($2::uuid is null or ${account.id} > $2) and ${account.disconnectedAt} is null and ${condition}
   order by ${account.id} limit ${pageSize}`;

/** May match several tenants: a vendor's id is unique at the vendor, but ownership is not proven when it is entered. */
const byNames = statement(
  'accounts-by-names',
  selectCandidates(
    `($5::uuid is null or ${account.tenantId} = $5) and (${account.externalId} = any($4::text[]) or exists (
       select 1 from ${tableOf(Channel).table} c where ${channel.accountId} = ${account.id} and ${channel.externalId} = any($3::text[])))`,
  ),
);

const disconnected = statement(
  'disconnected-accounts',
  sql`select ${accounts.select('a', ['id', 'tenantId'])} from ${accounts.table} a
    where ${account.kind} = $1 and ${account.disconnectedAt} is not null
      and (${account.webhookKeyHash} = $2 or ${account.externalId} = any($4::text[]) or exists (
        select 1 from ${tableOf(Channel).table} c where ${channel.accountId} = ${account.id} and ${channel.externalId} = any($3::text[])))
    order by ${account.id} limit 5`,
);

const byKind = statement('accounts-by-kind', selectCandidates('true'));

interface ChannelEntry {
  readonly id: string;
  readonly externalId: string;
  readonly isDefault: boolean;
  readonly isArchived: boolean;
  readonly businessHours: OpeningRules | null;
  readonly awayText: string | null;
}

interface AccountRow
  extends Omit<
    AccountEntry,
    | 'addresses'
    | 'channelIdByExternalId'
    | 'defaultChannelId'
    | 'archivedChannelIds'
    | 'ownKeys'
    | 'topics'
    | 'awayRules'
  > {
  readonly timezone: string;
  readonly businessHours: OpeningRules | null;
  readonly awayText: string | null;
  readonly topicList: string;
  readonly channelNames: readonly ChannelNames[];
  readonly channels: readonly ChannelEntry[];
}

/** Unchanged topics stay the same array, for which the keywords are compiled once (`matchTopic`). */
function parseTopics(topicList: string): readonly TopicRule[] {
  const known = topicLists.get(topicList);
  if (known) return known;
  const topics: readonly TopicRule[] = JSON.parse(topicList);
  topicLists.set(topicList, topics);
  return topics;
}

function toEntry(given: AccountRow): AccountEntry {
  const { channels, channelNames, topicList, timezone, businessHours, awayText, ...row } = given;
  const company = { timezone, businessHours, awayText };
  const awayRules = channels.flatMap(c => {
    const rule = toAwayRule(c, company);
    return rule === null ? [] : [[c.id, rule] as const];
  });
  return {
    ...row,
    awayRules: new Map(awayRules),
    archivedChannelIds: new Set(channels.filter(c => c.isArchived).map(c => c.id)),
    topics: parseTopics(topicList),
    addresses: getProvider(row.kind).addresses,
    ownKeys: toOwnKeys(channelNames, row.defaultCountry),
    channelIdByExternalId: new Map(channels.map(c => [c.externalId, c.id])),
    defaultChannelId: channels.find(c => c.isDefault)?.id ?? null,
  };
}

/** Creates a directory over the database. */
export function createAccountDirectory(database: Database): AccountDirectory {
  const cache = new LRUCache<string, Promise<AccountEntry | null>>({ max: maxEntries, ttl: entryLifetimeMs });

  const load = async (
    query: typeof byKey,
    ...parameters: readonly string[]
  ): Promise<AccountEntry | null> => {
    const [row] = await database.query(query, parameters);
    return row ? toEntry(row) : null;
  };

  const cached = (
    cacheKey: string,
    query: typeof byKey,
    ...parameters: readonly string[]
  ): Promise<AccountEntry | null> => {
    const known = cache.get(cacheKey);
    if (known) return known;
    const entry = load(query, ...parameters);
    cache.set(cacheKey, entry);
    const forget = () => cache.peek(cacheKey) === entry && cache.delete(cacheKey);
    entry.then(found => found === null && forget(), forget);
    return entry;
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
    findAcceptingBareLoopback: kind => cached(`bare ${kind}`, byBareLoopback, kind),
  };
}
