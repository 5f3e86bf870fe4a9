/** Texts of an assistant, and payloads of the operations on assistants. */
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { AiGuard } from '../domain/vocabulary.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';

/** Texts of an assistant in one language. */
@ObjectType('AiTexts', { description: 'Texts that an assistant says by itself, in one language.' })
export class AiTexts {
  @Field({ description: 'Code of the language, such as `ru`.' })
  language!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Said when the endpoint fails or a budget is spent; null: the hand-off text.',
  })
  fallbackText!: string | null;

  @Field(() => String, { nullable: true, description: 'Said when a person is asked for; null: nothing.' })
  handoffText!: string | null;
}

/** Payload of `upsertAiAssistant`. */
@ObjectType({ description: 'The assistant after the mutation.' })
export class AiAssistantPayload {
  @Field(() => AiAssistant, { description: 'The assistant after the mutation.' })
  assistant!: object;
}

/** Input of `testAiAssistant`. */
@InputType({ description: 'What to ask an assistant: a text, or the last turn of a stored conversation.' })
export class TestAiAssistantInput {
  @Field(() => ID, { description: 'The assistant.' })
  assistantId!: string;

  @Field(() => String, { nullable: true, description: 'Text of a customer, at most 4,000 characters.' })
  text?: string | null;

  @Field(() => ID, { nullable: true, description: 'A conversation, instead of a text.' })
  conversationId?: string | null;
}

/** Payload of `testAiAssistant`. */
@ObjectType({ description: 'What an assistant would say.' })
export class AiTestPayload {
  @Field({ description: 'The answer; empty when a person is to answer.' })
  text!: string;

  @Field(() => Int, { description: 'Time of the call in milliseconds.' })
  latencyMs!: number;

  @Field(() => Int, {
    nullable: true,
    description: 'Tokens of the prompt; null when the endpoint does not count.',
  })
  promptTokens!: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Tokens of the answer; null when the endpoint does not count.',
  })
  completionTokens!: number | null;

  @Field({ description: 'Whether it would ask for a person.' })
  wouldHandOff!: boolean;

  @Field(() => String, {
    nullable: true,
    description: 'Why the answer would not be sent, such as a price that is in no fact; null when it would.',
  })
  heldBack!: string | null;

  @Field(() => AiGuard, {
    nullable: true,
    description: 'The same as a code, to show it in another language; null when it would be sent.',
  })
  heldBackGuard!: AiGuard | null;
}
