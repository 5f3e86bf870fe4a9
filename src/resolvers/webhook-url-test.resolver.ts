import { Arg, Ctx, FieldResolver, Mutation, Resolver, Root } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { WebhookEvent } from '../entities/webhook-event.entity.js';
import { TestWebhookUrlInput, TestWebhookUrlPayload } from '../schema/test-webhook-url.types.js';
import type { ResolverContext } from './context.js';

/** Tests webhook URLs. */
@Resolver(() => TestWebhookUrlPayload)
export class WebhookUrlTestResolver {
  @Mutation(() => TestWebhookUrlPayload, {
    description:
      "Posts a signed sample in the provider's format to the public webhook URL of an account, as the provider would, and says what happened. The sample has a key of its own for one minute, makes no contact and no message, and stays in the ledger as IGNORED. CONFLICT when the stored credentials cannot be read.",
  })
  testWebhookUrl(
    @Arg('input', () => TestWebhookUrlInput, { description: 'The account.' }) input: TestWebhookUrlInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<object> {
    return useCases.testWebhookUrl(requireViewer(viewer).tenantId, input.accountId);
  }

  @FieldResolver(() => WebhookEvent, {
    nullable: true,
    description: 'The ledger row of the sample; null when it was not accepted.',
  })
  webhookEvent(@Root() { webhookEventId }: TestWebhookUrlPayload, @Ctx() { loaders }: ResolverContext) {
    return loaders.webhookEvent.load(webhookEventId);
  }
}
