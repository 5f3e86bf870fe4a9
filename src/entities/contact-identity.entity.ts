import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { IdentityKind } from '../domain/identity/identity-kind.js';
import { Channel } from './channel.entity.js';
import { Contact } from './contact.entity.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** An address of a contact, as the provider sent it, with its canonical form and its match keys. */
@ObjectType({
  implements: Node,
  description: 'One address of a contact, stored exactly as the provider sent it.',
})
@Entity({ tableName: 'contact_identities' })
@Unique({ name: 'contact_identities_canonical_key', properties: ['tenantId', 'kind', 'canonical'] })
@Index({ name: 'contact_identities_contact_id_idx', properties: ['contactId'] })
export class ContactIdentity {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @ManyToOne(() => Contact, { mapToPk: true, fieldName: 'contact_id' })
  contactId!: string;

  @Field(() => IdentityKind, { description: 'Kind of the address.' })
  @Property({ type: 'text' })
  kind!: IdentityKind;

  @Field({ description: 'The address as it first arrived.' })
  @Property({ type: 'text' })
  rawValue!: string;

  @Field({ description: 'The canonical form, equal for every spelling of this address.' })
  @Property({ type: 'text' })
  canonical!: string;

  @Field(() => [String], { description: 'Keys that find other addresses of the same contact.' })
  @Property({ type: 'text[]' })
  matchKeys!: string[];

  @ManyToOne(() => Channel, { mapToPk: true, fieldName: 'channel_id', nullable: true })
  channelId!: string | null;

  @Field({ description: 'When the address was first seen.' })
  @Property({ type: 'timestamptz' })
  firstSeenAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description:
      "Time of the contact's opt-out (STOP by SMS, or the provider refuses messages); null without one. Sends fail with RECIPIENT_OPTED_OUT.",
  })
  @Property({ type: 'timestamptz', nullable: true })
  optedOutAt!: Date | null;

  @Field(() => String, { nullable: true, description: "The opt-out word, or the provider's refusal." })
  @Property({ type: 'text', nullable: true })
  optedOutReason!: string | null;

  /** Time of the last opt-out or opt-in: an older one changes nothing. */
  @Property({ type: 'timestamptz', nullable: true })
  optOutChangedAt!: Date | null;
}
