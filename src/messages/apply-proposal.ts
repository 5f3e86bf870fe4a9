/**
 * Topic and stage that an assistant's model named. Both are entries of the company's lists, found by their names; a topic
 * that a user chose stays, and a lead moves to later stages only, never to a final one or from one.
 */
import { toRecordRow, writeStatement } from '../database/activities/write-activities.js';
import { tableOf } from '../database/columns.js';
import type { Transaction } from '../database/database.js';
import type { NewEvent } from '../database/publish.js';
import { as, orNull, quoted, sql, text, typedAs } from '../database/sql.js';
import { statement } from '../database/statement.js';
import type { PreviousValues } from '../domain/logged-event.js';
import { ActivityActorKind, TopicSource } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { previousValuesSql, toConversationUpdated, toLeadUpdated } from '../people/contact-events.js';

/** Ids of what is proposed; null for nothing. */
export interface Proposal {
  readonly topicId: string | null;
  readonly stageId: string | null;
}

/** Who applies it. */
export interface ProposalActor {
  readonly kind: ActivityActorKind.ASSISTANT | ActivityActorKind.USER;
  readonly id: string;
}

const conversations = tableOf(Conversation);
const [conversation, former] = [conversations.of('c'), conversations.of('f')];
const leads = tableOf(Lead);
const [lead, formerLead] = [leads.of('l'), leads.of('f')];
const topic = tableOf(Topic).of('t');
const stages = tableOf(LeadStage);
const [stage, current] = [stages.of('s'), stages.of('o')];

const isNewTopic = (row: { readonly topicId: string; readonly topicSource: string }, wanted: string) =>
  `${row.topicId} is distinct from ${wanted} and ${row.topicSource} is distinct from ${quoted(TopicSource.HAND)}`;
const isLaterStage = `${stage.tenantId} = $1 and ${stage.archivedAt} is null and not ${stage.isTerminal}
  and not ${current.isTerminal} and ${stage.position} > ${current.position}`;
const isKnownTopic = (id: string) =>
  `exists (select from ${tableOf(Topic).table} t where ${topic.tenantId} = $1 and ${topic.id} = ${id} and ${topic.archivedAt} is null)`;

/** What names mean for a conversation. $1 tenant, $2 conversation, $3 topic, $4 stage; null for none. */
const find = statement(
  'find-proposal',
  sql`select ${as(
    'topicId',
    orNull(
      text(`(select ${topic.id} from ${tableOf(Topic).table} t
        where ${topic.tenantId} = $1 and lower(${topic.name}) = lower($3::text) and ${topic.archivedAt} is null
          and ${isNewTopic(conversation, topic.id)} limit 1)`),
    ),
  )}, ${as(
    'stageId',
    orNull(
      text(`(select ${stage.id} from ${stages.table} s, ${stages.table} o, ${leads.table} l
        where ${lead.id} = ${conversation.leadId} and ${lead.mergedIntoId} is null and ${current.id} = ${lead.stageId}
          and lower(${stage.name}) = lower($4::text) and ${isLaterStage} limit 1)`),
    ),
  )} from ${conversations.table} c where ${conversation.tenantId} = $1 and ${conversation.id} = $2`,
);

/** The entries with these names, as far as they would change something; names of no entry are nothing. */
export async function findProposal(
  { query }: Pick<Transaction, 'query'>,
  tenantId: string,
  conversationId: string,
  names: { readonly topic: string | null; readonly stage: string | null },
): Promise<Proposal> {
  if (names.topic === null && names.stage === null) return { topicId: null, stageId: null };
  const wanted = [names.topic, names.stage].map(name => name?.trim() ?? null);
  const [found] = await query(find, [tenantId, conversationId, ...wanted]);
  return found ?? { topicId: null, stageId: null };
}

const setTopic = statement(
  'apply-topic-to-conversation',
  sql`update ${conversations.table} c set ${conversations.column.topicId} = $3::uuid, ${conversations.column.topicSource} = ${quoted(TopicSource.ASSISTANT)}
     from (select * from ${conversations.table} f where ${former.tenantId} = $1 and ${former.id} = $2 for update) f
    where ${conversation.tenantId} = $1 and ${conversation.id} = ${former.id} and ${isNewTopic(former, '$3::uuid')} and ${isKnownTopic('$3::uuid')}
   returning ${as('id', conversation.id)}, ${as('channelId', conversation.channelId)},
             ${as('was', typedAs<PreviousValues>(previousValuesSql(former)))}`,
);

const setLeadTopic = statement(
  'apply-topic-to-lead',
  sql`update ${leads.table} l set ${leads.column.topicId} = $3::uuid, ${leads.column.topicSource} = ${quoted(TopicSource.ASSISTANT)}, ${leads.column.updatedAt} = now()
     from ${conversations.table} c
    where ${conversation.tenantId} = $1 and ${conversation.id} = $2 and ${lead.id} = ${conversation.leadId}
      and ${isNewTopic(lead, '$3::uuid')} and ${isKnownTopic('$3::uuid')}
   returning ${as('id', lead.id)}, ${as('channelId', lead.channelId)}`,
);

/** Held before the lead: a stage that is being archived moves its leads while it holds its row. $1 tenant, $2 stage. */
const holdStage = statement(
  'apply-hold-stage',
  `select from ${stages.table} s where ${stage.tenantId} = $1 and ${stage.id} = $2 for share`,
);

const setStage = statement(
  'apply-stage-to-lead',
  sql`update ${leads.table} l set ${leads.column.stageId} = $3::uuid, ${leads.column.updatedAt} = now()
     from (select f.* from ${leads.table} f join ${conversations.table} c on ${formerLead.id} = ${conversation.leadId}
            where ${conversation.tenantId} = $1 and ${conversation.id} = $2 for update of f) f,
          ${stages.table} s, ${stages.table} o
    where ${lead.id} = ${formerLead.id} and ${formerLead.mergedIntoId} is null and ${current.id} = ${formerLead.stageId}
      and ${stage.id} = $3::uuid and ${isLaterStage}
   returning ${as('id', lead.id)}, ${as('channelId', lead.channelId)}, ${as('before', formerLead.stageId)}`,
);

/**
 * Applies what still fits, with a row of the timeline for each change. Locks the conversation before the lead.
 * @returns the events
 */
export async function applyProposal(
  transaction: Transaction,
  tenantId: string,
  conversationId: string,
  { topicId, stageId }: Proposal,
  actor: ProposalActor,
): Promise<NewEvent[]> {
  const events: NewEvent[] = [];
  const { query } = transaction;
  const record = (action: string, targetType: string, targetId: string, field: string, values: object) =>
    query(writeStatement, [
      JSON.stringify([
        toRecordRow(
          { action, target: targetType, shown: [], isExplicit: true },
          { targetId, conversationId, changes: [{ field, ...values }] },
          tenantId,
        ),
      ]),
      ...[actor.kind, actor.id, null, null, null, null],
    ]);
  if (topicId !== null) {
    const parameters = [tenantId, conversationId, topicId];
    for (const row of await query(setTopic, parameters)) {
      events.push(toConversationUpdated(row, ['topic'], row.was));
      const values = { before: row.was.topicId, after: topicId };
      await record('conversation.topic_set', Conversation.name, row.id, 'topicId', values);
    }
    for (const row of await query(setLeadTopic, parameters)) events.push(toLeadUpdated(row, ['topic']));
  }
  if (stageId !== null) {
    await query(holdStage, [tenantId, stageId]);
    for (const row of await query(setStage, [tenantId, conversationId, stageId])) {
      events.push(toLeadUpdated(row, ['stage']));
      await record('lead.updated', Lead.name, row.id, 'stageId', { before: row.before, after: stageId });
    }
  }
  return events;
}
