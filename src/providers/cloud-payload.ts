/**
 * The body of a send in the format of Meta's Cloud API, without what names the sender and the recipient
 * (docs/providers/whatsapp-cloud.md, "Sending").
 */
import type { CloudPayload } from './cloud-payload-type.js';
import { toCloudTemplate } from './cloud-template.js';
import type { OutboundMessage } from './provider.js';

/** The longest text that WhatsApp takes, and the longest caption. */
export const maxCloudTextChars = 4_096;
const maxCaptionChars = 1_024;

/** Makes the payload of a template, a text, or one file by its address, with the message that it quotes. */
export function toCloudPayload(
  message: Pick<OutboundMessage, 'text' | 'attachments' | 'quotedExternalId' | 'template'>,
): CloudPayload {
  const content = message.template === null ? toContent(message) : toCloudTemplate(message.template);
  if (!content.ok || message.quotedExternalId === null) return content;
  return { ok: true, payload: { context: { message_id: message.quotedExternalId }, ...content.payload } };
}

function toContent({ text, attachments }: Pick<OutboundMessage, 'text' | 'attachments'>): CloudPayload {
  const body = text?.toWellFormed() ?? '';
  const [file, ...more] = attachments;
  if (file === undefined) {
    if (body.trim() === '') return refuse('The message has neither a text nor a file.');
    if ([...body].length > maxCloudTextChars)
      return refuse(`A text has ${maxCloudTextChars} characters at the most.`);
    return { ok: true, payload: { type: 'text', text: { preview_url: false, body } } };
  }
  if (more.length > 0)
    return refuse('WhatsApp takes one file a message; send each file as a message of its own.');
  if (!/^https?:\/\//i.test(file.url) || !URL.canParse(file.url))
    return refuse('The file has no public http(s) address for WhatsApp to fetch.');
  const family = file.mimeType.toLowerCase().split('/', 1)[0] ?? '';
  const type = ['image', 'video', 'audio'].includes(family) ? family : 'document';
  if (type === 'audio' && body.trim() !== '')
    return refuse('A sound file carries no text; send the text as a message of its own.');
  if ([...body].length > maxCaptionChars)
    return refuse(`The text under a file has ${maxCaptionChars} characters at the most.`);
  const caption = body.trim() === '' ? {} : { caption: body };
  const filename = type === 'document' && file.fileName !== null ? { filename: file.fileName } : {};
  return { ok: true, payload: { type, [type]: { link: file.url, ...caption, ...filename } } };
}

function refuse(detail: string): CloudPayload {
  return { ok: false, detail };
}
