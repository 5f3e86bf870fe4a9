import { BadUserInputError, ConflictError } from '../domain/errors.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { type AttributeTarget, AttributeType } from '../domain/vocabulary.js';
import { AttributeDefinition } from '../entities/attribute-definition.entity.js';
import { applyChanges } from './apply-changes.js';
import { toEntryName } from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { type OpenEntry, type UpsertEntryInput, upsertEntry, type WrittenEntry } from './upsert-entry.js';

/** Input of `upsertAttribute`. */
export interface UpsertAttributeInput extends UpsertEntryInput {
  readonly target?: AttributeTarget | null;
  readonly key?: string | null;
  readonly type?: AttributeType | null;
  readonly choices?: readonly string[] | null;
  readonly position?: number | null;
}

const limits = { active: 100, all: 300 };
const maxChoices = 200;
const maxPosition = 10_000;

/**
 * Creates or changes a field of contacts or leads. Its target, key and type never change; values of a removed choice
 * stay where they are. @returns its id
 * @throws BadUserInputError, NotFoundError, ConflictError for a key or a name in use, LimitReachedError
 */
export async function upsertAttribute(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  input: UpsertAttributeInput,
): Promise<string> {
  const position = toPosition(input.position);
  const list = {
    ...{ entity: AttributeDefinition, what: 'attribute', name: 'attributeDefinitions' as const, limits },
    plural: 'attributes',
    isRival: (other: AttributeDefinition, known: AttributeDefinition | null) =>
      other.target === (known?.target ?? input.target),
  };
  return upsertEntry(database, tenantId, list, input, entry => {
    const { known, columns } = entry;
    if (known === null) return create(tenantId, entry, input, position);
    refuseFixed(known, input);
    const choices = input.choices == null ? undefined : toChoices(known.type, input.choices);
    const changed = applyChanges(known, { ...columns, position, choices });
    return { id: known.id, hasChanged: changed.length > 0 };
  });
}

function create(
  tenantId: string,
  { unit, others, columns: { name = '', archivedAt = null } }: OpenEntry<AttributeDefinition>,
  { target, type, choices, ...input }: UpsertAttributeInput,
  position: number | undefined,
): WrittenEntry {
  if (target == null) throw new BadUserInputError('target', 'is required for a new attribute');
  if (type == null) throw new BadUserInputError('type', 'is required for a new attribute');
  const key = input.key ?? '';
  if (!/^[a-z][a-z0-9_]{0,62}$/.test(key))
    throw new BadUserInputError(
      'key',
      'must have 1 to 63 lower-case letters, digits and _, and begin with a letter',
    );
  const holder = others.find(other => other.key === key);
  if (holder)
    throw new ConflictError(`The attribute "${holder.name}" has the key "${key}" already.`, {
      reason: 'EXISTS',
      id: holder.id,
    });
  const last = Math.max(-1, ...others.map(({ position }) => position));
  const { id } = unit.em.create(AttributeDefinition, {
    ...{ id: uuidV7(), tenantId, target, key, type, name, archivedAt },
    choices: toChoices(type, choices ?? []),
    position: position ?? last + 1,
  });
  return { id, hasChanged: true };
}

function refuseFixed(known: AttributeDefinition, input: UpsertAttributeInput): void {
  for (const field of ['target', 'key', 'type'] as const)
    if (input[field] != null && input[field] !== known[field])
      throw new BadUserInputError(field, 'never changes; archive the attribute and add another one');
}

function toPosition(position: number | null | undefined): number | undefined {
  if (position == null) return undefined;
  if (!Number.isInteger(position) || position < 0 || position > maxPosition)
    throw new BadUserInputError('position', `must be a whole number from 0 to ${maxPosition}`);
  return position;
}

function toChoices(type: AttributeType, given: readonly string[]): string[] {
  if (type !== AttributeType.CHOICE) {
    if (given.length > 0) throw new BadUserInputError('choices', 'are only for the type CHOICE');
    return [];
  }
  if (given.length === 0 || given.length > maxChoices)
    throw new BadUserInputError('choices', `must be 1 to ${maxChoices} texts`);
  const choices = given.map(choice => toEntryName('choices', choice) ?? '');
  if (new Set(choices.map(choice => choice.toLowerCase())).size < choices.length)
    throw new BadUserInputError('choices', 'must differ from each other');
  return choices;
}
