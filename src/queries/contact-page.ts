/** Contacts: pages, newest first, and lookup by phone. */
import { tableOf } from '../database/columns.js';
import { sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { Contact } from '../entities/contact.entity.js';
import { type AttributeFilter, attributesAre } from './attribute-conditions.js';
import { when } from './conditions.js';
import type { Page, PageArguments } from './page.js';
import type { Condition } from './page-sql.js';
import { listById, plainRows } from './projection.js';
import { type PageSource, readPage } from './read-page.js';
import type { ContactRow } from './rows.js';
import { matchesPerson, toSearch } from './search.js';

const contacts = tableOf(Contact);
const contact = contacts.of('ct');

const list = listById(Contact, 'contacts', 'contacts', 'ct', 'desc');
const projection = plainRows(Contact, 'ct', ['createdAt']);

/** Filters of the contact list; absent and null filter nothing, all given ones must hold. */
export interface ContactListFilter {
  readonly search?: string | null;
  readonly attributes?: readonly AttributeFilter[] | null;
}

/** The contacts of the tenant, without those that were merged into another. */
export function contactPage(
  source: PageSource,
  { search, attributes }: ContactListFilter,
  args: PageArguments,
): Promise<Page<ContactRow>> {
  const conditions = [
    ...when('unmerged', true, `${contact.mergedIntoId} is null`),
    ...matching(search),
    ...attributesAre(contact.attributes, attributes),
  ];
  return readPage(source, { list, projection, conditions }, args);
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
