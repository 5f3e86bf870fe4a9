/**
 * The open lead of a contact: its stage is not terminal, and it was not merged into another lead. If there are several,
 * the newest. Every path that reads or opens a lead uses this module.
 */
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import { type Expression, orNull, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { LeadValue } from '../domain/lead-value.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { TopicSource } from '../domain/vocabulary.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';

const leads = tableOf(Lead);
const stages = tableOf(LeadStage);
const lead = leads.of('ol');
const stage = stages.of('os');

/** True if a lead is open, for rows in memory. */
function isOpenLead(row: { readonly isTerminal: boolean; readonly mergedIntoId: string | null }): boolean {
  return !row.isTerminal && row.mergedIntoId === null;
}

/** The open lead of a contact, from rows in memory. */
export function findOpenLead<
  Row extends Parameters<typeof isOpenLead>[0] & { readonly id: string; readonly contactId: string },
>(rows: readonly Row[], contactId: string): Row | null {
  const open = rows.filter(row => row.contactId === contactId && isOpenLead(row));
  return open.reduce<Row | null>(
    (newest, row) => (newest === null || row.id > newest.id ? row : newest),
    null,
  );
}

/** SQL of a subquery: `contact_id`, `id` and `channel_id` of the open lead of each contact that has one. */
export function openLeadsOf(contactIds: string): string {
  return `select distinct on (${lead.contactId}) ${lead.contactId} as contact_id, ${lead.id} as id, ${lead.channelId} as channel_id
            from ${leads.table} ol join ${stages.table} os on ${stage.id} = ${lead.stageId}
           where ${lead.contactId} in (${contactIds}) and ${lead.mergedIntoId} is null and not ${stage.isTerminal}
           order by ${lead.contactId}, ${lead.id} desc`;
}

/**
 * SQL of a scalar subquery: the stage in which leads open, the tenant's first that is neither terminal nor archived; null
 * when it has none.
 */
export function firstStageOf(tenantId: string): Expression<string | null> {
  const first = stages.of('fs');
  return orNull(
    text(
      `(select ${first.id} from ${stages.table} fs
         where ${first.tenantId} = ${tenantId} and not ${first.isTerminal} and ${first.archivedAt} is null
         order by ${first.position} limit 1)`,
    ),
  );
}

/**
 * SQL that inserts leads and returns `id`, `contact_id` and `channel_id`.
 * @param rows a select: id, tenant, contact, channel, stage, topic, source of the topic, name, phone, provider,
 * referral, time, time, and the further properties
 */
export function insertLeads(rows: string, further: readonly 'value'[] = []): string {
  return `insert into ${leads.table} as l (${leads.list(['id', 'tenantId', 'contactId', 'channelId', 'stageId', 'topicId', 'topicSource', 'name', 'phone', 'source', 'referral', 'createdAt', 'updatedAt', ...further])})
     ${rows}
     returning ${leads.of('l').id} as id, ${leads.of('l').contactId} as contact_id, ${leads.of('l').channelId} as channel_id`;
}

/** A lead to insert when the contact has no open one. */
export interface LeadToOpen {
  readonly tenantId: string;
  readonly contactId: string;
  readonly channelId: string;
  readonly topicId: string | null;
  readonly topicSource: TopicSource | null;
  readonly name: string | null;
  readonly phone: string | null;
  readonly value?: LeadValue | null;
}

/** The open lead of a contact, and true if this call inserted it. */
export interface OpenedLead {
  readonly id: string;
  readonly channelId: string;
  readonly isNew: boolean;
}

/** $1 tenant, $2 contact, $3 id, $4 channel, $5 topic and $6 its source, $7 name, $8 phone, $9 value. */
const open = statement<OpenedLead>(
  'open-lead',
  `with open_lead as materialized (
     ${openLeadsOf('select $2::uuid')}
   ), new_lead as (
     ${insertLeads(
       `select $3::uuid, $1::uuid, $2::uuid, $4::uuid, stage_id, $5::uuid, $6::text, $7::text, $8::text, null, null::jsonb, now(), now(), $9::jsonb
          from (select ${firstStageOf('$1')} as stage_id) s
         where stage_id is not null and not exists (select from open_lead)`,
       ['value'],
     )}
   )
   select id, channel_id as "channelId", false as "isNew" from open_lead
   union all select id, channel_id, true from new_lead`,
);

/**
 * Finds or inserts the open lead of a contact whose row is locked.
 * @returns null when there is none and the tenant has no stage
 */
export async function openLead(transaction: Transaction, row: LeadToOpen): Promise<OpenedLead | null> {
  const { tenantId, contactId, channelId, topicId, topicSource, name, phone, value = null } = row;
  const [opened] = await transaction.query(open, [
    ...[tenantId, contactId, uuidV7(), channelId, topicId, topicSource, name, phone],
    value && JSON.stringify(value),
  ]);
  return opened ?? null;
}
