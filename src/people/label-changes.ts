/** Changes of the labels of a conversation or a contact: added and removed, so that two users at once lose nothing. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { BadUserInputError, ConflictError, LimitReachedError, NotFoundError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Label } from '../entities/label.entity.js';

/** Labels to add and to remove; absent and null lists change nothing. */
export interface LabelChange {
  readonly addLabelIds?: readonly string[] | null;
  readonly removeLabelIds?: readonly string[] | null;
}

/** The labels of a change, as they are stored. */
export interface LabelChoice {
  readonly added: readonly Pick<Label, 'id' | 'name' | 'archivedAt'>[];
  readonly removed: ReadonlySet<string>;
}

/** Labels of one conversation or contact, and those of one change. */
const maxLabels = 50;

const labels = tableOf(Label);
const label = labels.of('l');
const find = statement(
  'labels-of-change',
  sql`select ${labels.select('l', ['id', 'name', 'archivedAt'])} from ${labels.table} l
    where ${label.tenantId} = $1 and ${label.id} = any($2::uuid[])`,
);

/**
 * Reads the labels of a change; without any it costs no statement.
 * @throws BadUserInputError for too many, and for one in both lists; NotFoundError
 */
export async function readLabelChange(
  { query }: Pick<Transaction, 'query'>,
  tenantId: string,
  change: LabelChange,
): Promise<LabelChoice> {
  const added = toIds('addLabelIds', change.addLabelIds);
  const removed = toIds('removeLabelIds', change.removeLabelIds);
  if (added.some(id => removed.includes(id)))
    throw new BadUserInputError('removeLabelIds', 'must not contain a label that is also added');
  const ids = [...added, ...removed];
  if (ids.length === 0) return { added: [], removed: new Set() };
  const rows = await query(find, [tenantId, ids]);
  const known = new Map(rows.map(row => [row.id, row]));
  for (const id of ids) if (!known.has(id)) throw new NotFoundError('label', id);
  return { added: added.flatMap(id => known.get(id) ?? []), removed: new Set(removed) };
}

function toIds(field: string, given: readonly string[] | null | undefined): readonly string[] {
  const ids = [...new Set((given ?? []).map(id => id.toLowerCase()))];
  if (ids.length > maxLabels) throw new BadUserInputError(field, `takes at most ${maxLabels} labels`);
  for (const id of ids) if (!isUuid(id)) throw new NotFoundError('label', id);
  return ids;
}

/**
 * The labels after a change.
 * @throws ConflictError for an archived label that it does not have; LimitReachedError
 */
export function changeLabels(before: readonly string[], { added, removed }: LabelChoice): string[] {
  const fresh = added.filter(({ id }) => !before.includes(id));
  const archived = fresh.find(({ archivedAt }) => archivedAt !== null);
  if (archived)
    throw new ConflictError(`The label "${archived.name}" is archived; choose another one.`, {
      reason: 'ARCHIVED',
    });
  const after = [...before.filter(id => !removed.has(id)), ...fresh.map(({ id }) => id)];
  if (fresh.length > 0 && after.length > maxLabels)
    throw new LimitReachedError('labels', maxLabels, 'remove one first');
  return after;
}
