/** Writes the leads of imported people, whose contacts are locked. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { Contact } from '../entities/contact.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { firstStageOf, insertLeads, openLeadsOf } from './open-lead.js';

/** What an import says of the lead of a contact. */
export interface ImportedLead {
  readonly contactId: string;
  /** Of a new lead. */
  readonly leadName: string | null;
  /** Values of the open lead. */
  readonly leadAttributes: Readonly<Record<string, unknown>>;
}

const contacts = tableOf(Contact);
const contact = contacts.of('c');
const leads = tableOf(Lead);
const lead = leads.of('l');

const leadStatement = statement<{ id: string; contactId: string }>(
  'import-leads',
  `with wanted as materialized (
     select p.lead_id, p.contact_id, coalesce(p.name, ${contact.displayName}) as name, ${contact.phone} as phone
       from json_to_recordset($2::json) as p(lead_id uuid, contact_id uuid, name text)
       join ${contacts.table} c on ${contact.tenantId} = $1 and ${contact.id} = p.contact_id
   ), open_lead as materialized (
     ${openLeadsOf('select contact_id from wanted')}
   ), new_lead as (
     ${insertLeads(
       `select w.lead_id, $1::uuid, w.contact_id, $3::uuid, s.stage_id, null::uuid, null::text, w.name, w.phone, null, null::jsonb, now(), now()
          from wanted w cross join (select ${firstStageOf('$1')} as stage_id) s
         where s.stage_id is not null and w.contact_id not in (select contact_id from open_lead)`,
     )}
   )
   select id, contact_id as "contactId" from new_lead`,
);

/** Values of open leads, new ones too. $1 tenant, $2 JSON array. */
const leadValuesStatement = statement<{ id: string; contactId: string; channelId: string }>(
  'import-lead-values',
  `with wanted as materialized (
     select p.contact_id, p.attributes from json_to_recordset($2::json) as p(contact_id uuid, attributes jsonb)
   ), open_lead as materialized (
     ${openLeadsOf('select contact_id from wanted')}
   )
   update ${leads.table} l set ${leads.column.attributes} = ${lead.attributes} || w.attributes, ${leads.column.updatedAt} = now()
     from open_lead o join wanted w on w.contact_id = o.contact_id
    where ${lead.tenantId} = $1 and ${lead.id} = o.id and ${lead.attributes} || w.attributes is distinct from ${lead.attributes}
   returning ${lead.id} as "id", ${lead.contactId} as "contactId", ${lead.channelId} as "channelId"`,
);

/** Opens a lead for each contact that has no open one. @returns the new leads */
export function openLeads(
  transaction: Transaction,
  tenantId: string,
  channelId: string,
  people: readonly ImportedLead[],
) {
  const rows = people.map(({ contactId, leadName }) => ({
    ...{ lead_id: uuidV7(), contact_id: contactId, name: leadName },
  }));
  return transaction.query(leadStatement, [tenantId, JSON.stringify(rows), channelId]);
}

/** Sets the given values of open leads. @returns the leads that it changed */
export async function fillLeads(transaction: Transaction, tenantId: string, people: readonly ImportedLead[]) {
  const rows = people
    .filter(({ leadAttributes }) => Object.keys(leadAttributes).length > 0)
    .map(({ contactId, leadAttributes }) => ({ contact_id: contactId, attributes: leadAttributes }));
  return rows.length === 0 ? [] : transaction.query(leadValuesStatement, [tenantId, JSON.stringify(rows)]);
}
