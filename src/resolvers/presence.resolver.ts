import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root, Subscription } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { BadUserInputError } from '../domain/errors.js';
import { type Availability, PresenceActivity } from '../domain/vocabulary.js';
import {
  Presence,
  PresencePayload,
  SetAvailabilityInput,
  SetPresenceInput,
} from '../schema/presence.types.js';
import { UserPayload } from '../schema/user.types.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { type PresenceRow, readPresenceArguments, toPresence } from './presence-rows.js';

const idsDescription = 'Only in these conversations, at most 100; default: everything.';

/** Presence and availability of users. */
@Resolver(() => Presence)
export class PresenceResolver {
  @Query(() => [Presence], {
    description:
      'Who is there, looks at a conversation or types, at most 500. A user who is in no conversation is listed once without one. `presenceChanged` continues from it.',
  })
  async presence(
    @Ctx() context: ResolverContext,
    @Arg('conversationIds', () => [ID], { nullable: true, description: idsDescription })
    conversationIds?: string[] | null,
  ): Promise<PresenceRow[]> {
    const wanted = readPresenceArguments({ conversationIds: conversationIds ?? null });
    const states = context.useCases.presence.list(context.reader.tenantId, wanted);
    const rows = await Promise.all(states.map(state => toPresence(state, context)));
    return rows.filter(row => row !== null);
  }

  @Subscription(() => Presence, {
    subscribe: () => {
      throw new Error('Subscriptions are started by the delivery, over WebSocket or SSE.');
    },
    description:
      'Who comes, goes, looks at a conversation or types. The states now come first, then each change; the end of an activity is NONE. There is no cursor: nothing is stored, and after a lost connection the states come again.',
  })
  presenceChanged(
    @Root() presence: PresenceRow,
    @Arg('conversationIds', () => [ID], { nullable: true, description: idsDescription })
    _conversationIds?: string[] | null,
  ): PresenceRow {
    return presence;
  }

  @Mutation(() => PresencePayload, {
    description:
      'Reports what you do, to all who may see the conversation. Report TYPING again every 5 s and VIEWING every 15 s while they hold. Over a WebSocket it belongs to the socket and ends with it; over HTTP it belongs to the session. At most 50 in 10 s for a user, else RATE_LIMITED.',
  })
  async setPresence(
    @Arg('input', () => SetPresenceInput, { description: 'What you do.' }) input: SetPresenceInput,
    @Ctx() context: ResolverContext,
  ): Promise<{ presence: PresenceRow }> {
    const { useCases, loaders, connectionId } = context;
    const { tenantId, userId, sessionId, apiToken } = requireViewer(context.viewer);
    const { conversationId, activity } = input;
    if (activity !== PresenceActivity.NONE && conversationId == null)
      throw new BadUserInputError('conversationId', 'is required for VIEWING and TYPING');
    await useCases.presence.count(userId);
    const conversation =
      conversationId == null
        ? null
        : await getFound('conversation', conversationId, loaders.conversation.load(conversationId));
    const place = { tenantId, userId, conversationId: conversation?.id ?? null };
    const clientId = connectionId ?? `of ${sessionId ?? apiToken?.id}`;
    useCases.presence.say(clientId, place, place.conversationId, activity);
    const row = await toPresence(useCases.presence.stateOf(place), context);
    return { presence: await getFound('user', userId, row) };
  }

  @Mutation(() => UserPayload, {
    description: 'Sets whether a user accepts conversations. Reported by USER_UPDATED.',
  })
  async setAvailability(
    @Arg('input', () => SetAvailabilityInput, { description: 'The availability.' })
    { userId, availability }: SetAvailabilityInput,
    @Ctx() context: ResolverContext,
  ): Promise<UserPayload> {
    const { useCases, loaders } = context;
    const viewer = requireViewer(context.viewer);
    const id = userId?.toLowerCase() ?? viewer.userId;
    await useCases.users.setAvailability(viewer, id, availability);
    loaders.clearAll();
    return { user: await getFound('user', id, loaders.user.load(id)) };
  }

  @FieldResolver()
  availability(@Root() { actor }: PresenceRow): Availability {
    return actor.availability;
  }
}
