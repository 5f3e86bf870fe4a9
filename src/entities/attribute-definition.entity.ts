import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { AttributeTarget, AttributeType } from '../domain/vocabulary.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** A field that the company defined for its contacts or leads. */
@ObjectType({ implements: Node, description: "A field of the company's own, of its contacts or its leads." })
@Entity({ tableName: 'attribute_definitions' })
@Unique({ name: 'attribute_definitions_key_key', properties: ['tenantId', 'target', 'key'] })
export class AttributeDefinition {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field(() => AttributeTarget, { description: 'The objects that have it.' })
  @Property({ type: 'text' })
  target!: AttributeTarget;

  @Field({ description: 'Its key in inputs and files: lower-case letters, digits and _. It never changes.' })
  @Property({ type: 'text' })
  key!: string;

  @Field({ description: 'The name that users see.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => AttributeType, { description: 'The type of its values. It never changes.' })
  @Property({ type: 'text' })
  type!: AttributeType;

  @Field(() => [String], { description: 'The possible values of a CHOICE; empty for other types.' })
  @Property({ type: 'text[]' })
  choices!: string[];

  @Field(() => Int, { description: 'Its place in the list, from 0.' })
  @Property({ type: 'integer' })
  position!: number;

  @Property({ type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;
}
