import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { Json, PhoneNumber } from '../domain/scalars.js';
import { MessagePayload } from '../schema/message.payload.js';
import { SendReplyInput } from '../schema/send-reply.input.js';
import { SendReplyPayload } from '../schema/send-reply.payload.js';
import type { ResolverContext } from './context.js';

/** Sending, and sending again. */
@Resolver()
export class SendReplyResolver {
  @Mutation(() => SendReplyPayload, {
    description:
      'Queues a reply and answers when it is stored; the provider is called afterwards. It leaves from the number that the person wrote to. NOT_FOUND for a foreign conversation, CHANNEL_NOT_ACTIVE when its number cannot send.',
  })
  async sendReply(
    @Arg('input', () => SendReplyInput, { description: 'The reply.' }) input: SendReplyInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<SendReplyPayload> {
    const { tenantId, userId } = requireViewer(viewer);
    const { messageId, replayed } = await useCases.outbox.sendReply({
      tenantId,
      authorUserId: userId,
      input,
    });
    loaders.message.clearAll();
    return {
      message: await loaders.message.load(messageId),
      replayed,
      clientMutationId: input.clientMutationId ?? null,
    };
  }

  @Mutation(() => SendReplyPayload, {
    description:
      'Writes to a person first, from the number that is chosen here; contact, lead and conversation are made where they are missing, and a conversation that is there is used. Where the provider has a reply window the first message is a template. Answers as sendReply does.',
  })
  async startConversation(
    @Arg('channelId', () => ID, { description: 'The number to write from.' }) channelId: string,
    @Arg('phone', () => PhoneNumber, { description: "The person's phone, in any spelling." }) phone: string,
    @Arg('idempotencyKey', () => String, {
      description: 'Made by the sender, once for each message, 1 to 255 characters; see SendReplyInput.',
    })
    idempotencyKey: string,
    @Arg('templateId', () => ID, {
      nullable: true,
      description: 'The template to send, one of `messageTemplates` of the number.',
    })
    templateId: string | null | undefined,
    @Arg('templateVariables', () => Json, {
      nullable: true,
      description: 'A text or a number for each of its variables, by name.',
    })
    templateVariables: unknown,
    @Arg('text', () => String, { nullable: true, description: 'What to say; left out with a template.' })
    text: string | null | undefined,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<SendReplyPayload> {
    const { tenantId, userId } = requireViewer(viewer);
    const { messageId, replayed } = await useCases.outbox.startConversation({
      tenantId,
      authorUserId: userId,
      input: { channelId, phone, text, templateId, templateVariables, idempotencyKey },
    });
    loaders.message.clearAll();
    return { message: await loaders.message.load(messageId), replayed, clientMutationId: null };
  }

  @Mutation(() => MessagePayload, {
    description:
      'Sends a FAILED or UNKNOWN message again, as a new attempt of the same message. Any other status answers MESSAGE_NOT_RETRYABLE.',
  })
  async retryMessage(
    @Arg('id', () => ID, { description: 'The message.' }) messageId: string,
    @Arg('acceptPossibleDuplicate', () => Boolean, {
      description: 'Must be true for an UNKNOWN message: the person may already have it.',
    })
    acceptPossibleDuplicate: boolean,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<MessagePayload> {
    const { tenantId } = requireViewer(viewer);
    const retried = await useCases.outbox.retryMessage({ tenantId, messageId, acceptPossibleDuplicate });
    loaders.message.clearAll();
    return { message: await loaders.message.load(retried.messageId) };
  }
}
