import { Arg, Ctx, FieldResolver, ID, Mutation, Query, Resolver, Root } from 'type-graphql';
import { listChannelsOfAccounts, listProviderAccounts } from '../accounts/account-rows.js';
import { requireViewer } from '../accounts/require-viewer.js';
import { Url } from '../domain/scalars.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { ConnectProviderInput } from '../schema/connect-provider.input.js';
import { ProviderAccountPayload } from '../schema/provider-account-payload.type.js';
import { ProviderCapabilities } from '../schema/provider-capabilities.type.js';
import type { ResolverContext } from './context.js';

/** The company's accounts at providers. */
@Resolver(() => ProviderAccount)
export class ProviderAccountResolver {
  @Query(() => [ProviderAccount], { description: "The company's accounts at providers, the oldest first." })
  providerAccounts(@Ctx() { reader }: ResolverContext) {
    return listProviderAccounts(reader);
  }

  @FieldResolver(() => Boolean, { description: 'Whether credentials are stored; they are never shown.' })
  credentialsSet(@Root() account: ProviderAccount): boolean {
    return account.credentialsCipher !== null;
  }

  @FieldResolver(() => Url, {
    description:
      'Where the provider posts to, with the first characters of its key and `***` in place of the rest. The whole URL is shown by `connectProvider` and `rotateWebhookKey` only.',
  })
  webhookUrl(@Root() account: ProviderAccount, @Ctx() { useCases }: ResolverContext): string {
    return useCases.provisioning.shownWebhookUrl(account);
  }

  @FieldResolver(() => ProviderCapabilities, { description: "What the vendor's API can do." })
  capabilities(@Root() account: ProviderAccount, @Ctx() { useCases }: ResolverContext): ProviderCapabilities {
    return useCases.provisioning.capabilitiesOf(account.kind);
  }

  @FieldResolver(() => [Channel], { description: 'The numbers of the account, the oldest first.' })
  channels(@Root() account: ProviderAccount, @Ctx() { reader, loaders }: ResolverContext) {
    return loaders
      .byParent('channelsOfAccount', accountIds => listChannelsOfAccounts(reader, accountIds))
      .load(account.id);
  }

  @Mutation(() => ProviderAccountPayload, {
    description:
      'Connects an account at a provider. The payload contains the webhook URL to enter there; it is shown only once.',
  })
  connectProvider(
    @Arg('input', () => ConnectProviderInput, { description: 'The account.' }) input: ConnectProviderInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ProviderAccountPayload> {
    return useCases.provisioning.connectProvider(requireViewer(viewer), input);
  }

  @Mutation(() => ProviderAccountPayload, {
    description:
      'Gives an account a new webhook key and shows its URL only once. The old URL answers 401 within a second: enter the new one at the provider at once.',
  })
  rotateWebhookKey(
    @Arg('accountId', () => ID, { description: 'The provider account.' }) accountId: string,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ProviderAccountPayload> {
    return useCases.provisioning.rotateWebhookKey(requireViewer(viewer), accountId);
  }
}
