import type { MediaLimits } from '../../domain/media-limits.js';
import { MessageKind } from '../../domain/vocabulary.js';

const mebibyte = 1_048_576;
const maxCaptionLength = 1_024;

/** File limits of ChatFlow. It documents none; these are WhatsApp's (docs/providers/chatflow.md, "Files"). */
export const chatflowMediaLimits: MediaLimits = {
  filesPerMessage: 1,
  rules: [
    { kind: MessageKind.IMAGE, mimeTypes: null, maxBytes: 16 * mebibyte, maxCaptionLength },
    { kind: MessageKind.VIDEO, mimeTypes: null, maxBytes: 16 * mebibyte, maxCaptionLength },
    { kind: MessageKind.AUDIO, mimeTypes: null, maxBytes: 16 * mebibyte, maxCaptionLength: 0 },
    { kind: MessageKind.DOCUMENT, mimeTypes: null, maxBytes: 100 * mebibyte, maxCaptionLength },
  ],
};
