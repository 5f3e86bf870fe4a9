/** Files in Meta's Cloud API format, which TATA also forwards (docs/providers/whatsapp-cloud.md, "Files"). */
import type { MediaLimits } from '../../domain/media-limits.js';
import { MessageKind } from '../../domain/vocabulary.js';

const mebibyte = 1_048_576;
const maxCaptionLength = 1_024;

/** WhatsApp's file limits for businesses. */
export const cloudMediaLimits: MediaLimits = {
  filesPerMessage: 1,
  rules: [
    {
      kind: MessageKind.IMAGE,
      mimeTypes: ['image/jpeg', 'image/png'],
      maxBytes: 5 * mebibyte,
      maxCaptionLength,
    },
    {
      kind: MessageKind.VIDEO,
      mimeTypes: ['video/mp4', 'video/3gpp'],
      maxBytes: 16 * mebibyte,
      maxCaptionLength,
    },
    {
      kind: MessageKind.AUDIO,
      mimeTypes: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'],
      maxBytes: 16 * mebibyte,
      maxCaptionLength: 0,
    },
    { kind: MessageKind.DOCUMENT, mimeTypes: null, maxBytes: 100 * mebibyte, maxCaptionLength },
  ],
};
