/** Projections of lists of a single table. */
import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from '../database/columns.js';
import type { CursorUse } from '../database/cursors.js';
import { shapeOf } from '../database/row-shape.js';
import type { PagedList, Projection } from './page-sql.js';

/** A list of an entity ordered by id, that is by time. */
export function listById<Entity extends { id: string; tenantId: string }>(
  entity: EntityClass<Entity>,
  name: string,
  use: CursorUse,
  alias: string,
  order: 'asc' | 'desc',
): PagedList {
  const table = tableOf(entity);
  const { id, tenantId } = table.of(alias);
  const keys = [{ sql: id, type: 'uuid' }] as const;
  return {
    name,
    typeName: entity.name,
    use,
    table: table.table,
    alias,
    tenantColumn: tenantId,
    keys,
    order,
    isPlannedForTenant: true,
  };
}

/** All columns of an entity except the hidden ones. */
export function plainRows<
  Entity extends { id: string },
  Hidden extends Extract<keyof Entity, string> = never,
>(
  entity: EntityClass<Entity>,
  alias: string,
  hidden: readonly Hidden[] = [],
): Projection<Readonly<Omit<Entity, Hidden>>> {
  const shape = shapeOf(entity, hidden);
  return {
    name: '',
    width: shape.width,
    select: shape.sql(alias),
    joins: '',
    read: (values, tenantId) => shape.read(values, 0, tenantId),
  };
}
