import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { BookingStatus } from '../domain/booking-vocabulary.js';
import { LocalDateTime } from '../domain/local-date-time.js';
import { PhoneNumber } from '../domain/scalars.js';
import type { BookedService } from './booked-service.js';
import { Contact } from './contact.entity.js';
import { Node } from './node.js';
import { Salon } from './salon.entity.js';
import { Tenant } from './tenant.entity.js';

/** Facts of a booking in its last notice, or as the customer knows them otherwise; a change is compared with them. */
export interface NoticeFacts {
  readonly startsAtLocal: string | null;
  /** The moment, in ISO 8601. Rows from before November 2026 have none of the optional properties. */
  readonly startsAt?: string | null;
  /** `+02:00`, only if the clocks show the time twice; null otherwise. */
  readonly offset?: string | null;
  readonly lengthSeconds?: number | null;
  readonly services: readonly BookedService[];
  readonly staffExternalId: string | null;
  readonly staffName: string | null;
  readonly totalCost: number | null;
  /** The recipient: the phone's contact, also after a merge. */
  readonly clientPhone: string | null;
  readonly clientExternalId?: string | null;
  readonly clientName: string | null;
}

/** The latest state of a record of the booking system. Every change is a row of `booking_revisions`. */
@ObjectType({ implements: Node, description: 'A booking of the booking system, in its latest known state.' })
@Entity({ tableName: 'bookings' })
@Unique({ name: 'bookings_external_key', properties: ['salonId', 'externalId'] })
@Index({
  name: 'bookings_start_idx',
  expression:
    'create index "bookings_start_idx" on "bookings" ("tenant_id", coalesce("starts_at", \'-infinity\'::timestamptz) desc, "id" desc)',
})
@Index({
  name: 'bookings_contact_idx',
  expression:
    'create index "bookings_contact_idx" on "bookings" ("contact_id", coalesce("starts_at", \'-infinity\'::timestamptz) desc, "id" desc)',
})
@Index({ name: 'bookings_salon_start_idx', properties: ['salonId', 'startsAt'] })
export class Booking {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => Salon, { mapToPk: true, fieldName: 'salon_id' })
  salonId!: string;

  @Field({ description: "The booking system's id of the branch, its company_id." })
  @Property({ type: 'text' })
  companyExternalId!: string;

  @Field({ description: "The booking system's id of the booking." })
  @Property({ type: 'text' })
  externalId!: string;

  @ManyToOne(() => Contact, { mapToPk: true, fieldName: 'contact_id', nullable: true })
  contactId!: string | null;

  @Field(() => BookingStatus, {
    description: 'Active or cancelled. A no-show is not a cancellation.',
  })
  @Property({ type: 'text' })
  status!: BookingStatus;

  @Field(() => Date, {
    nullable: true,
    description: 'Start of the visit; null without a readable time from the booking system.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  startsAt!: Date | null;

  @Field(() => LocalDateTime, {
    nullable: true,
    description: "Start of the visit in the branch's time zone.",
  })
  @Property({ type: 'text', nullable: true })
  startsAtLocal!: string | null;

  @Field(() => Int, { nullable: true, description: 'Duration in seconds, if known.' })
  @Property({ type: 'integer', nullable: true })
  lengthSeconds!: number | null;

  @Property({ type: 'jsonb' })
  services!: BookedService[];

  @Property({ type: 'text', nullable: true })
  staffExternalId!: string | null;

  @Field(() => String, { nullable: true, description: 'Staff member.' })
  @Property({ type: 'text', nullable: true })
  staffName!: string | null;

  /** After discounts, in the currency of the branch. */
  @Property({ type: 'double', nullable: true })
  totalCost!: number | null;

  @Property({ type: 'text', nullable: true })
  clientExternalId!: string | null;

  @Field(() => String, { nullable: true, description: "The customer's name at the booking system." })
  @Property({ type: 'text', nullable: true })
  clientName!: string | null;

  @Field(() => PhoneNumber, { nullable: true, description: "The customer's phone, if valid." })
  @Property({ type: 'text', nullable: true })
  clientPhone!: string | null;

  @Field(() => Int, {
    description: 'Attendance code of the booking system: 2 confirmed, 1 came, 0 expected, -1 did not come.',
  })
  @Property({ type: 'integer', default: 0 })
  attendance!: number;

  @Field({
    description:
      "True if the company's own bot created it: registered by its id, or recognised by a mark in the comment.",
  })
  @Property({ type: 'boolean', default: false })
  createdByBot!: boolean;

  /** The system's clock at the last applied change; older events change nothing. */
  @Field(() => Date, {
    nullable: true,
    description: "Time of the last change, by the booking system's clock.",
  })
  @Property({ type: 'timestamptz', nullable: true })
  changedAt!: Date | null;

  /** Number of changes, from 1. */
  @Property({ type: 'integer' })
  revision!: number;

  /** Null when no customer was notified of the visit, or after they were notified of its end. */
  @Property({ type: 'jsonb', nullable: true })
  told!: NoticeFacts | null;

  @Property({ type: 'timestamptz', nullable: true })
  toldAt!: Date | null;

  @Field({ description: 'Time of the first event about it.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Property({ type: 'timestamptz' })
  updatedAt!: Date;
}
