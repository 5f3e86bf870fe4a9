/** Rules of the company's own lists (topics, stages, labels, teams, attributes): entries have unique names and are archived instead of deleted. */
import type { NewEvent } from '../database/publish.js';
import { BadUserInputError, ConflictError, LimitReachedError, NotFoundError } from '../domain/errors.js';
import { cleanText, isInvisible } from '../domain/text.js';
import { EventType } from '../domain/vocabulary.js';

/** A row of a list. */
export interface ListEntry {
  readonly id: string;
  readonly name: string;
  readonly archivedAt: Date | null;
}

const maxNameChars = 100;

/** Name of the query that returns a list. */
export type ListName =
  | 'topics'
  | 'leadStages'
  | 'labels'
  | 'teams'
  | 'cannedReplies'
  | 'attributeDefinitions';

/** TENANT_UPDATED. */
export function toListUpdated(tenantId: string, list: ListName): NewEvent {
  return { kind: EventType.TENANT_UPDATED, subjectId: tenantId, changed: [list] };
}

/**
 * The name of an entry; undefined when absent. Line breaks become spaces.
 * @throws BadUserInputError for null, for an invisible and for a long name
 */
export function toEntryName(field: string, text: string | null | undefined): string | undefined {
  if (text === undefined) return undefined;
  const name = cleanText(text ?? '')
    .normalize('NFC')
    .trim()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ');
  if (isInvisible(name) || name.length > maxNameChars)
    throw new BadUserInputError(field, `must have 1 to ${maxNameChars} characters`);
  return name;
}

/** The entry with this id; null without an id. @throws NotFoundError */
export function findEntry<Entry extends ListEntry>(
  entries: readonly Entry[],
  what: string,
  id: string | null | undefined,
): Entry | null {
  if (id == null) return null;
  const entry = entries.find(candidate => candidate.id === id.toLowerCase());
  if (!entry) throw new NotFoundError(what, id);
  return entry;
}

/** Compares a name with those of the other entries, archived ones too. @throws ConflictError */
export function refuseTakenName(others: readonly ListEntry[], what: string, name: string): void {
  const holder = others.find(other => toComparable(other.name) === toComparable(name));
  if (!holder) return;
  const archived = holder.archivedAt === null ? '' : ' It is archived; `isArchived: false` takes it back.';
  throw new ConflictError(`There is a ${what} with the name "${holder.name}" already.${archived}`, {
    reason: 'EXISTS',
    id: holder.id,
  });
}

const toComparable = (name: string): string => name.normalize('NFC').toLowerCase();

/** Maximum numbers of entries. */
export interface ListLimits {
  readonly active: number;
  readonly all: number;
}

/** Refuses one more entry, new or taken out of the archive. @throws LimitReachedError */
export function refuseFullList(others: readonly ListEntry[], what: string, limits: ListLimits): void {
  if (others.filter(({ archivedAt }) => archivedAt === null).length >= limits.active)
    throw new LimitReachedError(what, limits.active, 'archive one first');
  if (others.length >= limits.all)
    throw new LimitReachedError(what, limits.all, 'take an archived one back and rename it');
}

/** Refuses an archived entry as a new choice. @throws ConflictError */
export function refuseArchived({ archivedAt, name }: ListEntry, what: string): void {
  if (archivedAt === null) return;
  throw new ConflictError(`The ${what} "${name}" is archived; choose another one.`, { reason: 'ARCHIVED' });
}

/** The `archivedAt` of a row after a change; an absent or null `isArchived` leaves it. */
export function toArchivedAt(
  before: Date | null,
  isArchived: boolean | null | undefined,
): Date | null | undefined {
  if (isArchived == null) return undefined;
  return isArchived ? (before ?? new Date()) : null;
}
