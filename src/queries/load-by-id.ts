import type { TenantStatement } from '../database/statement.js';
import { isUuid } from '../domain/uuid-v7.js';
import type { LoadSource } from './load-source.js';

/**
 * The row with this id, loaded together with the others of the request; null when the tenant has none. For rows that are
 * otherwise read as parts of their parents or in lists only; the others have their loader in `Loaders`.
 * @param statement reads rows by the ids in its second parameter
 */
export async function loadById<Row extends { readonly id: string }>(
  { reader, loaders }: LoadSource,
  statement: TenantStatement<Row>,
  id: string | null,
): Promise<Row | null> {
  if (id === null || !isUuid(id)) return null;
  return loaders
    .byParent<Row | null>(statement.name, async ids => {
      const rows = new Map((await reader.rows(statement, ids)).map(row => [row.id, row]));
      return ids.map(wanted => rows.get(wanted) ?? null);
    })
    .load(id.toLowerCase());
}
