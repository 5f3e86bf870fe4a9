import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { EventType, WebhookDeliveryStatus } from '../domain/vocabulary.js';
import { Node } from './node.js';
import { WebhookEndpoint } from './webhook-endpoint.entity.js';

/** One call of an endpoint, as stored in `WebhookDelivery.attempts`. */
export interface StoredAttempt {
  /** In ISO 8601. */
  readonly at: string;
  readonly durationMs: number;
  readonly httpStatus: number | null;
  readonly error: string | null;
  readonly responseBody: string | null;
}

/**
 * One event for one endpoint. A row is written after an attempt, or when the event has to wait behind another of its
 * lane; events that were not read yet have none. Bodies are here only, with the contact, so that they can be erased.
 */
@ObjectType({
  implements: Node,
  description:
    'One event for one endpoint. Its id is the header `webhook-id` of every attempt. Kept for 14 days, at most 50,000 per endpoint.',
})
@Entity({ tableName: 'webhook_deliveries' })
@Index({
  name: 'webhook_deliveries_endpoint_id_idx',
  expression:
    'create index "webhook_deliveries_endpoint_id_idx" on "webhook_deliveries" ("endpoint_id", "id" desc)',
})
@Index({
  name: 'webhook_deliveries_tenant_idx',
  expression: 'create index "webhook_deliveries_tenant_idx" on "webhook_deliveries" ("tenant_id", "id" desc)',
})
@Index({
  name: 'webhook_deliveries_pending_idx',
  expression:
    'create index "webhook_deliveries_pending_idx" on "webhook_deliveries" ("endpoint_id", "lane", "event_position", "id") where "status" = \'PENDING\'',
})
@Index({
  name: 'webhook_deliveries_contact_idx',
  expression:
    'create index "webhook_deliveries_contact_idx" on "webhook_deliveries" ("contact_id") where "contact_id" is not null',
})
@Index({
  name: 'webhook_deliveries_subject_idx',
  expression:
    'create index "webhook_deliveries_subject_idx" on "webhook_deliveries" ("subject_id") where "subject_id" is not null',
})
@Index({
  name: 'webhook_deliveries_conversation_idx',
  expression:
    'create index "webhook_deliveries_conversation_idx" on "webhook_deliveries" ("conversation_id") where "conversation_id" is not null',
})
export class WebhookDelivery {
  @Field(() => ID, {
    description: 'UUID, version 7; the same for every attempt, so a receiver recognises repetitions by it.',
  })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => WebhookEndpoint, { mapToPk: true, fieldName: 'endpoint_id', deleteRule: 'cascade' })
  endpointId!: string;

  @Field(() => WebhookDeliveryStatus, { description: 'Progress.' })
  @Property({ type: 'text' })
  status!: WebhookDeliveryStatus;

  @Field(() => EventType, {
    nullable: true,
    description: 'Kind of the event; null for a test and for a notice of skipped events.',
  })
  @Property({ type: 'text', nullable: true })
  type!: EventType | null;

  @Property({ type: 'bigint', nullable: true })
  eventPosition!: number | null;

  @Field(() => ID, { nullable: true, description: 'Id of what the event is about; null for a test.' })
  @Property({ type: 'uuid', nullable: true })
  subjectId!: string | null;

  /** The contact whose data the body contains; without a foreign key, as a merge does not change what was posted. */
  @Property({ type: 'uuid', nullable: true })
  contactId!: string | null;

  @Field(() => ID, { nullable: true, description: 'Id of its conversation, if it has one.' })
  @Property({ type: 'uuid', nullable: true })
  conversationId!: string | null;

  /** Deliveries of one lane are posted in order: one conversation, or one thing without a conversation. */
  @Property({ type: 'text' })
  lane!: string;

  /** The JSON that is posted; null after it was erased. */
  @Property({ type: 'text', nullable: true })
  body!: string | null;

  /** The latest 20, oldest first. */
  @Property({ type: 'jsonb' })
  attempts!: readonly StoredAttempt[];

  /** Start of the retry schedule; null before the first attempt, and after someone asked for a new schedule. */
  @Property({ type: 'timestamptz', nullable: true })
  firstAttemptAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Time of the next attempt; null when it waits behind another one, and after the last.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  nextAttemptAt!: Date | null;

  @Field({ description: 'Time of the event, or of the test.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
