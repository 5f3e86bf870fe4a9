/** Files of a conversation's message: JSON text in one field (docs/providers/twilio.md, "Conversations: media"). */
import type { InboundAttachment } from '../../../domain/inbound-event.js';
import { type Fields, readFirst, readJson, readWord, toFields } from '../fields.js';

const maxFiles = 10;

/** Files of a message, each with its URL at the media service; the URL requires the account's credentials. */
export function readMedia(fields: Fields): InboundAttachment[] {
  const media = readJson(fields, 'Media');
  const service = readWord(fields, 'ChatServiceSid');
  const items = Array.isArray(media) ? media : media === undefined ? [] : [media];
  return items.slice(0, maxFiles).map(item => {
    const file = toFields(item);
    const sid = readFirst(file, ['Sid', 'MediaSid', 'sid']);
    const mimeType = readFirst(file, ['ContentType', 'content_type']) ?? 'application/octet-stream';
    return {
      mimeType,
      fileName: readFirst(file, ['Filename', 'filename']),
      sizeBytes: toSize(readFirst(file, ['Size', 'size'])),
      url: sid === null || service === null ? null : toMediaUrl(service, sid),
      isVoice: /^audio\/ogg/i.test(mimeType),
      durationSeconds: null,
    };
  });
}

function toMediaUrl(service: string, sid: string): string {
  return `https://mcs.us1.twilio.com/v1/Services/${encodeURIComponent(service)}/Media/${encodeURIComponent(sid)}`;
}

function toSize(text: string | null): number | null {
  return text !== null && /^\d{1,12}$/.test(text) ? Number(text) : null;
}
