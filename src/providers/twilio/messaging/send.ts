/**
 * Sends through Programmable Messaging (docs/providers/twilio.md, "Messaging: sending").
 *
 * `From` is always set: with a messaging service alone, Twilio would choose the number.
 */

import type { ProviderCredentials } from '../../contract/provider-credentials.js';
import type { ProviderHttp } from '../../contract/provider-http.js';
import type { OutboundMessage, SendOutcome } from '../../contract/send.js';
import { checkContent } from '../check-content.js';
import { toContentForm } from '../content-form.js';
import { readTwilioCredentials, type TwilioCredentials } from '../credentials.js';
import { reject, toSendOutcome } from '../outcome.js';
import { messageParameter } from '../read-request.js';
import { baseUrlOf, createRest } from '../rest.js';
import { statusPath } from './paths.js';

/** Sends one message with one call. Never throws and never retries. */
export async function sendMessaging(
  message: OutboundMessage,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<SendOutcome> {
  const credentials = readTwilioCredentials(stored);
  if (credentials === null) return reject('The Twilio account has no usable credentials: connect it again.');
  const fault = checkContent(message);
  if (fault !== null) return reject(fault);
  const content = toContent(message);
  if (typeof content === 'string') return reject(content);
  const callback = toStatusCallback(message, credentials);
  const result = await createRest(
    credentials,
    http,
  )({
    method: 'POST',
    url: `${baseUrlOf(credentials, 'api')}/2010-04-01/Accounts/${credentials.accountSid}/Messages.json`,
    form: [
      ['To', message.to],
      ['From', message.from],
      ...content,
      ...(callback === null ? [] : [['StatusCallback', callback] as const]),
    ],
  });
  return toSendOutcome(result, credentials);
}

function toContent({ template, text, attachments }: OutboundMessage) {
  if (template !== null) return toContentForm(template);
  const body = text?.toWellFormed() ?? '';
  return [
    ...(body.trim() === '' ? [] : [['Body', body] as const]),
    ...attachments.map(file => ['MediaUrl', file.url] as const),
  ];
}

/** Twilio rejects the whole message if it cannot reach the callback URL, so only a public URL is set. */
function toStatusCallback(
  { publicUrl, messageId }: OutboundMessage,
  credentials: TwilioCredentials,
): string | null {
  if (publicUrl === null || (!publicUrl.startsWith('https://') && !credentials.baseUrl)) return null;
  return `${publicUrl}${statusPath}?${messageParameter}=${encodeURIComponent(messageId)}`;
}
