/**
 * Sends through Conversations (docs/providers/twilio.md, "Conversations: sending").
 *
 * The message is added to the conversation of the two addresses, so it is sent from the number that the customer wrote
 * to; the sender cannot be chosen. Twilio reports it as an event with our id in its attributes, which settles a send
 * whose answer was lost.
 */

import { LRUCache } from 'lru-cache';
import { upTo } from '../../../domain/up-to.js';
import type { ProviderCredentials } from '../../contract/provider-credentials.js';
import type { ProviderHttp } from '../../contract/provider-http.js';
import type { OutboundMessage, SendOutcome } from '../../contract/send.js';
import { checkContent } from '../check-content.js';
import { toContentForm } from '../content-form.js';
import { readTwilioCredentials, type TwilioCredentials } from '../credentials.js';
import { readWord } from '../fields.js';
import { reject, toSendOutcome } from '../outcome.js';
import { baseUrlOf, createRest, type Rest, readAnswer } from '../rest.js';
import { toAttributes } from './correlation.js';
import { servicePath } from './service-path.js';
import { findThread } from './thread.js';
import { uploadMedia } from './upload-media.js';

/**
 * Conversation of each address pair, so a reply needs one call instead of two. Short-lived, so a customer who is moved
 * to another number at Twilio soon gets replies from that number.
 */
const threads = new LRUCache<string, string>({ ...upTo(10_000), ttl: 60_000 });
/** Limit of files per message. */
const maxFiles = 1;
const closedConversation = '50377';

/** Sends one message. Never throws; only retries a call that certainly sent nothing. */
export async function sendConversations(
  message: OutboundMessage,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<SendOutcome> {
  const credentials = readTwilioCredentials(stored);
  if (credentials === null) return reject('The Twilio account has no usable credentials: connect it again.');
  const fault = checkContent(message, { maxFiles, needsAddress: false });
  if (fault !== null) return reject(fault);
  const content = message.template === null ? [] : toContentForm(message.template);
  if (typeof content === 'string') return reject(content);
  const rest = createRest(credentials, http);
  const [file] = message.attachments;
  const media = file ? await uploadMedia(file, credentials, rest) : null;
  if (media && 'failure' in media) return media.failure;
  const key = [
    credentials.baseUrl,
    credentials.accountSid,
    credentials.serviceSid,
    message.from,
    message.to,
  ].join(' ');
  for (let isLastTry = false; ; isLastTry = true) {
    const known = threads.get(key);
    const thread = known === undefined ? await findThread(message, credentials, rest) : { sid: known };
    if ('failure' in thread) return thread.failure;
    threads.set(key, thread.sid);
    const result = await post(
      thread.sid,
      message,
      [...content, ...toForm(message, media?.sid ?? null)],
      credentials,
      rest,
    );
    if (!result.ok || !isGone(result)) return toSendOutcome(result, credentials);
    threads.delete(key);
    if (isLastTry || known === null) return toSendOutcome(result, credentials);
  }
}

function post(
  conversation: string,
  message: OutboundMessage,
  content: readonly (readonly [name: string, value: string])[],
  credentials: TwilioCredentials,
  rest: Rest,
): ReturnType<Rest> {
  const base = `${baseUrlOf(credentials, 'conversations')}${servicePath(credentials.serviceSid ?? null)}`;
  return rest({
    method: 'POST',
    url: `${base}/Conversations/${encodeURIComponent(conversation)}/Messages`,
    headers: { 'x-twilio-webhook-enabled': 'true' },
    form: [...content, ['Attributes', toAttributes(message.messageId)]],
  });
}

/** Text and file fields; empty for a template, with which Twilio ignores them. */
function toForm({ text, template }: OutboundMessage, mediaSid: string | null) {
  const body = template === null ? (text?.toWellFormed() ?? '') : '';
  return [
    ...(body.trim() === '' ? [] : [['Body', body] as const]),
    ...(mediaSid === null ? [] : [['MediaSid', mediaSid] as const]),
  ];
}

/** The conversation was closed or removed after the lookup; nothing was sent. */
function isGone(result: Extract<Awaited<ReturnType<Rest>>, { ok: true }>): boolean {
  return result.status === 404 || readWord(readAnswer(result) ?? {}, 'code') === closedConversation;
}
