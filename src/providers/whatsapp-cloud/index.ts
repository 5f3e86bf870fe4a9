/**
 * WhatsApp Cloud, Meta's own API: the numbers of one app behind one webhook. Set-up guide and vendor facts:
 * docs/providers/whatsapp-cloud.md.
 */

import { ProviderKind, WebhookSource } from '../../domain/vocabulary.js';
import type { Provider } from '../contract/provider.js';
import { cloudMediaLimits } from '../meta/media.js';
import { maxCloudTextChars } from '../meta/payload.js';
import { isCloudVariable } from '../meta/template.js';
import { cloudAddresses } from './address.js';
import { checkCloud } from './check.js';
import { cloudCredentialFields, parseCloudCredentials, readCloudCredentials } from './credentials.js';
import { cloudDocumentation } from './documentation.js';
import { findCloudMedia } from './find-media.js';
import { listCloudTemplates } from './list-templates.js';
import { cloudWebhookPath, parseCloud } from './parse.js';
import { sendThroughCloud } from './send.js';
import { cloudSimulator } from './simulator.js';
import { identifyCloud, verifyCloud } from './verify.js';

/** Messages per second of a number; 20 if it is also used in the WhatsApp Business app, up to 1,000 if upgraded. */
const throughput = 80;

/** The provider WhatsApp Cloud. Capabilities: docs/providers/whatsapp-cloud.md, "What WhatsApp Cloud can do". */
export const whatsappCloud: Provider = {
  kind: ProviderKind.WHATSAPP_CLOUD,
  source: WebhookSource.WHATSAPP_CLOUD,
  displayName: 'WhatsApp Cloud',
  webhookPath: cloudWebhookPath,
  routes: [
    { method: 'POST', path: cloudWebhookPath },
    { method: 'GET', path: cloudWebhookPath },
  ],
  largestBodyBytes: 3 * 1_048_576,
  capabilities: {
    idempotentSend: false,
    echoesOutbound: true,
    deliveryReceipts: true,
    readReceipts: true,
    media: true,
    templates: true,
    listsTemplates: true,
    quotes: true,
    signedWebhooks: true,
    statusCorrelation: true,
    maxTextLength: maxCloudTextChars,
    sendsPerSecond: throughput,
    replyWindowHours: 24,
  },
  parseCredentials: parseCloudCredentials,
  credentialChecks: checkCloud,
  credentialFields: cloudCredentialFields,
  firstChannels: () => [],
  addresses: cloudAddresses,
  documentation: cloudDocumentation,
  identify: identifyCloud,
  verify: verifyCloud,
  parse: parseCloud,
  sendsPerSecond: (channelExternalId, credentials) =>
    readCloudCredentials(credentials)?.sendsPerSecond?.[channelExternalId] ?? throughput,
  templates: { list: listCloudTemplates, isVariable: isCloudVariable },
  send: sendThroughCloud,
  mediaLimits: () => cloudMediaLimits,
  findMedia: findCloudMedia,
  simulator: cloudSimulator,
};
