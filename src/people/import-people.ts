/**
 * Writes a portion of imported people by a fixed number of statements: contacts by their phone keys, their addresses,
 * changed fields, and an open lead for each. Written again, the same people change nothing.
 */
import { tableOf } from '../database/columns.js';
import type { PublishingTransaction, Transaction } from '../database/database.js';
import { as, quoted, sql } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { IdentityKind } from '../domain/identity/identity-kind.js';
import type { LeadValue } from '../domain/lead-value.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { EventType } from '../domain/vocabulary.js';
import { Contact } from '../entities/contact.entity.js';
import { insertAddresses } from './address-rows.js';
import { toLeadUpdated } from './contact-events.js';
import { insertContacts, toContactUpdated } from './contact-rows.js';
import { fillLeads, openLeads } from './import-leads.js';
import { lockKeptContacts } from './lock-contacts.js';

/** A person to import. */
export interface ImportedPerson {
  /** E.164. */
  readonly phone: string;
  /** The phone as written. */
  readonly raw: string;
  readonly matchKey: string;
  /** Keys of all spellings of the phone. */
  readonly matchKeys: readonly string[];
  readonly name: string | null;
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly leadName: string | null;
  /** Values of the open lead. */
  readonly leadAttributes: Readonly<Record<string, unknown>>;
  /** Of the open lead; null changes nothing. */
  readonly leadValue: LeadValue | null;
}

/** How to import. */
export interface ImportPeopleOptions {
  readonly tenantId: string;
  /** True if a contact that exists already gets the given values and a lead. */
  readonly changesExisting: boolean;
  /** The number of new leads; null for none. */
  readonly leadChannelId: string | null;
}

/** Counts of people: new ones, and known ones with a change. */
export interface ImportedCounts {
  readonly created: number;
  readonly updated: number;
}

const contacts = tableOf(Contact);
const contact = contacts.of('c');

/** $1 tenant, $2 JSON array of people. Known keys are skipped. */
const insertStatement = statement<{ id: string }>(
  'import-contacts',
  insertContacts(
    `select p.id, $1, p.name, p.phone, p.match_key, null::uuid, now()
       from json_to_recordset($2::json) as p(id uuid, name text, phone text, match_key text) order by p.match_key`,
    'skip',
  ),
);
const lockStatement = statement(
  'import-lock-contacts',
  sql`select ${contacts.select('c', ['id', 'matchKey', 'mergedIntoId'])} from ${contacts.table} c
    where ${contact.tenantId} = $1 and ${contact.matchKey} = any($2::text[]) order by ${contact.id} for update`,
);
/** $1 tenant, $2 JSON array of addresses, $3 contacts that existed before: their version grows with a new address. */
const addressStatement = statement(
  'import-addresses',
  sql`with added as (
     ${insertAddresses(
       `select a.id, $1, a.contact_id, ${quoted(IdentityKind.PHONE)}, a.raw, a.phone,
               array(select json_array_elements_text(a.match_keys)), null::uuid, now()
          from json_to_recordset($2::json) as a(id uuid, contact_id uuid, raw text, phone text, match_keys json)
         order by a.phone`,
       'skip',
     )}
   )
   update ${contacts.table} c set ${contacts.column.version} = ${contact.version} + 1
    where ${contact.tenantId} = $1 and ${contact.id} = any($3::uuid[]) and ${contact.id} in (select "contactId" from added)
   returning ${as('id', contact.id)}`,
);
const changeStatement = statement<{ id: string; isRenamed: boolean; hasValues: boolean }>(
  'import-changes',
  `with wanted as materialized (
     select ${contact.id} as id, coalesce(p.name, ${contact.displayName}) as name,
            ${contact.attributes} || p.attributes as attributes,
            p.name is not null and p.name is distinct from ${contact.displayName} as is_renamed,
            ${contact.attributes} || p.attributes is distinct from ${contact.attributes} as has_values
       from json_to_recordset($2::json) as p(contact_id uuid, name text, attributes jsonb)
       join ${contacts.table} c on ${contact.tenantId} = $1 and ${contact.id} = p.contact_id
   )
   update ${contacts.table} c
      set ${contacts.column.displayName} = w.name, ${contacts.column.attributes} = w.attributes
     from wanted w where ${contact.id} = w.id and (w.is_renamed or w.has_values)
   returning ${contact.id} as "id", w.is_renamed as "isRenamed", w.has_values as "hasValues"`,
);
/** A person with their contact, whose row is locked. */
interface FoundPerson extends ImportedPerson {
  readonly contactId: string;
  readonly isNew: boolean;
}

/** Imports people; the events are emitted. Two people of one contact count as one. */
export async function importPeople(
  transaction: PublishingTransaction,
  { tenantId, changesExisting, leadChannelId }: ImportPeopleOptions,
  people: readonly ImportedPerson[],
): Promise<ImportedCounts> {
  const found = await ensureContacts(transaction, tenantId, people);
  const isNew = new Map(found.map(person => [person.contactId, person.isNew]));
  const chosen = [...joinSame(found.filter(person => person.isNew || changesExisting))];
  const reached = await addAddresses(transaction, tenantId, chosen);
  const changed = await transaction.query(changeStatement, [
    tenantId,
    JSON.stringify(
      chosen
        .filter(person => !person.isNew || Object.keys(person.attributes).length > 0)
        .map(({ contactId, name, attributes }) => ({ contact_id: contactId, name, attributes })),
    ),
  ]);
  const opened = leadChannelId === null ? [] : await openLeads(transaction, tenantId, leadChannelId, chosen);
  const isOpened = new Set(opened.map(({ id }) => id));
  const filled = leadChannelId === null ? [] : await fillLeads(transaction, tenantId, chosen);
  const changedLeads = filled.filter(({ id }) => !isOpened.has(id));
  const added = chosen.filter(person => person.isNew);
  const updated = changed.filter(({ id }) => isNew.get(id) === false);
  const onlyReached = reached.filter(id => !updated.some(row => row.id === id));
  transaction.emit(
    ...added.map(({ contactId }) => ({ kind: EventType.CONTACT_ADDED, subjectId: contactId })),
    ...updated.map(({ id, isRenamed, hasValues }) => ({
      kind: EventType.CONTACT_UPDATED,
      subjectId: id,
      changed: [
        ...(isRenamed ? ['displayName'] : []),
        ...(hasValues ? ['attributes'] : []),
        ...(reached.includes(id) ? ['identities'] : []),
      ],
    })),
    ...onlyReached.map(id => toContactUpdated(id, ['identities'])),
    ...opened.map(({ id }) => ({ kind: EventType.LEAD_ADDED, subjectId: id, channelId: leadChannelId })),
    ...changedLeads.map(row => toLeadUpdated(row, row.changed)),
  );
  const known = [...opened, ...changedLeads].flatMap(({ contactId }) =>
    isNew.get(contactId) === false ? contactId : [],
  );
  return { created: added.length, updated: new Set([...updated.map(({ id }) => id), ...known]).size };
}

/** Inserts missing contacts and locks all of them; a merged one is replaced by the one that it was merged into. */
async function ensureContacts(
  transaction: Transaction,
  tenantId: string,
  people: readonly ImportedPerson[],
): Promise<readonly FoundPerson[]> {
  const rows = people.map(({ name, phone, matchKey }) => ({
    id: uuidV7(),
    name,
    phone,
    match_key: matchKey,
  }));
  const added = new Set(
    (await transaction.query(insertStatement, [tenantId, JSON.stringify(rows)])).map(({ id }) => id),
  );
  const locked = await transaction.query(lockStatement, [tenantId, people.map(({ matchKey }) => matchKey)]);
  const byKey = new Map(locked.map(row => [row.matchKey, row]));
  const targets = locked.flatMap(row => row.mergedIntoId ?? []);
  const kept = targets.length === 0 ? [] : await lockKeptContacts(transaction, tenantId, targets);
  const isKept = new Set(kept.map(({ id }) => id));
  return people.flatMap(person => {
    const row = byKey.get(person.matchKey);
    if (!row || (row.mergedIntoId !== null && !isKept.has(row.mergedIntoId))) return [];
    return [{ ...person, contactId: row.mergedIntoId ?? row.id, isNew: added.has(row.id) }];
  });
}

/** One entry for each contact: of two phones of one person, the later row wins. */
function joinSame(people: readonly FoundPerson[]): Iterable<FoundPerson> {
  const joined = new Map<string, FoundPerson>();
  for (const person of people) {
    const before = joined.get(person.contactId);
    joined.set(
      person.contactId,
      before
        ? {
            ...person,
            name: person.name ?? before.name,
            leadName: person.leadName ?? before.leadName,
            leadValue: person.leadValue ?? before.leadValue,
            attributes: { ...before.attributes, ...person.attributes },
            leadAttributes: { ...before.leadAttributes, ...person.leadAttributes },
          }
        : person,
    );
  }
  return joined.values();
}

/** Returns the contacts that existed before and have a new address. */
async function addAddresses(
  transaction: Transaction,
  tenantId: string,
  people: readonly FoundPerson[],
): Promise<string[]> {
  const rows = people.map(({ contactId, raw, phone, matchKeys }) => ({
    ...{ id: uuidV7(), contact_id: contactId, raw, phone, match_keys: matchKeys },
  }));
  const known = people.flatMap(person => (person.isNew ? [] : person.contactId));
  const reached = await transaction.query(addressStatement, [tenantId, JSON.stringify(rows), known]);
  return reached.map(({ id }) => id);
}
