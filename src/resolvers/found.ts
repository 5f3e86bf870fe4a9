/** Looking one thing up by id: absent and foreign are answered in the same words. */
import { NotFoundError } from '../domain/errors.js';

/** The row. @throws NotFoundError when the tenant has none with this id */
export async function getFound<Row>(
  what: string,
  id: string,
  row: Row | null | Promise<Row | null>,
): Promise<Row> {
  const found = await row;
  if (found === null) throw new NotFoundError(what, id);
  return found;
}
