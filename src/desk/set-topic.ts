import { TopicSource } from '../domain/vocabulary.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Topic } from '../entities/topic.entity.js';
import { toLeadUpdated } from '../people/contact-events.js';
import { applyChanges } from './apply-changes.js';
import { writeChanges } from './change-conversation.js';
import { refuseArchived } from './company-list.js';
import type { DeskActor, DeskDatabase } from './desk-database.js';
import { getRow, lockRow } from './find-row.js';

/** Input of `setTopic`; without a topic the keyword rules decide again. */
export interface SetTopicInput {
  readonly conversationId: string;
  readonly topicId?: string | null;
}

/**
 * Sets the topic of a conversation and of its lead by hand: from then on keyword rules do not change it. Null clears it
 * and lets the next message with a keyword decide.
 * @throws NotFoundError, ConflictError for an archived topic that the conversation does not have
 */
export async function setTopic(
  database: DeskDatabase,
  actor: DeskActor,
  { conversationId, topicId }: SetTopicInput,
): Promise<void> {
  await database.change(actor.tenantId, async ({ em, emit }) => {
    const conversation = await lockRow(em, Conversation, 'conversation', conversationId);
    const topic = topicId == null ? null : await getRow(em, Topic, 'topic', topicId);
    if (topic && topic.id !== conversation.topicId) refuseArchived(topic, 'topic');
    const wanted = { topicId: topic?.id ?? null, topicSource: topic ? TopicSource.HAND : null };
    const { leadId } = conversation;
    writeChanges({ emit }, conversation, wanted);
    if (leadId === null) return;
    const lead = await lockRow(em, Lead, 'lead', leadId);
    const changed = applyChanges(lead, wanted);
    if (changed.length === 0) return;
    lead.updatedAt = new Date();
    emit(toLeadUpdated(lead, ['topic']));
  });
}
