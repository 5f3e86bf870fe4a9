/** `insert into … select …`, written as one expression for each column. */
import type { TableNames } from './columns.js';

/** SQL expressions by the property whose column they fill. */
export type InsertValues<Entity> = Partial<Readonly<Record<Extract<keyof Entity, string>, string>>>;

/**
 * `insert` of selected rows; the caller adds `from …` and `on conflict …`. A column stands next to its value, as two
 * parallel lists would have to be kept in step by hand.
 * @param alias the table's name in `on conflict`, when it needs one
 */
export function insertSelect<Entity>(
  table: TableNames<Entity>,
  values: InsertValues<Entity>,
  alias?: string,
): string {
  type Property = Extract<keyof Entity, string>;
  const given = Object.entries(values).filter(([, sql]) => sql !== undefined) as [Property, string][];
  const into = alias === undefined ? table.table : `${table.table} as ${alias}`;
  return `insert into ${into} (${table.list(given.map(([property]) => property))})
     select ${given.map(([, sql]) => sql).join(', ')}`;
}
