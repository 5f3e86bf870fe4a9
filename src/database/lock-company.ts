import { Tenant } from '../entities/tenant.entity.js';
import { tableOf } from './columns.js';
import type { UnitOfWork } from './database.js';
import { sql } from './sql.js';
import { statement } from './statement.js';

const tenants = tableOf(Tenant);

/** Not `for update`: that would block the inserts of webhooks, which reference the company. */
const lockStatement = statement(
  'lock-company',
  sql`select ${tenants.select('t', ['id'])} from ${tenants.table} t where ${tenants.of('t').id} = $1 for no key update`,
);

/**
 * Waits for other changes of the company's lists (topics, assistants, webhook endpoints …) and of its accounts' credentials, until the end of the transaction;
 * precedes all other locks.
 */
export async function lockCompany({ query }: Pick<UnitOfWork, 'query'>, tenantId: string): Promise<void> {
  await query(lockStatement, [tenantId]);
}
