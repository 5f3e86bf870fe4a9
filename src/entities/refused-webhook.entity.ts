import { Entity, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { RefusalReason, WebhookSource } from '../domain/vocabulary.js';
import { Node } from './node.js';

/**
 * Webhooks that were refused before anything was stored: one row per account, reason and hour, so that a flood is one
 * row. Only refusals that can be attributed to an account are here. No foreign keys, so that it takes no locks.
 */
@ObjectType({
  implements: Node,
  description:
    'Webhooks that were refused before anything was stored, of one account, for one reason, within one hour. Kept for 7 days.',
})
@Entity({ tableName: 'refused_webhooks' })
@Unique({
  name: 'refused_webhooks_hour_key',
  properties: ['tenantId', 'accountId', 'source', 'reason', 'hour'],
})
export class RefusedWebhook {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  /** Account at a provider, or at the booking system. */
  @Property({ type: 'uuid' })
  accountId!: string;

  @Field(() => WebhookSource, { description: 'The provider whose webhook URL they were sent to.' })
  @Property({ type: 'text' })
  source!: WebhookSource;

  @Field(() => RefusalReason, { description: 'Reason for the refusal.' })
  @Property({ type: 'text' })
  reason!: RefusalReason;

  /** Start of the counted hour. */
  @Property({ type: 'timestamptz' })
  hour!: Date;

  @Field(() => Int, { description: 'Number of requests.' })
  @Property({ type: 'int' })
  count!: number;

  @Field({ description: 'Time of the first request.' })
  @Property({ type: 'timestamptz' })
  firstAt!: Date;

  @Field({ description: 'Time of the last request.' })
  @Property({ type: 'timestamptz' })
  lastAt!: Date;

  @Field(() => String, {
    nullable: true,
    description: 'IP address of the last request; behind a proxy see TRUSTED_PROXIES.',
  })
  @Property({ type: 'text', nullable: true })
  address!: string | null;

  @Field(() => [String], {
    description: "The numbers and accounts in the last request, in the provider's format; not verified.",
  })
  @Property({ type: 'text[]' })
  claimedNames!: string[];

  @Field(() => String, {
    nullable: true,
    description:
      "The first characters of the key in the last request, if it had Trunkline's format: compare them with `webhookUrl`.",
  })
  @Property({ type: 'text', nullable: true })
  keyPrefix!: string | null;
}
