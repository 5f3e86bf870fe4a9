/** Lookup by id: missing and other tenants' rows get the same error. */
import { NotFoundError } from '../domain/errors.js';

/** Returns the row. @throws NotFoundError when the tenant has none with this id */
export async function getFound<Row>(
  what: string,
  id: string,
  row: Row | null | Promise<Row | null>,
): Promise<Row> {
  const found = await row;
  if (found === null) throw new NotFoundError(what, id);
  return found;
}
