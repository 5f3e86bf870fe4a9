import { Entity, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** Topic of a dialogue. Keyword rules set it; a user's choice has priority; the channel never decides. */
@ObjectType({
  implements: Node,
  description:
    'Topic of a conversation. Keywords in its messages set it until a user sets it; the number does not matter.',
})
@Entity({ tableName: 'topics' })
@Unique({ name: 'topics_name_key', properties: ['tenantId', 'name'] })
export class Topic {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field({ description: 'Name of the topic.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => [String], {
    description: 'Words and phrases of this topic; `*` at the end allows any ending.',
  })
  @Property({ type: 'text[]' })
  keywords!: string[];

  /** Since when keywords and users no longer choose it; null while they do. */
  @Property({ type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;
}
