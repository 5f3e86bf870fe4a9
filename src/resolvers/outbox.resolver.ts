import { Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { MessageStatus } from '../domain/delivery-status.js';
import { ChannelStatus, MessageDirection } from '../domain/vocabulary.js';
import { Message } from '../entities/message.entity.js';
import { SendAttempt } from '../entities/send-attempt.entity.js';
import { outboxPage } from '../queries/outbox-page.js';
import type { MessageRow } from '../queries/rows.js';
import { OutboxConnection } from '../schema/connections.js';
import {
  attemptsDescription,
  heldReasonDescription,
  nextAttemptDescription,
  OutboxEntry,
} from '../schema/outbox-entry.type.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import type { ResolverContext } from './context.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class OutboxArgs extends ForwardPageArgs {
  @Field(() => [MessageStatus], {
    nullable: true,
    description: 'With one of these statuses; default: QUEUED, SENDING, FAILED and UNKNOWN.',
  })
  status?: MessageStatus[] | null;

  @Field(() => ID, { nullable: true, description: 'On this number.' })
  channelId?: string | null;
}

/** The outbox: an entry is its message's row. */
@Resolver(() => OutboxEntry)
export class OutboxResolver {
  @Query(() => OutboxConnection, {
    description: 'Outbound messages that the provider has not confirmed, newest first.',
  })
  outbox(@Args(() => OutboxArgs) args: OutboxArgs, @Ctx() context: ResolverContext): Promise<object> {
    return outboxPage(toPageSource(context), args, args);
  }

  @FieldResolver(() => Message, { description: 'The message.' })
  message(@Root() message: MessageRow): object {
    return message;
  }

  @FieldResolver(() => [SendAttempt], { description: attemptsDescription })
  attempts(@Root() message: MessageRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.sendAttemptsOfMessage.load(message.id);
  }

  @FieldResolver(() => Date, { nullable: true, description: nextAttemptDescription })
  nextAttemptAt(@Root() message: MessageRow, @Ctx() context: ResolverContext) {
    return findNextAttempt(message, context);
  }

  @FieldResolver(() => ChannelStatus, { nullable: true, description: heldReasonDescription })
  heldReason(@Root() message: MessageRow, @Ctx() context: ResolverContext) {
    return findHeldReason(message, context);
  }
}

/** The same facts on the message itself. */
@Resolver(() => Message)
export class MessageSendingResolver {
  @FieldResolver(() => [SendAttempt], {
    description: `${attemptsDescription} Empty for an inbound message.`,
  })
  attempts(@Root() message: MessageRow, @Ctx() { loaders }: ResolverContext) {
    if (message.direction !== MessageDirection.OUTBOUND) return [];
    return loaders.sendAttemptsOfMessage.load(message.id);
  }

  @FieldResolver(() => Date, { nullable: true, description: nextAttemptDescription })
  nextAttemptAt(@Root() message: MessageRow, @Ctx() context: ResolverContext) {
    return findNextAttempt(message, context);
  }
}

async function findNextAttempt(message: MessageRow, context: ResolverContext): Promise<Date | null> {
  if (message.status !== MessageStatus.QUEUED || (await findHeldReason(message, context)) !== null)
    return null;
  return context.loaders.nextAttemptOfMessage.load(message.id);
}

async function findHeldReason(
  { status, channelId }: MessageRow,
  { loaders }: ResolverContext,
): Promise<ChannelStatus | null> {
  if (status !== MessageStatus.QUEUED) return null;
  const channel = await loaders.channel.load(channelId);
  return channel === null || channel.status === ChannelStatus.ACTIVE ? null : channel.status;
}
