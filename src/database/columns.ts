/**
 * Table and column names for SQL, read from the entities' decorators.
 *
 * A column that is renamed in an entity needs no second edit, and a select list has the type of its rows. Works without
 * a connection: it reads the decorators, not a discovered schema.
 */
import type { EntityClass } from '@mikro-orm/core';
import { readDeclaredTable } from './entity-metadata.js';
import type { Expression, Selection } from './sql.js';

type Name<Entity> = Extract<keyof Entity, string>;

/** Quoted column names of one entity, by property. */
export type ColumnNames<Entity> = { readonly [P in Name<Entity>]: Expression<Entity[P]> };

/** Names of one table, for use in SQL. */
export interface TableNames<Entity> {
  /** The quoted table name. */
  readonly table: string;
  /** The quoted column of each property. */
  readonly column: ColumnNames<Entity>;
  /** The columns qualified with an alias: `of('m').id` is `m."id"`. */
  of(alias: string): ColumnNames<Entity>;
  /** A select list that returns rows shaped like the entity: `m."sent_at" as "sentAt", …`; all columns without `properties`. */
  select(alias: string): Selection<Pick<Entity, Name<Entity>>>;
  select<P extends Name<Entity>>(
    alias: string,
    properties: readonly P[],
  ): Selection<Pick<Entity, NoInfer<P>>>;
  /** A column list for `insert into`. */
  list(properties: readonly Name<Entity>[]): string;
}

/** The names of an entity's table. Throws at load time if the class is not an entity. */
export function tableOf<Entity extends object>(entity: EntityClass<Entity>): TableNames<Entity> {
  const { table, columns } = readDeclaredTable(entity);
  const properties = [...columns.keys()] as Name<Entity>[];
  const quotedName = (property: Name<Entity>): string => {
    const column = columns.get(property);
    if (column === undefined) throw new Error(`${entity.name} has no property ${property}.`);
    return `"${column}"`;
  };
  const named = (prefix: string) =>
    Object.fromEntries(properties.map(p => [p, `${prefix}${quotedName(p)}`])) as ColumnNames<Entity>;
  return {
    table: `"${table}"`,
    column: named(''),
    of: alias => named(`${alias}.`),
    select: <P extends Name<Entity>>(alias: string, chosen?: readonly P[]) =>
      (chosen ?? properties).map(p => `${alias}.${quotedName(p)} as "${p}"`).join(', ') as Selection<
        Pick<Entity, P>
      >,
    list: chosen => chosen.map(quotedName).join(', '),
  };
}
