import { Command } from 'commander';
import { createTenantReader } from '../database/tenant-reader.js';
import { NotFoundError, TrunklineError } from '../domain/errors.js';
import { WebhookEventStatus, WebhookSource } from '../domain/vocabulary.js';
import type { CommandIo } from './command-io.js';
import { findLedgerEntry, type LedgerFilter, listLedger } from './ledger-rows.js';
import { parseChoices, parseCount, parseMoment } from './parse-option.js';
import { replayLedger } from './replay-ledger.js';
import { formatFacts, formatTable, type OutputOptions, show } from './show.js';
import { getTenant } from './tenant-rows.js';
import { withDatabase } from './with-database.js';

interface FilterOptions extends OutputOptions, LedgerFilter {
  readonly tenant?: string;
}

/** `trunkline webhooks`: the ledger of received webhook events. */
export function createWebhooksCommand(io: CommandIo): Command {
  const command = new Command('webhooks').description(
    'The ledger: received webhook events and their results.',
  );
  return command.addCommand(createList(io)).addCommand(createShow(io)).addCommand(createReplay(io));
}

/** Adds the filter options of rows. */
function addFilters(command: Command): Command {
  return command
    .option('--tenant <slug>', 'company; may be left out while there is only one')
    .option(
      '--status <status…>',
      'such as QUARANTINED or FAILED; with commas for several',
      parseChoices(Object.values(WebhookEventStatus)),
    )
    .option(
      '--source <source…>',
      'such as CHATFLOW; with commas for several',
      parseChoices(Object.values(WebhookSource)),
    )
    .option('--channel <externalId>', "the provider's name for the number")
    .option('--since <moment>', 'received at or after: a date, a time, or 30m, 12h, 7d', parseMoment)
    .option('--until <moment>', 'received before', parseMoment)
    .option('--json', 'print one JSON document');
}

function createList(io: CommandIo): Command {
  return addFilters(new Command('list').description('List ledger rows, the newest first.'))
    .option('--limit <count>', 'most rows to list', parseCount(1, 10_000), 20)
    .addHelpText('after', '\nExample:\n  $ trunkline webhooks list --status QUARANTINED,FAILED --since 7d')
    .action(({ tenant, limit, ...options }: FilterOptions & { readonly limit: number }) =>
      withDatabase(io, async database => {
        const reader = createTenantReader(database, (await getTenant(database, tenant)).id);
        const rows = await listLedger(reader, options, limit);
        const cells = rows.map(row => [
          row.id,
          row.receivedAt,
          row.source,
          row.channel,
          row.eventType,
          row.status,
          row.reason,
        ]);
        show(
          io,
          options,
          rows,
          formatTable(['id', 'received', 'source', 'channel', 'type', 'status', 'reason'], cells),
        );
      }),
    );
}

function createShow(io: CommandIo): Command {
  return new Command('show')
    .description('Show one ledger row with the body that was kept (secrets were never kept).')
    .argument('<id>', 'id of the row')
    .option('--tenant <slug>', 'company; may be left out while there is only one')
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ trunkline webhooks show 0197f3c2-…')
    .action((id: string, options: OutputOptions & { readonly tenant?: string }) =>
      withDatabase(io, async database => {
        const reader = createTenantReader(database, (await getTenant(database, options.tenant)).id);
        const entry = await findLedgerEntry(reader, id);
        if (!entry) throw new NotFoundError('ledger row', id);
        const { keptBody, headers, ...facts } = entry;
        const named = Object.entries({ ...facts, headers: JSON.stringify(headers), body: keptBody });
        show(io, options, entry, formatFacts(named));
      }),
    );
}

interface ReplayOptions extends FilterOptions {
  readonly id?: readonly string[];
  readonly all?: boolean;
  readonly dryRun?: boolean;
}

function createReplay(io: CommandIo): Command {
  return addFilters(
    new Command('replay').description('Process ledger rows again; what had its effect stays as it is.'),
  )
    .option('--id <id…>', 'this row; several times for more', (id: string, ids: readonly string[] = []) => [
      ...ids,
      id,
    ])
    .option('--all', 'every row; needed when nothing else says which')
    .option('--dry-run', 'change nothing, only say what would change')
    .addHelpText(
      'after',
      [
        '\nExamples:',
        '  $ trunkline webhooks replay --status QUARANTINED --channel instance_new --dry-run',
        '  $ trunkline webhooks replay --id 0197f3c2-…',
        '\nRunning servers deliver the results to their subscribers within a second.',
      ].join('\n'),
    )
    .action(async (options: ReplayOptions, command: Command) => {
      const { tenant, id, all, dryRun = false, json, ...filter } = options;
      if (Object.keys(filter).length === 0 && id === undefined && !all) {
        command.error('error: say which rows: --id, a filter, or --all');
      }
      await withDatabase(io, async database => {
        const { id: tenantId } = await getTenant(database, tenant);
        const selection = id === undefined ? filter : { ...filter, ids: id };
        const report = await replayLedger(database, tenantId, selection, dryRun, io);
        const word = dryRun ? 'Dry run: ' : '';
        const text = `${word}${Object.entries(report)
          .filter(([name]) => name !== 'dryRun')
          .map(([name, count]) => `${name} ${count}`)
          .join(', ')}`;
        show(io, { json: json ?? false }, report, text);
        if (report.failed > 0)
          throw new TrunklineError(
            'INTERNAL',
            `${report.failed} of ${report.matched} rows could not be processed.`,
          );
      });
    });
}
