/**
 * Toy: a vendor that exists only in the tests, added the way CONTRIBUTING.md describes. It is not on WhatsApp, carries
 * no files, signs its webhooks in a header of its own, and calls its secret neither token nor secret.
 */
import type { Provider } from '../../../src/providers/contract/provider.js';
import { parseToyCredentials, toyCredentialFields } from './credentials.js';
import { parseToy, toyWebhookPath } from './parse.js';
import { sendThroughToy } from './send.js';
import { toySimulator } from './simulator.js';
import { identifyToy, toyDocumentation, verifyToy } from './verify.js';
import { toyKind, toySource } from './vocabulary.js';

/** The vendor Toy. */
export const toy: Provider = {
  kind: toyKind,
  source: toySource,
  displayName: 'Toy',
  webhookPath: toyWebhookPath,
  routes: [{ method: 'POST', path: toyWebhookPath }],
  capabilities: {
    idempotentSend: false,
    echoesOutbound: false,
    deliveryReceipts: false,
    readReceipts: false,
    media: false,
    templates: false,
    listsTemplates: false,
    quotes: false,
    signedWebhooks: true,
    statusCorrelation: false,
    maxTextLength: 5_000,
    sendsPerSecond: null,
    replyWindowHours: null,
  },
  parseCredentials: parseToyCredentials,
  credentialFields: toyCredentialFields,
  firstChannels: ({ line }) => [
    { externalId: String(line), displayName: 'Toy', phoneNumber: String(line), isDefault: true },
  ],
  addresses: {
    bareDigits: 'written',
    isWhatsApp: () => false,
    toPhoneAddress: (_channel, e164) => e164,
  },
  documentation: toyDocumentation,
  keptHeaders: ['x-toy-delivery'],
  identify: identifyToy,
  verify: verifyToy,
  parse: parseToy,
  send: sendThroughToy,
  mediaLimits: () => null,
  simulator: toySimulator,
};
