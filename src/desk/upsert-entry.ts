import type { EntityClass } from '@mikro-orm/core';
import type { UnitOfWork } from '../database/database.js';
import { lockCompany } from '../database/lock-company.js';
import { BadUserInputError } from '../domain/errors.js';
import {
  findEntry,
  type ListEntry,
  type ListLimits,
  type ListName,
  refuseFullList,
  refuseTakenName,
  toArchivedAt,
  toEntryName,
  toListUpdated,
} from './company-list.js';
import type { DeskDatabase } from './desk-database.js';

/** Input of every upsert: without an id an entry to create. An absent field is unchanged. */
export interface UpsertEntryInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly isArchived?: boolean | null;
}

/** A list of the company, whose entries have unique names and are archived instead of deleted. */
export interface CompanyList<Entry extends ListEntry> {
  readonly entity: EntityClass<Entry>;
  /** An entry in an error, such as "label". */
  readonly what: string;
  readonly name: ListName;
  /** The list in an error; its name when absent. */
  readonly plural?: string;
  readonly limits: ListLimits;
  /** Whether another entry shares names and limits with the changed one; all do when absent. */
  readonly isRival?: (other: Entry, known: Entry | null) => boolean;
}

/** An entry whose list is locked, and whose name and place in the list are accepted. */
export interface OpenEntry<Entry extends ListEntry> {
  readonly unit: UnitOfWork;
  /** Null for a new one. */
  readonly known: Entry | null;
  /** Those that share names and limits. */
  readonly others: readonly Entry[];
  /** Name and archive to set; undefined means "leave as it is". A new entry always has a name. */
  readonly columns: { readonly name?: string; readonly archivedAt?: Date | null };
  /** New, or taken out of the archive. */
  readonly isAdded: boolean;
}

/** The written entry. */
export interface WrittenEntry {
  readonly id: string;
  readonly hasChanged: boolean;
}

/**
 * The frame of a change of one entry: locks the company's lists, finds the entry, refuses a taken name and a full list,
 * and announces the list when `write` has changed the entry. @returns the id
 * @throws BadUserInputError, NotFoundError, ConflictError for a name in use, LimitReachedError, and those of `write`
 */
export async function upsertEntry<Entry extends ListEntry>(
  database: DeskDatabase,
  tenantId: string,
  list: CompanyList<Entry>,
  input: UpsertEntryInput,
  write: (entry: OpenEntry<Entry>) => WrittenEntry | Promise<WrittenEntry>,
): Promise<string> {
  const { entity, what, limits, isRival = () => true } = list;
  const name = toEntryName('name', input.name);
  return database.change(tenantId, async unit => {
    await lockCompany(unit, tenantId);
    const all = (await unit.em.find(entity, {})) as Entry[];
    const known = findEntry(all, what, input.id);
    const others = all.filter(other => other !== known && isRival(other, known));
    if (name !== undefined) refuseTakenName(others, what, name);
    const archivedAt = toArchivedAt(known?.archivedAt ?? null, input.isArchived);
    const isAdded = known === null || (known.archivedAt !== null && archivedAt === null);
    if (isAdded) refuseFullList(others, list.plural ?? list.name, limits);
    if (known === null && name === undefined)
      throw new BadUserInputError('name', `is required for a new ${what}`);
    const columns = {
      ...(name === undefined ? {} : { name }),
      ...(archivedAt === undefined ? {} : { archivedAt }),
    };
    const { id, hasChanged } = await write({ unit, known, others, columns, isAdded });
    if (hasChanged) unit.emit(toListUpdated(tenantId, list.name));
    return id;
  });
}
