/** Assistants of a company, without their keys. */
import { tableOf } from '../database/columns.js';
import { selectWithout } from '../database/row-shape.js';
import { as, bool, sql } from '../database/sql.js';
import { type RowOf, tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';

const assistants = tableOf(AiAssistant);
const row = assistants.of('r');

/** By their ids. $1 tenant, $2 ids. */
export const assistantsById = tenantStatement(
  'ai-assistants-by-id',
  sql`select ${selectWithout(AiAssistant, 'r', ['apiKeyCipher'])}, ${as('hasApiKey', bool(`(${row.apiKeyCipher} is not null)`))}
     from ${assistants.table} r where ${row.tenantId} = $1 and ${row.id} = any($2::uuid[])`,
);

const listed = tenantStatement(
  'ai-assistants',
  sql`select ${selectWithout(AiAssistant, 'r', ['apiKeyCipher'])}, ${as('hasApiKey', bool(`(${row.apiKeyCipher} is not null)`))}
     from ${assistants.table} r where ${row.tenantId} = $1 order by ${row.id}`,
);

/** All of them, oldest first. */
export function listAssistants(reader: TenantReader): Promise<RowOf<typeof assistantsById>[]> {
  return reader.rows(listed);
}
