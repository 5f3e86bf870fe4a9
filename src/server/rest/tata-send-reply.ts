/**
 * `POST /ajax/tata-send-reply/` of the TATA set-up guide: `sendReply` for a chat, by its id or by the contact's phone.
 * A phone with chats on several channels is refused, not guessed.
 */
import * as z from 'zod';
import { getTenant } from '../../accounts/account-rows.js';
import { MessageStatus } from '../../domain/delivery-status.js';
import { BadUserInputError, ConflictError, NotFoundError } from '../../domain/errors.js';
import { parseMessengerAddress } from '../../domain/identity/messenger-address.js';
import { ProviderKind } from '../../domain/vocabulary.js';
import { findConversationsWithPerson } from '../../queries/conversations-with-person.js';
import type { ResolverContext } from '../../resolvers/context.js';
import { getFound } from '../../resolvers/found.js';
import { replyOfViewer } from '../../resolvers/reply-of-viewer.js';
import { type RestRoute, readInput } from './rest-route.js';

const shortText = z.string().min(1).max(255);

/** The request body, as JSON or as a form. */
export const tataReply = z
  .object({
    conversationId: shortText.optional().describe('The chat; or give `phone`.'),
    phone: z
      .union([shortText, z.int()])
      .optional()
      .describe("The person's phone, with or without a plus; or give `conversationId`."),
    businessPhoneNumber: shortText
      .optional()
      .describe(
        'With `phone`: on which of our numbers, when the person wrote to several. Never chooses a sender.',
      ),
    message: z.string().min(1).describe('What to say.'),
    idempotencyKey: shortText
      .optional()
      .describe('Made by the sender, once for each message: the same key is the same message.'),
  })
  .meta({ id: 'TataReply' });

/** The response. */
export const tataReplyQueued = z
  .object({
    ok: z.literal(true),
    messageId: z.uuid(),
    conversationId: z.uuid(),
    status: z.enum(MessageStatus).describe('QUEUED: it is stored, and TATA is called afterwards.'),
    repeated: z.boolean().describe('True when an earlier request with the same key had made the message.'),
  })
  .meta({ id: 'TataReplyQueued' });

type Reply = z.infer<typeof tataReply>;

/** The route. */
export const tataSendReplyRoute: RestRoute = {
  method: 'POST',
  path: '/ajax/tata-send-reply/',
  access: { rootType: 'Mutation', field: 'sendReply' },
  handle: async (context, { body }): Promise<z.infer<typeof tataReplyQueued>> => {
    const reply = readInput(tataReply, body);
    const conversationId = await findConversation(context, reply);
    const { messageId, repeated } = await replyOfViewer(
      context,
      { conversationId, text: reply.message, idempotencyKey: reply.idempotencyKey ?? null },
      false,
    );
    const { status } = await getFound('message', messageId, context.loaders.message.load(messageId));
    return { ok: true, messageId, conversationId, status, repeated };
  },
};

async function findConversation(context: ResolverContext, reply: Reply): Promise<string> {
  const { conversationId } = reply;
  if (conversationId === undefined) return findByPhone(context, reply);
  const { loaders } = context;
  const found = await getFound('conversation', conversationId, loaders.conversation.load(conversationId));
  const channel = await loaders.channel.load(found.channelId);
  if (channel?.kind !== ProviderKind.TATA) throw new NotFoundError('conversation', conversationId);
  return found.id;
}

async function findByPhone({ reader }: ResolverContext, reply: Reply): Promise<string> {
  if (reply.phone === undefined)
    throw new BadUserInputError('conversationId', 'or "phone" is needed: say whom to answer');
  const phone = String(reply.phone);
  const { defaultCountry } = await getTenant(reader);
  const address = parseMessengerAddress(phone, defaultCountry);
  if (address.type !== 'person') throw new BadUserInputError('phone', 'must be a phone number that exists');
  const all = await findConversationsWithPerson(reader, address.matchKey, ProviderKind.TATA);
  const { businessPhoneNumber } = reply;
  const found = all.filter(
    ({ channelExternalId }) =>
      businessPhoneNumber === undefined || digitsOf(channelExternalId) === digitsOf(businessPhoneNumber),
  );
  const [only] = found;
  if (!only) throw new NotFoundError('conversation', phone, 'phone');
  if (found.length > 1) {
    throw new ConflictError(
      'This person wrote to several of your numbers; say in which chat to answer, by "conversationId" or "businessPhoneNumber".',
      { reason: 'WRONG_STATE', conversationIds: found.map(({ id }) => id) },
    );
  }
  return only.id;
}

const digitsOf = (number: string): string => number.replace(/\D/g, '');
