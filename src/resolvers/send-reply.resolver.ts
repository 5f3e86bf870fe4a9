import { Arg, Ctx, Mutation, Resolver } from 'type-graphql';
import { requireViewer } from '../accounts/require-viewer.js';
import { CancelQueuedMessageInput } from '../schema/cancel-queued-message.input.js';
import { ConfirmUnknownMessageInput } from '../schema/confirm-unknown-message.input.js';
import { MessagePayload } from '../schema/message.payload.js';
import { RetryMessageInput } from '../schema/retry-message.input.js';
import { SendReplyInput } from '../schema/send-reply.input.js';
import { SendReplyPayload } from '../schema/send-reply.payload.js';
import { StartConversationInput } from '../schema/start-conversation.input.js';
import type { ResolverContext } from './context.js';
import { getFound } from './found.js';
import { refuseAssistants, replyOfViewer } from './reply-of-viewer.js';

/** Sends and retries messages, and settles their outcome. */
@Resolver()
export class SendReplyResolver {
  @Mutation(() => SendReplyPayload, {
    description:
      'Queues a reply and returns when it is stored; the provider is called afterwards. It is sent from the number of the conversation. NOT_FOUND for an unknown conversation, CHANNEL_NOT_ACTIVE when its number cannot send. With a token of an assistant the author is the assistant, and CONFLICT (`assistantReason`) when it is not its turn: a person is in charge or asked for, the turn is answered, the customer opted out, quiet hours.',
  })
  async sendReply(
    @Arg('input', () => SendReplyInput, { description: 'The reply.' }) input: SendReplyInput,
    @Ctx() context: ResolverContext,
  ): Promise<SendReplyPayload> {
    const { loaders } = context;
    const { messageId, repeated } = await replyOfViewer(context, input, true);
    return {
      message: await getFound('message', messageId, loaders.message.load(messageId)),
      repeated,
    };
  }

  @Mutation(() => SendReplyPayload, {
    description:
      'Starts a conversation from the given number; contact, lead and conversation are created if missing, and an existing conversation is used. If the provider has a reply window, the first message must be a template. Errors are those of sendReply.',
  })
  async startConversation(
    @Arg('input', () => StartConversationInput, { description: 'The message.' })
    input: StartConversationInput,
    @Ctx() context: ResolverContext,
  ): Promise<SendReplyPayload> {
    refuseAssistants(context, 'start conversations');
    const { useCases, viewer, loaders } = context;
    const { tenantId, userId } = requireViewer(viewer);
    const { messageId, repeated } = await useCases.outbox.startConversation({
      tenantId,
      authorUserId: userId,
      input,
    });
    loaders.message.clearAll();
    return {
      message: await getFound('message', messageId, loaders.message.load(messageId)),
      repeated,
    };
  }

  @Mutation(() => MessagePayload, {
    description:
      'Retries a FAILED or UNKNOWN message, as a new attempt of the same message. Any other status fails with MESSAGE_NOT_RETRYABLE.',
  })
  async retryMessage(
    @Arg('input', () => RetryMessageInput, { description: 'The message.' }) input: RetryMessageInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<MessagePayload> {
    const { tenantId } = requireViewer(viewer);
    const { messageId } = await useCases.outbox.retryMessage({ tenantId, ...input });
    loaders.message.clearAll();
    return { message: await getFound('message', messageId, loaders.message.load(messageId)) };
  }

  @Mutation(() => MessagePayload, {
    description:
      'Takes a QUEUED message back, before it is sent: its status becomes CANCELLED. CONFLICT with reason TOO_LATE once it is being sent.',
  })
  async cancelQueuedMessage(
    @Arg('input', () => CancelQueuedMessageInput, { description: 'The message.' })
    { messageId }: CancelQueuedMessageInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<MessagePayload> {
    const { tenantId } = requireViewer(viewer);
    await useCases.outbox.cancelQueuedMessage({ tenantId, messageId });
    loaders.message.clearAll();
    return { message: await getFound('message', messageId, loaders.message.load(messageId)) };
  }

  @Mutation(() => MessagePayload, {
    description:
      'States that an UNKNOWN message arrived, as a user saw or the contact said: it becomes SENT and is never sent again by the server. A later receipt or failure of the provider still counts. CONFLICT with reason WRONG_STATE for any other status; use retryMessage for one that did not arrive.',
  })
  async confirmUnknownMessage(
    @Arg('input', () => ConfirmUnknownMessageInput, { description: 'The message.' })
    { messageId }: ConfirmUnknownMessageInput,
    @Ctx() { useCases, viewer, loaders }: ResolverContext,
  ): Promise<MessagePayload> {
    const { tenantId } = requireViewer(viewer);
    await useCases.outbox.confirmUnknownMessage({ tenantId, messageId });
    loaders.message.clearAll();
    return { message: await getFound('message', messageId, loaders.message.load(messageId)) };
  }
}
