import { BadUserInputError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Label } from '../entities/label.entity.js';
import { applyChanges } from './apply-changes.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { type CompanyList, type UpsertEntryInput, upsertEntry } from './upsert-entry.js';

/** Input of `upsertLabel`. */
export interface UpsertLabelInput extends UpsertEntryInput {
  readonly color?: string | null;
}

const list: CompanyList<Label> = {
  ...{ entity: Label, what: 'label', name: 'labels', limits: { active: 500, all: 1_000 } },
};
/** A grey, with enough contrast on white and on black. */
const defaultColor = '#6b7280';

/**
 * Creates or changes a label. An archived one stays where it is set, and cannot be added. @returns its id
 * @throws BadUserInputError, NotFoundError, ConflictError for a name in use, LimitReachedError
 */
export async function upsertLabel(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  input: UpsertLabelInput,
): Promise<string> {
  const color = toColor('color', input.color);
  return upsertEntry(database, tenantId, list, input, ({ unit, known, columns }) => {
    if (known) return { id: known.id, hasChanged: applyChanges(known, { ...columns, color }).length > 0 };
    const { name = '', archivedAt = null } = columns;
    const row = { id: uuidV7(), tenantId, name, color: color ?? defaultColor, archivedAt };
    return { id: unit.em.create(Label, row).id, hasChanged: true };
  });
}

/** A colour in lower case; undefined when absent. @throws BadUserInputError for null and for another notation */
function toColor(field: string, text: string | null | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (text === null || !/^#[0-9a-f]{6}$/i.test(text))
    throw new BadUserInputError(field, 'must be a colour as #rrggbb');
  return text.toLowerCase();
}
