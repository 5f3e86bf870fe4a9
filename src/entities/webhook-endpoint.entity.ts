import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Url } from '../domain/scalars.js';
import { EventType } from '../domain/vocabulary.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** An address of one of the company's systems, to which events are posted; see `outgoing/`. */
@ObjectType({
  implements: Node,
  description:
    'An address of one of your systems: events are posted to it as they happen, signed by Standard Webhooks. Its secret is returned only once, by createWebhookEndpoint and rotateWebhookSecret.',
})
@Entity({ tableName: 'webhook_endpoints' })
export class WebhookEndpoint {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Index({ name: 'webhook_endpoints_tenant_id_idx' })
  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field(() => Url, { description: 'The address that is called.' })
  @Property({ type: 'text' })
  url!: string;

  @Field(() => String, { nullable: true, description: 'What it is for, in the words of its author.' })
  @Property({ type: 'text', nullable: true })
  description!: string | null;

  @Field(() => [EventType], {
    nullable: true,
    description: 'The kinds of events that are posted; null: all, empty: none.',
  })
  @Property({ type: 'text[]', nullable: true })
  eventTypes!: EventType[] | null;

  /** Null: all; empty: none. */
  @Property({ type: 'text[]', nullable: true })
  channelIds!: string[] | null;

  /** AES-256-GCM under the configured key, bound to the endpoint's id. */
  @Property({ type: 'text', hidden: true })
  secretCipher!: string;

  /** The replaced secret, which also signs until `previousSecretUntil`. */
  @Property({ type: 'text', nullable: true, hidden: true })
  previousSecretCipher!: string | null;

  @Field(() => Date, {
    nullable: true,
    description: 'Until then the replaced secret signs too; null when no secret was replaced.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  previousSecretUntil!: Date | null;

  @Field({ description: 'False: nothing is posted; the events wait in the log.' })
  @Property({ type: 'boolean', default: true })
  isEnabled!: boolean;

  @Field(() => String, {
    nullable: true,
    description:
      'Why the server disabled it: it answered 410, or nothing with 2xx for five days. Null when a user disabled it.',
  })
  @Property({ type: 'text', nullable: true })
  disabledReason!: string | null;

  /** Events of the tenant's log up to this position are delivered, not wanted, or rows of `webhook_deliveries`. */
  @Property({ type: 'bigint' })
  position!: number;

  @Field(() => Date, {
    nullable: true,
    description: 'Since when every attempt has failed; null after a success.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  failingSince!: Date | null;

  @Field(() => Date, { nullable: true, description: 'Time of the last answer with 2xx.' })
  @Property({ type: 'timestamptz', nullable: true })
  lastDeliveredAt!: Date | null;

  @Field(() => Int, {
    description:
      'How many events left the log before this endpoint could take them, of any kind. The endpoint is told by a delivery of type `events.skipped`; load the current state again after it.',
  })
  @Property({ type: 'int', default: 0 })
  skippedEvents!: number;

  @Field(() => Date, { nullable: true, description: 'When events were skipped last.' })
  @Property({ type: 'timestamptz', nullable: true })
  skippedAt!: Date | null;

  @Field({ description: 'Creation time.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
