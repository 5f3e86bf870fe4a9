import { Arg, Ctx, FieldResolver, Float, Int, Mutation, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { ForbiddenError } from '../domain/errors.js';
import { Permission } from '../domain/permission.js';
import { Decimal, Url } from '../domain/scalars.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Team } from '../entities/team.entity.js';
import { listAssistants } from '../queries/ai-assistants.js';
import { type AiUsageRow, readAiUsage } from '../queries/ai-usage.js';
import type { AiAssistantRow } from '../queries/rows.js';
import {
  AiAssistantPayload,
  AiTestPayload,
  AiTexts,
  TestAiAssistantInput,
} from '../schema/ai-assistant.types.js';
import { AiUsage } from '../schema/ai-usage.type.js';
import { Money } from '../schema/money.type.js';
import { UpsertAiAssistantInput } from '../schema/upsert-ai-assistant.input.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';

/** The value for those who manage assistants; null for others. */
function managed<Value>({ scope }: ResolverContext, value: Value): Value | null {
  return scope?.permissions.includes(Permission.MANAGE_DESK) ? value : null;
}

/** Assistants. */
@Resolver(() => AiAssistant)
export class AiAssistantResolver {
  @Query(() => [AiAssistant], {
    description: 'The assistants of the company, oldest first, archived ones too; 20 at the most.',
  })
  aiAssistants(@Ctx() { reader }: ResolverContext) {
    return listAssistants(reader);
  }

  @Mutation(() => AiAssistantPayload, {
    description:
      'Creates or changes an assistant. CONFLICT when a number has one already, LIMIT_REACHED for more than 20, BAD_USER_INPUT for a private address of endpointUrl, unless the server allows them. Reported by TENANT_UPDATED.',
  })
  async upsertAiAssistant(
    @Arg('input', () => UpsertAiAssistantInput, { description: 'The assistant.' })
    input: UpsertAiAssistantInput,
    @Ctx() context: ResolverContext,
  ): Promise<AiAssistantPayload> {
    const { tenantId } = requireViewer(context.viewer);
    const id = await context.useCases.assistants.upsert(tenantId, input);
    context.loaders.clearAll();
    return { assistant: await getFound('assistant', id, context.loaders.assistant.load(id)) };
  }

  @Mutation(() => AiTestPayload, {
    description:
      'Asks the endpoint now: sends and stores nothing. PROVIDER_FAILED says what is wrong with the URL, the key or the model; CONFLICT for an EXTERNAL one. A success clears `AiAssistant.fault`.',
  })
  testAiAssistant(
    @Arg('input', () => TestAiAssistantInput, { description: 'The question.' }) input: TestAiAssistantInput,
    @Ctx() context: ResolverContext,
  ): Promise<AiTestPayload> {
    return context.useCases.assistants.test(requireViewer(context.viewer).tenantId, input);
  }

  @FieldResolver(() => [Channel], {
    nullable: true,
    description: 'Its numbers; null: every number that no other assistant has.',
  })
  async channels(@Root() { channelIds }: AiAssistantRow, @Ctx() { loaders }: ResolverContext) {
    if (channelIds === null) return null;
    const rows = await Promise.all(channelIds.map(id => loaders.channel.load(id)));
    return rows.filter(row => row !== null);
  }

  @FieldResolver(() => AiUsage, {
    description:
      'What it did and used in a range of time. FORBIDDEN for a token that is limited to some numbers. `costs` is empty without READ_REPORTS.',
  })
  async usage(
    @Root() { id }: AiAssistantRow,
    @Arg('createdAfter', () => Date, { description: 'From then, inclusive.' }) createdAfter: Date,
    @Arg('createdBefore', () => Date, {
      nullable: true,
      description: 'Until then, exclusive; null: until now.',
    })
    createdBefore: Date | null | undefined,
    @Ctx() context: ResolverContext,
  ): Promise<AiUsageRow> {
    if (context.scope?.channelIds != null)
      throw new ForbiddenError('read figures with a token that is limited to some numbers', null, []);
    const figures = await readAiUsage(context, id, createdAfter, createdBefore ?? null);
    const mayReadCosts = context.scope?.permissions.includes(Permission.READ_REPORTS) ?? false;
    return mayReadCosts ? figures : { ...figures, costs: [] };
  }

  @FieldResolver(() => Boolean, { description: 'True if it is no longer asked.' })
  isArchived(@Root() { archivedAt }: AiAssistantRow): boolean {
    return archivedAt !== null;
  }

  @FieldResolver(() => Boolean, { nullable: true, description: 'True if the endpoint has a key.' })
  apiKeySet(@Root() { hasApiKey }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, hasApiKey);
  }

  @FieldResolver(() => Url, { nullable: true, description: 'Base URL of the endpoint.' })
  endpointUrl(@Root() { endpointUrl }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, endpointUrl || null);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Name of the model.' })
  model(@Root() { model }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, model || null);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Instructions to the model.' })
  instructions(@Root() { instructions }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, instructions);
  }

  @FieldResolver(() => Float, { nullable: true, description: 'Temperature; null: not sent.' })
  temperature(@Root() { temperature }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, temperature);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Tokens of an answer at the most.' })
  maxOutputTokens(@Root() { maxOutputTokens }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, maxOutputTokens);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Time limit of a call.' })
  timeoutSeconds(@Root() { timeoutSeconds }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, timeoutSeconds);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'How long it waits for further messages of the customer.',
  })
  waitSeconds(@Root() { waitSeconds }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, waitSeconds);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description:
      'How long a person stays in charge after their last message; null: until they give the conversation back.',
  })
  humanHoldMinutes(@Root() { humanHoldMinutes }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, humanHoldMinutes);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Tokens of a prompt at the most.' })
  contextTokens(@Root() { contextTokens }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, contextTokens);
  }

  @FieldResolver(() => [String], { nullable: true, description: 'What it may say about the company.' })
  facts(@Root() { facts }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, facts);
  }

  @FieldResolver(() => [Url], { nullable: true, description: 'Links that its answers may contain.' })
  allowedLinks(@Root() { allowedLinks }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, allowedLinks);
  }

  @FieldResolver(() => [AiTexts], {
    nullable: true,
    description: 'Its languages, with the texts that it says by itself.',
  })
  languages(@Root() { languages }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, languages);
  }

  @FieldResolver(() => [String], {
    nullable: true,
    description: 'More words by which a customer asks for a person.',
  })
  handoffKeywords(@Root() { handoffKeywords }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, handoffKeywords);
  }

  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Answers in a row after which a person is asked for.',
  })
  maxConsecutiveAnswers(@Root() { maxConsecutiveAnswers }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, maxConsecutiveAnswers);
  }

  @FieldResolver(() => Team, {
    nullable: true,
    description: 'The team that gets conversations for which a person is asked; null: none.',
  })
  handoffTeam(@Root() { handoffTeamId }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, handoffTeamId) && context.loaders.team.load(handoffTeamId);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Tokens for a conversation; null: no limit.' })
  conversationTokenLimit(
    @Root() { conversationTokenLimit }: AiAssistantRow,
    @Ctx() context: ResolverContext,
  ) {
    return managed(context, conversationTokenLimit);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Tokens a day; null: no limit.' })
  dailyTokenLimit(@Root() { dailyTokenLimit }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, dailyTokenLimit);
  }

  @FieldResolver(() => Int, { nullable: true, description: 'Tokens a month; null: no limit.' })
  monthlyTokenLimit(@Root() { monthlyTokenLimit }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, monthlyTokenLimit);
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What its calls may cost a day; then a person is asked for. null: no limit.',
  })
  dailyCostLimit(@Root() { dailyCostLimit }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, dailyCostLimit);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether topics that its model names are set, before keywords do.',
  })
  setsTopics(@Root() { setsTopics }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, setsTopics);
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description: 'Whether leads move to later stages that its model names; never to a final one.',
  })
  setsStages(@Root() { setsStages }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, setsStages);
  }

  @FieldResolver(() => Decimal, {
    nullable: true,
    description: 'Price of a million tokens of prompts; null: costs are not counted.',
  })
  promptTokenPrice(@Root() { promptTokenPrice }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, promptTokenPrice);
  }

  @FieldResolver(() => Decimal, { nullable: true, description: 'Price of a million tokens of answers.' })
  completionTokenPrice(@Root() { completionTokenPrice }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, completionTokenPrice);
  }

  @FieldResolver(() => String, { nullable: true, description: 'Currency of the prices, ISO 4217.' })
  priceCurrency(@Root() { priceCurrency }: AiAssistantRow, @Ctx() context: ResolverContext) {
    return managed(context, priceCurrency);
  }
}
