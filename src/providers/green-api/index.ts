/**
 * Green API (green-api.com): WhatsApp numbers as "instances", each with its own token. Set-up guide and vendor facts:
 * docs/providers/green-api.md.
 */

import { ProviderKind, WebhookSource } from '../../domain/vocabulary.js';
import type { Provider } from '../contract/provider.js';
import { greenApiFirstChannels } from './account.js';
import { greenApiAddresses } from './address.js';
import { checkGreenApi } from './check.js';
import { greenApiCredentialFields, parseGreenApiCredentials } from './credentials.js';
import { greenApiDocumentation } from './documentation.js';
import { findGreenApiMedia } from './find-media.js';
import { greenApiMediaLimits } from './media-limits.js';
import { toIdMessage } from './message-key.js';
import { greenApiWebhookPath, parseGreenApi } from './parse.js';
import { greenApiTokenPath, sendThroughGreenApi } from './send.js';
import { greenApiSimulator } from './simulator.js';
import { identifyGreenApi, verifyGreenApi } from './verify.js';

/** The provider Green API. Capabilities: docs/providers/green-api.md, "What Green API can do". */
export const greenApi: Provider = {
  kind: ProviderKind.GREEN_API,
  source: WebhookSource.GREEN_API,
  displayName: 'Green API',
  webhookPath: greenApiWebhookPath,
  routes: [{ method: 'POST', path: greenApiWebhookPath }],
  capabilities: {
    idempotentSend: false,
    echoesOutbound: true,
    deliveryReceipts: true,
    readReceipts: true,
    media: true,
    templates: false,
    listsTemplates: false,
    quotes: true,
    signedWebhooks: false,
    statusCorrelation: true,
    maxTextLength: 20_000,
    sendsPerSecond: 50,
    replyWindowHours: null,
  },
  parseCredentials: parseGreenApiCredentials,
  credentialChecks: checkGreenApi,
  credentialFields: greenApiCredentialFields,
  firstChannels: greenApiFirstChannels,
  addresses: greenApiAddresses,
  documentation: greenApiDocumentation,
  secretPaths: [greenApiTokenPath],
  toMessageId: toIdMessage,
  identify: identifyGreenApi,
  verify: verifyGreenApi,
  parse: parseGreenApi,
  send: sendThroughGreenApi,
  mediaLimits: () => greenApiMediaLimits,
  findMedia: findGreenApiMedia,
  simulator: greenApiSimulator,
};
