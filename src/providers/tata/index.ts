/**
 * TATA Tele Business Services, Omni: WhatsApp numbers, each with its own token, behind one unsigned webhook. Set-up
 * guide and vendor facts: docs/providers/tata.md.
 */
import { ProviderKind, WebhookSource } from '../../domain/vocabulary.js';
import type { Provider } from '../contract/provider.js';
import { cloudMediaLimits } from '../meta/media.js';
import { maxCloudTextChars } from '../meta/payload.js';
import { isCloudVariable } from '../meta/template.js';
import { tataAddresses } from './address.js';
import { checkTata } from './check.js';
import { parseTataCredentials, tataCredentialFields } from './credentials.js';
import { tataDocumentation } from './documentation.js';
import { findTataMedia } from './find-media.js';
import { parseTata, tataWebhookPath } from './parse.js';
import { sendThroughTata } from './send.js';
import { tataSimulator } from './simulator.js';
import { identifyTata, verifyTata } from './verify.js';

/** The provider TATA. Capabilities: docs/providers/tata.md, "What TATA can do". */
export const tata: Provider = {
  kind: ProviderKind.TATA,
  source: WebhookSource.TATA,
  displayName: 'TATA Omni',
  webhookPath: tataWebhookPath,
  routes: [
    { method: 'POST', path: tataWebhookPath },
    { method: 'GET', path: tataWebhookPath },
  ],
  capabilities: {
    idempotentSend: false,
    echoesOutbound: false,
    deliveryReceipts: true,
    readReceipts: true,
    media: true,
    templates: true,
    listsTemplates: false,
    quotes: true,
    signedWebhooks: false,
    statusCorrelation: true,
    maxTextLength: maxCloudTextChars,
    sendsPerSecond: 80,
    replyWindowHours: 24,
  },
  parseCredentials: parseTataCredentials,
  credentialFields: tataCredentialFields,
  credentialChecks: checkTata,
  firstChannels: () => [],
  addresses: tataAddresses,
  documentation: tataDocumentation,
  identify: identifyTata,
  verify: verifyTata,
  parse: parseTata,
  templates: { isVariable: isCloudVariable },
  send: sendThroughTata,
  mediaLimits: () => cloudMediaLimits,
  findMedia: findTataMedia,
  simulator: tataSimulator,
};
