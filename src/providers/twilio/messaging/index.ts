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
  routes: [messagingWebhookPath, statusPath, ownRoutePath].flatMap(path => [
    { method: 'POST', path },
    // A console can be set to GET by mistake; such requests are accepted too.
    { method: 'GET', path },
  ]),
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
    // For a WhatsApp sender; SMS is slower, depending on the type of number.
    sendsPerSecond: 80,
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
  parse: parseMessaging,
  hasReplyWindow: isWhatsapp,
  templates: { list: listTwilioTemplates, isVariable: isTwilioVariable },
  sendsPerSecond: paceOfNumber,
  send: sendMessaging,
  mediaLimits: channel => toTwilioMediaLimits(channel),
  findMedia: findMessagingMedia,
  simulator: messagingSimulator,
};
