import { Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { QuarantinedNumber } from '../schema/quarantined-number.type.js';
import type { ResolverContext } from './context.js';
import { readsBodies } from './webhook-event.resolver.js';

/** Unknown numbers of which webhooks wait. */
@Resolver(() => QuarantinedNumber)
export class QuarantinedNumberResolver {
  @Query(() => [QuarantinedNumber], {
    description: 'Unknown numbers with QUARANTINED webhooks, the latest first; at most 100.',
  })
  quarantinedNumbers(@Ctx() { useCases, viewer }: ResolverContext): Promise<object[]> {
    return useCases.quarantinedNumbers(requireViewer(viewer).tenantId);
  }

  @FieldResolver(() => ProviderAccount, { description: 'The account that the webhooks belong to.' })
  account(@Root() number: QuarantinedNumber, @Ctx() { loaders }: ResolverContext) {
    return loaders.account.load(number.accountId);
  }

  @FieldResolver(() => WebhookEvent, { description: 'The first of the entries.' })
  firstEvent(@Root() number: QuarantinedNumber, @Ctx() { loaders }: ResolverContext) {
    return loaders.webhookEvent.load(number.firstEventId);
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'The text of the first entry, at most 300 characters; null when it is no message. Hidden like WebhookEvent.rawBody.',
  })
  async firstText(
    @Root() number: QuarantinedNumber,
    @Ctx() context: ResolverContext,
  ): Promise<string | null> {
    return (await readsBodies(context)) ? number.firstText : null;
  }

  @FieldResolver(() => String, {
    nullable: true,
    description:
      'Name or address of its sender; null when it is no message. Hidden like WebhookEvent.rawBody.',
  })
  async firstSender(
    @Root() number: QuarantinedNumber,
    @Ctx() context: ResolverContext,
  ): Promise<string | null> {
    return (await readsBodies(context)) ? number.firstSender : null;
  }
}
