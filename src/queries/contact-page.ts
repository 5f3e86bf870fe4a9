/** Contacts: pages, and lookup by phone. */
import { tableOf } from '../database/columns.js';
import { sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { ContactOrder } from '../domain/list-order.js';
import { Contact } from '../entities/contact.entity.js';
import { type AttributeFilter, attributesAre } from './attribute-conditions.js';
import { idsOverlap, timeIs, when } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import type { Condition, PagedList } from './page-sql.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';
import type { ContactRow } from './rows.js';
import { matchesPerson, toSearch } from './search.js';

const contacts = tableOf(Contact);
const contact = contacts.of('ct');

const newestFirst = listById(Contact, 'contacts', 'contacts', 'ct', 'desc');
const lists: Readonly<Record<ContactOrder, PagedList>> = {
  [ContactOrder.NEWEST_FIRST]: newestFirst,
  [ContactOrder.NAME]: {
    ...newestFirst,
    name: 'contacts-by-name',
    use: 'contacts-by-name',
    // As in the index contacts_order_idx. The separator of cursors cannot be a part of a key.
    keys: [
      { sql: `(${contact.displayName} is null)`, type: 'boolean' },
      { sql: `translate(lower(left(coalesce(${contact.displayName}, ''), 50)), chr(31), ' ')`, type: 'text' },
      { sql: contact.id, type: 'uuid' },
    ],
    order: 'asc',
  },
};
const projection = plainRows(Contact, 'ct');

/** Filters of the contact list; absent and null filter nothing, all given ones must hold. */
export interface ContactListFilter {
  readonly search?: string | null;
  readonly attributes?: readonly AttributeFilter[] | null;
  readonly labelIds?: readonly string[] | null;
  readonly createdAfter?: Date | null;
  readonly createdBefore?: Date | null;
}

/** The contacts of the tenant, without those that were merged into another. */
export function contactPage(
  source: PageSource,
  filter: ContactListFilter,
  order: ContactOrder,
  args: PageArguments,
): Promise<Page<ContactRow>> {
  const conditions = [
    ...when('unmerged', true, `${contact.mergedIntoId} is null`),
    ...idsOverlap('labelIds', contact.labelIds, filter.labelIds),
    ...timeIs('createdAfter', contact.createdAt, '>=', filter.createdAfter),
    ...timeIs('createdBefore', contact.createdAt, '<', filter.createdBefore),
    ...matching(filter.search),
    ...attributesAre(contact.attributes, filter.attributes),
  ];
  return readPage(source, { list: lists[order], projection, conditions }, args);
}

function matching(text: string | null | undefined): readonly Condition[] {
  const search = toSearch('search', text);
  if (search === null) return [];
  const columns = { name: contact.displayName, phone: contact.phone };
  return [
    {
      name: 'search',
      isPlannedEachTime: true,
      toSql: parameters => matchesPerson(search, columns, parameters),
    },
  ];
}

const byMatchKey = tenantStatement(
  'contact-by-match-key',
  sql`select ${contacts.select('ct')} from ${contacts.table} ct
    where ${contact.tenantId} = $1 and ${contact.matchKey} = any($2::text[]) order by ${contact.id} limit 1`,
);

/** The contact with one of these keys, or null. */
export function findContactByMatchKeys(
  reader: TenantReader,
  matchKeys: readonly string[],
): Promise<ContactRow | null> {
  return reader.row(byMatchKey, matchKeys);
}
