import { Entity, Index, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ObjectType } from 'type-graphql';
import { MessageStatus } from '../domain/delivery-status.js';

/**
 * A status that was set here or reported by a provider, applied or not. A report that arrives before its message waits
 * here with the provider's id and no message, and is applied when the message is stored.
 */
@ObjectType({
  description:
    'A reported status of a message, in order of arrival; `applied` is true if it advanced the message.',
})
@Entity({ tableName: 'message_status_changes' })
@Index({ name: 'message_status_changes_message_id_idx', properties: ['messageId', 'id'] })
@Index({
  name: 'message_status_changes_waiting_idx',
  expression:
    'create index "message_status_changes_waiting_idx" on "message_status_changes" ("channel_id", "external_id") where "message_id" is null',
})
export class MessageStatusChange {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @Property({ type: 'uuid' })
  channelId!: string;

  @Property({ type: 'uuid', nullable: true })
  messageId!: string | null;

  @Property({ type: 'text', nullable: true })
  externalId!: string | null;

  @Field(() => MessageStatus, { description: 'The reported status.' })
  @Property({ type: 'text' })
  status!: MessageStatus;

  @Field({ description: "The provider's clock, else this server's." })
  @Property({ type: 'timestamptz' })
  at!: Date;

  @Field({ description: 'Time of storage.' })
  @Property({ type: 'timestamptz' })
  recordedAt!: Date;

  @Field({ description: 'True if this status advanced the message; false if it arrived late.' })
  @Property({ type: 'boolean' })
  applied!: boolean;

  @Property({ type: 'text', nullable: true })
  failureCode!: string | null;

  @Property({ type: 'text', nullable: true })
  failureMessage!: string | null;

  @Property({ type: 'uuid', nullable: true })
  sourceEventId!: string | null;
}
