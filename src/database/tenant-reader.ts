/**
 * The only way of reads to the database: bound to one tenant, it puts that tenant's id in front of every
 * statement's parameters. A statement that does not compare a tenant with `$1` is not accepted by the type.
 */
import type pg from 'pg';
import type { Database } from './database.js';
import type { TenantStatement } from './statement.js';

/** Reads of one tenant. */
export interface TenantReader {
  readonly tenantId: string;
  /** All rows; `$1` is the tenant, the parameters given here start at `$2`. */
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

/** A reader for a tenant; cheap, made for each request. `pool` is whose connections it reads with. */
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
