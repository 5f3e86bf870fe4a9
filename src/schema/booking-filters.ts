/** Filters of the lists of bookings. */
import { Field, ID, InputType } from 'type-graphql';
import { BookingNotificationDecision, BookingStatus } from '../domain/booking-vocabulary.js';

/** Filter of bookings. */
@InputType({
  description:
    'Filter of bookings. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class BookingFilter {
  @Field(() => BookingStatus, { nullable: true, description: 'With this status.' })
  status?: BookingStatus | null;

  @Field(() => ID, { nullable: true, description: 'Of this contact.' })
  contactId?: string | null;

  @Field(() => [ID], { nullable: true, description: 'At one of these branches.' })
  salonIds?: string[] | null;

  @Field(() => Date, { nullable: true, description: 'Visits at or after this moment.' })
  startsAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Visits before this moment.' })
  startsBefore?: Date | null;
}

/** Filter of decisions about notices. */
@InputType({
  description:
    'Filter of decisions about booking notices. Absent fields do not filter; all given fields must match. An empty list matches nothing.',
})
export class BookingNotificationFilter {
  @Field(() => [BookingNotificationDecision], { nullable: true, description: 'One of these decisions.' })
  decision?: BookingNotificationDecision[] | null;

  @Field(() => [ID], { nullable: true, description: 'About bookings at one of these branches.' })
  salonIds?: string[] | null;

  @Field(() => Date, { nullable: true, description: 'Made at or after this moment.' })
  createdAfter?: Date | null;

  @Field(() => Date, { nullable: true, description: 'Made before this moment.' })
  createdBefore?: Date | null;
}
