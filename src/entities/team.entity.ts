import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** A team. Users hold the ids of theirs (decision 0057), so a row is archived and never deleted. */
@ObjectType({ implements: Node, description: 'A group of users to which conversations are assigned.' })
@Entity({ tableName: 'teams' })
@Unique({ name: 'teams_name_key', properties: ['tenantId', 'name'] })
export class Team {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field({ description: 'Name of the team.' })
  @Property({ type: 'text' })
  name!: string;

  /** Since when nothing can be assigned to it; null while it can. */
  @Property({ type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;
}
