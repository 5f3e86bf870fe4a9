import { Command } from 'commander';
import { createTenant } from '../accounts/tenants.js';
import type { CommandIo } from './command-io.js';
import { formatFacts, formatTable, type OutputOptions, show } from './show.js';
import { listTenants } from './tenant-rows.js';
import { withDatabase } from './with-database.js';

interface CreateOptions extends OutputOptions {
  readonly slug: string;
  readonly name: string;
  readonly country: string;
  readonly timezone: string;
  readonly locale: string;
}

/** `trunkline tenants`: companies. */
export function createTenantsCommand(io: CommandIo): Command {
  const command = new Command('tenants').description('Companies: each sees its own data only.');
  command
    .command('create')
    .description('Create a company, with a first pipeline for its leads.')
    .requiredOption('--slug <slug>', 'short name: lower-case letters, digits, hyphens')
    .requiredOption('--name <name>', 'name that people see')
    .requiredOption('--country <code>', 'where numbers without a country code belong, such as KZ')
    .requiredOption('--timezone <zone>', 'IANA time zone, such as Asia/Almaty')
    .requiredOption('--locale <tag>', 'language tag, such as ru or en-IN')
    .option('--json', 'print one JSON document')
    .addHelpText(
      'after',
      "\nExample:\n  $ trunkline tenants create --slug acme --name 'Acme' --country KZ --timezone Asia/Almaty --locale ru",
    )
    .action(({ json, country: defaultCountry, ...options }: CreateOptions) =>
      withDatabase(io, async database => {
        const { id, slug, name } = await createTenant(database, { ...options, defaultCountry });
        const next = `Next: trunkline users create --tenant ${slug} --email … --name … --role OWNER`;
        const facts = formatFacts(Object.entries({ id, slug, name }));
        show(io, { json: json ?? false }, { id, slug, name }, `${facts}\n\n${next}`);
      }),
    );
  command
    .command('list')
    .description('List the companies.')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ trunkline tenants list --json')
    .action((options: OutputOptions) =>
      withDatabase(io, async database => {
        const rows = await listTenants(database);
        const table = formatTable(
          ['slug', 'name', 'id'],
          rows.map(row => [row.slug, row.name, row.id]),
        );
        show(io, options, rows, table);
      }),
    );
  return command;
}
