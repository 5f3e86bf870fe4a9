import { Entity, Index, ManyToOne, PrimaryKey, Property, Unique } from '@mikro-orm/decorators/legacy';
import { AiReason, AiTurnStatus } from '../domain/vocabulary.js';
import { Conversation } from './conversation.entity.js';

/** A turn of a customer that an assistant looked at, named by its newest message: there is one answer to it at most. */
@Entity({ tableName: 'ai_turns' })
@Unique({ name: 'ai_turns_message_key', properties: ['conversationId', 'messageId'] })
@Index({ name: 'ai_turns_assistant_idx', properties: ['assistantId', 'createdAt'] })
@Index({ name: 'ai_turns_tenant_id_idx', properties: ['tenantId', 'id'] })
export class AiTurn {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Conversation, { mapToPk: true, fieldName: 'conversation_id', deleteRule: 'cascade' })
  conversationId!: string;

  /** The newest inbound message of the turn. */
  @Property({ type: 'uuid' })
  messageId!: string;

  @Property({ type: 'uuid' })
  assistantId!: string;

  @Property({ type: 'text' })
  status!: AiTurnStatus;

  @Property({ type: 'text', nullable: true })
  reason!: AiReason | null;

  /** The answer or the text that was sent instead. */
  @Property({ type: 'uuid', nullable: true })
  answerId!: string | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;

  @Property({ type: 'timestamptz', nullable: true })
  endedAt!: Date | null;
}
