/** Pages of leads, newest first. */
import { tableOf } from '../database/columns.js';
import { Lead } from '../entities/lead.entity.js';
import { type AttributeFilter, attributesAre } from './attribute-conditions.js';
import { idIn, idIs, when } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import type { Condition } from './page-sql.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';
import type { LeadRow } from './rows.js';
import { matchesPerson, toSearch } from './search.js';

const lead = tableOf(Lead).of('l');

const list = listById(Lead, 'leads', 'leads', 'l', 'desc');
const projection = plainRows(Lead, 'l', ['topicSource']);

/** Filters of the lead list; absent and null filter nothing, all given ones must hold. */
export interface LeadListFilter {
  readonly stageIds?: readonly string[] | null;
  readonly channelIds?: readonly string[] | null;
  readonly topicId?: string | null;
  readonly ownerId?: string | null;
  readonly search?: string | null;
  readonly attributes?: readonly AttributeFilter[] | null;
}

/** The leads of the tenant, without those that were merged into another of the same person. */
export function leadPage(
  source: PageSource,
  filter: LeadListFilter,
  args: PageArguments,
): Promise<Page<LeadRow>> {
  const conditions = [
    ...when('unmerged', true, `${lead.mergedIntoId} is null`),
    ...idIn('stageIds', lead.stageId, filter.stageIds),
    ...idIn('channelIds', lead.channelId, filter.channelIds),
    ...idIs('topicId', lead.topicId, filter.topicId),
    ...idIs('ownerId', lead.ownerId, filter.ownerId),
    ...matching(filter.search),
    ...attributesAre(lead.attributes, filter.attributes),
  ];
  return readPage(source, { list, projection, conditions }, args);
}

function matching(text: string | null | undefined): readonly Condition[] {
  const search = toSearch('search', text);
  if (search === null) return [];
  const columns = { name: lead.name, phone: lead.phone };
  return [
    {
      name: 'search',
      isPlannedEachTime: true,
      toSql: parameters => matchesPerson(search, columns, parameters),
    },
  ];
}
