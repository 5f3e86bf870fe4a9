/** The filter of subscriptions and of `events`: prepared once, then compared with events and conversations. */
import { BadUserInputError } from '../domain/errors.js';
import type { LoggedEvent, PreviousValues } from '../domain/logged-event.js';
import { isUuid } from '../domain/uuid-v7.js';
import type { ResolverContext } from './context.js';

/** A StreamFilter as GraphQL coerced it. */
export interface GivenStreamFilter {
  readonly conversationIds?: readonly string[] | null;
  readonly channelIds?: readonly string[] | null;
  readonly assigneeIds?: readonly string[] | null;
  readonly unassigned?: boolean | null;
  readonly topicIds?: readonly string[] | null;
}

type Ids = ReadonlySet<string> | null;

/** The filter as sets; null does not restrict, an empty set matches nothing. */
export interface StreamConditions {
  readonly conversationIds: Ids;
  readonly channelIds: Ids;
  readonly assigneeIds: Ids;
  readonly unassigned: boolean | null;
  readonly topicIds: Ids;
  /** True if the conversation itself must be compared. */
  readonly readsConversation: boolean;
}

const maxIds = 100;

/** @throws BadUserInputError for too many ids, and for a malformed one: it would match nothing without saying so */
export function toStreamConditions(given: GivenStreamFilter | null | undefined): StreamConditions | null {
  if (given == null) return null;
  const [assigneeIds, topicIds] = [
    toIds('assigneeIds', given.assigneeIds),
    toIds('topicIds', given.topicIds),
  ];
  const unassigned = given.unassigned ?? null;
  return {
    conversationIds: toIds('conversationIds', given.conversationIds),
    channelIds: toIds('channelIds', given.channelIds),
    assigneeIds,
    unassigned,
    topicIds,
    readsConversation: assigneeIds !== null || unassigned !== null || topicIds !== null,
  };
}

function toIds(field: string, ids: readonly string[] | null | undefined): Ids {
  if (ids == null) return null;
  if (ids.length > maxIds) throw new BadUserInputError(field, `takes at most ${maxIds} values`);
  if (!ids.every(isUuid)) throw new BadUserInputError(field, 'must contain ids of earlier responses');
  return new Set(ids.map(id => id.toLowerCase()));
}

/** False if the event alone shows that it does not match. An event without a number or a conversation always may. */
export function mayMatch(conditions: StreamConditions | null, event: LoggedEvent): boolean {
  if (conditions === null) return true;
  return (
    includes(conditions.channelIds, event.channelId) &&
    includes(conditions.conversationIds, event.conversationId)
  );
}

const includes = (ids: Ids, id: string | null): boolean => ids === null || id === null || ids.has(id);

/** Whether the conversation of an event matches, matched before the event, or neither. */
export type StreamMatch = 'matches' | 'left' | 'never';

/** Compares the current state of the event's conversation; an event without a conversation matches. */
export async function matchEvent(
  conditions: StreamConditions | null,
  event: LoggedEvent,
  { loaders }: ResolverContext,
): Promise<StreamMatch> {
  if (!conditions?.readsConversation || event.conversationId === null) return 'matches';
  const conversation = await loaders.conversation.load(event.conversationId);
  if (conversation === null) return 'never';
  if (holds(conditions, conversation)) return 'matches';
  return event.was !== null && holds(conditions, event.was) ? 'left' : 'never';
}

function holds(
  { assigneeIds, unassigned, topicIds }: StreamConditions,
  { assigneeId, topicId }: PreviousValues,
): boolean {
  return (
    (assigneeIds === null || (assigneeId !== null && assigneeIds.has(assigneeId))) &&
    (unassigned === null || unassigned === (assigneeId === null)) &&
    (topicIds === null || (topicId !== null && topicIds.has(topicId)))
  );
}
