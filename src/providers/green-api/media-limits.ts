import type { MediaLimits } from '../../domain/media-limits.js';
import { MessageKind } from '../../domain/vocabulary.js';

const maxBytes = 100 * 1_048_576;
const maxCaptionLength = 20_000;

/** File limits of Green API (docs/providers/green-api.md, "Files"). */
export const greenApiMediaLimits: MediaLimits = {
  filesPerMessage: 1,
  rules: [
    { kind: MessageKind.IMAGE, mimeTypes: null, maxBytes, maxCaptionLength },
    { kind: MessageKind.VIDEO, mimeTypes: null, maxBytes, maxCaptionLength },
    { kind: MessageKind.AUDIO, mimeTypes: null, maxBytes, maxCaptionLength: 0 },
    { kind: MessageKind.DOCUMENT, mimeTypes: null, maxBytes, maxCaptionLength },
  ],
};
