import { Arg, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import { BadUserInputError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { Channel } from '../entities/channel.entity.js';
import { Message } from '../entities/message.entity.js';
import { type ChannelCountRow, MessageStatsReader } from '../queries/message-stats.js';
import { ChannelCount, MessageStats, StatusCount } from '../schema/message-stats.type.js';
import type { ResolverContext } from './context.js';

const defaultRecent = 10;
const maxRecent = 100;

type Reader = Pick<MessageStatsReader, keyof MessageStatsReader>;

/** Message statistics. */
@Resolver(() => MessageStats)
export class MessageStatsResolver {
  @Query(() => MessageStats, {
    description: 'Statistics about messages, of one number or all, since a moment or in total.',
  })
  messageStats(
    @Arg('channelId', () => ID, { nullable: true, description: 'Only this number.' }) channelId:
      | string
      | null
      | undefined,
    @Arg('since', () => Date, {
      nullable: true,
      description: 'Only messages that were stored at or after this moment.',
    })
    since: Date | null | undefined,
    @Ctx() { reader }: ResolverContext,
  ): object {
    if (channelId != null && !isUuid(channelId)) {
      throw new BadUserInputError('channelId', 'must be an id that an earlier response contained');
    }
    return new MessageStatsReader(reader, {
      channelIds: channelId == null ? null : [channelId],
      since: since ?? null,
    });
  }

  @FieldResolver(() => Int, { description: 'Number of stored messages.' })
  totalMessages(@Root() stats: Reader) {
    return stats.total();
  }

  @FieldResolver(() => Int, { description: 'Number of contacts that sent or received a message.' })
  contactsWithMessages(@Root() stats: Reader) {
    return stats.contacts();
  }

  @FieldResolver(() => [Message], { description: 'The latest messages, newest first.' })
  recentMessages(
    @Root() stats: Reader,
    @Arg('first', () => Int, { nullable: true, description: 'Number of messages: 1 to 100, default 10.' })
    first: number | null | undefined,
  ): Promise<object[]> {
    const limit = first ?? defaultRecent;
    if (limit < 1 || limit > maxRecent)
      throw new BadUserInputError('first', `must be from 1 to ${maxRecent}`);
    return stats.recent(limit);
  }

  @FieldResolver(() => [ChannelCount], {
    description: 'Messages by number and direction; numbers without messages are omitted.',
  })
  byChannel(@Root() stats: Reader): Promise<object[]> {
    return stats.byChannel();
  }

  @FieldResolver(() => [StatusCount], {
    description: 'Messages by status; statuses without messages are omitted.',
  })
  byStatus(@Root() stats: Reader): Promise<object[]> {
    return stats.byStatus();
  }
}

/** Counts of one channel. */
@Resolver(() => ChannelCount)
export class ChannelCountResolver {
  @FieldResolver(() => Channel, { description: 'The number.' })
  channel(@Root() count: ChannelCountRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.channel.load(count.channelId);
  }
}
