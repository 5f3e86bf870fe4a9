/** Inputs and payloads of the operations on assistants and hand-offs. */
import { Field, Float, ID, InputType, Int, ObjectType } from 'type-graphql';
import { BigIntText, Decimal, LocalTime, Url } from '../domain/scalars.js';
import { AiEngine, AiGuard, AiMode, AiSchedule, HandoffState } from '../domain/vocabulary.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { ReplySuggestion } from '../entities/reply-suggestion.entity.js';
import { Money, MoneyInput } from './money.type.js';

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

/** Input of `setHandoff`. */
@InputType({ description: 'Who is in charge of a conversation.' })
export class SetHandoffInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => HandoffState, {
    description: 'HUMAN_ACTIVE takes over, AI_ACTIVE gives back; HANDOFF_REQUESTED is refused.',
  })
  state!: HandoffState;
}

/** Input of `requestHandoff`. */
@InputType({ description: 'The wish for a person in a conversation.' })
export class RequestHandoffInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => String, { nullable: true, description: 'Shown to the colleagues; at most 500 characters.' })
  reason?: string | null;
}

/** Payload of `upsertAiAssistant`. */
@ObjectType({ description: 'The assistant after the mutation.' })
export class AiAssistantPayload {
  @Field(() => AiAssistant, { description: 'The assistant after the mutation.' })
  assistant!: object;
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

/** Input of `dismissSuggestion`. */
@InputType({ description: 'A proposed reply to dismiss.' })
export class DismissSuggestionInput {
  @Field(() => ID, { description: 'The proposal.' })
  suggestionId!: string;
}

/** Input of `requestSuggestion`. */
@InputType({ description: 'The wish for a proposed reply.' })
export class RequestSuggestionInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field(() => String, {
    nullable: true,
    description:
      'What to mind for this proposal, such as "shorter" or "offer Saturday"; at most 500 characters. It changes the wording, never what may be said.',
  })
  instruction?: string | null;
}

/** Input of `suggestReply`. */
@InputType({ description: 'A reply that a program proposes.' })
export class SuggestReplyInput {
  @Field(() => ID, { description: 'The conversation.' })
  conversationId!: string;

  @Field({ description: 'The text; as long as the number can send.' })
  text!: string;

  @Field(() => ID, {
    nullable: true,
    description: 'The message of the customer that it answers; null: their newest.',
  })
  inReplyToMessageId?: string | null;
}

/** Payload of the mutations on a proposed reply. */
@ObjectType({ description: 'The proposed reply after the mutation.' })
export class SuggestionPayload {
  @Field(() => ReplySuggestion, { description: 'The proposed reply after the mutation.' })
  suggestion!: object;
}

/** What an assistant did and used. */
@ObjectType({
  description:
    'What an assistant did and used in a range of time. Calls of 30 days have their texts, figures stay longer.',
})
export class AiUsage {
  @Field(() => Int, { description: 'Calls to the endpoint.' })
  calls!: number;

  @Field(() => Int, { description: 'Calls without an answer that could be used.' })
  failures!: number;

  @Field(() => BigIntText, {
    description: 'Tokens of the prompts, as the endpoint counted; estimated where it did not.',
  })
  promptTokens!: number;

  @Field(() => BigIntText, { description: 'Tokens of the answers, likewise.' })
  completionTokens!: number;

  @Field(() => Int, { description: 'Turns of customers that it answered.' })
  sent!: number;

  @Field(() => Int, { description: 'Replies that it proposed.' })
  suggested!: number;

  @Field(() => Int, { description: 'Proposals that a person sent, changed or not.' })
  used!: number;

  @Field(() => Int, { description: 'Of these, the ones that a person had changed.' })
  edited!: number;

  @Field(() => Int, { description: 'Proposals that a person dismissed.' })
  dismissed!: number;

  @Field(() => Int, { description: 'Proposals that the customer or a colleague overtook.' })
  outdated!: number;

  @Field(() => Int, { description: 'Turns for which it asked for a person.' })
  handoffs!: number;

  @Field(() => [Money], {
    description:
      'What the calls cost, by currency; empty without prices, and without READ_REPORTS. `report` has it by day and number.',
  })
  costs!: Money[];
}
