import { Field, Float, ID, InputType, Int } from 'type-graphql';
import { Decimal, LocalTime, Url } from '../domain/scalars.js';
import { AiEngine, AiMode, AiSchedule } from '../domain/vocabulary.js';
import { MoneyInput } from './money.type.js';

/** Input of `AiTexts`. */
@InputType({ description: 'Texts that an assistant says by itself, in one language.' })
export class AiTextsInput {
  @Field({ description: 'Code of the language, of two or three letters, such as `ru`.' })
  language!: string;

  @Field(() => String, {
    nullable: true,
    description: 'Said when the endpoint fails or a budget is spent, at most 1,000 characters.',
  })
  fallbackText?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Said when a person is asked for, at most 1,000 characters.',
  })
  handoffText?: string | null;
}

/** Input of `upsertAiAssistant`. */
@InputType({
  description: 'An assistant to create or change; absent fields stay unchanged. A new one is OFF.',
})
export class UpsertAiAssistantInput {
  @Field(() => ID, { nullable: true, description: 'The one to change; without it a new one is created.' })
  id?: string | null;

  @Field(() => String, { nullable: true, description: 'Required for a new one: 1 to 100 characters.' })
  name?: string | null;

  @Field(() => AiEngine, {
    nullable: true,
    description:
      'What produces its answers; OPENAI_COMPATIBLE by default. BAD_USER_INPUT for a field that EXTERNAL has not: endpoint, model, key, instructions, temperature, output limit, timeout, waiting time, context, facts, links and token limits.',
  })
  engine?: AiEngine | null;

  @Field(() => AiMode, { nullable: true, description: 'What it does with its answers.' })
  mode?: AiMode | null;

  @Field(() => [ID], {
    nullable: true,
    description: 'Its numbers, at most 100; null: every number that no other assistant has.',
  })
  channelIds?: string[] | null;

  @Field(() => AiSchedule, { nullable: true, description: 'When it answers; ALWAYS by default.' })
  schedule?: AiSchedule | null;

  @Field(() => LocalTime, {
    nullable: true,
    description: "From then it does not answer, by the company's clock; null, as `quietTo`: always.",
  })
  quietFrom?: string | null;

  @Field(() => LocalTime, { nullable: true, description: 'Until then; may be on the next day.' })
  quietTo?: string | null;

  @Field(() => Url, {
    nullable: true,
    description:
      'Required for a new one, unless EXTERNAL: base URL of a chat endpoint as OpenAI defines it, such as https://host/v1. https, and no private address, unless the server allows them (AI_ALLOW_PRIVATE).',
  })
  endpointUrl?: URL | null;

  @Field(() => String, {
    nullable: true,
    description: 'Required for a new one, unless EXTERNAL: name of the model there.',
  })
  model?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Key of the endpoint: stored encrypted, never shown; null takes it away.',
  })
  apiKey?: string | null;

  @Field(() => String, {
    nullable: true,
    description: 'Instructions to the model, at most 20,000 characters.',
  })
  instructions?: string | null;

  @Field(() => Float, {
    nullable: true,
    description: 'From 0 to 2; null: not sent, as some models refuse it.',
  })
  temperature?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Tokens of an answer at the most: 50 to 8,000; default 400.',
  })
  maxOutputTokens?: number | null;

  @Field(() => Int, { nullable: true, description: 'Time limit of a call: 5 to 120; default 30.' })
  timeoutSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How long it waits for further messages of the customer: 0 to 30; default 6.',
  })
  waitSeconds?: number | null;

  @Field(() => Int, {
    nullable: true,
    description:
      'How long a person stays in charge after their last message: 1 to 43,200; null: until they give the conversation back. Default 60.',
  })
  humanHoldMinutes?: number | null;

  @Field(() => Int, { nullable: true, description: 'Tokens of a prompt: 1,000 to 100,000; default 4,000.' })
  contextTokens?: number | null;

  @Field(() => [String], {
    nullable: true,
    description:
      'What it may say about the company, at most 200 texts of 1,000 characters. Prices and discounts that are in none of them do not leave.',
  })
  facts?: string[] | null;

  @Field(() => [Url], { nullable: true, description: 'Links that its answers may contain, at most 100.' })
  allowedLinks?: URL[] | null;

  @Field(() => [AiTextsInput], {
    nullable: true,
    description: 'Its languages, at most 10, the first for other customers; empty: any language, no texts.',
  })
  languages?: AiTextsInput[] | null;

  @Field(() => [String], {
    nullable: true,
    description: 'More words by which a customer asks for a person, at most 50.',
  })
  handoffKeywords?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Answers in a row after which a person is asked for: 1 to 50; default 10.',
  })
  maxConsecutiveAnswers?: number | null;

  @Field(() => ID, {
    nullable: true,
    description:
      'The team that gets conversations for which a person is asked, where they have neither an assignee nor a team; null: none.',
  })
  handoffTeamId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: 'Tokens for a conversation, at least 1,000; null: no limit. Default 100,000.',
  })
  conversationTokenLimit?: number | null;

  @Field(() => Int, { nullable: true, description: "Tokens a day, by the company's clock; null: no limit." })
  dailyTokenLimit?: number | null;

  @Field(() => Int, {
    nullable: true,
    description: "Tokens a month, by the company's clock; null: no limit.",
  })
  monthlyTokenLimit?: number | null;

  @Field(() => MoneyInput, {
    nullable: true,
    description:
      "What its calls may cost a day, by the company's clock, more than 0, in the currency of its prices; BAD_USER_INPUT without prices. null: no limit.",
  })
  dailyCostLimit?: MoneyInput | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "True: topics of the company's list that its model names are set, and keywords no longer change them. A user's choice stays. Default false.",
  })
  setsTopics?: boolean | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      'True: leads move to later stages of the list that its model names, never to a final one. Default false.',
  })
  setsStages?: boolean | null;

  @Field(() => Decimal, {
    nullable: true,
    description:
      'Price of a million tokens of prompts, from 0 to 1,000,000, together with `completionTokenPrice` and `priceCurrency`; null: costs are not counted.',
  })
  promptTokenPrice?: string | null;

  @Field(() => Decimal, { nullable: true, description: 'Price of a million tokens of answers.' })
  completionTokenPrice?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      'Currency of the prices, ISO 4217, such as USD. One for the company: CONFLICT (WRONG_STATE) while another assistant has another.',
  })
  priceCurrency?: string | null;

  @Field(() => Boolean, { nullable: true, description: 'True: it is no longer asked. False takes it back.' })
  isArchived?: boolean | null;
}
