import type { Sql } from './sql.js';

declare const rowOfStatement: unique symbol;

/**
 * A statement that PostgreSQL plans once per connection, with the type of its rows: inferred from a `sql` template,
 * else declared here, next to the text, and never by the caller.
 */
export interface Statement<out Row extends object = object> {
  /** Unique in the process; at most 63 characters. */
  readonly name: string;
  readonly text: string;
  /** For the compiler only. */
  readonly [rowOfStatement]?: Row;
}

/** The rows of a statement: `RowOf<typeof findStatement>`. */
export type RowOf<S extends Statement> = S extends Statement<infer Row> ? Row : never;

const taken = new Map<string, string>();

/**
 * Names a statement. Its rows are those of the `sql` template; without one they are declared (`statement<Row>`) or
 * unused. Throws for a second text under the same name, which would silently return wrong rows.
 */
export function statement<Row extends object>(name: string, text: Sql<Row>): Statement<Row>;
export function statement<Row extends object = object>(name: string, text: string): Statement<Row>;
export function statement(name: string, text: string): Statement {
  const known = taken.get(name);
  if (known !== undefined && known !== text) throw new Error(`Two statements are called "${name}".`);
  if (name.length > 63)
    throw new Error(`The statement name "${name}" is longer than PostgreSQL's 63 characters.`);
  taken.set(name, text);
  return Object.freeze({ name, text });
}

/**
 * A statement whose first parameter is the tenant, the only kind that a TenantReader accepts. Throws at load time when
 * the text does not use `$1`.
 */
export interface TenantStatement<out Row extends object = object> extends Statement<Row> {
  readonly isTenantScoped: true;
}

/** Names a statement that is scoped to a tenant by `$1`; its rows as in `statement`. */
export function tenantStatement<Row extends object>(name: string, text: Sql<Row>): TenantStatement<Row>;
export function tenantStatement<Row extends object = object>(
  name: string,
  text: string,
): TenantStatement<Row>;
export function tenantStatement(name: string, text: string): TenantStatement {
  if (!/tenant_id"?\s*=\s*\$1\b/.test(text) && !/"tenants"[^;]*"id"\s*=\s*\$1\b/s.test(text)) {
    throw new Error(`The statement "${name}" does not compare a tenant with $1.`);
  }
  return Object.freeze({ ...statement(name, text), isTenantScoped: true as const });
}

/** The same statement with rows as arrays of values, in the order of the select list. */
export function inArrays<Of extends Statement>(of: Of): ArrayRows<Of> {
  return Object.freeze({ ...of, rowMode: 'array' }) as unknown as ArrayRows<Of>;
}

/** A statement of this kind with rows as arrays. */
export type ArrayRows<Of extends Statement> = Of extends TenantStatement
  ? TenantStatement<readonly unknown[]>
  : Statement<readonly unknown[]>;
