import { Entity, Index, ManyToOne, PrimaryKey, Property } from '@mikro-orm/decorators/legacy';
import { Field, ID, ObjectType } from 'type-graphql';
import type { LeadValue } from '../domain/lead-value.js';
import { LocalTime } from '../domain/scalars.js';
import { AiEngine, AiMode, AiSchedule } from '../domain/vocabulary.js';
import { Node } from './node.js';
import { Tenant } from './tenant.entity.js';

/** Texts of an assistant in one language. */
export interface AssistantTexts {
  /** Language tag without region, such as `ru`. */
  readonly language: string;
  /** Said when the endpoint fails; null: nothing. */
  readonly fallbackText: string | null;
  /** Said when a person is asked for; null: nothing. */
  readonly handoffText: string | null;
}

/** An author that is no person; see `ai/`. Messages refer to it, so a row is archived and never deleted. */
@ObjectType({
  implements: Node,
  description:
    'An author that is no person. It answers from the number that the customer wrote to. The fields from `endpointUrl` on are null without MANAGE_DESK; those of the endpoint are null for EXTERNAL.',
})
@Entity({ tableName: 'ai_assistants' })
@Index({ name: 'ai_assistants_tenant_id_idx', properties: ['tenantId'] })
export class AiAssistant {
  @Field(() => ID, { description: 'UUID, version 7.' })
  @PrimaryKey({ type: 'uuid' })
  id!: string;

  @ManyToOne(() => Tenant, { mapToPk: true, fieldName: 'tenant_id' })
  tenantId!: string;

  @Field({ description: 'Name of the assistant, as colleagues see it.' })
  @Property({ type: 'text' })
  name!: string;

  @Field(() => AiEngine, { description: 'What produces its answers.' })
  @Property({ type: 'text', default: 'OPENAI_COMPATIBLE' })
  engine!: AiEngine;

  @Field(() => AiMode, { description: 'What it does with its answers.' })
  @Property({ type: 'text' })
  mode!: AiMode;

  /** Null: every number that no other assistant has. */
  @Property({ type: 'text[]', nullable: true })
  channelIds!: string[] | null;

  @Field(() => AiSchedule, { description: 'When it answers, outside quiet hours.' })
  @Property({ type: 'text' })
  schedule!: AiSchedule;

  @Field(() => LocalTime, {
    nullable: true,
    description: "From then it does not answer, by the company's clock; null: no quiet hours.",
  })
  @Property({ type: 'text', nullable: true })
  quietFrom!: string | null;

  @Field(() => LocalTime, { nullable: true, description: 'Until then; may be on the next day.' })
  @Property({ type: 'text', nullable: true })
  quietTo!: string | null;

  /** Empty for EXTERNAL, as the model. */
  @Property({ type: 'text' })
  endpointUrl!: string;

  @Property({ type: 'text' })
  model!: string;

  /** AES-256-GCM under the configured key, bound to the assistant's id. */
  @Property({ type: 'text', nullable: true, hidden: true })
  apiKeyCipher!: string | null;

  @Property({ type: 'text' })
  instructions!: string;

  @Property({ type: 'double', nullable: true })
  temperature!: number | null;

  @Property({ type: 'int' })
  maxOutputTokens!: number;

  @Property({ type: 'int' })
  timeoutSeconds!: number;

  /** How long it waits for further messages of the customer. */
  @Property({ type: 'int' })
  waitSeconds!: number;

  /** How long a person stays in charge after their last message; null: until they give the conversation back. */
  @Property({ type: 'int', nullable: true })
  humanHoldMinutes!: number | null;

  @Property({ type: 'int' })
  contextTokens!: number;

  @Property({ type: 'text[]' })
  facts!: string[];

  @Property({ type: 'text[]' })
  allowedLinks!: string[];

  @Property({ type: 'jsonb' })
  languages!: AssistantTexts[];

  @Property({ type: 'text[]' })
  handoffKeywords!: string[];

  @Property({ type: 'int' })
  maxConsecutiveAnswers!: number;

  /** The team of conversations for which it asked for a person; null: as they are. */
  @Property({ type: 'uuid', nullable: true })
  handoffTeamId!: string | null;

  @Property({ type: 'int', nullable: true })
  conversationTokenLimit!: number | null;

  @Property({ type: 'int', nullable: true })
  dailyTokenLimit!: number | null;

  @Property({ type: 'int', nullable: true })
  monthlyTokenLimit!: number | null;

  /** What it may cost a day by the prices below, as `{ amount, currency }`, the amount as text; null: no limit. */
  @Property({ type: 'jsonb', nullable: true })
  dailyCostLimit!: LeadValue | null;

  /** True if topics that its model names are set. */
  @Property({ type: 'boolean', default: false })
  setsTopics!: boolean;

  /** True if leads move to later open stages that its model names. */
  @Property({ type: 'boolean', default: false })
  setsStages!: boolean;

  /** Price of a million tokens of prompts, as decimal text; null: costs are not counted. */
  @Property({ type: 'decimal', columnType: 'numeric', nullable: true })
  promptTokenPrice!: string | null;

  /** The same of answers; set together. */
  @Property({ type: 'decimal', columnType: 'numeric', nullable: true })
  completionTokenPrice!: string | null;

  /** ISO 4217; the same for all assistants of a company. */
  @Property({ type: 'text', nullable: true })
  priceCurrency!: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'What is wrong with its URL, key or quota, as the last call found; null when nothing is known. A successful test clears it.',
  })
  @Property({ type: 'text', nullable: true })
  fault!: string | null;

  @Property({ type: 'timestamptz', nullable: true })
  faultAt!: Date | null;

  @Property({ type: 'timestamptz', nullable: true })
  archivedAt!: Date | null;

  @Field({ description: 'Creation time.' })
  @Property({ type: 'timestamptz' })
  createdAt!: Date;
}
