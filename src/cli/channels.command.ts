import { Command } from 'commander';
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
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

const selectChannels = statement<ChannelRow>(
  'cli-channels',
  `select ${tenant.slug} as "tenant", ${channel.kind} as "kind", ${account.name} as "account",
          ${channel.externalId} as "externalId", ${channel.displayName} as "displayName",
          ${channel.phoneNumber} as "phoneNumber", ${channel.status} as "status", ${channel.id} as "id"
     from ${tableOf(Channel).table} c
     join ${tableOf(ProviderAccount).table} a on ${account.id} = ${channel.accountId}
     join ${tableOf(Tenant).table} t on ${tenant.id} = ${channel.tenantId}
    where $1::uuid is null or ${channel.tenantId} = $1
    order by ${tenant.slug}, ${channel.kind}, ${channel.id}`,
);

/** One number with its company and account. */
interface ChannelRow {
  readonly tenant: string;
  readonly kind: string;
  readonly account: string;
  readonly externalId: string;
  readonly displayName: string;
  readonly phoneNumber: string | null;
  readonly status: string;
  readonly id: string;
}

const listChannels = (database: Database, tenantId: string | null) =>
  database.query(selectChannels, [tenantId]);

interface ListOptions extends OutputOptions {
  readonly tenant?: string;
}

/** `trunkline channels`: the numbers. */
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
