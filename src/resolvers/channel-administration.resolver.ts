import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { ChannelPayload } from '../schema/channel-payload.type.js';
import { CreateChannelInput } from '../schema/create-channel.input.js';
import { DeletePayload } from '../schema/delete.payload.js';
import { DeleteChannelInput } from '../schema/delete-channel.input.js';
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
    description:
      'Changes the name, the phone number, the status, the business hours or the away text of a number, or makes it the default of its account. NOT_FOUND for an unknown id. Reported by CHANNEL_UPDATED.',
  })
  async updateChannel(
    @Arg('input', () => UpdateChannelInput, { description: 'The changes.' }) input: UpdateChannelInput,
    @Ctx() { useCases, viewer }: ResolverContext,
  ): Promise<ChannelPayload> {
    return { channel: await useCases.provisioning.updateChannel(requireViewer(viewer), input) };
  }

  @Mutation(() => DeletePayload, {
    description:
      "Deletes a number that was created by mistake. CONFLICT (`reason` IN_USE) when it has conversations or leads, sends a branch's notices, or is the default of its account: archive it instead.",
  })
  async deleteChannel(
    @Arg('input', () => DeleteChannelInput, { description: 'The number.' }) input: DeleteChannelInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<DeletePayload> {
    const deletedId = await useCases.provisioning.deleteChannel(requireViewer(viewer), input.id);
    loaders.clearAll();
    return { deletedId };
  }
}
