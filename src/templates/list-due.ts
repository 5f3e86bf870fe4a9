/**
 * Accounts whose templates are due to be listed again. An account is claimed before its vendor is called, for long
 * enough that no other process calls it meanwhile, and is due again sooner when the vendor did not respond.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';

/** An account with the fields that the vendor call needs. */
export type ListingAccount = Pick<ProviderAccount, 'id' | 'tenantId' | 'kind' | 'credentialsCipher'>;

/** After a response; templates change rarely, and Meta reports their states by webhook. */
const againAfterMinutes = 6 * 60;
/** After a failure, or when the calling process dies. */
const retryAfterMinutes = 30;

const accounts = tableOf(ProviderAccount);
const account = accounts.of('a');
const due = accounts.of('d');
const channel = tableOf(Channel).of('h');
const asked = accounts.select('a', ['id', 'tenantId', 'kind', 'credentialsCipher']);

const claimStatement = statement(
  'claim-template-listing',
  sql`update ${accounts.table} a set ${accounts.column.templatesDueAt} = now() + interval '${retryAfterMinutes} minutes'
    where ${account.id} = (
      select ${due.id} from ${accounts.table} d
       where ${due.kind} = any($1::text[]) and coalesce(${due.templatesDueAt}, '-infinity') <= now()
         and ${due.credentialsCipher} is not null
       order by coalesce(${due.templatesDueAt}, '-infinity'), ${due.id} limit 1 for update skip locked)
   returning ${asked}`,
);

const doneStatement = statement(
  'end-template-listing',
  `update ${accounts.table} a set ${accounts.column.templatesDueAt} = now() + interval '${againAfterMinutes} minutes'
    where ${account.tenantId} = $1 and ${account.id} = $2`,
);

const byChannelStatement = statement(
  'template-account-of-channel',
  sql`select ${asked} from ${accounts.table} a join ${tableOf(Channel).table} h on ${channel.accountId} = ${account.id}
    where ${channel.tenantId} = $1 and ${channel.id} = $2`,
);

/** Claims one account of these vendors that is due; null when none is. */
export async function claimDueAccount(
  database: Database,
  kinds: readonly ProviderKind[],
): Promise<ListingAccount | null> {
  const [row] = await database.query(claimStatement, [kinds]);
  return row ?? null;
}

/** Records that the vendor has responded. */
export async function endListing(database: Database, { id, tenantId }: ListingAccount): Promise<void> {
  await database.query(doneStatement, [tenantId, id]);
}

/** The account of a number; null when the company has no such number. */
export async function findAccountOfChannel(
  database: Database,
  tenantId: string,
  channelId: string,
): Promise<ListingAccount | null> {
  const [row] = await database.query(byChannelStatement, [tenantId, channelId]);
  return row ?? null;
}
