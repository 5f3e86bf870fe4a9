import { Command, Option } from 'commander';
import { createTenantReader } from '../database/tenant-reader.js';
import { exportActivities } from '../queries/export-activities.js';
import { type ExportFormat, exportFormats, formatActivities } from '../queries/format-activities.js';
import type { CommandIo } from './command-io.js';
import { parseMoment } from './parse-option.js';
import { getTenant } from './tenant-rows.js';
import { withDatabase } from './with-database.js';

interface ExportOptions {
  readonly tenant?: string;
  readonly format: ExportFormat;
  readonly since?: Date;
  readonly until?: Date;
  readonly action?: readonly string[];
  readonly json?: boolean;
}

/** `trunkline audit`: the audit log. */
export function createAuditCommand(io: CommandIo): Command {
  const command = new Command('audit').description('The audit log: who changed what.');
  command
    .command('export')
    .description('Print the audit log of a company, newest first.')
    .option('--tenant <slug>', 'company; may be left out while there is only one')
    .addOption(
      new Option('--format <format>', 'csv, or jsonl: one JSON object per line')
        .choices(exportFormats)
        .default('csv'),
    )
    .option('--since <moment>', 'done at or after: a date, a time, or 30m, 12h, 7d', parseMoment)
    .option('--until <moment>', 'done before', parseMoment)
    .option('--action <action…>', 'only this action; several times for more', collect)
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ trunkline audit export --tenant acme --since 30d > audit.csv')
    .action(({ tenant, format, since, until, action, json }: ExportOptions) =>
      withDatabase(io, async database => {
        const reader = createTenantReader(database, (await getTenant(database, tenant)).id);
        const chunks = exportActivities(reader, {
          ...{ createdAfter: since ?? null, createdBefore: until ?? null },
          ...{ actions: action ?? null, actorIds: null, targetTypes: null },
        });
        for await (const text of formatActivities(chunks, json ? 'json' : format))
          io.result(text.replace(/\r?\n$/, ''));
      }),
    );
  return command;
}

const collect = (action: string, before: readonly string[] = []): readonly string[] => [...before, action];
