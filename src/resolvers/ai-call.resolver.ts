import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Permission } from '../domain/permission.js';
import { AiReason, AiTurnStatus } from '../domain/vocabulary.js';
import { AiAssistant } from '../entities/ai-assistant.entity.js';
import { AiCall } from '../entities/ai-call.entity.js';
import { Conversation } from '../entities/conversation.entity.js';
import { Message } from '../entities/message.entity.js';
import { type AiCallRow, callsOfConversation, loadAiTurn } from '../queries/ai-calls.js';
import type { ConversationRow } from '../queries/rows.js';
import { AiAnswer, AiPrompt } from '../schema/ai-call.types.js';
import { AiCallConnection } from '../schema/connections.js';
import { Money } from '../schema/money.type.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import type { ResolverContext } from './context.js';
import { toPageSource } from './page-source.js';

/** Calls to models, in their conversation. */
@Resolver(() => Conversation)
export class AiCallsResolver {
  @FieldResolver(() => AiCallConnection, {
    nullable: true,
    description:
      'Calls to models about it, newest first: prompt, answer, tokens, cost, faults. They contain the instructions of the assistant: null without MANAGE_DESK.',
  })
  aiCalls(
    @Root() { id }: ConversationRow,
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> | null {
    if (!context.scope?.permissions.includes(Permission.MANAGE_DESK)) return null;
    return callsOfConversation(toPageSource(context), id, args);
  }
}

/** One call. */
@Resolver(() => AiCall)
export class AiCallResolver {
  @FieldResolver(() => AiAssistant, { description: 'The assistant.' })
  assistant(@Root() { assistantId }: AiCallRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.assistant.load(assistantId);
  }

  @FieldResolver(() => AiPrompt, {
    nullable: true,
    description: 'What the model got; null after 30 days, and after the erasure of the person.',
  })
  prompt(@Root() { prompt }: AiCallRow): AiPrompt | null {
    if (prompt === null) return null;
    const { instructions, turns } = JSON.parse(prompt) as {
      readonly instructions: string;
      readonly turns: readonly { readonly author: string; readonly text: string }[];
    };
    const dialogue = turns.map(({ author, text }) => ({ isCustomer: author === 'CUSTOMER', text }));
    return { instructions, dialogue };
  }

  @FieldResolver(() => AiAnswer, {
    nullable: true,
    description: 'What it answered; null without an answer in the structure, and like `prompt`.',
  })
  answer(@Root() { answer }: AiCallRow): AiAnswer | null {
    return answer;
  }

  @FieldResolver(() => Money, {
    nullable: true,
    description: 'What it cost, by the prices of that time; null without prices.',
  })
  cost(@Root() { costAmount, costCurrency }: AiCallRow): Money | null {
    return costAmount === null ? null : { amount: costAmount, currency: costCurrency };
  }

  @FieldResolver(() => AiTurnStatus, {
    nullable: true,
    description: 'The outcome of the turn that it was made for; null for a proposal that a user asked for.',
  })
  async outcome(
    @Root() { turnId }: AiCallRow,
    @Ctx() context: ResolverContext,
  ): Promise<AiTurnStatus | null> {
    return (await loadAiTurn(context, turnId))?.status ?? null;
  }

  @FieldResolver(() => AiReason, {
    nullable: true,
    description: 'Why the turn was handed over or left alone; null otherwise.',
  })
  async outcomeReason(
    @Root() { turnId }: AiCallRow,
    @Ctx() context: ResolverContext,
  ): Promise<AiReason | null> {
    return (await loadAiTurn(context, turnId))?.reason ?? null;
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The newest message of the turn; null without one.',
  })
  async inReplyTo(@Root() { turnId }: AiCallRow, @Ctx() context: ResolverContext) {
    return context.loaders.message.load((await loadAiTurn(context, turnId))?.messageId ?? null);
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'What was sent at the end of the turn: the answer, or the text instead of it.',
  })
  async message(@Root() { turnId }: AiCallRow, @Ctx() context: ResolverContext) {
    return context.loaders.message.load((await loadAiTurn(context, turnId))?.answerId ?? null);
  }
}
