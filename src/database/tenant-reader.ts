/**
 * The only read access to the database: bound to one tenant, it puts that tenant's id in front of every statement's
 * parameters. The type rejects a statement that does not compare a tenant with `$1`.
 */
import type pg from 'pg';
import type { Database } from './database.js';
import type { TenantStatement } from './statement.js';

/** Reads of one tenant. */
export interface TenantReader {
  readonly tenantId: string;
  /** All rows; `$1` is the tenant, these parameters start at `$2`. */
  rows<Row extends object>(
    statement: TenantStatement<Row>,
    ...parameters: readonly unknown[]
  ): Promise<Row[]>;
  /** The first row, or null. */
  row<Row extends object>(
    statement: TenantStatement<Row>,
    ...parameters: readonly unknown[]
  ): Promise<Row | null>;
}

/** Creates a reader for a tenant; cheap, one per request. `pool` selects its connections. */
export function createTenantReader(
  database: Database,
  tenantId: string,
  pool: pg.Pool = database.pool,
): TenantReader {
  const rows = <Row extends object>(statement: TenantStatement<Row>, ...parameters: readonly unknown[]) =>
    database.query<Row>(statement, [tenantId, ...parameters], pool);
  return {
    tenantId,
    rows,
    row: async (statement, ...parameters) => (await rows(statement, ...parameters))[0] ?? null,
  };
}
