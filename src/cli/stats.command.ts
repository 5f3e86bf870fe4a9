import { Command } from 'commander';
import type { Database } from '../database/database.js';
import { createTenantReader } from '../database/tenant-reader.js';
import { MessageStatsReader } from '../queries/message-stats.js';
import { webhookEventCounts } from '../queries/webhook-event-page.js';
import type { CommandIo } from './command-io.js';
import { parseMoment } from './parse-option.js';
import { formatTable, type OutputOptions, show } from './show.js';
import { getTenant, listTenants, type TenantRow } from './tenant-rows.js';
import { withDatabase } from './with-database.js';

interface StatsOptions extends OutputOptions {
  readonly tenant?: string;
  readonly since?: Date;
}

/** `trunkline stats`: statistics of one or all companies. */
export function createStatsCommand(io: CommandIo): Command {
  return new Command('stats')
    .description('Count messages, people and webhooks of each company.')
    .option('--tenant <slug>', 'only this company')
    .option('--since <moment>', 'stored at or after: a date, a time, or 30m, 12h, 7d', parseMoment)
    .option('--json', 'print one JSON document')
    .addHelpText('after', '\nExample:\n  $ trunkline stats --since 7d')
    .action((options: StatsOptions) =>
      withDatabase(io, async database => {
        const all = await listTenants(database);
        const tenants = options.tenant === undefined ? all : [await getTenant(database, options.tenant)];
        const stats = await Promise.all(tenants.map(row => count(database, row, options.since ?? null)));
        const cells = stats.map(row => [
          row.tenant,
          row.messages,
          row.inbound,
          row.outbound,
          row.contacts,
          formatCounts(row.messagesByStatus),
          formatCounts(row.webhooksByStatus),
        ]);
        const headings = ['tenant', 'messages', 'in', 'out', 'people', 'by status', 'webhooks'];
        show(io, options, stats, formatTable(headings, cells));
      }),
    );
}

async function count(database: Database, { id, slug }: TenantRow, since: Date | null) {
  const reader = createTenantReader(database, id);
  const figures = new MessageStatsReader(reader, { channelIds: null, since });
  const channels = await figures.byChannel();
  const webhooksByStatus: Record<string, number> = {};
  for (const row of await webhookEventCounts(reader, since ?? new Date(0))) {
    webhooksByStatus[row.status] = (webhooksByStatus[row.status] ?? 0) + row.count;
  }
  return {
    tenant: slug,
    messages: await figures.total(),
    inbound: channels.reduce((sum, row) => sum + row.inbound, 0),
    outbound: channels.reduce((sum, row) => sum + row.outbound, 0),
    contacts: await figures.contacts(),
    messagesByStatus: Object.fromEntries((await figures.byStatus()).map(row => [row.status, row.count])),
    webhooksByStatus,
  };
}

const formatCounts = (counts: Readonly<Record<string, number>>): string =>
  Object.entries(counts)
    .map(([name, value]) => `${name} ${value}`)
    .join(', ') || '-';
