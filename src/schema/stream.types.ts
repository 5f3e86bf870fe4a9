/** The types of the event stream: events, control items, pages. */
import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { BigIntText, Cursor } from '../domain/scalars.js';
import { EventType } from '../domain/vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { DataJob } from '../entities/data-job.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import { Notification } from '../entities/notification.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { User } from '../entities/user.entity.js';

const cursorDescription = 'Position of this item in the event log; pass it as `after` to resume after it.';
const catchUpDescription =
  'True if it was committed before this subscription began and was read from the log.';

/** A plain row with a tag that names its type. */
interface Tagged {
  readonly __typename: string;
}

/** Resolves the type of a tagged row. */
export function toTaggedTypeName(value: object): string {
  return (value as Tagged).__typename;
}

/** Subject of an event. */
export const EventNode = createUnionType({
  name: 'EventNode',
  description: 'Subject of an event.',
  types: () =>
    [
      Message,
      Conversation,
      Lead,
      Note,
      Contact,
      Channel,
      Booking,
      BookingNotification,
      Tenant,
      DataJob,
      User,
      Notification,
    ] as const,
  resolveType: toTaggedTypeName,
});

/** Item of `messageUpdated`. */
@ObjectType({ description: 'A message changed, mostly its delivery status.' })
export class MessageUpdatedEvent {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field({ description: catchUpDescription })
  isCatchUp!: boolean;

  @Field(() => Message, { description: 'The message in its current state.' })
  message!: Message;

  @Field(() => [String], { description: 'Names of the changed fields.' })
  changed!: readonly string[];
}

/** Item of `conversationUpdated`. */
@ObjectType({ description: 'A conversation was created, changed, or received a message.' })
export class ConversationUpdatedEvent {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field({ description: catchUpDescription })
  isCatchUp!: boolean;

  @Field(() => ID, { description: 'Id of the conversation.' })
  conversationId!: string;

  @Field(() => Conversation, {
    nullable: true,
    description: 'The conversation in its current state; null if you may no longer see it.',
  })
  conversation!: object | null;

  @Field({
    description:
      'True if the conversation matches the filter. False: it matched until this event; remove it from the list.',
  })
  matches!: boolean;

  @Field(() => [String], { description: 'Names of the changed fields; empty for a new conversation.' })
  changed!: readonly string[];
}

/** One row of the event log. */
@ObjectType({
  description:
    'An event: something changed. Events of a company are delivered in commit order, without gaps.',
})
export class DomainEvent {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field({ description: catchUpDescription })
  isCatchUp!: boolean;

  @Field(() => BigIntText, { description: 'Number of the event within the company; it grows by 1.' })
  position!: number;

  @Field(() => EventType, { description: 'Event type.' })
  type!: EventType;

  @Field({ description: 'Commit time.' })
  at!: Date;

  @Field(() => ID, { description: 'Id of the changed object, also when `node` is null.' })
  nodeId!: string;

  @Field(() => EventNode, {
    nullable: true,
    description: 'The changed object in its current state; null if it was deleted since.',
  })
  node!: object | null;

  @Field(() => [String], { description: 'Names of the changed fields; empty for a new object.' })
  changed!: readonly string[];
}

/** Control item: caught up. */
@ObjectType({ description: 'The catch-up is complete; following events are live.' })
export class CaughtUp {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field(() => Int, { description: 'Number of events of the catch-up.' })
  catchUpCount!: number;
}

/** Control item: reset. */
@ObjectType({
  description:
    'The cursor was too old: events are missing. Reload the current state; following events are live.',
})
export class StreamReset {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field({ description: 'Reason for the reset.' })
  reason!: string;
}

/** Items of `events`. */
export const StreamItem = createUnionType({
  name: 'StreamItem',
  description: 'An event, or a control item of the stream.',
  types: () => [DomainEvent, CaughtUp, StreamReset] as const,
  resolveType: toTaggedTypeName,
});

/** The pull form of the stream. */
@ObjectType({ description: 'A page of the event log.' })
export class EventPage {
  @Field(() => [DomainEvent], { description: 'Events after the cursor, oldest first.' })
  events!: object[];

  @Field(() => Cursor, { description: 'Pass it as `after` for the next page, or to a subscription.' })
  endCursor!: string;

  @Field({ description: 'True if the log contains more events now.' })
  hasMore!: boolean;

  @Field(() => StreamReset, {
    nullable: true,
    description: 'Present when the cursor was too old: reload the current state.',
  })
  reset!: object | null;
}
