import { MessageKind } from './vocabulary.js';

/** Message kind for a file of this MIME type. */
export function toFileKind(mimeType: string): MessageKind {
  const family = mimeType.trim().toLowerCase().split('/', 1)[0];
  if (family === 'image') return MessageKind.IMAGE;
  if (family === 'video') return MessageKind.VIDEO;
  if (family === 'audio') return MessageKind.AUDIO;
  return MessageKind.DOCUMENT;
}
