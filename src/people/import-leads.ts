/** Writes the leads of imported people, whose contacts are locked. */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { statement } from '../database/statement.js';
import type { LeadValue } from '../domain/lead-value.js';
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
  /** Of the open lead; null changes nothing. */
  readonly leadValue: LeadValue | null;
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
const leadValuesStatement = statement<{
  id: string;
  contactId: string;
  channelId: string;
  hasValue: boolean;
  hasAttributes: boolean;
}>(
  'import-lead-values',
  `with given as materialized (
     select p.contact_id, p.attributes, p.value
       from json_to_recordset($2::json) as p(contact_id uuid, attributes jsonb, value jsonb)
   ), open_lead as materialized (
     ${openLeadsOf('select contact_id from given')}
   ), wanted as materialized (
     select ${lead.id} as id, ${lead.attributes} || g.attributes as attributes, coalesce(g.value, ${lead.value}) as value,
            coalesce(g.value, ${lead.value}) is distinct from ${lead.value} as has_value,
            ${lead.attributes} || g.attributes is distinct from ${lead.attributes} as has_attributes
       from open_lead o join given g on g.contact_id = o.contact_id
       join ${leads.table} l on ${lead.tenantId} = $1 and ${lead.id} = o.id
   )
   update ${leads.table} l set ${leads.column.attributes} = w.attributes, ${leads.column.value} = w.value,
          ${leads.column.updatedAt} = now()
     from wanted w where ${lead.id} = w.id and (w.has_value or w.has_attributes)
   returning ${lead.id} as "id", ${lead.contactId} as "contactId", ${lead.channelId} as "channelId",
             w.has_value as "hasValue", w.has_attributes as "hasAttributes"`,
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

/** A lead whose values were set, with the names of the changed fields. */
export interface FilledLead {
  readonly id: string;
  readonly contactId: string;
  readonly channelId: string;
  readonly changed: readonly string[];
}

/** Sets the given values of open leads. @returns the leads that it changed */
export async function fillLeads(
  transaction: Transaction,
  tenantId: string,
  people: readonly ImportedLead[],
): Promise<readonly FilledLead[]> {
  const rows = people
    .filter(({ leadAttributes, leadValue }) => leadValue !== null || Object.keys(leadAttributes).length > 0)
    .map(({ contactId, leadAttributes, leadValue }) => ({
      ...{ contact_id: contactId, attributes: leadAttributes, value: leadValue },
    }));
  if (rows.length === 0) return [];
  const filled = await transaction.query(leadValuesStatement, [tenantId, JSON.stringify(rows)]);
  return filled.map(({ hasValue, hasAttributes, ...row }) => ({
    ...row,
    changed: [...(hasValue ? ['value'] : []), ...(hasAttributes ? ['attributes'] : [])],
  }));
}
