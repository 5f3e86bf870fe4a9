/** The filter of subscriptions and of `events`: prepared once, then compared with events and conversations. */
import { BadUserInputError } from '../domain/errors.js';
import type { LoggedEvent, StoredPreviousValues } from '../domain/logged-event.js';
import { isUuid } from '../domain/uuid-v7.js';
import type { ResolverContext } from './context.js';

/** A StreamFilter as GraphQL coerced it. */
export interface GivenStreamFilter {
  readonly conversationIds?: readonly string[] | null;
  readonly channelIds?: readonly string[] | null;
  readonly assigneeIds?: readonly string[] | null;
  readonly unassigned?: boolean | null;
  readonly topicIds?: readonly string[] | null;
  readonly teamIds?: readonly string[] | null;
  readonly labelIds?: readonly string[] | null;
}

type Ids = ReadonlySet<string> | null;

/** The filter as sets; null does not restrict, an empty set matches nothing. */
export interface StreamConditions {
  readonly conversationIds: Ids;
  readonly channelIds: Ids;
  readonly assigneeIds: Ids;
  readonly unassigned: boolean | null;
  readonly topicIds: Ids;
  readonly teamIds: Ids;
  /** The conversation has at least one of them. */
  readonly labelIds: Ids;
  /** True if the conversation itself must be compared. */
  readonly readsConversation: boolean;
}

const maxIds = 100;

/** @throws BadUserInputError for too many ids, and for a malformed one: it would match nothing without saying so */
export function toStreamConditions(given: GivenStreamFilter | null | undefined): StreamConditions | null {
  if (given == null) return null;
  const ofConversation = {
    assigneeIds: toIds('assigneeIds', given.assigneeIds),
    unassigned: given.unassigned ?? null,
    topicIds: toIds('topicIds', given.topicIds),
    teamIds: toIds('teamIds', given.teamIds),
    labelIds: toIds('labelIds', given.labelIds),
  };
  return {
    conversationIds: toIds('conversationIds', given.conversationIds),
    channelIds: toIds('channelIds', given.channelIds),
    ...ofConversation,
    readsConversation: Object.values(ofConversation).some(condition => condition !== null),
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
  { assigneeIds, unassigned, topicIds, teamIds, labelIds }: StreamConditions,
  conversation: StoredPreviousValues,
): boolean {
  const { assigneeId, topicId, teamId = null, labelIds: labels = [] } = conversation;
  return (
    isOneOf(assigneeIds, assigneeId) &&
    (unassigned === null || unassigned === (assigneeId === null)) &&
    isOneOf(topicIds, topicId) &&
    isOneOf(teamIds, teamId) &&
    (labelIds === null || labels.some(id => labelIds.has(id)))
  );
}

const isOneOf = (ids: Ids, id: string | null): boolean => ids === null || (id !== null && ids.has(id));
