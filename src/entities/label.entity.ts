import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** A label. Conversations and contacts hold the ids of theirs (decision 0057), so a row is archived and never deleted. */
@ObjectType({ implements: Node, description: 'A coloured tag of conversations and contacts.' })
@Entity({ tableName: 'labels' })
@Unique({ name: 'labels_name_key', properties: ['tenantId', 'name'] })
export class Label {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field({ description: 'Name of the label.' })
  @Property({ type: 'text' })
  name!: string;

  @Field({ description: 'Colour as `#rrggbb`, in lower case.' })
  @Property({ type: 'text' })
  color!: string;

  /** Since when it cannot be added; null while it can. */
  @Property({ type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;
}
