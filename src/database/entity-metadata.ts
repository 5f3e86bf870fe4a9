/**
 * The one module that reads MikroORM's metadata of an entity class without a connection: what its decorators declared,
 * before discovery. `MetadataStorage.META_SYMBOL` is not part of the documented interface (read in @mikro-orm/core
 * 7.2.1); `test/unit/library-internals.test.ts` fails when an upgrade changes it.
 */
import {
  type EntityClass,
  type EntityMetadata,
  MetadataStorage,
  UnderscoreNamingStrategy,
} from '@mikro-orm/core';

/** Declarations of an entity's decorators. */
export interface DeclaredTable {
  readonly table: string;
  /** The column of each property, in the order of declaration. */
  readonly columns: ReadonlyMap<string, string>;
}

const naming = new UnderscoreNamingStrategy();

/** Table and columns of an entity class. Throws if the class is not an entity. */
export function readDeclaredTable(entity: EntityClass<object>): DeclaredTable {
  const meta = (entity as unknown as Record<symbol, EntityMetadata | undefined>)[MetadataStorage.META_SYMBOL];
  if (!meta?.tableName) throw new Error(`${entity.name} names no table.`);
  const properties = Object.entries(meta.properties as Record<string, { readonly fieldName?: string }>);
  return {
    table: meta.tableName,
    columns: new Map(
      properties.map(([name, { fieldName }]) => [name, fieldName ?? naming.propertyToColumnName(name)]),
    ),
  };
}
