import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Conversation } from './conversation.entity.js';

/** The away text of a conversation: when it was last considered, and last sent. The row is the lock of both. */
@Entity({ tableName: 'away_replies' })
export class AwayReply {
  @ManyToOne(() => Conversation, {
    mapToPk: true,
    fieldName: 'conversation_id',
    primary: true,
    deleteRule: 'cascade',
  })
  conversationId!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  /** The decision covers messages that were received before this time. */
  @Property({ type: 'timestamptz' })
  consideredAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  sentAt!: Date | null;

  /** The message that was sent last. */
  @Property({ type: 'uuid', nullable: true })
  messageId!: string | null;
}
