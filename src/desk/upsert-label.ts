import { BadUserInputError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Label } from '../entities/label.entity.js';
import { applyChanges } from './apply-changes.js';
import {
  findEntry,
  lockLists,
  refuseFullList,
  refuseTakenName,
  toArchivedAt,
  toEntryName,
  toListUpdated,
} from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';

/** Input of `upsertLabel`: without an id a label to create. An absent field is unchanged. */
export interface UpsertLabelInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly color?: string | null;
  readonly isArchived?: boolean | null;
}

const limits = { active: 500, all: 1_000 };
/** A grey, with enough contrast on white and on black. */
const defaultColor = '#6b7280';

/**
 * Creates or changes a label. An archived one stays where it is set, and cannot be added.
 * @returns its id
 * @throws BadUserInputError, NotFoundError, ConflictError for a name in use, LimitReachedError
 */
export async function upsertLabel(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  input: UpsertLabelInput,
): Promise<string> {
  const name = toEntryName('name', input.name);
  const color = toColor('color', input.color);
  return database.change(tenantId, async unit => {
    await lockLists(unit, tenantId);
    const all: Label[] = await unit.em.find(Label, {});
    const known = findEntry(all, 'label', input.id);
    const others = all.filter(label => label !== known);
    if (name !== undefined) refuseTakenName(others, 'label', name);
    const archivedAt = toArchivedAt(known?.archivedAt ?? null, input.isArchived);
    if (known === null || (known.archivedAt !== null && archivedAt === null))
      refuseFullList(others, 'labels', limits);
    if (known !== null) {
      if (applyChanges(known, { name, color, archivedAt }).length > 0)
        unit.emit(toListUpdated(tenantId, 'labels'));
      return known.id;
    }
    if (name === undefined) throw new BadUserInputError('name', 'is required for a new label');
    const { id } = unit.em.create(Label, {
      ...{ id: uuidV7(), tenantId, name, color: color ?? defaultColor, archivedAt: archivedAt ?? null },
    });
    unit.emit(toListUpdated(tenantId, 'labels'));
    return id;
  });
}

/** A colour in lower case; undefined when absent. @throws BadUserInputError for null and for another notation */
function toColor(field: string, text: string | null | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (text === null || !/^#[0-9a-f]{6}$/i.test(text))
    throw new BadUserInputError(field, 'must be a colour as #rrggbb');
  return text.toLowerCase();
}
