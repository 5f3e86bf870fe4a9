/**
 * Sends one message through ChatFlow (docs/providers/chatflow.md, "Sending").
 *
 * One call per message and no fallback to another method: ChatFlow has no idempotency key, so a repeated call after an
 * unclear answer can send the message twice.
 */

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp, ProviderHttpRequest } from '../contract/provider-http.js';
import type { OutboundAttachment, OutboundMessage, SendOutcome } from '../contract/send.js';
import { toJid } from './address.js';
import { type ChatflowCredentials, readChatflowCredentials } from './credentials.js';
import { toFlowCall } from './flow-call.js';
import { toOutcome } from './outcome.js';

/** Longer texts are sent as a form; shorter ones in the query of a GET, which more software has tested. */
const MAX_QUERY_TEXT_CHARS = 1_200;

/** Servers and proxies commonly accept 8 KiB of request line; scripts of three bytes per letter reach it earlier. */
const MAX_URL_CHARS = 7_500;

const OLD_CABINET = 'lk.chatflow.kz';

/** WhatsApp's longest caption. */
const MAX_CAPTION_CHARS = 1_024;

/** ChatFlow downloads the file during the call; calls of over 30 s that still delivered have been seen. */
const MEDIA_TIMEOUT_MS = 60_000;

/** ChatFlow rejects an empty caption; this one is invisible. */
const EMPTY_CAPTION = '\u200b';

/** Sends a text, or one file with its caption. Never throws and never retries. */
export async function sendThroughChatflow(
  message: OutboundMessage,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<SendOutcome> {
  const credentials = readChatflowCredentials(stored);
  if (credentials === null)
    return reject('The ChatFlow account has no usable credentials: connect it again with its API token.');
  const instanceId = message.isDefaultChannel ? credentials.instanceId : message.from;
  if (instanceId === undefined || instanceId === '') {
    return reject(
      'The default channel has no number to send from: set "instanceId" in the credentials of the ChatFlow account, or create a channel for each number.',
    );
  }
  if (credentials.api === 'flow') {
    const call = toFlowCall(message, instanceId, credentials, MAX_URL_CHARS);
    return typeof call === 'string' ? reject(call) : toOutcome(await http(call), credentials);
  }
  const jid = toJidOf(message.to, credentials);
  if (jid === null)
    return reject(
      'The address is none that ChatFlow can send to: a phone number, …@s.whatsapp.net or …@lid.',
    );
  const call = toCall(message, { token: credentials.apiToken, instance_id: instanceId, jid }, credentials);
  return typeof call === 'string' ? reject(call) : toOutcome(await http(call), credentials);
}

/** The old cabinet uses `…@c.us` for phone numbers and no other suffix (docs/providers/chatflow.md, "Settings"). */
function toJidOf(address: string, { baseUrl }: ChatflowCredentials): string | null {
  const jid = toJid(address);
  return URL.parse(baseUrl)?.hostname === OLD_CABINET
    ? (jid?.replace(/@s\.whatsapp\.net$/, '@c.us') ?? null)
    : jid;
}

type Parameters = Readonly<Record<string, string>>;

/** The call to make, or the reason why the message cannot be sent. */
function toCall(
  message: OutboundMessage,
  common: Parameters,
  credentials: ChatflowCredentials,
): ProviderHttpRequest | string {
  const text = message.text?.toWellFormed() ?? '';
  const [file, ...more] = message.attachments;
  if (file !== undefined)
    return more.length > 0
      ? 'ChatFlow takes one file a message; send each file as a message of its own.'
      : toMediaCall(file, text, common, credentials);
  if (text.trim() === '') return 'The message has neither a text nor a file.';
  const url = `${credentials.baseUrl}/api/v1/send-text`;
  const query = toQuery({ ...common, msg: text });
  if (text.length <= MAX_QUERY_TEXT_CHARS && url.length + query.length < MAX_URL_CHARS)
    return { method: 'GET', url: `${url}?${query}` };
  return {
    method: 'POST',
    url,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: query,
  };
}

function toMediaCall(
  file: OutboundAttachment,
  text: string,
  common: Parameters,
  credentials: ChatflowCredentials,
): ProviderHttpRequest | string {
  const { path, parameter } = toMediaRoute(file.mimeType);
  if (!/^https?:\/\//i.test(file.url) || !URL.canParse(file.url))
    return 'The file has no public http(s) address for ChatFlow to fetch: set PUBLIC_URL.';
  // WhatsApp shows no caption for audio, so the text would be lost silently.
  if (path === 'send-audio' && text.trim() !== '')
    return 'A sound file carries no text; send the text as a message of its own.';
  if (text.length > MAX_CAPTION_CHARS)
    return `The text under a file has ${MAX_CAPTION_CHARS} characters at the most; send it as a message of its own.`;
  const query = toQuery({
    ...common,
    [parameter]: file.url,
    caption: text.trim() === '' ? EMPTY_CAPTION : text,
  });
  return {
    method: 'GET',
    url: `${credentials.baseUrl}/api/v1/${path}?${query}`,
    timeoutMs: MEDIA_TIMEOUT_MS,
  };
}

function toMediaRoute(mimeType: string): { readonly path: string; readonly parameter: string } {
  const family = mimeType.toLowerCase().split('/', 1)[0];
  if (family === 'image') return { path: 'send-image', parameter: 'imageurl' };
  if (family === 'video') return { path: 'send-video', parameter: 'videourl' };
  if (family === 'audio') return { path: 'send-audio', parameter: 'audiourl' };
  return { path: 'send-doc', parameter: 'docurl' };
}

/** Spaces as %20: `+` for a space is a rule of forms, which not every server applies to a query string. */
function toQuery(parameters: Parameters): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`)
    .join('&');
}

function reject(detail: string): SendOutcome {
  return { outcome: 'REJECTED', providerCode: null, detail, httpStatus: null };
}
