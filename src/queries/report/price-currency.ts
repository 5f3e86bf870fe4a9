import { tableOf } from '../../database/columns.js';
import { as, orNull, sql, text } from '../../database/sql.js';
import { tenantStatement } from '../../database/statement.js';
import type { TenantReader } from '../../database/tenant-reader.js';
import { Tenant } from '../../entities/tenant.entity.js';
import { priceCurrencySql } from './report-source.js';

const tenant = tableOf(Tenant).of('t');
const find = tenantStatement(
  'ai-price-currency',
  sql`select ${as('currency', orNull(text(priceCurrencySql)))} from ${tableOf(Tenant).table} t where ${tenant.id} = $1`,
);

/** Currency of the prices of the company's assistants; null without prices. */
export async function readPriceCurrency(reader: TenantReader): Promise<string | null> {
  return (await reader.row(find))?.currency ?? null;
}
