/** The types of the event stream: events, control items, pages. */
import { createUnionType, Field, ID, Int, ObjectType } from 'type-graphql';
import { Cursor } from '../domain/scalars.js';
import { EventType } from '../domain/vocabulary.js';
import { Booking } from '../entities/booking.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Contact } from '../entities/contact.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Lead } from '../entities/lead.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';

const cursorDescription =
  'Where the event log stands with this item; pass it as `after` to resume behind it.';
const catchUpDescription =
  'True when it was committed before this subscription began and was read from the log.';

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
  description: 'What an event is about.',
  types: () => [Message, Conversation, Lead, Note, Contact, Channel, Booking, BookingNotification] as const,
  resolveType: toTaggedTypeName,
});

/** Item of `messageUpdated`. */
@ObjectType({ description: 'A message changed, mostly its delivery status.' })
export class MessageUpdatedEvent {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field({ description: catchUpDescription })
  isCatchUp!: boolean;

  @Field(() => Message, { description: 'The message as it is now.' })
  message!: Message;

  @Field(() => [String], { description: 'Names of the fields that changed.' })
  changed!: readonly string[];
}

/** Item of `conversationUpdated`. */
@ObjectType({ description: 'A conversation was created, changed, or got a message.' })
export class ConversationUpdatedEvent {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field({ description: catchUpDescription })
  isCatchUp!: boolean;

  @Field(() => Conversation, { description: 'The conversation as it is now.' })
  conversation!: Conversation;

  @Field(() => [String], { description: 'Names of the fields that changed; empty for a new conversation.' })
  changed!: readonly string[];
}

/** One row of the event log. */
@ObjectType({ description: 'Something changed. Events of a company come in commit order, without gaps.' })
export class DomainEvent {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field({ description: catchUpDescription })
  isCatchUp!: boolean;

  @Field(() => ID, { description: 'Number of the event within the company.' })
  id!: string;

  @Field(() => EventType, { description: 'What happened.' })
  type!: EventType;

  @Field({ description: 'When it was committed.' })
  at!: Date;

  @Field(() => EventNode, {
    nullable: true,
    description: 'What it is about, as it is now; null when that has been deleted since.',
  })
  node!: object | null;

  @Field(() => [String], { description: 'Names of the fields that changed; empty for something new.' })
  changed!: readonly string[];
}

/** Control item: caught up. */
@ObjectType({ description: 'The catch-up is complete; what follows is live.' })
export class CaughtUp {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field(() => Int, { description: 'How many events this subscription caught up on.' })
  catchUpCount!: number;
}

/** Control item: reset. */
@ObjectType({
  description: 'The cursor was too old: events are missing. Reload the current state; what follows is live.',
})
export class StreamReset {
  @Field(() => Cursor, { description: cursorDescription })
  cursor!: string;

  @Field({ description: 'Why the stream starts again.' })
  reason!: string;
}

/** Items of `events`. */
export const StreamItem = createUnionType({
  name: 'StreamItem',
  description: 'An event, or an item about the state of the stream.',
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

  @Field({ description: 'Whether the log holds more events now.' })
  hasMore!: boolean;

  @Field(() => StreamReset, {
    nullable: true,
    description: 'Present when the cursor was too old: reload the current state.',
  })
  reset!: object | null;
}
