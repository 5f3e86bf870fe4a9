import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import type { ModelAnswer } from '../domain/model-answer.js';
import { Conversation } from './conversation.entity.js';

/** A call to a model. Its row is written before the call, with an estimate of its tokens, and completed after it. */
@Entity({ tableName: 'ai_calls' })
@Index({ name: 'ai_calls_assistant_idx', properties: ['assistantId', 'createdAt'] })
@Index({ name: 'ai_calls_conversation_idx', properties: ['conversationId', 'createdAt'] })
@Index({
  name: 'ai_calls_running_idx',
  expression: 'create index "ai_calls_running_idx" on "ai_calls" ("created_at") where "latency_ms" is null',
})
@Index({
  name: 'ai_calls_kept_idx',
  expression: 'create index "ai_calls_kept_idx" on "ai_calls" ("created_at") where "prompt" is not null',
})
export class AiCall {
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @Property({ type: 'uuid' })
  tenantId!: string;

  @ManyToOne(() => Conversation, { mapToPk: true, fieldName: 'conversation_id', deleteRule: 'cascade' })
  conversationId!: string;

  @Property({ type: 'uuid' })
  assistantId!: string;

  /** Null for a try that is no turn. */
  @Property({ type: 'uuid', nullable: true })
  turnId!: string | null;

  /** What was sent, as JSON text; null after the retention or an erasure. */
  @Property({ type: 'text', nullable: true })
  prompt!: string | null;

  @Property({ type: 'jsonb', nullable: true })
  answer!: ModelAnswer | null;

  /** Null for an answer, and while the call runs. */
  @Property({ type: 'text', nullable: true })
  fault!: string | null;

  @Property({ type: 'int' })
  promptTokens!: number;

  @Property({ type: 'int' })
  completionTokens!: number;

  /** True while the tokens are an estimate: before the answer, and where the endpoint does not count. */
  @Property({ type: 'boolean' })
  isEstimate!: boolean;

  @Property({ type: 'int', nullable: true })
  latencyMs!: number | null;

  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
