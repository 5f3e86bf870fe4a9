/**
 * ChatFlow (chatflow.kz): several WhatsApp numbers behind one webhook and one API token. Set-up guide and vendor facts:
 * docs/providers/chatflow.md.
 */
import { ProviderKind, WebhookSource } from '../../domain/vocabulary.js';
import type { Provider } from '../contract/provider.js';
import { chatflowFirstChannels } from './account.js';
import { chatflowAddresses } from './address.js';
import { chatflowCredentialFields, parseChatflowCredentials } from './credentials.js';
import { chatflowDocumentation } from './documentation.js';
import { chatflowMediaLimits } from './media-limits.js';
import { CHATFLOW_WEBHOOK_PATH, parseChatflow } from './parse.js';
import { sendThroughChatflow } from './send.js';
import { chatflowSimulator } from './simulator.js';
import { identifyChatflow, verifyChatflow } from './verify.js';

/** The provider ChatFlow. Capabilities: docs/providers/chatflow.md, "What ChatFlow can do". */
export const chatflow: Provider = {
  kind: ProviderKind.CHATFLOW,
  source: WebhookSource.CHATFLOW,
  displayName: 'ChatFlow',
  webhookPath: CHATFLOW_WEBHOOK_PATH,
  routes: [
    { method: 'POST', path: CHATFLOW_WEBHOOK_PATH },
    { method: 'GET', path: CHATFLOW_WEBHOOK_PATH },
  ],
  capabilities: {
    idempotentSend: false,
    echoesOutbound: false,
    deliveryReceipts: false,
    readReceipts: false,
    media: true,
    templates: false,
    listsTemplates: false,
    quotes: false,
    signedWebhooks: false,
    statusCorrelation: false,
    // WhatsApp's own limit; ChatFlow documents none.
    maxTextLength: 65_536,
    sendsPerSecond: 1,
    replyWindowHours: null,
  },
  parseCredentials: parseChatflowCredentials,
  credentialFields: chatflowCredentialFields,
  firstChannels: chatflowFirstChannels,
  addresses: chatflowAddresses,
  documentation: chatflowDocumentation,
  identify: identifyChatflow,
  verify: verifyChatflow,
  parse: parseChatflow,
  send: sendThroughChatflow,
  mediaLimits: () => chatflowMediaLimits,
  simulator: chatflowSimulator,
};
