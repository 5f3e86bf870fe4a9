/** Events of conversations and leads whose contact changed. */
import type { NewEvent } from '../database/publish.js';
import type { PreviousValues } from '../domain/logged-event.js';
import { EventType } from '../domain/vocabulary.js';
import type { Conversation } from '../entities/conversation.entity.js';

/** The row that an event is about. */
export interface ChangedRow {
  readonly id: string;
  readonly channelId: string;
}

/** Properties of a conversation that filters of streams compare: an event that changes one has their former values. */
export const comparedProperties = [
  'assigneeId',
  'teamId',
  'topicId',
  'labelIds',
] as const satisfies readonly (keyof PreviousValues | keyof Conversation)[];

/** The values of a conversation before its change. */
export function toPreviousValues({ assigneeId, teamId, topicId, labelIds }: PreviousValues): PreviousValues {
  return { assigneeId, teamId, topicId, labelIds };
}

/** The same as SQL; the columns are those of a conversation. */
export function previousValuesSql(columns: { readonly [P in keyof PreviousValues]: string }): string {
  return `jsonb_build_object(${comparedProperties.map(name => `'${name}', ${columns[name]}`).join(', ')})`;
}

/**
 * CONVERSATION_UPDATED. @param changed names of the changed GraphQL fields
 * @param was assignee, team, topic and labels before the change; required when one of them changed
 */
export function toConversationUpdated(
  { id, channelId }: ChangedRow,
  changed: readonly string[],
  was: PreviousValues | null = null,
): NewEvent {
  return {
    kind: EventType.CONVERSATION_UPDATED,
    ...{ subjectId: id, channelId, conversationId: id, changed, was },
  };
}

/** LEAD_UPDATED. @param changed names of the changed GraphQL fields */
export function toLeadUpdated({ id, channelId }: ChangedRow, changed: readonly string[]): NewEvent {
  return { kind: EventType.LEAD_UPDATED, subjectId: id, channelId, changed };
}
