import { LimitReachedError } from '../domain/errors.js';
import { toTopicKeywords } from '../domain/topic-keywords.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Topic } from '../entities/topic.entity.js';
import { applyChanges } from './apply-changes.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { type CompanyList, type UpsertEntryInput, upsertEntry } from './upsert-entry.js';

/** Input of `upsertTopic`; null clears the keywords. */
export interface UpsertTopicInput extends UpsertEntryInput {
  readonly keywords?: readonly string[] | null;
}

const list: CompanyList<Topic> = {
  ...{ entity: Topic, what: 'topic', name: 'topics', limits: { active: 200, all: 1_000 } },
};
/** Keywords of all topics: ingest compiles them after each change, in every process. */
const maxKeywordsOfCompany = 5_000;

/**
 * Creates or changes a topic. Ingest uses the new keywords when its account entry expires, within a second. An archived
 * topic stays where it is set; keywords and users no longer choose it. @returns its id
 * @throws BadUserInputError, NotFoundError, ConflictError for a name in use, LimitReachedError
 */
export async function upsertTopic(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  input: UpsertTopicInput,
): Promise<string> {
  const keywords =
    input.keywords === undefined ? undefined : toTopicKeywords('keywords', input.keywords ?? []);
  return upsertEntry(database, tenantId, list, input, ({ unit, known, others, columns, isAdded }) => {
    const wanted = keywords ?? known?.keywords ?? [];
    if (isAdded || wanted.length > (known?.keywords.length ?? 0)) refuseTooManyKeywords(others, wanted);
    if (known) return { id: known.id, hasChanged: applyChanges(known, { ...columns, keywords }).length > 0 };
    const { name = '', archivedAt = null } = columns;
    const row = { id: uuidV7(), tenantId, name, keywords: wanted, archivedAt };
    return { id: unit.em.create(Topic, row).id, hasChanged: true };
  });
}

function refuseTooManyKeywords(others: readonly Topic[], keywords: readonly string[]): void {
  const active = others.filter(({ archivedAt }) => archivedAt === null);
  const count = active.reduce((sum, topic) => sum + topic.keywords.length, keywords.length);
  if (count > maxKeywordsOfCompany)
    throw new LimitReachedError('keywords', maxKeywordsOfCompany, 'remove some from other topics first');
}
