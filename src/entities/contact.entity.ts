import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { PhoneNumber } from '../domain/scalars.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** A contact: a person outside the company. */
@ObjectType({ implements: Node, description: 'A person outside the company. The phone can be absent.' })
@Entity({ tableName: 'contacts' })
@Unique({ name: 'contacts_match_key_key', properties: ['tenantId', 'matchKey'] })
@Index({ name: 'contacts_tenant_id_idx', properties: ['tenantId', 'id'] })
@Index({
  name: 'contacts_merged_into_id_idx',
  expression:
    'create index "contacts_merged_into_id_idx" on "contacts" ("merged_into_id") where "merged_into_id" is not null',
})
@Index({
  name: 'contacts_name_idx',
  expression:
    'create index "contacts_name_idx" on "contacts" ("tenant_id", lower(left("display_name", 100)), "id") where "display_name" is not null and "merged_into_id" is null',
})
@Index({
  name: 'contacts_attributes_idx',
  expression: 'create index "contacts_attributes_idx" on "contacts" using gin ("attributes")',
})
@Index({
  name: 'contacts_labels_idx',
  expression:
    'create index "contacts_labels_idx" on "contacts" using gin ("label_ids") where "label_ids" <> \'{}\'',
})
@Index({
  name: 'contacts_order_idx',
  expression:
    'create index "contacts_order_idx" on "contacts" ("tenant_id", ("display_name" is null), translate(lower(left(coalesce("display_name", \'\'), 50)), chr(31), \' \'), "id") where "merged_into_id" is null',
})
export class Contact {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field(() => String, { nullable: true, description: "The contact's name at the provider." })
  @Property({ type: 'text', nullable: true })
  displayName!: string | null;

  @Field(() => PhoneNumber, {
    nullable: true,
    description: 'E.164; null when no address of the contact attests a phone.',
  })
  @Property({ type: 'text', nullable: true })
  phone!: string | null;

  /** Match key of all spellings of the contact's address: `tel:+7…`, `lid:…`, `bsuid:…`. */
  @Property({ type: 'text' })
  matchKey!: string;

  /** Values of the company's own fields, by key. */
  @Property({ type: 'jsonb', default: '{}' })
  attributes!: Readonly<Record<string, unknown>>;

  /** Ids of its labels, in the order in which they were added. */
  @Property({ type: 'array', columnType: 'uuid[]', runtimeType: 'any', default: [] })
  labelIds!: string[];

  /** The contact that this one was merged into; never a merged one itself. See `people/merge-contact.ts`. */
  @ManyToOne(() => Contact, { mapToPk: true, fieldName: 'merged_into_id', nullable: true })
  mergedIntoId!: string | null;

  @Field(() => Date, { nullable: true, description: "When the contact's data was erased." })
  @Property({ type: 'timestamptz', nullable: true })
  erasedAt!: Date | null;

  @Field({ description: 'When the contact became known here.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Int, {
    description:
      'Incremented with every change of this object. A cache should keep the object with the higher version, so that a late response never overwrites a newer one.',
  })
  @Property({ type: 'integer', default: 1 })
  version!: number;
}
