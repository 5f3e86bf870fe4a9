import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { BadUserInputError, NotFoundError, SimulatorsOffError } from '../domain/errors.js';
import { isUuid } from '../domain/uuid-v7.js';
import { SampleFile, SimulatedChange, SimulatedKind } from '../domain/vocabulary.js';
import { ChannelPayload } from '../schema/channel-payload.type.js';
import { SimulatePayload, SimulateReceiptPayload } from '../schema/simulate-payload.type.js';
import { SimulatedPhone, type SimulatedPhoneMessage } from '../schema/simulated-phone.types.js';
import {
  SetSimulatorBehaviourInput,
  SimulateInboundInput,
  SimulateReceiptInput,
} from '../schema/simulator.inputs.js';
import type { ResolverContext } from './context.js';
import type { SimulatedReceived } from './use-cases.js';

/** Provider simulation, on servers with simulators. */
@Resolver()
export class SimulatorResolver {
  @Query(() => SimulatedPhone, {
    description:
      "The phone of a simulated contact: what it received from a number, and what the number's provider delivers from it. Only on servers with simulators.",
  })
  async simulatedPhone(
    @Arg('channelId', () => ID, { description: 'The number.' }) channelId: string,
    @Arg('address', () => String, {
      description: 'Phone or messenger address of the contact, as in simulateInbound.',
    })
    address: string,
    @Ctx() context: ResolverContext,
  ): Promise<SimulatedPhone> {
    const channel = await findChannel(context, channelId);
    const phone = await simulatorsOf(context).readPhone(channel, address);
    const messages = phone.messages.map(received => toPhoneMessage(context, channel.id, received));
    return { ...phone, messages: await Promise.all(messages) };
  }

  @Mutation(() => SimulatePayload, {
    description:
      "Simulates an inbound message: the provider's simulator posts it to this server's webhook, in the provider's own format. Only on servers with simulators.",
  })
  async simulateInbound(
    @Arg('input', () => SimulateInboundInput, { description: 'The message.' }) input: SimulateInboundInput,
    @Ctx() context: ResolverContext,
  ): Promise<SimulatePayload> {
    const { channelId, from, senderName, text, faults, messageId, attachmentId, replyToMessageId } = input;
    const channel = await findChannel(context, channelId);
    const { tenantId } = requireViewer(context.viewer);
    const simulators = simulatorsOf(context);
    const kind = input.kind ?? toKind(input);
    const change = Object.values(SimulatedChange).find(each => String(each) === kind);
    const [messageKey, quotedKey] = [
      messageId == null ? null : await findKey(context, 'messageId', messageId),
      replyToMessageId == null ? null : await findKey(context, 'replyToMessageId', replyToMessageId),
    ];
    if (change && messageKey === null)
      throw new BadUserInputError('messageId', 'names the message that changes');
    const eventId = await simulators.simulateInbound({
      ...{ tenantId, channel, from, kind, quotedKey },
      senderName: senderName ?? null,
      text: text ?? null,
      attachmentId: attachmentId ?? null,
      faults: faults ?? [],
      change: change && messageKey !== null ? { type: change, messageKey } : null,
    });
    return { event: eventId === null ? null : await context.loaders.webhookEvent.load(eventId) };
  }

  @Mutation(() => SimulateReceiptPayload, {
    description:
      "Simulates a receipt of a contact's phone: the provider's simulator posts it to this server's webhook. For messages that the fault NO_RECEIPTS left without, and for UNKNOWN ones. CHANNEL_CANNOT where the provider reports no such receipt.",
  })
  async simulateReceipt(
    @Arg('input', () => SimulateReceiptInput, { description: 'The receipt.' }) input: SimulateReceiptInput,
    @Ctx() context: ResolverContext,
  ): Promise<SimulateReceiptPayload> {
    const channel = await findChannel(context, input.channelId);
    const received = await simulatorsOf(context).reportReceipt(channel, input.receivedId, input.receipt);
    return { received: await toPhoneMessage(context, channel.id, received) };
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

/** The kind that the older fields name. */
function toKind({ file, change }: SimulateInboundInput): SimulatedKind | null {
  if (change) return SimulatedKind[change];
  if (file) return file === SampleFile.PICTURE ? SimulatedKind.IMAGE : SimulatedKind.DOCUMENT;
  return null;
}

async function toPhoneMessage(
  { loaders }: ResolverContext,
  channelId: string,
  { externalId, correlationId, ...shown }: SimulatedReceived,
): Promise<SimulatedPhoneMessage> {
  const known = externalId === null ? null : await loaders.answeredMessage.load({ channelId, externalId });
  const named =
    known ?? (isUuid(correlationId ?? '') ? await loaders.message.load(correlationId ?? '') : null);
  return { ...shown, message: named };
}

/** The provider's id of a message. */
async function findKey({ loaders }: ResolverContext, field: string, messageId: string): Promise<string> {
  const message = await loaders.message.load(messageId);
  if (!message) throw new NotFoundError('message', messageId);
  if (message.externalId === null)
    throw new BadUserInputError(field, 'is a message with an externalId; this one has none');
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
