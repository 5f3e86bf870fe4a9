import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { ChannelPayload } from '../schema/channel-payload.type.js';
import { CreateChannelInput } from '../schema/create-channel.input.js';
import { UpdateChannelInput } from '../schema/update-channel.input.js';
import type { ResolverContext } from './context.js';

/** Creates and changes channels. */
@Resolver()
export class ChannelAdministrationResolver {
  @Mutation(() => ChannelPayload, {
    description:
      'Adds a number. Quarantined webhooks of this number are reprocessed before the mutation returns. CONFLICT when the account has the external id already.',
  })
  async createChannel(
    @Arg('input', () => CreateChannelInput, { description: 'The number.' }) input: CreateChannelInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ChannelPayload> {
    return { channel: await useCases.provisioning.createChannel(requireViewer(viewer), input) };
  }

  @Mutation(() => ChannelPayload, {
    description: 'Changes the name, the phone number or the status of a number. NOT_FOUND for an unknown id.',
  })
  async updateChannel(
    @Arg('input', () => UpdateChannelInput, { description: 'The changes.' }) input: UpdateChannelInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ChannelPayload> {
    return { channel: await useCases.provisioning.updateChannel(requireViewer(viewer), input) };
  }
}
