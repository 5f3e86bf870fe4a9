/**
 * Reads rows by position instead of by name. A page that joins five tables has some eighty columns per row; as arrays
 * they are cheaper to receive, and each table's part becomes its own object.
 */
import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from './columns.js';
import type { Selection } from './sql.js';

/** Column layout of one table in a row of values. */
export interface RowShape<Row> {
  /** Number of columns. */
  readonly width: number;
  /** The columns, in order, for a select list. */
  sql(alias: string): string;
  /** Reads the object at `offset`; null when its id is null, as in an outer join without a match. */
  read(values: readonly unknown[], offset: number, tenantId: string): Row | null;
}

/** The select list of an entity without the properties in `hidden`; rows have the entity's shape. */
export function selectWithout<Entity extends object, Hidden extends Extract<keyof Entity, string> = never>(
  entity: EntityClass<Entity>,
  alias: string,
  hidden: readonly Hidden[] = [],
): Selection<Omit<Entity, Hidden>> {
  const table = tableOf(entity);
  type Shown = Exclude<Extract<keyof Entity, string>, Hidden>;
  const isHidden = new Set<string>(hidden);
  const shown = Object.keys(table.column).filter(name => !isHidden.has(name)) as Shown[];
  return table.select(alias, shown) as string as Selection<Omit<Entity, Hidden>>;
}

/** The shape of an entity's rows without the properties in `hidden`. The tenant is known and not transferred. */
export function shapeOf<Entity extends { id: string }, Hidden extends Extract<keyof Entity, string> = never>(
  entity: EntityClass<Entity>,
  hidden: readonly Hidden[] = [],
): RowShape<Readonly<Omit<Entity, Hidden>>> {
  const isHidden = new Set<string>(hidden);
  return toShape(entity, name => !isHidden.has(name));
}

/**
 * The shape of an entity's rows with only their id and these properties, although the type has more: for reads whose
 * caller knows which fields are used. Null if one of them is not a column.
 */
export function shapeOfOnly<Entity extends { id: string }>(
  entity: EntityClass<Entity>,
  wanted: ReadonlySet<string>,
): RowShape<Readonly<Entity>> | null {
  const columns: object = tableOf(entity).column;
  for (const name of wanted) if (!Object.hasOwn(columns, name)) return null;
  return toShape(entity, name => wanted.has(name));
}

function toShape<Entity extends { id: string }, Row>(
  entity: EntityClass<Entity>,
  isWanted: (name: string) => boolean,
): RowShape<Row> {
  type Name = Extract<keyof Entity, string>;
  const table = tableOf(entity);
  const more = Object.keys(table.column).filter(
    name => name !== 'id' && name !== 'tenantId' && isWanted(name),
  );
  const names = ['id', ...more] as Name[];
  return {
    width: names.length,
    sql: alias => names.map(name => table.of(alias)[name]).join(', '),
    read: (values, offset, tenantId) => {
      if (values[offset] === null) return null;
      const row: Record<string, unknown> = { tenantId };
      for (let i = 0; i < names.length; i += 1) row[names[i] as string] = values[offset + i];
      return row as Row;
    },
  };
}
