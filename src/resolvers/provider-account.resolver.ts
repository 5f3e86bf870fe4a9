import { Arg, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from 'type-graphql';
import { listChannelsOfAccounts, listProviderAccounts } from '../accounts/account-rows.js';
import { requireViewer } from '../accounts/require-viewer.js';
import { Url } from '../domain/scalars.js';
import { ProviderKind } from '../domain/vocabulary.js';
import { Channel } from '../entities/channel.entity.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { ConnectProviderInput } from '../schema/connect-provider.input.js';
import { CredentialField } from '../schema/credential-field.type.js';
import { DisconnectProviderInput } from '../schema/disconnect-provider.input.js';
import { ProviderAccountPayload } from '../schema/provider-account-payload.type.js';
import { ProviderCapabilities } from '../schema/provider-capabilities.type.js';
import { RotateWebhookKeyInput } from '../schema/rotate-webhook-key.input.js';
import { UpdateProviderAccountInput } from '../schema/update-provider-account.input.js';
import type { ResolverContext } from './context.js';

/** The company's accounts at providers. */
@Resolver(() => ProviderAccount)
export class ProviderAccountResolver {
  @Query(() => [ProviderAccount], { description: "The company's accounts at providers, oldest first." })
  providerAccounts(@Ctx() { reader }: ResolverContext) {
    return listProviderAccounts(reader);
  }

  @Query(() => [CredentialField], {
    description: 'The fields of `credentials` that connectProvider accepts for a vendor.',
  })
  credentialFields(
    @Arg('kind', () => ProviderKind, { description: 'The vendor.' }) kind: ProviderKind,
    @Ctx() { useCases }: ResolverContext,
  ): readonly CredentialField[] {
    return useCases.provisioning.credentialFieldsOf(kind);
  }

  @FieldResolver(() => Boolean, { description: 'True if credentials are stored; they are never returned.' })
  credentialsSet(@Root() account: ProviderAccount): boolean {
    return account.credentialsCipher !== null;
  }

  @FieldResolver(() => Boolean, {
    nullable: true,
    description:
      'False if the stored credentials cannot be read, or the provider refused them at their last use; null without credentials, and while nothing has shown it: a provider without a call that checks them (ChatFlow, TATA) shows it at the first send.',
  })
  credentialsWork(@Root() account: ProviderAccount, @Ctx() { useCases }: ResolverContext): boolean | null {
    return useCases.provisioning.credentialsWork(account);
  }

  @FieldResolver(() => Url, {
    description:
      'The webhook URL to configure at the provider, with the first characters of its key and `***` for the rest. Only a payload that has just created the key contains the complete URL.',
  })
  webhookUrl(@Root() account: ProviderAccount, @Ctx() { useCases }: ResolverContext): string {
    return useCases.provisioning.shownWebhookUrl(account);
  }

  @FieldResolver(() => ProviderCapabilities, { description: "Capabilities of the vendor's API." })
  capabilities(@Root() account: ProviderAccount, @Ctx() { useCases }: ResolverContext): ProviderCapabilities {
    return useCases.provisioning.capabilitiesOf(account.kind);
  }

  @FieldResolver(() => [Channel], { description: 'The numbers of the account, oldest first.' })
  channels(@Root() account: ProviderAccount, @Ctx() { reader, loaders }: ResolverContext) {
    return loaders
      .byParent('channelsOfAccount', accountIds => listChannelsOfAccounts(reader, accountIds))
      .load(account.id);
  }

  @Mutation(() => ProviderAccountPayload, {
    description:
      'Connects an account at a provider, or a disconnected one again, with its numbers and conversations. The payload contains the webhook URL to enter there; it is shown only once. CONFLICT, with `accountId`, when the company has connected this account already. The credentials are checked by a call to the provider where it has one: BAD_USER_INPUT with its answer when it refuses them, PROVIDER_FAILED when it cannot be asked. Reported by TENANT_UPDATED.',
  })
  connectProvider(
    @Arg('input', () => ConnectProviderInput, { description: 'The account.' }) input: ConnectProviderInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ProviderAccountPayload> {
    return useCases.provisioning.connectProvider(requireViewer(viewer), input);
  }

  @Mutation(() => ProviderAccountPayload, {
    description:
      'Changes the name or the credentials of an account, and replaces its webhook key if `rotateWebhookKey` is true. Numbers and conversations stay. Webhooks and sends use the new credentials within a second. New credentials are checked by a call to the provider first, as in connectProvider. CONFLICT, with `accountId`, when another account of the company has these credentials. Reported by TENANT_UPDATED.',
  })
  updateProviderAccount(
    @Arg('input', () => UpdateProviderAccountInput, { description: 'The changes.' })
    input: UpdateProviderAccountInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ProviderAccountPayload> {
    return useCases.provisioning.updateProviderAccount(requireViewer(viewer), input);
  }

  @Mutation(() => ProviderAccountPayload, {
    description:
      'Replaces the webhook key of an account and returns the new URL only once. The old URL is refused with 401 within a second: enter the new one at the provider at once.',
  })
  rotateWebhookKey(
    @Arg('input', () => RotateWebhookKeyInput, { description: 'The account.' }) input: RotateWebhookKeyInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ProviderAccountPayload> {
    return useCases.provisioning.rotateWebhookKey(requireViewer(viewer), input.accountId);
  }

  @Mutation(() => ProviderAccountPayload, {
    description:
      'Deletes the credentials of an account and archives its numbers: its webhooks are refused with 401 within a second, and queued messages are held. Conversations stay. connectProvider with the same account connects it again, with its numbers, and sends what was held. CONFLICT (`reason` WRONG_STATE) when it is disconnected already. Reported by TENANT_UPDATED, and by CHANNEL_UPDATED for each number.',
  })
  async disconnectProvider(
    @Arg('input', () => DisconnectProviderInput, { description: 'The account.' })
    input: DisconnectProviderInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ProviderAccountPayload> {
    const account = await useCases.provisioning.disconnectProvider(requireViewer(viewer), input.accountId);
    return { account, webhookUrl: null };
  }
}
