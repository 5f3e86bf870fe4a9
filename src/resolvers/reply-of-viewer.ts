import { requireViewer } from '../accounts/require-viewer.js';
import { refuseInReplyTo } from '../ai/reply-of-program.js';
import { ForbiddenError } from '../domain/errors.js';
import { Permission } from '../domain/permission.js';
import type { ReplyInput } from '../outbox/reply-input.js';
import type { SentReply } from '../outbox/send-reply.js';
import type { ResolverContext } from './context.js';

/**
 * Sends a reply of the viewer: of a person, of a program, or of an assistant, whose program the token is of. The loaders
 * have its row then, as it was stored (the job that sends it may have begun already), and that of its number.
 */
export async function replyOfViewer(
  context: ResolverContext,
  input: ReplyInput & { readonly inReplyToMessageId?: string | null },
  isReading: boolean,
): Promise<SentReply> {
  const sent = await send(context, input, isReading);
  context.loaders.message.clearAll();
  if (sent.stored) context.loaders.message.prime(sent.stored);
  if (sent.channel) context.loaders.channel.prime(sent.channel);
  return sent;
}

function send(
  { viewer, useCases }: ResolverContext,
  { inReplyToMessageId = null, ...input }: ReplyInput & { readonly inReplyToMessageId?: string | null },
  isReading: boolean,
): Promise<SentReply> {
  const { tenantId, userId, permissions, apiToken } = requireViewer(viewer);
  const assistantId = apiToken?.assistantId ?? null;
  if (assistantId !== null)
    return useCases.assistants.reply({ tenantId, userId, assistantId, input, inReplyToMessageId });
  refuseInReplyTo(inReplyToMessageId);
  return useCases.outbox.sendReply({
    tenantId,
    authorUserId: userId,
    mayBeAssigned: isReading && permissions.includes(Permission.WORK),
    managesDesk: isReading && permissions.includes(Permission.MANAGE_DESK),
    // A program that answers has read nothing for a person.
    isRead: isReading && apiToken === null,
    input,
  });
}

/** An assistant answers; it does not begin by itself, and not later. @throws ForbiddenError */
export function refuseAssistants({ viewer }: ResolverContext, what: string): void {
  if (viewer?.apiToken?.assistantId != null)
    throw new ForbiddenError(`${what} with a token of an assistant`, null, []);
}
