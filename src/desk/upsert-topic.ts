import type { UnitOfWork } from '../database/database.js';
import { BadUserInputError, LimitReachedError } from '../domain/errors.js';
import { toTopicKeywords } from '../domain/topic-keywords.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Topic } from '../entities/topic.entity.js';
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

/** Input of `upsertTopic`: without an id a topic to create. An absent field is unchanged; null clears the keywords. */
export interface UpsertTopicInput {
  readonly id?: string | null;
  readonly name?: string | null;
  readonly keywords?: readonly string[] | null;
  readonly isArchived?: boolean | null;
}

const limits = { active: 200, all: 1_000 };
/** Keywords of all topics: ingest compiles them after each change, in every process. */
const maxKeywordsOfCompany = 5_000;

/**
 * Creates or changes a topic. Ingest uses the new keywords when its account entry expires, within a second. An archived
 * topic stays where it is set; keywords and users no longer choose it.
 * @returns its id
 * @throws BadUserInputError, NotFoundError, ConflictError for a name in use, LimitReachedError
 */
export async function upsertTopic(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  input: UpsertTopicInput,
): Promise<string> {
  const name = toEntryName('name', input.name);
  const keywords =
    input.keywords === undefined ? undefined : toTopicKeywords('keywords', input.keywords ?? []);
  return database.change(tenantId, async unit => {
    await lockLists(unit, tenantId);
    const topics: Topic[] = await unit.em.find(Topic, {});
    const known = findEntry(topics, 'topic', input.id);
    const others = topics.filter(topic => topic !== known);
    if (name !== undefined) refuseTakenName(others, 'topic', name);
    const archivedAt = toArchivedAt(known?.archivedAt ?? null, input.isArchived);
    const isAdded = known === null || (known.archivedAt !== null && archivedAt === null);
    if (isAdded) refuseFullList(others, 'topics', limits);
    const wanted = keywords ?? known?.keywords ?? [];
    if (isAdded || wanted.length > (known?.keywords.length ?? 0)) refuseTooManyKeywords(others, wanted);
    if (known === null) return create(unit, tenantId, { name, keywords, archivedAt });
    if (applyChanges(known, { name, keywords, archivedAt }).length > 0)
      unit.emit(toListUpdated(tenantId, 'topics'));
    return known.id;
  });
}

function create(
  { em, emit }: UnitOfWork,
  tenantId: string,
  { name, keywords = [], archivedAt = null }: Partial<Pick<Topic, 'name' | 'keywords' | 'archivedAt'>>,
): string {
  if (name === undefined) throw new BadUserInputError('name', 'is required for a new topic');
  const { id } = em.create(Topic, { id: uuidV7(), tenantId, name, keywords, archivedAt });
  emit(toListUpdated(tenantId, 'topics'));
  return id;
}

function refuseTooManyKeywords(others: readonly Topic[], keywords: readonly string[]): void {
  const active = others.filter(({ archivedAt }) => archivedAt === null);
  const count = active.reduce((sum, topic) => sum + topic.keywords.length, keywords.length);
  if (count > maxKeywordsOfCompany)
    throw new LimitReachedError('keywords', maxKeywordsOfCompany, 'remove some from other topics first');
}
