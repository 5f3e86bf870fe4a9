import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { BadUserInputError, NotFoundError, SimulatorsOffError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { ChannelPayload } from '../schema/channel-payload.type.js';
import { SimulatePayload } from '../schema/simulate-payload.type.js';
import { SetSimulatorBehaviourInput, SimulateInboundInput } from '../schema/simulator.inputs.js';
import type { ResolverContext } from './context.js';

/** Provider simulation, on servers with simulators. */
@Resolver()
export class SimulatorResolver {
  @Mutation(() => SimulatePayload, {
    description:
      "Simulates an inbound message: the provider's simulator posts it to this server's webhook, in the provider's own format. Only on servers with simulators.",
  })
  async simulateInbound(
    @Arg('input', () => SimulateInboundInput, { description: 'The message.' }) input: SimulateInboundInput,
    @Ctx() context: ResolverContext,
  ): Promise<SimulatePayload> {
    const { channelId, from, text, file, faults, change, messageId } = input;
    const channel = await findChannel(context, channelId);
    const { tenantId } = requireViewer(context.viewer);
    const eventId = await simulatorsOf(context).simulateInbound({
      tenantId,
      channel,
      from,
      text,
      file: file ?? null,
      faults: faults ?? [],
      change: change ? { type: change, messageKey: await findKey(context, messageId) } : null,
    });
    return { event: eventId === null ? null : await context.loaders.webhookEvent.load(eventId) };
  }

  @Mutation(() => ChannelPayload, {
    description:
      "Sets the simulated provider's faults for replies from this number only; they stay until they are set again.",
  })
  async setSimulatorBehaviour(
    @Arg('input', () => SetSimulatorBehaviourInput, { description: 'The faults.' })
    input: SetSimulatorBehaviourInput,
    @Ctx() context: ResolverContext,
  ): Promise<ChannelPayload> {
    const channel = await findChannel(context, input.channelId);
    await simulatorsOf(context).setFaults(channel, input.faults);
    return { channel };
  }
}

/** The provider's id of the message to change. */
async function findKey({ loaders }: ResolverContext, messageId: string | null | undefined): Promise<string> {
  if (messageId == null) throw new BadUserInputError('messageId', 'names the message that changes');
  const message = await loaders.message.load(messageId);
  if (!message) throw new NotFoundError('message', messageId);
  if (message.externalId === null)
    throw new BadUserInputError('messageId', 'is a message with an externalId; this one has none');
  return message.externalId;
}

function simulatorsOf({ useCases }: ResolverContext) {
  if (!useCases.simulators) throw new SimulatorsOffError();
  return useCases.simulators;
}

async function findChannel({ loaders }: ResolverContext, channelId: string) {
  const channel = isUuid(channelId) ? await loaders.channel.load(channelId) : null;
  if (!channel) throw new NotFoundError('channel', channelId);
  return channel;
}
