import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import type { OpeningRules } from '../domain/opening-hours.js';
import type { ProviderWarnings } from '../domain/provider-warning.js';
import { PhoneNumber } from '../domain/scalars.js';
import { ChannelStatus, ProviderKind } from '../domain/vocabulary.js';
import { Node } from './node.js';
import { ProviderAccount } from './provider-account.entity.js';
import { Tenant } from './tenant.entity.js';

/** A channel: one of the tenant's numbers at a provider. */
@ObjectType({ implements: Node, description: "One of the company's numbers at a provider." })
@Entity({ tableName: 'channels' })
@Unique({ name: 'channels_account_external_id_key', properties: ['accountId', 'externalId'] })
@Unique({ name: 'channels_id_tenant_key', properties: ['id', 'tenantId'] })
@Index({ name: 'channels_tenant_id_idx', properties: ['tenantId', 'id'] })
export class Channel {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => ProviderAccount, { mapToPk: true, fieldName: 'account_id' })
  accountId!: string;

  @Field(() => ProviderKind, { description: 'The vendor of this number.' })
  @Property({ type: 'text' })
  kind!: ProviderKind;

  @Field({
    description:
      "The provider's id of this number: instance_id, idInstance, proxyAddress or businessPhoneNumber; `default` for the channel of requests without a number.",
  })
  @Property({ type: 'text' })
  externalId!: string;

  @Field({ description: 'Display name of the number.' })
  @Property({ type: 'text' })
  displayName!: string;

  @Field(() => PhoneNumber, { nullable: true, description: 'The phone number, if known.' })
  @Property({ type: 'text', nullable: true })
  phoneNumber!: string | null;

  /** The number's own address in the latest webhook; see `domain/identity/own-addresses.ts`. */
  @Property({ type: 'text', nullable: true })
  ownAddress!: string | null;

  /** The vendor's account of the number in the latest webhook, where one webhook serves several accounts. */
  @Property({ type: 'text', nullable: true })
  ownAccount!: string | null;

  @Field({ description: 'True if requests without a number belong to this channel.' })
  @Property({ type: 'boolean', default: false })
  isDefault!: boolean;

  @Field(() => ChannelStatus, {
    description: 'Status of the number: whether it can send and receive messages.',
  })
  @Property({ type: 'text', default: 'ACTIVE' })
  status!: ChannelStatus;

  /** Written by a trigger of the database. */
  @Field(() => Date, {
    nullable: true,
    description: 'When the status last changed; null if it never did.',
  })
  @Property({ type: 'timestamptz', nullable: true })
  statusChangedAt!: Date | null;

  /** The provider's own term for the state, and when it was reported. */
  @Property({ type: 'text', nullable: true })
  providerState!: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  providerStateAt!: Date | null;

  /** The provider's warnings by subject; null if it never warned. */
  @Property({ type: 'jsonb', nullable: true })
  providerWarnings!: ProviderWarnings | null;

  /** Reason of the provider's last refusal, if it was not about the message; null when there is none. */
  @Property({ type: 'text', nullable: true })
  sendFault!: string | null;

  /** Status before its account was disconnected, which archived it; connecting the account again restores it. */
  @Property({ type: 'text', nullable: true })
  archivedFrom!: ChannelStatus | null;

  /** Its own business hours; the company's apply when null. */
  @Property({ type: 'jsonb', nullable: true })
  businessHours!: OpeningRules | null;

  @Field(() => String, {
    nullable: true,
    description: "Its own away text; null: the company's (TenantSettings.awayText).",
  })
  @Property({ type: 'text', nullable: true })
  awayText!: string | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
