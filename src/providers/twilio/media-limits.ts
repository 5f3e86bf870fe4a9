import type { MediaLimits } from '../../domain/media-limits.js';
import { MessageKind } from '../../domain/vocabulary.js';
import { isWhatsapp } from './address.js';
import { maxTextChars } from './check-content.js';

const mebibyte = 1_048_576;
const maxCaptionLength = maxTextChars;

/** File limits of a WhatsApp sender (docs/providers/twilio.md, "Files"). */
const whatsapp: MediaLimits = {
  filesPerMessage: 1,
  rules: [
    {
      kind: MessageKind.IMAGE,
      mimeTypes: ['image/jpeg', 'image/png', 'image/webp'],
      maxBytes: 16 * mebibyte,
      maxCaptionLength,
    },
    { kind: MessageKind.VIDEO, mimeTypes: ['video/mp4'], maxBytes: 16 * mebibyte, maxCaptionLength },
    {
      kind: MessageKind.AUDIO,
      mimeTypes: ['audio/ogg', 'audio/amr', 'audio/3gpp', 'audio/aac', 'audio/mpeg', 'audio/mp4'],
      maxBytes: 16 * mebibyte,
      maxCaptionLength: 0,
    },
    { kind: MessageKind.DOCUMENT, mimeTypes: null, maxBytes: 16 * mebibyte, maxCaptionLength },
  ],
};

/** File limits of a phone number (MMS). */
const mms: MediaLimits = {
  filesPerMessage: 10,
  rules: [MessageKind.IMAGE, MessageKind.VIDEO, MessageKind.AUDIO, MessageKind.DOCUMENT].map(kind => ({
    kind,
    mimeTypes: null,
    maxBytes: 5 * mebibyte,
    maxCaptionLength,
  })),
};

/** File limits of a channel; a conversation's message has one file on any channel. */
export function toTwilioMediaLimits(channelExternalId: string, filesPerMessage?: number): MediaLimits {
  const limits = isWhatsapp(channelExternalId) ? whatsapp : mms;
  return filesPerMessage === undefined ? limits : { ...limits, filesPerMessage };
}
