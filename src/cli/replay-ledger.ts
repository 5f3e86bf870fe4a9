/** Reprocesses the ledger from the command line: in pages, with progress. */
import { createProcessBookingRow } from '../bookings/process-event.js';
import { createBookingReplay } from '../bookings/replay-event.js';
import type { Database } from '../database/database.js';
import { createTenantReader } from '../database/tenant-reader.js';
import { BadUserInputError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { createAccountDirectory } from '../ingest/account-directory.js';
import { createIngest } from '../ingest/ingest.js';
import { createReplay, type ReplayReport } from '../ingest/replay.js';
import { createToContent } from '../outbox/reply-content.js';
import { parseKept } from '../providers/parse-kept.js';
import { getProvider } from '../providers/registry.js';
import { parseKeptYclients } from '../providers/yclients/index.js';
import type { CommandIo } from './command-io.js';
import { type LedgerFilter, listLedgerIds } from './ledger-rows.js';

const pageSize = 200;

/** Reprocesses the matching rows, oldest first. Safe to repeat, and to interrupt. */
export async function replayLedger(
  database: Database,
  tenantId: string,
  filter: LedgerFilter,
  dryRun: boolean,
  io: CommandIo,
): Promise<Omit<ReplayReport, 'entries'>> {
  if (filter.ids?.some(id => !isUuid(id)))
    throw new BadUserInputError('--id', 'must be the id of a ledger row');
  const directory = createAccountDirectory(database);
  const ingest = createIngest({ database, directory, log: () => {} });
  // Only a dry run here: the server's job does the work, and knows the URL of calendar files.
  const tools = { calendarLink: () => null, toContent: createToContent(getProvider) };
  const processRow = createProcessBookingRow({ parseKept: parseKeptYclients, tools });
  const replay = createReplay({
    database,
    directory,
    ingest,
    parseKept,
    elsewhere: { YCLIENTS: createBookingReplay({ database, parseKept: parseKeptYclients, processRow }) },
  });
  const ids = await listLedgerIds(createTenantReader(database, tenantId), filter);
  const total = { matched: 0, replayed: 0, unchanged: 0, wouldChange: 0, failed: 0 };
  for (let start = 0; start < ids.length; start += pageSize) {
    const report = await replay.run(tenantId, { ids: ids.slice(start, start + pageSize) }, dryRun);
    for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += report[name];
    if (ids.length > pageSize) io.progress(`${total.matched} of ${ids.length} rows`);
  }
  await ingest.idle();
  return { ...total, dryRun };
}
