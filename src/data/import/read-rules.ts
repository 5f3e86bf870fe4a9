/** Reads how the rows of a file become people: the company's settings, and the header of the file. */
import { tableOf } from '../../database/columns.js';
import type { Database } from '../../database/database.js';
import { as, bool, sql } from '../../database/sql.js';
import { statement } from '../../database/statement.js';
import { toOwnKeys } from '../../domain/identity/own-addresses.js';
import { AttributeTarget, type OnExisting } from '../../domain/vocabulary.js';
import { Channel } from '../../entities/channel.entity.js';
import { Tenant } from '../../entities/tenant.entity.js';
import { readValueDefinitions } from '../../people/attribute-changes.js';
import { firstStageOf } from '../../people/open-lead.js';
import { JobFailedError } from '../running-job.js';
import { type ImportDefinitions, type ImportMapping, toColumns } from './import-columns.js';
import { PhoneLines } from './phone-lines.js';
import { type OpenBytes, readCsv } from './read-csv.js';
import type { PersonRules } from './read-person.js';

/** Input of the job. */
export interface ImportContactsJob {
  readonly attachmentId: string;
  readonly mapping: ImportMapping | null;
  readonly onExisting: OnExisting;
  readonly leadChannelId: string | null;
}

/** The rules, and the header that they were read from. */
export interface ImportRules {
  readonly rules: PersonRules;
  readonly header: readonly string[];
}

const tenants = tableOf(Tenant);
const channels = tableOf(Channel);
const tenantStatement = statement(
  'import-tenant',
  sql`select ${as('defaultCountry', tenants.of('t').defaultCountry)}, ${as('currency', tenants.of('t').currency)}, ${as('hasStage', bool(`${firstStageOf('$1')} is not null`))}
     from ${tenants.table} t where ${tenants.of('t').id} = $1`,
);
const channelsStatement = statement(
  'import-channels',
  sql`select ${channels.select('h')} from ${channels.table} h where ${channels.of('h').tenantId} = $1`,
);

/** The attributes that a file can fill. */
export async function readImportDefinitions(
  database: Database,
  tenantId: string,
): Promise<ImportDefinitions> {
  return {
    [AttributeTarget.CONTACT]: await readValueDefinitions(database, tenantId, AttributeTarget.CONTACT),
    [AttributeTarget.LEAD]: await readValueDefinitions(database, tenantId, AttributeTarget.LEAD),
  };
}

/** Reads the rules. @throws JobFailedError for a header that does not fit, and for a file that does not begin as CSV */
export async function readRules(
  database: Database,
  tenantId: string,
  task: ImportContactsJob,
  open: OpenBytes,
): Promise<ImportRules> {
  const [tenant] = await database.query(tenantStatement, [tenantId]);
  if (!tenant) throw new JobFailedError('The company is gone.');
  if (task.leadChannelId !== null && !tenant.hasStage)
    throw new JobFailedError('The pipeline has no open stage; add one before making leads.');
  const definitions = await readImportDefinitions(database, tenantId);
  const header = await readHeader(open);
  const rules: PersonRules = {
    columns: toColumns(header, task.mapping, definitions),
    width: header.length,
    defaultCountry: tenant.defaultCountry,
    currency: tenant.currency,
    ownKeys: toOwnKeys(await database.query(channelsStatement, [tenantId]), tenant.defaultCountry),
    seen: new PhoneLines(),
  };
  return { rules, header };
}

async function readHeader(open: OpenBytes): Promise<readonly string[]> {
  for await (const { cells } of readCsv(open)) return cells;
  throw new JobFailedError('The file is empty.');
}
