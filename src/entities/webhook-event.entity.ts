import { Entity, Index, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { WebhookEventStatus, WebhookSource } from '../domain/vocabulary.js';
import { Node } from './node.js';

/**
 * The ledger: one row for each event of a provider, committed together with its effect. No foreign keys, so that
 * retention can delete rows without further checks.
 */
@ObjectType({
  implements: Node,
  description: 'A received webhook event and its result. Stored before the provider receives its 2xx.',
})
@Entity({ tableName: 'webhook_events' })
@Index({ name: 'webhook_events_tenant_idx', properties: ['tenantId', 'id'] })
@Index({ name: 'webhook_events_external_idx', properties: ['tenantId', 'externalEventId'] })
@Index({
  name: 'webhook_events_unsettled_idx',
  expression:
    'create index "webhook_events_unsettled_idx" on "webhook_events" ("tenant_id", "status", "id") where "status" in (\'QUARANTINED\', \'FAILED\', \'RECEIVED\')',
})
@Index({
  name: 'webhook_events_lookup_idx',
  expression:
    'create index "webhook_events_lookup_idx" on "webhook_events" ("account_id", "lookup_lane", "id") where "status" = \'RECEIVED\' and "lookup_lane" is not null',
})
@Unique({
  name: 'webhook_events_booking_key',
  expression:
    'create unique index "webhook_events_booking_key" on "webhook_events" ("account_id", "dedupe_key") where "source" = \'YCLIENTS\' and "status" <> \'DUPLICATE\'',
})
export class WebhookEvent {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'uuid' })
  accountId!: string;

  @Property({ type: 'uuid', nullable: true })
  channelId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The provider's id of the number, as in the request; null when it named none.",
  })
  @Property({ type: 'text', nullable: true })
  channelExternalId!: string | null;

  @Field(() => WebhookSource, { description: 'Source of the webhook.' })
  @Property({ type: 'text' })
  source!: WebhookSource;

  @Field(() => String, { nullable: true, description: "The provider's own term for this kind of event." })
  @Property({ type: 'text', nullable: true })
  eventType!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The provider's id: of the message, of the event, or of the booking system's record; null without one.",
  })
  @Property({ type: 'text', nullable: true })
  externalEventId!: string | null;

  /** Identifies duplicates of a booking event, which has no id of its own; null elsewhere. See `bookings/intake.ts`. */
  @Property({ type: 'text', nullable: true })
  dedupeKey!: string | null;

  /** Index of the event within the request, from 0. */
  @Property({ type: 'smallint', default: 0 })
  itemIndex!: number;

  @Field(() => WebhookEventStatus, { description: 'The result.' })
  @Property({ type: 'text' })
  status!: WebhookEventStatus;

  @Field(() => String, { nullable: true, description: 'Reason why it had no effect; null if it had one.' })
  @Property({ type: 'text', nullable: true })
  reason!: string | null;

  @Field(() => Int, { description: 'Number of times it was processed, including the first.' })
  @Property({ type: 'smallint', default: 1 })
  attempts!: number;

  @Field({ description: 'When the request arrived.' })
  @Property({ type: 'timestamptz' })
  receivedAt!: Date;

  @Field(() => Date, { nullable: true, description: 'When it was last processed.' })
  @Property({ type: 'timestamptz', nullable: true })
  processedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Time of the next automatic retry; null without one.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  nextAttemptAt!: Date | null;

  /** The request's body without secrets. */
  @Property({ type: 'text' })
  keptBody!: string;

  @Property({ type: 'jsonb' })
  headers!: Record<string, string>;

  @Property({ type: 'uuid', nullable: true })
  messageId!: string | null;

  /** The vendor's conversation, for an event that needs a channel lookup: such events are processed in order. */
  @Property({ type: 'text', nullable: true })
  lookupLane!: string | null;
}
