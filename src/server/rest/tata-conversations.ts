/** `GET /ajax/tata-conversations/` of the TATA set-up guide: the chats of all TATA numbers, paginated. */
import * as z from 'zod';
import { defaultPageSize, maxPageSize } from '../../domain/page-size.js';
import { ConversationStatus, ProviderKind } from '../../domain/vocabulary.js';
import { inboxPage } from '../../queries/inbox-page.js';
import { messagesOfConversation } from '../../queries/message-page.js';
import type { PageSource } from '../../queries/read-page.js';
import type { ConversationRow } from '../../queries/rows.js';
import { showsDeletedContent } from '../../resolvers/deleted-content.js';
import { toPageSource } from '../../resolvers/page-source.js';
import { restMessage, toRestMessage } from './rest-message.js';
import { type RestRoute, readInput } from './rest-route.js';
import { toWhatsAppId } from './to-whatsapp-id.js';

/** A page of a hundred chats with this many messages each has 5,000 messages: more than a panel shows. */
const maxMessages = 50;

/** Query parameters. */
export const tataConversationsQuery = z.object({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(maxPageSize)
    .default(defaultPageSize)
    .describe('Chats on the page.'),
  messages: z.coerce
    .number()
    .int()
    .min(0)
    .max(maxMessages)
    .default(20)
    .describe('The latest messages of each chat.'),
  after: z.string().min(1).max(500).optional().describe('`nextCursor` of the page before.'),
});

/** One chat. */
export const tataConversation = z
  .object({
    id: z.uuid().describe('What `/ajax/tata-send-reply/` takes as `conversationId`.'),
    phone: z.string().nullable().describe("The person's phone in E.164; null when they show none."),
    whatsappId: z.string().describe('The digits of the phone, else the address.'),
    name: z.string().nullable().describe('The name that they gave themselves.'),
    businessPhoneNumber: z.string().describe('Our number, as TATA names it; answers leave from it.'),
    leadId: z.uuid().nullable().describe('Their sales case.'),
    status: z.enum(ConversationStatus),
    unreadCount: z.int().describe('Number of unread inbound messages.'),
    lastActivityAt: z.iso.datetime(),
    messages: z.array(restMessage).describe('The latest, oldest first.'),
  })
  .meta({ id: 'TataConversation' });

/** The response. */
export const tataConversations = z
  .object({
    conversations: z
      .array(tataConversation)
      .describe('One for each phone number and number of ours, latest activity first.'),
    nextCursor: z.string().nullable().describe('Give it as `after` for the next page; null on the last one.'),
    syncCursor: z
      .string()
      .describe('Subscribe to `messageAdded(after:)` from here: nothing is missed in between.'),
  })
  .meta({ id: 'TataConversations' });

/** The route. */
export const tataConversationsRoute: RestRoute = {
  method: 'GET',
  path: '/ajax/tata-conversations/',
  access: { rootType: 'Query', field: 'conversations' },
  handle: async (context, { query }): Promise<z.infer<typeof tataConversations>> => {
    const { limit, messages, after } = readInput(tataConversationsQuery, query);
    const source = toPageSource(context);
    const filter = { channelKinds: [ProviderKind.TATA] };
    const page = await inboxPage(source, filter, { first: limit, after: after ?? null }, 'full');
    const { hasNextPage, endCursor } = page.pageInfo;
    const showsDeleted = await showsDeletedContent(context);
    return {
      conversations: await Promise.all(page.nodes.map(row => toChat(row, source, messages, showsDeleted))),
      nextCursor: hasNextPage ? endCursor : null,
      syncCursor: page.syncCursor,
    };
  },
};

async function toChat(
  row: ConversationRow,
  source: PageSource,
  count: number,
  showsDeleted: boolean,
): Promise<z.infer<typeof tataConversation>> {
  const { loaders } = source;
  const [contact, identity, channel, messages] = await Promise.all([
    loaders.contact.load(row.contactId),
    loaders.identity.load(row.identityId),
    loaders.channel.load(row.channelId),
    count === 0 ? null : messagesOfConversation(source, row.id, { last: count }),
  ]);
  return {
    id: row.id,
    phone: contact?.phone ?? null,
    whatsappId: toWhatsAppId(identity?.canonical ?? row.address),
    name: contact?.displayName ?? null,
    businessPhoneNumber: channel?.externalId ?? '',
    leadId: row.leadId,
    status: row.status,
    unreadCount: row.unreadCount,
    lastActivityAt: row.lastActivityAt.toISOString(),
    messages: messages?.nodes.map(message => toRestMessage(message, ProviderKind.TATA, showsDeleted)) ?? [],
  };
}
