/** Builds the statement of a page: keyset bounds, filters, literal planning limits. */
import type { CursorUse } from '../database/cursors.js';
import { inArrays, type TenantStatement, tenantStatement } from '../database/statement.js';
import { maxPageSize } from '../domain/page-size.js';
import type { Keyset } from './page.js';
import { syncPositionSql } from './sync-cursor.js';

/** Collects the parameters of one statement; `$1` is the tenant, so the first one added is `$2`. */
export class Parameters {
  readonly values: unknown[] = [];

  /** The placeholder of a value. */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length + 1}::${type}`;
  }
}

/** One filter of a list. */
export interface Condition {
  /** Distinguishes statements of different text. */
  readonly name: string;
  readonly toSql: (parameters: Parameters) => string;
  /** True when the best plan depends on the value, as with a pattern; such a statement is never prepared. */
  readonly isPlannedEachTime?: boolean;
}

/** A list that can be paged: a table and its order. The last key column is unique. */
export interface PagedList {
  readonly name: string;
  readonly use: CursorUse;
  readonly table: string;
  readonly alias: string;
  readonly tenantColumn: string;
  readonly keys: readonly {
    readonly sql: string;
    readonly type: 'uuid' | 'timestamptz' | 'text' | 'boolean';
  }[];
  readonly order: 'asc' | 'desc';
  /**
   * True when the best index depends on the tenant: a list in id order can also be read along the primary key. A
   * generic plan may rate that as good, and for a small tenant it scans the rows of all other tenants.
   */
  readonly isPlannedForTenant?: boolean;
}

/** The columns to read of each row of a list. Rows are arrays: the projection's columns, then the mechanism's. */
export interface Projection<Row> {
  readonly name: string;
  readonly width: number;
  readonly select: string;
  readonly joins: string;
  readonly read: (values: readonly unknown[], tenantId: string) => Row | null;
}

/** A page of one list, or the same page of the list of each of several parents. */
export interface PageRequest {
  readonly keyset: Keyset;
  readonly conditions: readonly Condition[];
  readonly parents?: { readonly name: string; readonly match: string; readonly ids: readonly string[] };
}

/** A statement with the parameters that follow the tenant. */
export interface BuiltStatement {
  readonly statement: TenantStatement<readonly unknown[]>;
  readonly parameters: readonly unknown[];
}

/**
 * The statement of a page.
 *
 * The inner limit is a literal: a generic plan takes an unknown limit for a tenth of the table, and then sorts it; the
 * outer one, a parameter, stops the scan where the page ends.
 */
export function buildPage<Row>(
  list: PagedList,
  projection: Projection<Row>,
  request: PageRequest,
): BuiltStatement {
  const { keyset, conditions, parents } = request;
  const { alias, keys } = list;
  const parameters = new Parameters();
  const parentIds = parents ? parameters.add(parents.ids, 'uuid[]') : '';
  const direction = (list.order === 'asc') !== keyset.isBackward ? 'asc' : 'desc';
  const order = keys.map(key => `${key.sql} ${direction}`).join(', ');
  const where = [
    `${list.tenantColumn} = $1`,
    ...(parents ? [parents.match] : []),
    ...conditions.map(condition => condition.toSql(parameters)),
    ...toBounds(list, keyset, parameters),
  ].join(' and ');
  const limit = parameters.add(keyset.limit + 1, 'bigint');
  const inner = `select ${alias}.* from ${list.table} ${alias} where ${where} order by ${order} limit ${maxPageSize + 1}`;
  const select = `${projection.select}, ${keys.map(key => `${key.sql}::text`).join(', ')}, ${syncPositionSql}`;
  const text = parents
    ? `select ${select}, p.id from unnest(${parentIds}) as p(id)
         left join lateral (select * from (${inner}) ${alias} order by ${order} limit ${limit}) ${alias} on true
         ${projection.joins} order by p.id, ${order}`
    : `select ${select} from (${inner}) ${alias} ${projection.joins} order by ${order} limit ${limit}`;
  const bounds = `${keyset.isBackward ? 'last' : 'first'}${keyset.after ? '-after' : ''}${keyset.before ? '-before' : ''}`;
  const name = [
    list.name,
    projection.name,
    bounds,
    parents?.name,
    ...conditions.map(condition => condition.name),
  ];
  return {
    statement: inArrays(nameWhenCommon(list, request, name, text)),
    parameters: parameters.values,
  };
}

/** Counts a list, or the list of each parent, up to one more than `max`. Rows are `[count, parent]`. */
export function buildCount(
  list: PagedList,
  request: Omit<PageRequest, 'keyset'>,
  max: number,
): BuiltStatement {
  const { conditions, parents } = request;
  const parameters = new Parameters();
  const parentIds = parents ? parameters.add(parents.ids, 'uuid[]') : '';
  const where = [
    `${list.tenantColumn} = $1`,
    ...(parents ? [parents.match] : []),
    ...conditions.map(condition => condition.toSql(parameters)),
  ].join(' and ');
  const count = `select count(*) from (select from ${list.table} ${list.alias} where ${where} limit ${max + 1}) counted`;
  const text = parents ? `select (${count}), p.id from unnest(${parentIds}) as p(id)` : count;
  const name = [list.name, 'count', parents?.name, ...conditions.map(condition => condition.name)];
  return {
    statement: inArrays(nameWhenCommon(list, request, name, text)),
    parameters: parameters.values,
  };
}

function toBounds({ keys, order }: PagedList, { after, before }: Keyset, parameters: Parameters): string[] {
  const columns = keys.map(key => key.sql).join(', ');
  const tuple = (parts: readonly string[]) =>
    keys.map((key, i) => parameters.add(parts[i], key.type)).join(', ');
  const [afterSign, beforeSign] = order === 'asc' ? ['>', '<'] : ['<', '>'];
  return [
    ...(after ? [`(${columns}) ${afterSign} (${tuple(after)})`] : []),
    ...(before ? [`(${columns}) ${beforeSign} (${tuple(before)})`] : []),
  ];
}

/**
 * With at most one filter the text is one of a few dozen and is prepared once per connection. Combinations of filters
 * are too many to keep: they have no name, and are planned for their values.
 */
function nameWhenCommon(
  list: PagedList,
  { conditions, parents }: Omit<PageRequest, 'keyset'>,
  name: readonly (string | undefined)[],
  text: string,
): TenantStatement {
  const isPlannedEachTime =
    conditions.length > 1 ||
    conditions.some(condition => condition.isPlannedEachTime) ||
    (list.isPlannedForTenant && !parents);
  if (isPlannedEachTime) return { name: '', text, isTenantScoped: true };
  return tenantStatement(name.filter(Boolean).join(':'), text);
}
