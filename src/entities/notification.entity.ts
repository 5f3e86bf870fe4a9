import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { NotificationKind } from '../domain/vocabulary.js';
import { Conversation } from './conversation.entity.js';
import { Node } from './node.js';
import { User } from './user.entity.js';

/** Something that one user is told. It is written with its cause, so that a restart neither loses nor doubles it. */
@ObjectType({ implements: Node, description: 'A notification of yours; no other user sees it.' })
@Entity({ tableName: 'notifications' })
@Index({ name: 'notifications_user_idx', properties: ['userId', 'id'] })
@Index({ name: 'notifications_conversation_idx', properties: ['conversationId'] })
export class Notification {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'user_id' })
  userId!: string;

  @Field(() => NotificationKind, { description: 'Why you are notified.' })
  @Property({ type: 'text' })
  kind!: NotificationKind;

  @ManyToOne(() => Conversation, { mapToPk: true, fieldName: 'conversation_id', deleteRule: 'cascade' })
  conversationId!: string;

  @Field(() => Date, { nullable: true, description: 'When you marked it as read; null before.' })
  @Property({ type: 'timestamptz', nullable: true })
  readAt!: Date | null;

  @Field({ description: 'When it was made.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
