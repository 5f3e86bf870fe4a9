/** Lookup of companies by short name. */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BadUserInputError } from '../domain/errors.js';
import { Tenant } from '../entities/tenant.entity.js';

const tenants = tableOf(Tenant);

const selectTenants = statement(
  'cli-tenants',
  sql`select ${tenants.select('t', ['id', 'slug', 'name'])} from ${tenants.table} t order by ${tenants.of('t').slug}`,
);

/** Company fields that commands need. */
export type TenantRow = Readonly<Pick<Tenant, 'id' | 'slug' | 'name'>>;

/** Every company, by short name. */
export function listTenants(database: Database): Promise<TenantRow[]> {
  return database.query(selectTenants);
}

/** The named company, or the only one. @throws BadUserInputError that lists the choices */
export async function getTenant(database: Database, slug: string | undefined): Promise<TenantRow> {
  const all = await listTenants(database);
  const [only] = all;
  const found =
    slug === undefined ? (all.length === 1 ? only : undefined) : all.find(row => row.slug === slug);
  if (found) return found;
  const choice = all.map(row => row.slug).join(', ') || 'none yet; make one with "trunkline tenants create"';
  throw new BadUserInputError('--tenant', `must name one of the companies: ${choice}`);
}
