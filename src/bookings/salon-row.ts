/** A branch with the fields of its company and channel that its job needs. */
import { channelNamesOf } from '../database/channel-names.js';
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { as, bool, int, orNull, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { type ChannelNames, type OwnKeys, toOwnKeys } from '../domain/identity/own-addresses.js';
import type { ChannelStatus, ProviderKind } from '../domain/vocabulary.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { firstStageOf } from '../people/open-lead.js';
import type { NoticePlace } from './render-notice.js';

/** The row. */
export interface SalonRow
  extends Pick<
    Salon,
    | 'id'
    | 'tenantId'
    | 'companyId'
    | 'timezone'
    | 'address'
    | 'currency'
    | 'businessType'
    | 'groupingSeconds'
    | 'botCommentMarkers'
    | 'botUserIds'
    | 'tellsChangesOfBotBookings'
    | 'reminderHours'
    | 'connectionStateAt'
  > {
  readonly name: string;
  readonly locale: string;
  readonly recentActivityMinutes: number;
  readonly defaultCountry: string;
  /** Keys of the company's own numbers: none of them is a customer's phone. */
  readonly ownKeys: OwnKeys;
  readonly firstStageId: string | null;
  readonly channelId: string | null;
  readonly channelKind: ProviderKind | null;
  readonly channelExternalId: string | null;
  readonly channelAccountId: string | null;
  readonly channelStatus: ChannelStatus | null;
  /** True if its connection is disconnected: nothing is processed and no notice is sent. */
  readonly isDisconnected: boolean;
}

const salons = tableOf(Salon);
const salon = salons.of('s');
const tenant = tableOf(Tenant).of('t');
const channel = tableOf(Channel).of('c');
const account = tableOf(BookingAccount).of('a');

const select = (condition: string) => sql`
  select ${salons.select('s', [
    'id',
    'tenantId',
    'companyId',
    'name',
    'timezone',
    'address',
    'currency',
    'businessType',
    'groupingSeconds',
    'botCommentMarkers',
    'botUserIds',
    'tellsChangesOfBotBookings',
    'reminderHours',
    'connectionStateAt',
  ])},
         ${as('locale', text(`coalesce(${salon.locale}, ${tenant.locale})`))},
         ${as('recentActivityMinutes', int(`coalesce(${salon.recentActivityMinutes}, ${tenant.recentActivityMinutes})`))},
         ${as('defaultCountry', tenant.defaultCountry)}, ${as('channelNames', channelNamesOf(salon.tenantId))},
         ${as('firstStageId', firstStageOf(salon.tenantId))},
         ${as('channelId', orNull(channel.id))}, ${as('channelKind', orNull(channel.kind))}, ${as('channelExternalId', orNull(channel.externalId))},
         ${as('channelAccountId', orNull(channel.accountId))}, ${as('channelStatus', orNull(channel.status))},
         ${as('isDisconnected', bool(`${account.disconnectedAt} is not null`))}
    from ${salons.table} s
    join ${tableOf(BookingAccount).table} a on ${account.id} = ${salon.accountId}
    join ${tableOf(Tenant).table} t on ${tenant.id} = ${salon.tenantId}
    left join ${tableOf(Channel).table} c on ${channel.id} = ${salon.noticeChannelId}
   where ${salon.tenantId} = $1 and ${condition}`;

interface StoredRow extends Omit<SalonRow, 'ownKeys'> {
  readonly channelNames: readonly ChannelNames[];
}

function toSalonRow({ channelNames, ...row }: StoredRow): SalonRow {
  return { ...row, ownKeys: toOwnKeys(channelNames, row.defaultCountry) };
}

const byCompany = statement(
  'booking-salon-by-company',
  select(`${salon.accountId} = $2 and ${salon.companyId} = $3`),
);
const byId = statement('booking-salon-by-id', select(`${salon.id} = $2`));

/** The branch with a company id on a connection; null when it was never added. */
export async function findSalon(
  transaction: Pick<Transaction, 'query'>,
  tenantId: string,
  accountId: string,
  companyId: string,
): Promise<SalonRow | null> {
  const [row] = await transaction.query(byCompany, [tenantId, accountId, companyId]);
  return row ? toSalonRow(row) : null;
}

/** The branch with this id. */
export async function findSalonById(
  transaction: Pick<Transaction, 'query'>,
  tenantId: string,
  salonId: string,
): Promise<SalonRow | null> {
  const [row] = await transaction.query(byId, [tenantId, salonId]);
  return row ? toSalonRow(row) : null;
}

/** The fields of a branch that a text needs. */
export function toPlace({ name, address, currency, locale }: SalonRow): NoticePlace {
  return { salonName: name, address, currency, locale };
}
