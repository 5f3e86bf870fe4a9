/** `GET /whatsapp/stats`, in the exact shape of the Green API set-up guide. */
import * as z from 'zod';
import { getProvider } from '../../providers/registry.js';
import { MessageStatsReader } from '../../queries/message-stats.js';
import type { MessageRow } from '../../queries/rows.js';
import { listChannelNames } from '../../queries/tenant-channels.js';
import type { ResolverContext } from '../../resolvers/context.js';
import { showsDeletedContent } from '../../resolvers/deleted-content.js';
import { toProviderMessageId } from './provider-message-id.js';
import { toContent, toRestDirection } from './rest-message.js';
import type { RestRoute } from './rest-route.js';
import { toWhatsAppId } from './to-whatsapp-id.js';

const recentCount = 10;

const recentMessage = z.object({
  id: z.uuid().describe("The message's id."),
  content: z
    .string()
    .describe(
      'The text or caption; a file without words is told by its kind, as `[image]`, a deleted message whose words are hidden as `[deleted]`.',
    ),
  clientId: z.uuid().describe("The contact's id."),
  clientName: z.string().describe("The contact's name, else their phone or address."),
  clientWhatsappId: z.string().describe('The digits of their phone, else their address.'),
  direction: z.enum(['inbound', 'outbound']),
  createdAt: z.iso.datetime().describe('When we stored it.'),
  externalId: z.string().nullable().describe("The provider's id; null as long as it gave none."),
});

/** The response. */
export const whatsAppStats = z
  .object({
    totalMessages: z.int().describe('Messages on all WhatsApp numbers of the company.'),
    recentMessages: z.array(recentMessage).describe(`The latest ${recentCount}, newest first.`),
    clientsWithWhatsApp: z.int().describe('People who wrote or were written to on WhatsApp.'),
  })
  .meta({ id: 'WhatsAppStats' });

/** The route. */
export const whatsAppStatsRoute: RestRoute = {
  method: 'GET',
  path: '/whatsapp/stats',
  access: { rootType: 'Query', field: 'messageStats' },
  handle: async (context): Promise<z.infer<typeof whatsAppStats>> => {
    const channels = await listChannelNames(context.reader);
    const channelIds = channels
      .filter(({ kind, externalId }) => getProvider(kind).addresses.isWhatsApp(externalId))
      .map(({ id }) => id);
    const stats = new MessageStatsReader(context.reader, { channelIds, since: null });
    const [totalMessages, recent, clientsWithWhatsApp] = await Promise.all([
      stats.total(),
      stats.recent(recentCount),
      stats.contacts(),
    ]);
    const told = await Promise.all(recent.map(message => toRecent(message, context)));
    return { totalMessages, recentMessages: told.filter(message => message !== null), clientsWithWhatsApp };
  },
};

/** Null for a message whose conversation was deleted during the read. */
async function toRecent(message: MessageRow, context: ResolverContext) {
  const { loaders } = context;
  const conversation = await loaders.conversation.load(message.conversationId);
  if (!conversation) return null;
  const [contact, identity, channel] = await Promise.all([
    loaders.contact.load(conversation.contactId),
    loaders.identity.load(conversation.identityId),
    loaders.channel.load(message.channelId),
  ]);
  const whatsAppId = toWhatsAppId(identity?.canonical ?? conversation.address);
  return {
    id: message.id,
    content: toContent(message, await showsDeletedContent(context)),
    clientId: conversation.contactId,
    clientName: contact?.displayName ?? contact?.phone ?? whatsAppId,
    clientWhatsappId: whatsAppId,
    direction: toRestDirection(message.direction),
    createdAt: message.createdAt.toISOString(),
    externalId: channel && toProviderMessageId(channel.kind, message.externalId),
  };
}
