/** Presence as the schema shows it, and to whom. */
import type { PresenceState } from '../delivery/presence/place.js';
import type { ConversationRow, UserRow } from '../queries/rows.js';
import type { ResolverContext } from './context.js';
import { mayBeSeen } from './limit-to-numbers.js';
import { toStreamConditions } from './stream-filter.js';

/** Name of the subscription; it reads no event log, so `subscription-fields.ts` does not list it. */
export const presenceField = 'presenceChanged';

/** A state with its rows. */
export interface PresenceRow extends Pick<PresenceState, 'activity' | 'isOnline' | 'at'> {
  readonly actor: UserRow;
  readonly conversation: ConversationRow | null;
}

/** The conversations of the arguments; null for everything. @throws BadUserInputError */
export function readPresenceArguments(args: {
  readonly conversationIds?: readonly string[] | null;
}): ReadonlySet<string> | null {
  return toStreamConditions({ conversationIds: args.conversationIds ?? null })?.conversationIds ?? null;
}

/** The state with its rows; null when the user or the conversation is gone or may not be seen. */
export async function toPresence(
  { userId, conversationId, activity, isOnline, at }: PresenceState,
  context: ResolverContext,
): Promise<PresenceRow | null> {
  const { loaders } = context;
  const [actor, conversation] = await Promise.all([
    loaders.user.load(userId),
    conversationId === null ? null : loaders.conversation.load(conversationId),
  ]);
  if (actor === null || (conversationId !== null && conversation === null)) return null;
  if (!(await mayBeSeen(context, 'Conversation', conversation))) return null;
  return { actor, conversation, activity, isOnline, at };
}
