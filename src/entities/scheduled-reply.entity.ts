import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import { ScheduledReplyStatus } from '../domain/vocabulary.js';
import { Conversation } from './conversation.entity.js';
import { Node } from './node.js';
import { User } from './user.entity.js';

/** A reply that waits for its time; it is no message until then. */
@ObjectType({
  implements: Node,
  description: 'A reply that is sent later; it becomes a message when its time comes.',
})
@Entity({ tableName: 'scheduled_replies' })
@Index({ name: 'scheduled_replies_conversation_idx', properties: ['conversationId', 'sendAt'] })
@Index({
  name: 'scheduled_replies_due_idx',
  expression:
    'create index "scheduled_replies_due_idx" on "scheduled_replies" ("send_at") where "status" = \'SCHEDULED\'',
})
@Index({
  name: 'scheduled_replies_key_idx',
  expression:
    'create unique index "scheduled_replies_key_idx" on "scheduled_replies" ("tenant_id", "idempotency_key") where "idempotency_key" is not null',
})
export class ScheduledReply {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Conversation, { mapToPk: true, fieldName: 'conversation_id', deleteRule: 'cascade' })
  conversationId!: string;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'author_user_id' })
  authorUserId!: string;

  @Field(() => String, { nullable: true, description: 'The text, or the caption; null with a template.' })
  @Property({ type: 'text', nullable: true })
  text!: string | null;

  @Property({ type: 'text[]' })
  attachmentIds!: string[];

  @Property({ type: 'uuid', nullable: true })
  templateId!: string | null;

  @Property({ type: 'jsonb', nullable: true })
  templateVariables!: Readonly<Record<string, string>> | null;

  @Property({ type: 'uuid', nullable: true })
  replyToMessageId!: string | null;

  @Property({ type: 'text', nullable: true })
  idempotencyKey!: string | null;

  @Field({ description: 'When it is sent.' })
  @Property({ type: 'timestamptz' })
  sendAt!: Date;

  @Field({ description: 'True if it is cancelled when the contact writes before.' })
  @Property({ type: 'boolean' })
  cancelOnInbound!: boolean;

  @Field(() => ScheduledReplyStatus, { description: 'Its status.' })
  @Property({ type: 'text' })
  status!: ScheduledReplyStatus;

  @Property({ type: 'uuid', nullable: true })
  messageId!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'The ErrorCode with which it was refused at its time, such as REPLY_WINDOW_CLOSED; null unless FAILED.',
  })
  @Property({ type: 'text', nullable: true })
  failureCode!: string | null;

  @Field({ description: 'When it was scheduled.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
