/** SQL that finds the accounts of webhooks. */
import { channelNamesOf } from '../database/channel-names.js';
import { tableOf } from '../database/columns.js';
import { as, bool, quoted, sql, text, typedAs } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { AccountEntry } from '../domain/account-entry.js';
import type { ChannelNames } from '../domain/identity/own-addresses.js';
import type { OpeningRules } from '../domain/opening-hours.js';
import { ChannelStatus } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { firstStageOf } from '../people/open-lead.js';

interface ChannelEntry {
  readonly id: string;
  readonly externalId: string;
  readonly isDefault: boolean;
  readonly isArchived: boolean;
  readonly businessHours: OpeningRules | null;
  readonly awayText: string | null;
}

/** An account as `byKey` and its siblings read it. */
export interface AccountRow
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

/** By webhook key. Parameters: kind, hash of the key. */
export const byKey = statement(
  'account-by-webhook-key',
  select(`${account.kind} = $1 and ${account.webhookKeyHash} = $2 and ${account.disconnectedAt} is null`),
);
/** By id. */
export const byId = statement('account-by-id', select(`${account.id} = $1`));
/** The one that accepts bare URLs from loopback. Parameters: kind. */
export const byBareLoopback = statement(
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
export const byNames = statement(
  'accounts-by-names',
  selectCandidates(
    `($5::uuid is null or ${account.tenantId} = $5) and (${account.externalId} = any($4::text[]) or exists (
       select 1 from ${tableOf(Channel).table} c where ${channel.accountId} = ${account.id} and ${channel.externalId} = any($3::text[])))`,
  ),
);

/** Disconnected ones, for the record of refusals. Parameters: kind, hash of the key, numbers, names. */
export const disconnected = statement(
  'disconnected-accounts',
  sql`select ${accounts.select('a', ['id', 'tenantId'])} from ${accounts.table} a
    where ${account.kind} = $1 and ${account.disconnectedAt} is not null
      and (${account.webhookKeyHash} = $2 or ${account.externalId} = any($4::text[]) or exists (
        select 1 from ${tableOf(Channel).table} c where ${channel.accountId} = ${account.id} and ${channel.externalId} = any($3::text[])))
    order by ${account.id} limit 5`,
);

/** A page of a vendor. Parameters: kind, id after which. */
export const byKind = statement('accounts-by-kind', selectCandidates('true'));
