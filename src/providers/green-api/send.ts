/**
 * Sends one message through Green API (docs/providers/green-api.md, "Sending").
 *
 * One call per message and no retry: there is no idempotency key, and accepted messages stay in Green API's queue for
 * up to 24 hours.
 */

import type { ProviderCredentials } from '../contract/provider-credentials.js';
import type { ProviderHttp, ProviderHttpRequest } from '../contract/provider-http.js';
import type { OutboundAttachment, OutboundMessage, SendOutcome } from '../contract/send.js';
import { toRefusal } from '../http/answer.js';
import { toChatId } from './address.js';
import { type GreenApiCredentials, readGreenApiCredentials } from './credentials.js';
import { toOutcome } from './outcome.js';

/** Green API downloads the file during the call. */
const mediaTimeoutMs = 60_000;
/** Limit of a text and of a caption. */
const maxTextChars = 20_000;

const extensions: ReadonlyMap<string, string> = new Map([
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/webp', 'webp'],
  ['video/mp4', 'mp4'],
  ['audio/ogg', 'ogg'],
  ['audio/mpeg', 'mp3'],
  ['audio/mp4', 'm4a'],
  ['application/pdf', 'pdf'],
  ['text/plain', 'txt'],
]);

/** Sends a text, or one file with its caption. Never throws and never retries. */
export async function sendThroughGreenApi(
  message: OutboundMessage,
  stored: ProviderCredentials,
  http: ProviderHttp,
): Promise<SendOutcome> {
  const credentials = readGreenApiCredentials(stored);
  if (credentials === null)
    return toRefusal(
      'The Green API account has no usable credentials: connect it again with its instance and token.',
    );
  if (!message.isDefaultChannel && message.from !== credentials.idInstance)
    return toRefusal(
      `The credentials are those of the instance ${credentials.idInstance}; connect ${message.from} as an account of its own.`,
    );
  const chatId = toChatId(message.to);
  if (chatId === null)
    return toRefusal('The address is none that Green API can send to: a phone number, …@c.us or …@lid.');
  const call = toCall(message, chatId, credentials);
  return typeof call === 'string' ? toRefusal(call) : toOutcome(await http(call), credentials);
}

/** The call to make, or the reason why the message cannot be sent. */
function toCall(
  message: OutboundMessage,
  chatId: string,
  credentials: GreenApiCredentials,
): ProviderHttpRequest | string {
  const text = message.text?.toWellFormed() ?? '';
  const [file, ...more] = message.attachments;
  const quoted = message.quotedExternalId === null ? {} : { quotedMessageId: message.quotedExternalId };
  if ([...text].length > maxTextChars) return `A text has ${maxTextChars} characters at the most.`;
  if (file === undefined)
    return text.trim() === ''
      ? 'The message has neither a text nor a file.'
      : toPost('sendMessage', { chatId, message: text, ...quoted }, credentials);
  if (more.length > 0) return 'Green API takes one file a message; send each file as a message of its own.';
  if (!/^https?:\/\//i.test(file.url) || !URL.canParse(file.url))
    return 'The file has no public http(s) address for Green API to fetch: set PUBLIC_URL.';
  if (/^audio\//i.test(file.mimeType) && text.trim() !== '')
    return 'A sound file carries no text; send the text as a message of its own.';
  const caption = text.trim() === '' ? {} : { caption: text };
  const body = { chatId, urlFile: file.url, fileName: toFileName(file), ...caption, ...quoted };
  return { ...toPost('sendFileByUrl', body, credentials), timeoutMs: mediaTimeoutMs };
}

/** The file name's extension decides how the file is shown, so it follows the MIME type, not the URL. */
function toFileName({ fileName, mimeType, url }: OutboundAttachment): string {
  if (fileName !== null && /\.\w{1,8}$/.test(fileName)) return fileName;
  const type = mimeType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const fromUrl = /\.(\w{1,8})$/.exec(URL.parse(url)?.pathname ?? '')?.[1];
  const extension = extensions.get(type) ?? fromUrl ?? 'bin';
  return `${fileName ?? 'file'}.${extension}`;
}

/** The token is at the end of the path; masked in logs and errors. */
export const greenApiTokenPath = /(\/waInstance\d{1,20}\/\w{1,40}\/)[^/?#\s"'<>]+/gi;

/** A call of a method of the instance. */
export function toPost(
  method: string,
  body: object,
  { apiUrl, idInstance, apiTokenInstance }: GreenApiCredentials,
): ProviderHttpRequest {
  return {
    method: 'POST',
    url: `${apiUrl}/waInstance${idInstance}/${method}/${encodeURIComponent(apiTokenInstance)}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}
