import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, Int, ObjectType } from 'type-graphql';
import { BookingAction } from '../domain/booking-vocabulary.js';
import { Json } from '../domain/scalars.js';
import { Booking } from './booking.entity.js';

/** One change of a booking: the state before and after. */
@ObjectType({ description: 'One change of a booking.' })
@Entity({ tableName: 'booking_revisions' })
@Index({ name: 'booking_revisions_source_event_idx', properties: ['sourceEventId'] })
@Unique({ name: 'booking_revisions_number_key', properties: ['bookingId', 'number'] })
export class BookingRevision {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Booking, { mapToPk: true, fieldName: 'booking_id' })
  bookingId!: string;

  @Field(() => Int, { description: 'Number of the revision, from 1.' })
  @Property({ type: 'integer' })
  number!: number;

  @Field(() => BookingAction, { description: 'Action, as reported by the booking system.' })
  @Property({ type: 'text' })
  action!: BookingAction;

  @Field({ description: "Time of the change: the booking system's clock, else this server's." })
  @Property({ type: 'timestamptz' })
  at!: Date;

  @Field(() => Json, {
    description:
      'Changes by field name, `{ "from": …, "to": … }`; every `from` of the first revision is null.',
  })
  @Property({ type: 'jsonb' })
  changes!: Record<string, { readonly from: unknown; readonly to: unknown }>;

  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
