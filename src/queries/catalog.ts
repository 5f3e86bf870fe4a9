/** The tenant's short lists: pipeline stages and topics. */
import { tableOf } from '../database/columns.js';
import { sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Topic } from '../entities/topic.entity.js';
import type { LeadStageRow, TopicRow } from './rows.js';

const stages = tableOf(LeadStage);
const stage = stages.of('s');
const topicTable = tableOf(Topic);
const topic = topicTable.of('t');

const allStages = tenantStatement(
  'lead-stages',
  sql`select ${stages.select('s')} from ${stages.table} s
    where ${stage.tenantId} = $1 and ($2::boolean or ${stage.archivedAt} is null) order by ${stage.position}`,
);
const allTopics = tenantStatement(
  'topics',
  sql`select ${topicTable.select('t')} from ${topicTable.table} t
    where ${topic.tenantId} = $1 and ($2::boolean or ${topic.archivedAt} is null) order by ${topic.name}`,
);

/** The stages of the pipeline in order. */
export function leadStages(reader: TenantReader, includeArchived = false): Promise<LeadStageRow[]> {
  return reader.rows(allStages, includeArchived);
}

/** The topics by name. */
export function topics(reader: TenantReader, includeArchived = false): Promise<TopicRow[]> {
  return reader.rows(allTopics, includeArchived);
}
