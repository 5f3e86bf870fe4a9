/** The file of a message (docs/providers/green-api.md, "Files"). */
import type { InboundAttachment } from '../../domain/inbound-event.js';
import { MessageKind } from '../../domain/vocabulary.js';
import { readFileName, readMimeType, readUrl, type Tree } from '../json/json-value.js';

/** The types of messages that carry a file. */
export const mediaKinds: ReadonlyMap<string, MessageKind> = new Map([
  ['imageMessage', MessageKind.IMAGE],
  ['videoMessage', MessageKind.VIDEO],
  ['documentMessage', MessageKind.DOCUMENT],
  ['audioMessage', MessageKind.AUDIO],
  ['stickerMessage', MessageKind.STICKER],
]);

/**
 * Reads `fileMessageData`. A file name is the sender's for documents only; for all others the storage made it up. An
 * address such as `{{SWE002}}` says that the file is over 100 MB and was not fetched.
 */
export function readFile(file: Tree, type: string): InboundAttachment {
  const mimeType = readMimeType(file.mimeType);
  return {
    mimeType,
    fileName: type === 'documentMessage' ? readFileName(file.fileName) : null,
    sizeBytes: null,
    url: readUrl(file.downloadUrl),
    // WhatsApp records voice notes in Opus; files of music that people attach have other types.
    isVoice: type === 'audioMessage' && /^audio\/ogg\b/i.test(mimeType),
    durationSeconds: null,
  };
}
