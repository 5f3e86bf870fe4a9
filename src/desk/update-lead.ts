import { isDeepStrictEqual } from 'node:util';
import { BadUserInputError } from '../domain/errors.js';
import { toFieldName } from '../domain/field-name.js';
import type { LeadValue } from '../domain/lead-value.js';
import { toName } from '../domain/to-name.js';
import { AttributeTarget, TopicSource } from '../domain/vocabulary.js';
import { Lead } from '../entities/lead.entity.js';
import { LeadStage } from '../entities/lead-stage.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { changeAttributes, readValueDefinitions } from '../people/attribute-changes.js';
import { toLeadUpdated } from '../people/contact-events.js';
import { applyChanges } from './apply-changes.js';
import { refuseArchived } from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { toLeadValue } from './desk-text.js';
import { getColleague, getRow, holdRow, lockRow } from './find-row.js';
import { refuseMerged } from './refuse-merged.js';

/** Input of `updateLead`: an absent field is unchanged, null clears it. */
export interface UpdateLeadInput {
  readonly id: string;
  readonly stageId?: string | null;
  readonly topicId?: string | null;
  readonly ownerId?: string | null;
  readonly name?: string | null;
  readonly value?: LeadValue | null;
  /** Values by key; null clears one. */
  readonly attributes?: Readonly<Record<string, unknown>> | null;
}

/**
 * Changes a lead.
 * @throws BadUserInputError, NotFoundError, ConflictError when it was merged into another, and for an archived stage or
 * topic that it does not have
 */
export async function updateLead(
  database: DeskDatabase,
  actor: DeskActor,
  input: UpdateLeadInput,
): Promise<void> {
  const { id, stageId, topicId, ownerId } = input;
  if (stageId === null)
    throw new BadUserInputError('stageId', 'cannot be cleared: a lead is always at a stage');
  const name = input.name === undefined ? undefined : toName('name', input.name);
  const value = toLeadValue(input.value);
  await database.change(actor.tenantId, async ({ em, query, emit }) => {
    // Held before the lead is locked: a stage that is being archived moves its leads while it holds its row.
    const stage = stageId === undefined ? undefined : await holdRow(em, LeadStage, 'stage', stageId);
    const lead = await lockRow(em, Lead, 'lead', id);
    refuseMerged(lead);
    if (stage && stage.id !== lead.stageId) refuseArchived(stage, 'stage');
    const topic = topicId == null ? topicId : await getRow(em, Topic, 'topic', topicId);
    if (topic && topic.id !== lead.topicId) refuseArchived(topic, 'topic');
    const owner = ownerId == null ? ownerId : await getColleague(em, ownerId);
    const attributes =
      input.attributes == null
        ? undefined
        : changeAttributes(
            lead.attributes,
            input.attributes,
            await readValueDefinitions({ query }, actor.tenantId, AttributeTarget.LEAD),
          );
    const changed = applyChanges(lead, {
      stageId: stage?.id,
      topicId: topic === undefined ? undefined : (topic?.id ?? null),
      topicSource: topic === undefined ? undefined : topic ? TopicSource.HAND : null,
      ownerId: owner === undefined ? undefined : (owner?.id ?? null),
      name,
      value: isDeepStrictEqual(value, lead.value) ? undefined : value,
      attributes,
    });
    if (changed.length === 0) return;
    lead.updatedAt = new Date();
    emit(toLeadUpdated(lead, [...new Set(changed.map(toFieldName))]));
  });
}
