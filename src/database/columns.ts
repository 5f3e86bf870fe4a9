/**
 * Table and column names for hand-written SQL, read from what the entities declare.
 *
 * The hot paths speak prepared SQL; their names come from here, so a column that is renamed in an entity needs no
 * second edit. Works without a connection: it reads the decorators, not a discovered schema.
 */
import {
  type EntityClass,
  type EntityMetadata,
  MetadataStorage,
  UnderscoreNamingStrategy,
} from '@mikro-orm/core';

type Name<Entity> = Extract<keyof Entity, string>;

/** Quoted column names of one entity, by property. */
export type ColumnNames<Entity> = { readonly [P in Name<Entity>]: string };

/** Names of one table, ready to be put into SQL. */
export interface TableNames<Entity> {
  /** The quoted table name. */
  readonly table: string;
  /** The quoted column of each property. */
  readonly column: ColumnNames<Entity>;
  /** The columns qualified with an alias: `of('m').id` is `m."id"`. */
  of(alias: string): ColumnNames<Entity>;
  /** A select list that returns rows shaped like the entity: `m."sent_at" as "sentAt", …`. */
  select(alias: string, properties?: readonly Name<Entity>[]): string;
  /** A column list for `insert into`. */
  list(properties: readonly Name<Entity>[]): string;
}

const naming = new UnderscoreNamingStrategy();

/** The names of an entity's table. Throws at load time when the class is no entity. */
export function tableOf<Entity extends object>(entity: EntityClass<Entity>): TableNames<Entity> {
  const meta = (entity as unknown as Record<symbol, EntityMetadata | undefined>)[MetadataStorage.META_SYMBOL];
  const tableName = meta?.tableName;
  if (!meta || !tableName) throw new Error(`${entity.name} names no table.`);
  const properties = Object.keys(meta.properties) as Name<Entity>[];
  const quotedName = (property: Name<Entity>): string => {
    const declared = meta.properties[property as never] as { fieldName?: string } | undefined;
    if (!declared) throw new Error(`${entity.name} has no property ${property}.`);
    return `"${declared.fieldName ?? naming.propertyToColumnName(property)}"`;
  };
  const named = (prefix: string) =>
    Object.fromEntries(properties.map(p => [p, `${prefix}${quotedName(p)}`])) as ColumnNames<Entity>;
  return {
    table: `"${tableName}"`,
    column: named(''),
    of: alias => named(`${alias}.`),
    select: (alias, chosen = properties) => chosen.map(p => `${alias}.${quotedName(p)} as "${p}"`).join(', '),
    list: chosen => chosen.map(quotedName).join(', '),
  };
}
