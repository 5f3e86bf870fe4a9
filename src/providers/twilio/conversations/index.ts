import { ProviderKind, WebhookSource } from '../../../domain/vocabulary.js';
import type { Provider } from '../../contract/provider.js';
import { isWhatsapp, twilioAddresses } from '../address.js';
import { checkTwilio } from '../check.js';
import { maxTextChars } from '../check-content.js';
import { parseTwilioCredentials, twilioCredentialFields } from '../credentials.js';
import { twilioDocumentation, twilioKeptHeaders } from '../documentation.js';
import { isTwilioVariable, listTwilioTemplates } from '../list-templates.js';
import { toTwilioMediaLimits } from '../media-limits.js';
import { twilioOptOutCodes } from '../opt-out-words.js';
import { paceOfNumber } from '../pace.js';
import { identifyTwilio, verifyTwilio } from '../verify.js';
import { findConversationChannel, findConversationChannelByRoute } from './find-channel.js';
import { findConversationsMedia } from './find-media.js';
import { parseConversations } from './parse.js';
import { conversationsWebhookPath } from './paths.js';
import { sendConversations } from './send.js';
import { conversationsSimulator } from './simulator.js';

/** Limit per conversation. */
const actionsPerSecond = 30;

/** Twilio Conversations: participants behind proxy addresses. docs/providers/twilio.md, "What Twilio can do". */
export const twilioConversations: Provider = {
  kind: ProviderKind.TWILIO_CONVERSATIONS,
  source: WebhookSource.TWILIO_CONVERSATIONS,
  displayName: 'Twilio Conversations',
  webhookPath: conversationsWebhookPath,
  routes: [
    { method: 'POST', path: conversationsWebhookPath },
    { method: 'GET', path: conversationsWebhookPath },
  ],
  capabilities: {
    idempotentSend: false,
    echoesOutbound: true,
    deliveryReceipts: true,
    readReceipts: true,
    media: true,
    templates: true,
    listsTemplates: true,
    quotes: false,
    signedWebhooks: true,
    statusCorrelation: true,
    maxTextLength: maxTextChars,
    sendsPerSecond: actionsPerSecond,
    // For WhatsApp numbers; SMS has no window.
    replyWindowHours: 24,
  },
  parseCredentials: parseTwilioCredentials,
  credentialChecks: checkTwilio,
  credentialFields: twilioCredentialFields,
  firstChannels: () => [],
  addresses: twilioAddresses,
  documentation: twilioDocumentation,
  keptHeaders: twilioKeptHeaders,
  optOutCodes: twilioOptOutCodes,
  identify: identifyTwilio,
  verify: verifyTwilio,
  parse: parseConversations,
  hasReplyWindow: isWhatsapp,
  templates: { list: listTwilioTemplates, isVariable: isTwilioVariable },
  sendsPerSecond: (channelExternalId, credentials) =>
    Math.min(actionsPerSecond, paceOfNumber(channelExternalId, credentials)),
  send: sendConversations,
  findChannel: findConversationChannel,
  findChannelBySettings: findConversationChannelByRoute,
  mediaLimits: channel => toTwilioMediaLimits(channel, 1),
  findMedia: findConversationsMedia,
  simulator: conversationsSimulator,
};
