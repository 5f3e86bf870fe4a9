import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, Int, ObjectType } from 'type-graphql';
import type { ModelAnswer } from '../domain/model-answer.js';
import { Conversation } from './conversation.entity.js';

/** A call to a model. Its row is written before the call, with an estimate of its tokens, and completed after it. */
@ObjectType({
  description:
    'A question to a model. Prompt and answer are kept for 30 days, and until the person is erased; the figures stay.',
})
@Entity({ tableName: 'ai_calls' })
@Index({ name: 'ai_calls_assistant_idx', properties: ['assistantId', 'createdAt'] })
@Index({ name: 'ai_calls_conversation_idx', properties: ['conversationId', 'id'] })
@Index({ name: 'ai_calls_tenant_id_idx', properties: ['tenantId', 'id'] })
@Index({
  name: 'ai_calls_running_idx',
  expression: 'create index "ai_calls_running_idx" on "ai_calls" ("created_at") where "latency_ms" is null',
})
@Index({
  name: 'ai_calls_kept_idx',
  expression: 'create index "ai_calls_kept_idx" on "ai_calls" ("created_at") where "prompt" is not null',
})
export class AiCall {
  @Field(() => ID, { description: 'UUID, version 7.' })
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

  @Field(() => String, {
    nullable: true,
    description:
      'Why it gave no answer that could be used, such as TIMEOUT, REFUSED, INVALID_ANSWER, CANCELLED (the customer or a colleague wrote meanwhile) or HELD_BACK_PRICES (a guard); null for an answer, and while it runs.',
  })
  @Property({ type: 'text', nullable: true })
  fault!: string | null;

  @Field(() => Int, { description: 'Tokens of the prompt.' })
  @Property({ type: 'int' })
  promptTokens!: number;

  @Field(() => Int, { description: 'Tokens of the answer.' })
  @Property({ type: 'int' })
  completionTokens!: number;

  @Field({
    description: 'True if the tokens are an estimate: while it runs, and where the endpoint does not count.',
  })
  @Property({ type: 'boolean' })
  isEstimate!: boolean;

  /** By the prices of the time of the call, as decimal text; null without prices. */
  @Property({ type: 'decimal', columnType: 'numeric', nullable: true })
  costAmount!: string | null;

  @Property({ type: 'text', nullable: true })
  costCurrency!: string | null;

  @Field(() => Int, { nullable: true, description: 'Its time in milliseconds; null while it runs.' })
  @Property({ type: 'int', nullable: true })
  latencyMs!: number | null;

  @Field({ description: 'When it began.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
