import { MessageKind } from '../../domain/vocabulary.js';

/** Message kind of a file, by its MIME type. */
export function toMediaKind(mimeType: string): MessageKind {
  const type = mimeType.toLowerCase();
  if (/^text\/(?:x-)?vcard/.test(type)) return MessageKind.CONTACT;
  if (type.startsWith('image/')) return MessageKind.IMAGE;
  if (type.startsWith('audio/')) return MessageKind.AUDIO;
  if (type.startsWith('video/')) return MessageKind.VIDEO;
  return MessageKind.DOCUMENT;
}
