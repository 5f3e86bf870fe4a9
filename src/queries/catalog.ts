/** The tenant's short lists: pipeline stages, topics, labels, teams, attributes. */
import { tableOf } from '../database/columns.js';
import { sql } from '../database/sql.js';
import { tenantStatement } from '../database/statement.js';
import type { TenantReader } from '../database/tenant-reader.js';
import type { AttributeTarget } from '../domain/vocabulary.js';
import { AttributeDefinition } from '../entities/attribute-definition.entity.js';
import { Label } from '../entities/label.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Team } from '../entities/team.entity.js';
import { Topic } from '../entities/topic.entity.js';
import type { AttributeDefinitionRow, LabelRow, LeadStageRow, TeamRow, TopicRow } from './rows.js';

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

const labelTable = tableOf(Label);
const label = labelTable.of('l');
const allLabels = tenantStatement(
  'labels',
  sql`select ${labelTable.select('l')} from ${labelTable.table} l
    where ${label.tenantId} = $1 and ($2::boolean or ${label.archivedAt} is null) order by ${label.name}`,
);

/** The labels by name. */
export function labels(reader: TenantReader, includeArchived = false): Promise<LabelRow[]> {
  return reader.rows(allLabels, includeArchived);
}

const teamTable = tableOf(Team);
const team = teamTable.of('t');
const allTeams = tenantStatement(
  'teams',
  sql`select ${teamTable.select('t')} from ${teamTable.table} t
    where ${team.tenantId} = $1 and ($2::boolean or ${team.archivedAt} is null) order by ${team.name}`,
);

/** The teams by name. */
export function teams(reader: TenantReader, includeArchived = false): Promise<TeamRow[]> {
  return reader.rows(allTeams, includeArchived);
}

const definitions = tableOf(AttributeDefinition);
const definition = definitions.of('a');
const allDefinitions = tenantStatement(
  'attribute-definitions',
  sql`select ${definitions.select('a')} from ${definitions.table} a
    where ${definition.tenantId} = $1 and ($2::text is null or ${definition.target} = $2)
      and ($3::boolean or ${definition.archivedAt} is null)
    order by ${definition.target}, ${definition.position}, ${definition.id}`,
);

/** The attributes in order; of both targets when it is null. */
export function attributeDefinitions(
  reader: TenantReader,
  target: AttributeTarget | null,
  includeArchived = false,
): Promise<AttributeDefinitionRow[]> {
  return reader.rows(allDefinitions, target, includeArchived);
}
