import { Command } from 'commander';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { as, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import type { CommandIo } from './command-io.js';
import { formatTable, type OutputOptions, show } from './show.js';
import { getTenant } from './tenant-rows.js';
import { withDatabase } from './with-database.js';

const channel = tableOf(Channel).of('c');
const account = tableOf(ProviderAccount).of('a');
const tenant = tableOf(Tenant).of('t');

const selectChannels = statement(
  'cli-channels',
  sql`select ${as('tenant', tenant.slug)}, ${as('kind', channel.kind)}, ${as('account', account.name)},
          ${as('externalId', channel.externalId)}, ${as('displayName', channel.displayName)},
          ${as('phoneNumber', channel.phoneNumber)}, ${as('status', channel.status)}, ${as('id', channel.id)}
     from ${tableOf(Channel).table} c
     join ${tableOf(ProviderAccount).table} a on ${account.id} = ${channel.accountId}
     join ${tableOf(Tenant).table} t on ${tenant.id} = ${channel.tenantId}
    where $1::uuid is null or ${channel.tenantId} = $1
    order by ${tenant.slug}, ${channel.kind}, ${channel.id}`,
);

const listChannels = (database: Database, tenantId: string | null) =>
  database.query(selectChannels, [tenantId]);

interface ListOptions extends OutputOptions {
  readonly tenant?: string;
}

/** `trunkline channels`: channels of a company. */
export function createChannelsCommand(io: CommandIo): Command {
  const command = new Command('channels').description('Numbers that customers write to.');
  command
    .command('list')
    .description('List numbers with the names that providers have for them.')
    .option('--tenant <slug>', 'only of this company')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ trunkline channels list --tenant acme')
    .action((options: ListOptions) =>
      withDatabase(io, async database => {
        const of = options.tenant === undefined ? null : (await getTenant(database, options.tenant)).id;
        const rows = await listChannels(database, of);
        const cells = rows.map(row => [
          row.tenant,
          row.kind,
          row.externalId,
          row.displayName,
          row.phoneNumber,
          row.status,
        ]);
        show(
          io,
          options,
          rows,
          formatTable(['tenant', 'kind', 'external id', 'name', 'phone', 'status'], cells),
        );
      }),
    );
  return command;
}
