import { Arg, Args, ArgsType, Ctx, Field, Int, Query, Resolver, Root, Subscription } from 'type-graphql';
import { canResume, resetReason } from '../delivery/event-log.js';
import { BadUserInputError, UnauthenticatedError } from '../domain/errors.js';
import type { LoggedEvent } from '../domain/logged-event.js';
import { Cursor } from '../domain/scalars.js';
import { EventType } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import {
  ConversationUpdatedEvent,
  EventPage,
  MessageUpdatedEvent,
  StreamItem,
} from '../schema/stream.types.js';
import { StreamFilter } from '../schema/stream-filter.input.js';
import type { ResolverContext } from './context.js';
import type { Delivery } from './delivery.js';
import { toStreamConditions } from './stream-filter.js';
import { type FollowedConversation, subscriptionFields } from './subscription-fields.js';

const afterDescription =
  'A stream cursor (`syncCursor`, `Message.cursor`, `event.cursor`): events after it come first, then the live stream, without gaps or repeats.';

@ArgsType()
class StreamArgs {
  @Field(() => StreamFilter, { nullable: true, description: 'Filter; default: everything.' })
  filter?: StreamFilter | null;

  @Field(() => Cursor, { nullable: true, description: afterDescription })
  after?: string;
}

const typesDescription =
  'Only events of these kinds. Events of one user (READ_STATE_UPDATED, NOTIFICATION_UPDATED) are only in `viewerEvents`.';
const eventsFilterDescription =
  'Filter; default: everything. `channelIds` applies to all events of a number, the other fields to events of a conversation; all other events always match. A change of assignee or topic after which the conversation no longer matches is delivered once.';

@ArgsType()
class EventsArgs {
  @Field(() => [EventType], { nullable: true, description: typesDescription })
  types?: EventType[];

  @Field(() => StreamFilter, { nullable: true, description: eventsFilterDescription })
  filter?: StreamFilter | null;

  @Field(() => Cursor, { nullable: true, description: afterDescription })
  after?: string;
}

/** Subscriptions are executed once for all their subscribers; only the delivery may start them. */
const startedByDelivery = (): never => {
  throw new Error('Subscriptions are started by the delivery of events, over WebSocket or SSE.');
};

const defaultPageEvents = 100;
const maxPageEvents = 500;

/** The subscriptions, and their pull form. Each method returns one event; see `subscription-fields.ts`. */
@Resolver()
export class SubscriptionResolver {
  @Subscription(() => Message, {
    subscribe: startedByDelivery,
    description: 'Every stored message, inbound and outbound, in commit order.',
  })
  messageAdded(@Root() delivery: Delivery<Message>, @Args(() => StreamArgs) _args: StreamArgs): Message {
    return delivery.node;
  }

  @Subscription(() => MessageUpdatedEvent, {
    subscribe: startedByDelivery,
    description: 'Changed messages, mostly their delivery status.',
  })
  messageUpdated(
    @Root() { cursor, isCatchUp, node, event }: Delivery<Message>,
    @Args(() => StreamArgs) _args: StreamArgs,
  ): MessageUpdatedEvent {
    return { cursor, isCatchUp, message: node, changed: event.changed };
  }

  @Subscription(() => ConversationUpdatedEvent, {
    subscribe: startedByDelivery,
    description:
      'Conversations that are new, changed, or received a message: every change of an inbox. A conversation that no longer matches the filter, because its assignee or topic changed, is delivered once with `matches` false.',
  })
  conversationUpdated(
    @Root() { cursor, isCatchUp, node, event }: Delivery<FollowedConversation>,
    @Args(() => StreamArgs) _args: StreamArgs,
  ): ConversationUpdatedEvent {
    const changed =
      event.kind === EventType.MESSAGE_ADDED
        ? ['lastMessage', 'lastActivityAt', 'unreadCount', ...event.changed]
        : event.changed;
    const { conversation, matches } = node;
    return { cursor, isCatchUp, conversationId: conversation.id, conversation, matches, changed };
  }

  @Subscription(() => StreamItem, {
    subscribe: startedByDelivery,
    description:
      'All changes as one ordered stream. With `after`, a CaughtUp item marks the end of the catch-up; a cursor that is too old gives a StreamReset instead of an error.',
  })
  events(@Root() root: object, @Args(() => EventsArgs) _args: EventsArgs): object {
    return '__typename' in root ? root : toDomainEvent(root as Delivery);
  }

  @Subscription(() => StreamItem, {
    subscribe: startedByDelivery,
    description:
      'Your own events, READ_STATE_UPDATED and NOTIFICATION_UPDATED, in order: the stream in which `viewerState` can be selected. Control items as in `events`.',
  })
  viewerEvents(
    @Root() root: object,
    @Arg('after', () => Cursor, { nullable: true, description: afterDescription }) _after?: string,
  ): object {
    return '__typename' in root ? root : toDomainEvent(root as Delivery);
  }

  @Query(() => EventPage, {
    name: 'events',
    description: 'Pages of the event log: the pull form of the subscription of the same name.',
  })
  async eventPage(
    @Ctx() context: ResolverContext,
    @Arg('after', () => Cursor, {
      nullable: true,
      description: 'A stream cursor; without it, only the end of the log is returned.',
    })
    after: string | null | undefined,
    @Arg('types', () => [EventType], { nullable: true, description: typesDescription })
    types: EventType[] | undefined,
    @Arg('filter', () => StreamFilter, { nullable: true, description: eventsFilterDescription })
    filter: StreamFilter | null | undefined,
    @Arg('first', () => Int, {
      nullable: true,
      description: 'Number of log rows to read: 1 to 500, default 100.',
    })
    first: number | undefined,
  ): Promise<EventPage> {
    if (!context.scope) throw new UnauthenticatedError();
    const limit = first ?? defaultPageEvents;
    if (limit < 1 || limit > maxPageEvents)
      throw new BadUserInputError('first', `is between 1 and ${maxPageEvents}`);
    const conditions = toStreamConditions(filter);
    const { accepts, load } = subscriptionFields.events;
    const { cursors, eventLog } = context.useCases;
    const { tenantId } = context.scope;
    const range = await eventLog.readRange(tenantId);
    const place = after == null ? null : cursors.decodePlace(tenantId, after);
    const from = place?.position ?? range.last;
    if (place !== null && !canResume(place, range)) {
      const cursor = cursors.encodePosition(tenantId, range.last);
      const reset = { cursor, reason: resetReason };
      return { events: [], endCursor: cursor, hasMore: false, reset };
    }
    const rows = await eventLog.readAfter(tenantId, from, limit);
    const args = { types, filter: conditions };
    const candidates = rows.filter(event => accepts(event, args));
    const nodes = await Promise.all(candidates.map(event => load(event, args, context)));
    const toCursor = (event: LoggedEvent) => cursors.encodePosition(tenantId, event.position);
    return {
      events: candidates.flatMap((event, index) => {
        const node = nodes[index];
        return node ? [toDomainEvent({ event, cursor: toCursor(event), isCatchUp: true, node })] : [];
      }),
      endCursor: cursors.encodePosition(tenantId, rows.at(-1)?.position ?? from),
      hasMore: rows.length === limit,
      reset: null,
    };
  }
}

function toDomainEvent({ event, cursor, isCatchUp, node }: Delivery): object {
  return {
    __typename: 'DomainEvent',
    cursor,
    isCatchUp,
    position: event.position,
    nodeId: event.subjectId,
    type: event.kind,
    at: event.at,
    node: '__typename' in node ? node : null,
    // `changed` of a new message lists fields of its conversation.
    changed: event.kind === EventType.MESSAGE_ADDED ? [] : event.changed,
  };
}
