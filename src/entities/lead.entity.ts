import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { LeadValue } from '../domain/lead-value.js';
import type { Referral } from '../domain/message-content.js';
import { PhoneNumber } from '../domain/scalars.js';
import { ProviderKind, TopicSource } from '../domain/vocabulary.js';
import { Channel } from './channel.entity.js';
import { Contact } from './contact.entity.js';
import { LeadStage } from './lead-stage.entity.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';
import { Topic } from './topic.entity.js';
import { User } from './user.entity.js';

/** A lead: the sales case of a contact. */
@ObjectType({
  implements: Node,
  description: "A lead (sales case) of a contact, bound to the number of the contact's first message.",
})
@Entity({ tableName: 'leads' })
@Index({ name: 'leads_contact_id_idx', properties: ['contactId'] })
@Index({ name: 'leads_tenant_id_idx', properties: ['tenantId', 'id'] })
@Index({
  name: 'leads_attributes_idx',
  expression: 'create index "leads_attributes_idx" on "leads" using gin ("attributes")',
})
@Index({
  name: 'leads_change_idx',
  expression:
    'create index "leads_change_idx" on "leads" ("tenant_id", "updated_at" desc, "id" desc) where "merged_into_id" is null',
})
export class Lead {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => Contact, { mapToPk: true, fieldName: 'contact_id' })
  contactId!: string;

  @ManyToOne(() => Channel, { mapToPk: true, fieldName: 'channel_id' })
  channelId!: string;

  @ManyToOne(() => LeadStage, { mapToPk: true, fieldName: 'stage_id' })
  stageId!: string;

  @ManyToOne(() => Topic, { mapToPk: true, fieldName: 'topic_id', nullable: true })
  topicId!: string | null;

  @Property({ type: 'text', nullable: true })
  topicSource!: TopicSource | null;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'owner_id', nullable: true })
  ownerId!: string | null;

  @Field(() => String, { nullable: true, description: "Name of the lead; initially the contact's name." })
  @Property({ type: 'text', nullable: true })
  name!: string | null;

  @Field(() => PhoneNumber, { nullable: true, description: "The contact's phone, if known." })
  @Property({ type: 'text', nullable: true })
  phone!: string | null;

  @Field(() => ProviderKind, {
    nullable: true,
    description: "The provider of the contact's first message; null when a user created the lead.",
  })
  @Property({ type: 'text', nullable: true })
  source!: ProviderKind | null;

  /** What it is worth, as `{ amount, currency }`; the amount is text, and sums cast it to numeric. */
  @Property({ type: 'jsonb', nullable: true })
  value!: LeadValue | null;

  /** The advertisement or link of the contact's first message. */
  @Property({ type: 'jsonb', nullable: true })
  referral!: Referral | null;

  /** Values of the company's own fields, by key. */
  @Property({ type: 'jsonb', default: '{}' })
  attributes!: Readonly<Record<string, unknown>>;

  /** The remaining lead after two contacts were merged; null while this one is not merged. */
  @ManyToOne(() => Lead, { mapToPk: true, fieldName: 'merged_into_id', nullable: true })
  mergedIntoId!: string | null;

  @Field({ description: 'Creation time.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field({ description: 'When the lead itself last changed.' })
  @Property({ type: 'timestamptz' })
  updatedAt!: Date;

  @Field(() => Int, {
    description:
      'Incremented with every change of this object. A cache should keep the object with the higher version, so that a late response never overwrites a newer one.',
  })
  @Property({ type: 'integer', default: 1 })
  version!: number;
}
