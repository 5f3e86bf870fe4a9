import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import { MessageStatus } from '../domain/delivery-status.js';
import type { MessageContent, Referral } from '../domain/message-content.js';
import { AuthorKind, MessageDirection, MessageKind } from '../domain/vocabulary.js';
import { Conversation } from './conversation.entity.js';
import { Node } from './node.js';
import { User } from './user.entity.js';

/**
 * One message, inbound or outbound.
 *
 * (channel, external id) is unique: a message is stored only once, however often it is reported. The composite foreign
 * key (conversation, channel, tenant) refuses a message on another channel than its conversation's; it is in the
 * migration, as the mapper cannot express it.
 */
@ObjectType({ implements: Node, description: 'One message, inbound or outbound.' })
@Entity({ tableName: 'messages' })
@Unique({ name: 'messages_channel_external_id_key', properties: ['channelId', 'externalId'] })
@Index({ name: 'messages_conversation_idx', properties: ['conversationId', 'id'] })
@Index({ name: 'messages_tenant_idx', properties: ['tenantId', 'id'] })
@Unique({
  name: 'messages_idempotency_key',
  expression:
    'create unique index "messages_idempotency_key" on "messages" ("tenant_id", "idempotency_key") where "idempotency_key" is not null',
})
@Index({
  name: 'messages_outbound_idx',
  expression:
    'create index "messages_outbound_idx" on "messages" ("channel_id", "id") where "direction" = \'OUTBOUND\'',
})
@Index({
  name: 'messages_unsettled_idx',
  expression:
    'create index "messages_unsettled_idx" on "messages" ("conversation_id", "id") where "status" in (\'QUEUED\', \'SENDING\') and "direction" = \'OUTBOUND\'',
})
@Index({
  name: 'messages_outbox_idx',
  expression:
    'create index "messages_outbox_idx" on "messages" ("tenant_id", "id") where "direction" = \'OUTBOUND\' and "status" in (\'QUEUED\', \'SENDING\', \'FAILED\', \'UNKNOWN\')',
})
export class Message {
  @Field(() => ID, { description: 'UUID, version 7; orders messages by the time they were stored.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Conversation, {
    mapToPk: true,
    fieldName: 'conversation_id',
    createForeignKeyConstraint: false,
  })
  conversationId!: string;

  @Property({ type: 'uuid' })
  channelId!: string;

  @Field(() => MessageDirection, { description: 'Direction of the message.' })
  @Property({ type: 'text' })
  direction!: MessageDirection;

  @Field(() => MessageKind, { description: 'Kind of its content.' })
  @Property({ type: 'text' })
  kind!: MessageKind;

  @Field(() => String, { nullable: true, description: 'The text, or the caption of a file.' })
  @Property({ type: 'text', nullable: true })
  text!: string | null;

  /** Structured content in addition to text and files; null for most. */
  @Property({ type: 'jsonb', nullable: true })
  content!: MessageContent | null;

  /** The advertisement or link that led to the message. */
  @Property({ type: 'jsonb', nullable: true })
  referral!: Referral | null;

  @Property({ type: 'text' })
  authorKind!: AuthorKind;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'author_user_id', nullable: true })
  authorUserId!: string | null;

  /** The assistant that wrote it; the row is never deleted, so it needs no foreign key. */
  @Property({ type: 'uuid', nullable: true })
  authorAssistantId!: string | null;

  /** The provider's id of the quoted message; resolved on read. */
  @Property({ type: 'text', nullable: true })
  replyToExternalId!: string | null;

  /** The message's approved template; the row is never deleted, so it needs no foreign key. */
  @Property({ type: 'uuid', nullable: true })
  templateId!: string | null;

  /** The values of the template's variables, by name. */
  @Property({ type: 'jsonb', nullable: true })
  templateVariables!: Readonly<Record<string, string>> | null;

  @Field(() => MessageStatus, {
    description: 'The delivery status. It only advances; see statusHistory for late reports.',
  })
  @Property({ type: 'text' })
  status!: MessageStatus;

  @Property({ type: 'text', nullable: true })
  failureCode!: string | null;

  @Property({ type: 'text', nullable: true })
  failureMessage!: string | null;

  @Property({ type: 'boolean', nullable: true })
  failureRetryable!: boolean | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The provider's id of the message; `sha256:…` without one, null for a reply that the provider has not accepted, or accepted without an id.",
  })
  @Property({ type: 'text', nullable: true })
  externalId!: string | null;

  @Field(() => String, {
    nullable: true,
    description: "The client's idempotency key, unique in the company.",
  })
  @Property({ type: 'text', nullable: true })
  idempotencyKey!: string | null;

  @Property({ type: 'boolean', default: false })
  hasAttachments!: boolean;

  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;

  @Field({ description: "The provider's clock, else this server's." })
  @Property({ type: 'timestamptz' })
  sentAt!: Date;

  @Field({ description: 'Time of storage.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Field(() => Date, {
    nullable: true,
    description: "Time of the last edit, by the sender's clock; null if never edited.",
  })
  @Property({ type: 'timestamptz', nullable: true })
  editedAt!: Date | null;

  @Field(() => Date, {
    nullable: true,
    description:
      'Time of the deletion for everyone; show it as deleted. Its text and files stay readable for some roles: OWNER and HEAD_OF_SALES always, the others unless the company hides them (TenantSettings.showsDeletedText).',
  })
  @Property({ type: 'timestamptz', nullable: true })
  deletedAt!: Date | null;

  @Property({ type: 'text', nullable: true })
  deletedByKind!: AuthorKind | null;

  @Field(() => Int, {
    description:
      'Incremented with every change of this object. A cache should keep the object with the higher version, so that a late response never overwrites a newer one.',
  })
  @Property({ type: 'integer', default: 1 })
  version!: number;
}
