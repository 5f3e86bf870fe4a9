/**
 * Which sales case of a person is open: its stage does not end a case, and it was not joined to another one. Of several
 * the newest. Everything that needs the open case asks here.
 */
import { tableOf } from '../database/columns.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';

const leads = tableOf(Lead);
const stages = tableOf(LeadStage);
const lead = leads.of('ol');
const stage = stages.of('os');

/** Whether a lead is open, for rows that are in memory. */
export function isOpenLead(row: {
  readonly isTerminal: boolean;
  readonly mergedIntoId: string | null;
}): boolean {
  return !row.isTerminal && row.mergedIntoId === null;
}

/** SQL of a subquery that answers `contact_id` and `id` of the open lead of each contact that has one. */
export function openLeadsOf(contactIds: string): string {
  return `select distinct on (${lead.contactId}) ${lead.contactId} as contact_id, ${lead.id} as id
            from ${leads.table} ol join ${stages.table} os on ${stage.id} = ${lead.stageId}
           where ${lead.contactId} in (${contactIds}) and ${lead.mergedIntoId} is null and not ${stage.isTerminal}
           order by ${lead.contactId}, ${lead.id} desc`;
}
