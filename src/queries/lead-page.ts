/** Pages of leads. */
import { tableOf } from '../database/columns.js';
import { LeadOrder } from '../domain/list-order.js';
import { Lead } from '../entities/lead.entity.js';
import { idIn, timeIs, when } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import type { Condition, PagedList } from './page-sql.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage, readPageOf } from './read-page.js';
import type { LeadRow } from './rows.js';
import { matchesPerson, toSearch } from './search.js';

const lead = tableOf(Lead).of('l');

const newestFirst = listById(Lead, 'leads', 'leads', 'l', 'desc');
const lists: Readonly<Record<LeadOrder, PagedList>> = {
  [LeadOrder.NEWEST_FIRST]: newestFirst,
  [LeadOrder.LATEST_CHANGE_FIRST]: {
    ...newestFirst,
    name: 'leads-by-change',
    use: 'leads-by-change',
    keys: [
      { sql: lead.updatedAt, type: 'timestamptz' },
      { sql: lead.id, type: 'uuid' },
    ],
  },
};
const projection = plainRows(Lead, 'l', ['topicSource']);

/** Leads that were merged into another are read by their ids only. */
const isUnmerged = when('unmerged', true, `${lead.mergedIntoId} is null`);

/** Filters of the lead list; absent and null filter nothing, all given ones must hold. */
export interface LeadListFilter {
  readonly stageIds?: readonly string[] | null;
  readonly channelIds?: readonly string[] | null;
  readonly topicIds?: readonly string[] | null;
  readonly ownerIds?: readonly string[] | null;
  readonly unowned?: boolean | null;
  readonly createdAfter?: Date | null;
  readonly createdBefore?: Date | null;
  readonly updatedAfter?: Date | null;
  readonly updatedBefore?: Date | null;
  readonly search?: string | null;
}

/** The leads of the tenant, without those that were merged into another of the same person. */
export function leadPage(
  source: PageSource,
  filter: LeadListFilter,
  order: LeadOrder,
  args: PageArguments,
): Promise<Page<LeadRow>> {
  const conditions = [
    ...isUnmerged,
    ...idIn('stageIds', lead.stageId, filter.stageIds),
    ...idIn('channelIds', lead.channelId, filter.channelIds),
    ...idIn('topicIds', lead.topicId, filter.topicIds),
    ...idIn('ownerIds', lead.ownerId, filter.ownerIds),
    ...when('unowned', filter.unowned === true, `${lead.ownerId} is null`),
    ...when('owned', filter.unowned === false, `${lead.ownerId} is not null`),
    ...timeIs('createdAfter', lead.createdAt, '>=', filter.createdAfter),
    ...timeIs('createdBefore', lead.createdAt, '<', filter.createdBefore),
    ...timeIs('updatedAfter', lead.updatedAt, '>=', filter.updatedAfter),
    ...timeIs('updatedBefore', lead.updatedAt, '<', filter.updatedBefore),
    ...matching(filter.search),
  ];
  return readPage(source, { list: lists[order], projection, conditions }, args);
}

/** The leads of a contact, newest first. */
export function leadsOfContact(
  source: PageSource,
  contactId: string,
  args: PageArguments,
): Promise<Page<LeadRow>> {
  const parent = { name: 'of-contact', match: `${lead.contactId} = p.id`, id: contactId };
  return readPageOf(source, { list: newestFirst, projection, conditions: isUnmerged }, parent, args);
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
