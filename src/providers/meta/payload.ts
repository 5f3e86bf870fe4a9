/**
 * The body of a send in Meta's Cloud API format, without sender and recipient (docs/providers/whatsapp-cloud.md,
 * "Sending").
 */

import type { OutboundAttachment, OutboundMessage } from '../contract/send.js';
import type { CloudPayload } from './payload-type.js';
import { toCloudTemplate } from './template.js';

/** WhatsApp's limit of a text and of a caption. */
export const maxCloudTextChars = 4_096;
const maxCaptionChars = 1_024;

/**
 * Creates the payload of a template, a text, or one file, with the quoted message.
 * @param mediaId the vendor's file id, for vendors that do not fetch a URL; null when not known yet
 */
export function toCloudPayload(
  message: Pick<OutboundMessage, 'text' | 'attachments' | 'quotedExternalId' | 'template'>,
  mediaId?: string | null,
): CloudPayload {
  const content = message.template === null ? toContent(message, mediaId) : toCloudTemplate(message.template);
  if (!content.ok || message.quotedExternalId === null) return content;
  return { ok: true, payload: { context: { message_id: message.quotedExternalId }, ...content.payload } };
}

function toContent(
  { text, attachments }: Pick<OutboundMessage, 'text' | 'attachments'>,
  mediaId: string | null | undefined,
): CloudPayload {
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
  if (mediaId === undefined && !isFetchable(file))
    return refuse('The file has no public http(s) address for WhatsApp to fetch: set PUBLIC_URL.');
  const family = file.mimeType.toLowerCase().split('/', 1)[0] ?? '';
  const type = ['image', 'video', 'audio'].includes(family) ? family : 'document';
  if (type === 'audio' && body.trim() !== '')
    return refuse('A sound file carries no text; send the text as a message of its own.');
  if ([...body].length > maxCaptionChars)
    return refuse(`The text under a file has ${maxCaptionChars} characters at the most.`);
  const caption = body.trim() === '' ? {} : { caption: body };
  const filename = type === 'document' && file.fileName !== null ? { filename: file.fileName } : {};
  const name = mediaId === undefined ? { link: file.url } : { id: mediaId };
  return { ok: true, payload: { type, [type]: { ...name, ...caption, ...filename } } };
}

function isFetchable({ url }: OutboundAttachment): boolean {
  return /^https?:\/\//i.test(url) && URL.canParse(url);
}

function refuse(detail: string): CloudPayload {
  return { ok: false, detail };
}
