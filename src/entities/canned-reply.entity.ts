import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';
import { User } from './user.entity.js';

/** A canned reply: shared by the company, or one user's own. Its files are attachments that name it. */
@ObjectType({ implements: Node, description: 'A prepared answer: shared by the company, or your own.' })
@Entity({ tableName: 'canned_replies' })
@Index({ name: 'canned_replies_tenant_idx', properties: ['tenantId', 'shortcut'] })
export class CannedReply {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  /** The user whose own it is; null for a shared one. */
  @ManyToOne(() => User, { mapToPk: true, fieldName: 'owner_id', nullable: true })
  ownerId!: string | null;

  @Field({
    description: 'What an agent types after `/`, in lower case; unique among those that a user can see.',
  })
  @Property({ type: 'text' })
  shortcut!: string;

  @Field({ description: 'Title for lists.' })
  @Property({ type: 'text' })
  title!: string;

  @Field({
    description:
      'The text, with placeholders: {{contact.name}} {{contact.phone}} {{agent.name}} {{channel.name}} {{lead.name}} {{attribute.key}}, where key is one of attributeDefinitions.',
  })
  @Property({ type: 'text' })
  body!: string;

  /** Numbers on which it is offered; null for all. */
  @Property({ type: 'array', columnType: 'uuid[]', runtimeType: 'any', nullable: true })
  channelIds!: string[] | null;

  /** Teams to which it is offered; null for all users. */
  @Property({ type: 'array', columnType: 'uuid[]', runtimeType: 'any', nullable: true })
  teamIds!: string[] | null;

  @Field(() => Int, { description: 'Number of replies that were sent or scheduled with it.' })
  @Property({ type: 'integer', default: 0 })
  usedCount!: number;

  @Property({ type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;
}
