import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, FieldResolver, ID, Info, Query, Resolver, Root } from 'type-graphql';
import { getTenant } from '../accounts/account-rows.js';
import { BadUserInputError } from '../domain/errors.js';
import { listStanding } from '../domain/provider-warning.js';
import { ChannelStatus } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { channelPage, findChannelsByExternalId } from '../queries/channel-page.js';
import { inboxPageOf, ofChannel } from '../queries/inbox-page.js';
import type { ChannelRow } from '../queries/rows.js';
import { BusinessHours } from '../schema/business-hours.types.js';
import { ChannelHealth } from '../schema/channel-health.type.js';
import { ChannelConnection, ConversationConnection } from '../schema/connections.js';
import { MediaLimits } from '../schema/media-limits.type.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import { toBusinessHours } from './business-hours.js';
import type { ResolverContext } from './context.js';
import { ConversationsArgs } from './conversation.resolver.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';
import { toInboxDetail } from './selection.js';

/** Channels: lookups and fields. */
@Resolver(() => Channel)
export class ChannelResolver {
  @Query(() => Channel, {
    nullable: true,
    description:
      'One number, by exactly one of id and external id. An unknown id fails with NOT_FOUND, an external id of several accounts with BAD_USER_INPUT; an unknown external id returns null.',
  })
  async channel(
    @Arg('id', () => ID, { nullable: true, description: 'Id of the number.' }) id: string | null | undefined,
    @Arg('externalId', () => String, { nullable: true, description: "The provider's id of the number." })
    externalId: string | null | undefined,
    @Ctx() { loaders, reader }: ResolverContext,
  ): Promise<object | null> {
    if ((id == null) === (externalId == null)) {
      throw new BadUserInputError('id', 'or "externalId" must be given, and not both');
    }
    if (id != null) return getFound('channel', id, loaders.channel.load(id));
    const [found, another] = await findChannelsByExternalId(reader, externalId ?? '');
    if (another)
      throw new BadUserInputError('externalId', 'belongs to numbers of several accounts; ask by id');
    return found ?? null;
  }

  @Query(() => ChannelConnection, {
    description: "The company's numbers in order of creation.",
  })
  channels(
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return channelPage(toPageSource(context), args);
  }

  @FieldResolver(() => Tenant, { description: 'The company of the number.' })
  tenant(@Root() channel: ChannelRow, @Ctx() { loaders, reader }: ResolverContext) {
    const load = async (ids: readonly string[]) => {
      const tenant = await getTenant(reader);
      return ids.map(() => tenant);
    };
    return loaders.byParent('tenant', load).load(channel.tenantId);
  }

  @FieldResolver(() => BusinessHours, {
    nullable: true,
    description: "Its own business hours; null: the company's (TenantSettings.businessHours).",
  })
  async businessHours(@Root() channel: ChannelRow, @Ctx() context: ResolverContext) {
    if (channel.businessHours === null) return null;
    const { timezone } = await this.tenant(channel, context);
    return toBusinessHours(channel.businessHours, timezone);
  }

  @FieldResolver(() => ProviderAccount, { description: 'Its provider account.' })
  account(@Root() channel: ChannelRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.account.load(channel.accountId);
  }

  @FieldResolver(() => Date, { nullable: true, description: 'When its last inbound message was received.' })
  async lastInboundAt(
    @Root() channel: ChannelRow,
    @Ctx() { loaders }: ResolverContext,
  ): Promise<Date | null> {
    return (await loaders.activityOfChannel.load(channel.id)).lastInboundAt;
  }

  @FieldResolver(() => Date, {
    nullable: true,
    description: 'When its last outbound message was stored.',
  })
  async lastOutboundAt(
    @Root() channel: ChannelRow,
    @Ctx() { loaders }: ResolverContext,
  ): Promise<Date | null> {
    return (await loaders.activityOfChannel.load(channel.id)).lastOutboundAt;
  }

  @FieldResolver(() => ChannelHealth, {
    description: 'Its state at the provider, and its queue.',
  })
  async health(@Root() channel: ChannelRow, @Ctx() { loaders }: ResolverContext): Promise<ChannelHealth> {
    return {
      checkedAt: channel.providerStateAt,
      state: channel.providerState,
      ...(await loaders.backlogOfChannel.load(channel.id)),
      error: explainHealth(channel, new Date()),
    };
  }

  @FieldResolver(() => MediaLimits, {
    nullable: true,
    description: 'Limits for files; null when it cannot send files.',
  })
  mediaLimits(@Root() channel: ChannelRow, @Ctx() { useCases }: ResolverContext): object | null {
    return useCases.media.limitsOf(channel);
  }

  @FieldResolver(() => ConversationConnection, {
    description: 'Conversations on it, the latest activity first.',
  })
  conversations(
    @Root() channel: ChannelRow,
    @Args(() => ConversationsArgs) args: ConversationsArgs,
    @Ctx() context: ResolverContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<object> {
    const parent = { ...ofChannel, id: channel.id };
    return inboxPageOf(toPageSource(context), parent, args.filter ?? {}, args, toInboxDetail(info));
  }
}

/** Problems of the channel, in one or several sentences; null without any. */
function explainHealth(channel: ChannelRow, now: Date): string | null {
  const fault = channel.status === ChannelStatus.ACTIVE ? channel.sendFault : explainStatus(channel);
  const warnings = listStanding(channel.providerWarnings, now).map(warning => warning.text);
  return [fault, ...warnings].filter(text => text !== null).join(' ') || null;
}

/** Reason why the channel is inactive, with the provider's own term if that says more. */
function explainStatus({ status, providerState }: ChannelRow): string {
  const isByUser = status === ChannelStatus.PAUSED || status === ChannelStatus.ARCHIVED;
  const word = providerState === null || isByUser ? '' : `; its provider says "${providerState}"`;
  return `The number is ${status}${word}.`;
}

/** Channels of a company. */
@Resolver(() => Tenant)
export class TenantChannelsResolver {
  @FieldResolver(() => ChannelConnection, {
    description: 'Its numbers in order of creation.',
  })
  channels(
    @Args(() => ForwardPageArgs) args: ForwardPageArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return channelPage(toPageSource(context), args);
  }
}
