import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** A stage of the tenant's sales pipeline. */
@ObjectType({ implements: Node, description: "A stage of the company's sales pipeline." })
@Entity({ tableName: 'lead_stages' })
@Unique({ name: 'lead_stages_position_key', properties: ['tenantId', 'position'] })
export class LeadStage {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field({ description: 'Name of the stage.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => Int, {
    description: 'Order in the pipeline; new leads start at the first that is neither final nor archived.',
  })
  @Property({ type: 'integer' })
  position!: number;

  @Field({ description: 'True for a final stage, won or lost.' })
  @Property({ type: 'boolean', default: false })
  isTerminal!: boolean;

  /** Tells LOST from WON; without meaning while the stage is not terminal. */
  @Property({ type: 'boolean', default: false })
  isLost!: boolean;

  /** Since when leads can no longer move here; null while they can. */
  @Property({ type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;
}
