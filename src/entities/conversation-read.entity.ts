import { Entity, ManyToOne, Property } from '@mikro-orm/decorators/legacy';
import { Conversation } from './conversation.entity.js';
import { User } from './user.entity.js';

/** What one user has read of a conversation. Without a row: all messages that are older than `User.unreadSince`. */
@Entity({ tableName: 'conversation_reads' })
export class ConversationRead {
  @ManyToOne(() => Conversation, {
    mapToPk: true,
    fieldName: 'conversation_id',
    primary: true,
    deleteRule: 'cascade',
  })
  conversationId!: string;

  @ManyToOne(() => User, { mapToPk: true, fieldName: 'user_id', primary: true, deleteRule: 'cascade' })
  userId!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  /** Inbound messages with greater ids are unread; all zeros when nothing has been read. The message may be deleted. */
  @Property({ type: 'uuid' })
  readUpTo!: string;

  @Property({ type: 'timestamptz' })
  changedAt!: Date;
}
