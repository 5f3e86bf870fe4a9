import { Args, ArgsType, Ctx, Field, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import { listProviderAccounts } from '../accounts/account-rows.js';
import { RefusalReason } from '../domain/vocabulary.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { RefusedWebhook } from '../entities/refused-webhook.entity.js';
import { refusedWebhookPage } from '../queries/refused-webhook-page.js';
import { RefusedWebhookConnection } from '../schema/connections.js';
import { ForwardPageArgs } from '../schema/page.args.js';
import { RefusedWebhookFilter } from '../schema/refused-webhook-filter.input.js';
import type { ResolverContext } from './context.js';
import { toPageSource } from './page-source.js';

@ArgsType()
class RefusedWebhooksArgs extends ForwardPageArgs {
  @Field(() => RefusedWebhookFilter, { nullable: true, description: 'Filter; default: all.' })
  filter?: RefusedWebhookFilter | null;
}

const advice: Readonly<Record<RefusalReason, string>> = {
  KEY_MISSING: 'Enter the whole webhook URL at the provider, with its key; rotateWebhookKey shows a new one.',
  KEY_UNKNOWN:
    'Compare keyPrefix with webhookUrl of the account; enter the current URL at the provider, or make a new one with rotateWebhookKey.',
  SIGNATURE_MISSING:
    'The account demands a signature or a token: let the provider send it, or connect the account without it.',
  SIGNATURE_WRONG:
    'Compare the secret at the provider (app secret, auth token, webhook token) with the one of the account, and PUBLIC_URL with the address that the provider calls.',
  BODY_UNREADABLE:
    'The body was no valid JSON or form. Something between the provider and this server may change it.',
  ACCOUNT_DISCONNECTED:
    'Connect the account again with connectProvider (a booking connection with connectBookings), or remove the webhook at the provider.',
  BODY_TOO_LARGE: 'Let the operator raise WEBHOOK_BODY_LIMIT_BYTES, or the provider send smaller batches.',
};

/** Webhooks that were refused before the ledger. */
@Resolver(() => RefusedWebhook)
export class RefusedWebhookResolver {
  @Query(() => RefusedWebhookConnection, {
    description:
      "Refused webhooks, newest hour first: the reason why a webhook is not in the ledger. Contains those that can be attributed to one of your accounts, by its key or by the numbers in the body; all others are only in the server's log.",
  })
  refusedWebhooks(
    @Args(() => RefusedWebhooksArgs) args: RefusedWebhooksArgs,
    @Ctx() context: ResolverContext,
  ): Promise<object> {
    return refusedWebhookPage(toPageSource(context), args.filter ?? {}, args);
  }

  @FieldResolver(() => ProviderAccount, {
    nullable: true,
    description: "The account of the webhooks; null for the booking system's connection.",
  })
  account(@Root() { accountId }: RefusedWebhook, @Ctx() { reader, loaders }: ResolverContext) {
    return loaders
      .byParent('accountOfRefusedWebhook', async ids => {
        const accounts = new Map((await listProviderAccounts(reader)).map(account => [account.id, account]));
        return ids.map(id => accounts.get(id) ?? null);
      })
      .load(accountId);
  }

  @FieldResolver(() => String, { description: 'How to fix the cause.' })
  advice(@Root() { reason }: RefusedWebhook): string {
    return advice[reason];
  }
}
