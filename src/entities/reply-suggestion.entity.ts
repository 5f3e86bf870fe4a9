import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { SuggestionStatus } from '../domain/vocabulary.js';
import { Conversation } from './conversation.entity.js';

/** A proposed reply; a person sends it, changes it or dismisses it. */
@Entity({ tableName: 'reply_suggestions' })
@Index({ name: 'reply_suggestions_conversation_idx', properties: ['conversationId', 'createdAt'] })
export class ReplySuggestion {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Conversation, { mapToPk: true, fieldName: 'conversation_id', deleteRule: 'cascade' })
  conversationId!: string;

  @Property({ type: 'uuid' })
  assistantId!: string;

  /** The message that it answers. */
  @Property({ type: 'uuid', nullable: true })
  inReplyToId!: string | null;

  @Property({ type: 'text' })
  text!: string;

  @Property({ type: 'text' })
  status!: SuggestionStatus;

  /** The message that was sent with it. */
  @Property({ type: 'uuid', nullable: true })
  messageId!: string | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
