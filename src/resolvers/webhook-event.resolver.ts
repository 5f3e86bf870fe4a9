import { Arg, Args, ArgsType, Ctx, Field, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { getTenant } from '../accounts/account-rows.js';
import { BadUserInputError } from '../domain/errors.js';
import { IdentityKind } from '../domain/identity/identity-kind.js';
import { Permission } from '../domain/permission.js';
import { identifyPhone } from '../domain/phone/phone-identity.js';
import { Json } from '../domain/scalars.js';
import { WebhookEventStatus, WebhookSource } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { Message } from '../entities/message.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { findCandidates } from '../queries/identity-candidates.js';
import type { WebhookEventRow } from '../queries/rows.js';
import { webhookEventCounts, webhookEventPage } from '../queries/webhook-event-page.js';
import { WebhookEventConnection } from '../schema/connections.js';
import { EventTypeCount } from '../schema/event-type-count.type.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import { WebhookEventFilter } from '../schema/webhook-event-filter.input.js';
import type { ResolverContext } from './context.js';
import { showsDeletedContent } from './deleted-content.js';
import { getFound } from './found.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class WebhookEventsArgs extends ForwardPageArgs {
  @Field(() => WebhookEventFilter, { nullable: true, description: 'Filter; default: all entries.' })
  filter?: WebhookEventFilter | null;
}

/** The ledger: lookups and fields. */
@Resolver(() => WebhookEvent)
export class WebhookEventResolver {
  @Query(() => WebhookEvent, {
    nullable: true,
    description: 'One ledger entry. NOT_FOUND for an unknown id.',
  })
  webhookEvent(
    @Arg('id', () => ID, { description: 'Id of the entry.' }) id: string,
    @Ctx() { loaders }: ResolverContext,
  ): Promise<object> {
    return getFound('webhook event', id, loaders.webhookEvent.load(id));
  }

  @Query(() => WebhookEventConnection, {
    description: 'The ledger of all received webhook events, newest first.',
  })
  async webhookEvents(
    @Args(() => WebhookEventsArgs) args: WebhookEventsArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    const { phone, ...filter } = args.filter ?? {};
    const contactIds = phone == null ? null : await findPeople(context, phone);
    return webhookEventPage(toPageSource(context), { ...filter, contactIds }, args);
  }

  @Query(() => [EventTypeCount], { description: 'Number of ledger entries by kind and status.' })
  webhookEventCounts(
    @Arg('since', () => Date, { description: 'Counts events that arrived at or after this moment.' })
    since: Date,
    @Ctx() { reader }: ResolverContext,
  ): Promise<EventTypeCount[]> {
    return webhookEventCounts(reader, since);
  }

  @FieldResolver(() => ProviderAccount, {
    nullable: true,
    description: 'The account that it belongs to; null for an event of the booking system.',
  })
  account(@Root() event: WebhookEventRow, @Ctx() { loaders }: ResolverContext) {
    return event.source === WebhookSource.YCLIENTS ? null : loaders.account.load(event.accountId);
  }

  @FieldResolver(() => Channel, {
    nullable: true,
    description: 'The number of the event; null while unknown.',
  })
  channel(@Root() event: WebhookEventRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.channel.load(event.channelId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The body as received, without secrets. Null without READ_LEDGER. Also null without MANAGE_DESK, for every entry, while the company hides the text of deleted messages (TenantSettings.showsDeletedText): bodies of other entries repeat it, as duplicates, edits and quotes.',
  })
  async rawBody(@Root() event: WebhookEventRow, @Ctx() context: ResolverContext): Promise<string | null> {
    if (!(await readsBodies(context))) return null;
    return context.loaders.keptBodyOfEvent.load(event.id);
  }

  @FieldResolver(() => Json, {
    nullable: true,
    description: 'The HTTP headers as received, without secrets. Null without READ_LEDGER.',
  })
  headers(@Root() event: WebhookEventRow, @Ctx() { scope }: ResolverContext): object | null {
    return isRawReader(scope) ? event.headers : null;
  }

  @FieldResolver(() => WebhookEvent, {
    nullable: true,
    description:
      'The entry that had the effect; null unless this one is a DUPLICATE, and after the retention period.',
  })
  duplicateOf(@Root() event: WebhookEventRow, @Ctx() { loaders }: ResolverContext) {
    const isDuplicate = event.status === WebhookEventStatus.DUPLICATE && event.externalEventId !== null;
    return isDuplicate ? loaders.originalOfEvent.load(event) : null;
  }

  @FieldResolver(() => Message, {
    nullable: true,
    description: 'The message that the event created or changed.',
  })
  message(@Root() event: WebhookEventRow, @Ctx() { loaders }: ResolverContext) {
    return loaders.message.load(event.messageId);
  }
}

/** The contacts with this phone, in any spelling. */
async function findPeople({ reader }: ResolverContext, phone: string): Promise<readonly string[]> {
  const identity = identifyPhone(phone, (await getTenant(reader)).defaultCountry);
  if (!identity) throw new BadUserInputError('phone', 'must be a phone number that exists');
  const keys = identity.matchKeys.map(key => `tel:${key}`);
  return findCandidates(reader, IdentityKind.PHONE, identity.e164, keys);
}

/** True if the viewer may read texts of stored bodies; see `rawBody`. */
export async function readsBodies(context: ResolverContext): Promise<boolean> {
  return isRawReader(context.scope) && (await showsDeletedContent(context));
}

function isRawReader(scope: ResolverContext['scope']): boolean {
  return scope?.permissions.includes(Permission.READ_LEDGER) ?? false;
}
