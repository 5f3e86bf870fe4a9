import { ProviderKind, WebhookSource } from '../../../domain/vocabulary.js';
import type { Provider } from '../../provider.js';
import { isWhatsapp } from '../address.js';
import { maxTextChars } from '../check-content.js';
import { parseTwilioCredentials } from '../credentials.js';
import { isTwilioVariable, listTwilioTemplates } from '../list-templates.js';
import { toTwilioMediaLimits } from '../media-limits.js';
import { identifyTwilio, verifyTwilio } from '../verify.js';
import { findMessagingMedia } from './find-media.js';
import { parseMessaging } from './parse.js';
import { messagingWebhookPath, ownRoutePath, statusPath } from './paths.js';
import { sendMessaging } from './send.js';
import { messagingSimulator } from './simulator.js';

/** Twilio Programmable Messaging: SMS and WhatsApp senders. docs/providers/twilio.md, "What Twilio can do". */
export const twilioMessaging: Provider = {
  kind: ProviderKind.TWILIO_MESSAGING,
  source: WebhookSource.TWILIO_MESSAGING,
  displayName: 'Twilio Messaging',
  webhookPath: messagingWebhookPath,
  routes: [
    { method: 'POST', path: messagingWebhookPath },
    { method: 'POST', path: statusPath },
    { method: 'POST', path: ownRoutePath },
  ],
  capabilities: {
    idempotentSend: false,
    echoesOutbound: false,
    deliveryReceipts: true,
    readReceipts: true,
    media: true,
    templates: true,
    listsTemplates: true,
    quotes: false,
    signedWebhooks: true,
    statusCorrelation: true,
    maxTextLength: maxTextChars,
    // WhatsApp's limit a sender; SMS, which is slower, queues at Twilio for up to ten hours.
    sendsPerSecond: 80,
    // Of numbers on WhatsApp; SMS has no window.
    replyWindowHours: 24,
  },
  parseCredentials: parseTwilioCredentials,
  identify: identifyTwilio,
  verify: verifyTwilio,
  parse: parseMessaging,
  hasReplyWindow: isWhatsapp,
  templates: { list: listTwilioTemplates, isVariable: isTwilioVariable },
  send: sendMessaging,
  mediaLimits: channel => toTwilioMediaLimits(channel),
  findMedia: findMessagingMedia,
  simulator: messagingSimulator,
};
