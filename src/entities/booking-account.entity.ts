import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** A tenant's connection to the booking system: its webhook key and credentials; owns salons. */
@ObjectType({
  implements: Node,
  description:
    "The company's connection to its booking system, YClients. Credentials can be set, but are never returned.",
})
@Entity({ tableName: 'booking_accounts' })
@Unique({ name: 'booking_accounts_webhook_key_hash_key', properties: ['webhookKeyHash'] })
@Index({ name: 'booking_accounts_tenant_id_idx', properties: ['tenantId', 'id'] })
export class BookingAccount {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field({ description: 'Display name of the connection.' })
  @Property({ type: 'text' })
  name!: string;

  /** Webhook secret and API credentials; sealed, bound to the account's id. */
  @Property({ type: 'text', nullable: true, hidden: true })
  credentialsCipher!: string | null;

  /** SHA-256 of the webhook key, hex; the key itself is shown once. */
  @Property({ type: 'text', hidden: true })
  webhookKeyHash!: string;

  @Field({ description: 'The first characters of the webhook key, for identification.' })
  @Property({ type: 'text' })
  webhookKeyPrefix!: string;

  /** True only for the demo's: bare webhook URLs are accepted from loopback without a key. */
  @Property({ type: 'boolean', default: false })
  acceptsBareLoopback!: boolean;

  @Field(() => Date, {
    nullable: true,
    description: 'When it was disconnected: nothing is accepted, pulled or sent. Null while it is connected.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  disconnectedAt!: Date | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
