import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { BookingNotificationDecision, BookingNotificationKind } from '../domain/booking-vocabulary.js';
import { Booking } from './booking.entity.js';
import { Node } from './node.js';

/**
 * Decision about notifying a customer, also when nothing was sent. (booking, dedupe key) is unique, so one revision
 * leads to at most one notice of a kind.
 */
@ObjectType({
  implements: Node,
  description: 'A decision about a notice to a customer, also when none was sent.',
})
@Entity({ tableName: 'booking_notifications' })
@Unique({ name: 'booking_notifications_dedupe_key', properties: ['bookingId', 'dedupeKey'] })
@Unique({
  name: 'booking_notifications_scheduled_key',
  expression:
    'create unique index "booking_notifications_scheduled_key" on "booking_notifications" ("booking_id") where "decision" = \'SCHEDULED\'',
})
@Index({ name: 'booking_notifications_tenant_idx', properties: ['tenantId', 'id'] })
@Index({ name: 'booking_notifications_sent_at_idx', properties: ['sentAt'] })
@Index({
  name: 'booking_notifications_message_idx',
  expression:
    'create index "booking_notifications_message_idx" on "booking_notifications" ("message_id") where "message_id" is not null',
})
@Index({
  name: 'booking_notifications_variant_idx',
  expression:
    'create index "booking_notifications_variant_idx" on "booking_notifications" ("template_id", "variant") where "template_id" is not null',
})
export class BookingNotification {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Booking, { mapToPk: true, fieldName: 'booking_id' })
  bookingId!: string;

  /** The column has the name that the set-up guide's statistics use. */
  @Field(() => BookingNotificationKind, { description: 'Kind of the notice.' })
  @Property({ type: 'text', fieldName: 'notification_type' })
  kind!: BookingNotificationKind;

  @Field(() => BookingNotificationDecision, { description: 'The decision.' })
  @Property({ type: 'text' })
  decision!: BookingNotificationDecision;

  @Field(() => String, { nullable: true, description: 'Reason, in a sentence; null for a plain SENT.' })
  @Property({ type: 'text', nullable: true })
  reason!: string | null;

  /** Number of the revision. */
  @Property({ type: 'integer' })
  revision!: number;

  /** `CREATED:1`, `REMINDER:24:…` for a notice; `event:…` for an event without one. */
  @Property({ type: 'text' })
  dedupeKey!: string;

  @Field(() => Date, { nullable: true, description: 'When a SCHEDULED notice will be sent.' })
  @Property({ type: 'timestamptz', nullable: true })
  dueAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'When its message was queued; null when nothing was sent. For the delivery see message.status.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  @Property({ type: 'uuid', nullable: true })
  messageId!: string | null;

  @Property({ type: 'uuid', nullable: true })
  templateId!: string | null;

  @Field(() => String, { nullable: true, description: 'Key of the template variant that was used.' })
  @Property({ type: 'text', nullable: true })
  variant!: string | null;

  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;

  /** Start of the notice's visit; null without a notice. */
  @Property({ type: 'timestamptz', nullable: true })
  visitStartsAt!: Date | null;

  @Field({ description: 'Time of the decision.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
