/** Types of timelines. */
import { type ClassType, createUnionType, Field, ID, InputType } from 'type-graphql';
import { TimelineItemKind } from '../domain/vocabulary.js';
import { Activity } from '../entities/activity.entity.js';
import { BookingNotification } from '../entities/booking-notification.entity.js';
import { Message } from '../entities/message.entity.js';
import { Note } from '../entities/note.entity.js';
import { createConnection } from './connection.js';
import { toTaggedTypeName } from './stream.types.js';

/** An item of a timeline. */
export const TimelineItem = createUnionType({
  name: 'TimelineItem',
  description: 'An item of a timeline. More types can be added.',
  types: () => [Message, Note, Activity, BookingNotification] as const,
  resolveType: toTaggedTypeName,
});

/** A page of a timeline. */
export const TimelineConnection = createConnection(
  'Timeline',
  // A union is allowed wherever a field takes a class.
  TimelineItem as unknown as ClassType<object>,
  { rows: 'a timeline in the order of storage, oldest first', hasSyncCursor: true },
);

/** Filter of a timeline. */
@InputType({
  description:
    'Filter of a timeline. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class TimelineFilter {
  @Field(() => [TimelineItemKind], { nullable: true, description: 'Items of these kinds.' })
  kinds?: TimelineItemKind[] | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      'On one of these numbers; decisions without a message and changes of the person as a whole are on none.',
  })
  channelIds?: string[] | null;
}
