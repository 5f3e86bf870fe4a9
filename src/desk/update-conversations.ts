/**
 * Use case: the same change of many conversations, with a result for each. The number of statements does not depend on
 * how many conversations there are.
 */
import { LockMode } from '@mikro-orm/core';
import { recordActivity } from '../database/activities/pending-activity.js';
import type { UnitOfWork } from '../database/database.js';
import { statement } from '../database/statement.js';
import { BadUserInputError, NotFoundError, TrunklineError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { type ConversationStatus, TopicSource } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Team } from '../entities/team.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { toLeadUpdated } from '../people/contact-events.js';
import { changeLabels, type LabelChange, readLabelChange } from '../people/label-changes.js';
import { applyChanges } from './apply-changes.js';
import { writeChanges } from './change-conversation.js';
import { refuseArchived } from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { getColleague, getRow } from './find-row.js';
import { addOpenSnoozedJobsSql } from './open-snoozed.js';
import { releaseHandoff } from './release-handoff.js';
import { toSnoozedUntil } from './set-conversation-status.js';

/** Input of `updateConversations`: an absent field is unchanged, null clears it. */
export interface UpdateConversationsInput extends LabelChange {
  readonly ids: readonly string[];
  readonly status?: ConversationStatus | null;
  readonly snoozedUntil?: Date | null;
  readonly userId?: string | null;
  readonly teamId?: string | null;
  readonly topicId?: string | null;
}

/** The result for one conversation. */
export interface ConversationOutcome {
  readonly id: string;
  /** Null when it has the wanted state now. */
  readonly error: TrunklineError | null;
}

const maxConversations = 100;

const addSnoozeJobs = statement('open-snoozed-jobs', addOpenSnoozedJobsSql);

/**
 * Changes conversations.
 * @returns a result for each id, in the order of the ids
 * @throws BadUserInputError, and NotFoundError for an unknown user, team, topic or label: nothing is changed then
 */
export async function updateConversations(
  database: DeskDatabase,
  { tenantId }: DeskActor,
  input: UpdateConversationsInput,
): Promise<readonly ConversationOutcome[]> {
  const ids = toIds(input);
  return database.change(tenantId, async unit => {
    const wanted = await readChange(unit, tenantId, input);
    const rows: Conversation[] = await unit.em.find(
      Conversation,
      { id: { $in: ids.filter(isUuid) } },
      { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
    );
    const leads = input.topicId === undefined ? [] : await lockLeads(unit, rows);
    const snoozed: string[] = [];
    const outcomes = ids.map((id): ConversationOutcome => {
      const row = rows.find(candidate => candidate.id === id);
      if (!row) return { id, error: new NotFoundError('conversation', id) };
      try {
        const before = { ...row };
        const changed = writeChanges(unit, row, wanted(row));
        if (changed.length > 0) record(row, before, changed);
        if (changed.includes('snoozedUntil') && row.snoozedUntil !== null) snoozed.push(id);
        if (input.topicId !== undefined) setTopicOfLead(unit, row, leads);
        return { id, error: null };
      } catch (error) {
        if (error instanceof TrunklineError) return { id, error };
        throw error;
      }
    });
    if (snoozed.length > 0) await unit.query(addSnoozeJobs, [snoozed, input.snoozedUntil]);
    return outcomes;
  });
}

function toIds(input: UpdateConversationsInput): readonly string[] {
  if (input.status === null) throw new BadUserInputError('status', 'cannot be cleared');
  if (input.status === undefined && input.snoozedUntil != null)
    throw new BadUserInputError('snoozedUntil', 'is for the status SNOOZED only');
  const ids = [...new Set(input.ids.map(id => id.toLowerCase()))];
  if (ids.length === 0 || input.ids.length > maxConversations)
    throw new BadUserInputError('ids', `must be 1 to ${maxConversations} ids`);
  return ids;
}

/** Reads what the change names, once; the function decides for one conversation. It throws before anything is written. */
async function readChange(unit: UnitOfWork, tenantId: string, input: UpdateConversationsInput) {
  const { em } = unit;
  const { status, userId, teamId, topicId } = input;
  const until = status == null ? undefined : toSnoozedUntil(status, input.snoozedUntil);
  const user = userId == null ? userId : await getColleague(em, userId);
  const team = teamId == null ? teamId : await getRow(em, Team, 'team', teamId);
  const topic = topicId == null ? topicId : await getRow(em, Topic, 'topic', topicId);
  const labels = await readLabelChange(unit, tenantId, input);
  return (row: Conversation): Partial<Conversation> => {
    if (team && team.id !== row.teamId) refuseArchived(team, 'team');
    if (topic && topic.id !== row.topicId) refuseArchived(topic, 'topic');
    return {
      ...(status == null ? {} : { status, snoozedUntil: until ?? null, ...releaseHandoff(row, status) }),
      ...(user === undefined ? {} : { assigneeId: user?.id ?? null }),
      ...(team === undefined ? {} : { teamId: team?.id ?? null }),
      ...(topic === undefined ? {} : toTopicChange(topic?.id ?? null)),
      labelIds: changeLabels(row.labelIds, labels),
    };
  };
}

const toTopicChange = (topicId: string | null) => ({
  topicId,
  topicSource: topicId === null ? null : TopicSource.HAND,
});

async function lockLeads({ em }: UnitOfWork, conversations: readonly Conversation[]): Promise<Lead[]> {
  const ids = [...new Set(conversations.flatMap(({ leadId }) => leadId ?? []))];
  if (ids.length === 0) return [];
  return em.find(
    Lead,
    { id: { $in: ids } },
    { orderBy: { id: 'asc' }, lockMode: LockMode.PESSIMISTIC_WRITE },
  );
}

/** As `setTopic` does. */
function setTopicOfLead(
  { emit }: UnitOfWork,
  { leadId, topicId }: Conversation,
  leads: readonly Lead[],
): void {
  const lead = leads.find(({ id }) => id === leadId);
  if (!lead) return;
  const changed = applyChanges(lead, toTopicChange(topicId));
  if (changed.length === 0) return;
  lead.updatedAt = new Date();
  emit(toLeadUpdated(lead, ['topic']));
}

/** An activity for each conversation, so that the history of each shows it. */
function record(
  row: Conversation,
  before: Readonly<Record<string, unknown>>,
  changed: readonly string[],
): void {
  const after: Readonly<Record<string, unknown>> = { ...row };
  recordActivity({
    ...{ targetId: row.id, conversationId: row.id, contactId: row.contactId },
    changes: changed.map(field => ({ field, before: before[field] ?? null, after: after[field] ?? null })),
  });
}
