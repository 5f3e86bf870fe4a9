import type { EntityClass } from '@mikro-orm/core';
import { tableOf } from '../database/columns.js';
import { selectWithout } from '../database/row-shape.js';
import { sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';

/** The statement that reads rows of a table by their ids, without the properties in `hidden`. Parameters: tenant, ids. */
export function rowsById<
  Entity extends { id: string; tenantId: string },
  Hidden extends Extract<keyof Entity, string> = never,
>(entity: EntityClass<Entity>, hidden: readonly Hidden[] = []) {
  const table = tableOf(entity);
  const { id, tenantId } = table.of('r');
  return tenantStatement(
    `${table.table}-by-id`,
    sql`select ${selectWithout(entity, 'r', hidden)} from ${table.table} r where ${tenantId} = $1 and ${id} = any($2::uuid[])`,
  );
}
