/**
 * Media of an inbound message. No capture of a media body exists, so every key is optional
 * (docs/providers/chatflow.md, "Inbound fields").
 */
import type { InboundAttachment } from '../../domain/inbound-event.js';
import { toInlineMediaId } from '../../domain/inline-media.js';
import { MessageKind } from '../../domain/vocabulary.js';
import {
  firstText,
  isSet,
  isTree,
  readFileName,
  readNumber,
  readWord,
  type Tree,
  toTree,
} from './loose-value.js';
import { digestFromMarker, sizeFromMarker } from './strip-body.js';

const MAX_ATTACHMENTS = 10;
const MAX_URL_CHARS = 4_096;
const MAX_DURATION_SECONDS = 7 * 24 * 3_600;

const KIND_BY_WORD: ReadonlyMap<string, MessageKind> = new Map([
  ['text', MessageKind.TEXT],
  ['chat', MessageKind.TEXT],
  ['conversation', MessageKind.TEXT],
  ['extendedtext', MessageKind.TEXT],
  ['image', MessageKind.IMAGE],
  ['photo', MessageKind.IMAGE],
  ['picture', MessageKind.IMAGE],
  ['audio', MessageKind.AUDIO],
  ['voice', MessageKind.AUDIO],
  ['ptt', MessageKind.AUDIO],
  ['video', MessageKind.VIDEO],
  ['ptv', MessageKind.VIDEO],
  ['gif', MessageKind.VIDEO],
  ['document', MessageKind.DOCUMENT],
  ['documentwithcaption', MessageKind.DOCUMENT],
  ['doc', MessageKind.DOCUMENT],
  ['file', MessageKind.DOCUMENT],
  ['sticker', MessageKind.STICKER],
  ['location', MessageKind.LOCATION],
  ['livelocation', MessageKind.LOCATION],
  ['contact', MessageKind.CONTACT],
  ['contacts', MessageKind.CONTACT],
  ['vcard', MessageKind.CONTACT],
  ['button', MessageKind.INTERACTIVE],
  ['buttons', MessageKind.INTERACTIVE],
  ['list', MessageKind.INTERACTIVE],
  ['interactive', MessageKind.INTERACTIVE],
  ['poll', MessageKind.INTERACTIVE],
]);

const MEDIA_KINDS: ReadonlySet<MessageKind> = new Set([
  MessageKind.IMAGE,
  MessageKind.AUDIO,
  MessageKind.VIDEO,
  MessageKind.DOCUMENT,
  MessageKind.STICKER,
]);

/** Maps ChatFlow's type word to a message kind; null for an unknown word. */
export function kindOfWord(word: string | null): MessageKind | null {
  if (word === null) return null;
  return (
    KIND_BY_WORD.get(
      word
        .toLowerCase()
        .replace(/[-_ ]?message$/, '')
        .replaceAll(/[-_ ]/g, ''),
    ) ?? null
  );
}

/** Maps a MIME type to a message kind. */
function kindOfMimeType(mimeType: string | null): MessageKind | null {
  if (mimeType === null) return null;
  const family = mimeType.toLowerCase().split('/', 1)[0];
  if (family === 'image') return MessageKind.IMAGE;
  if (family === 'audio') return MessageKind.AUDIO;
  if (family === 'video') return MessageKind.VIDEO;
  return MessageKind.DOCUMENT;
}

/** True if messages of this kind have a file. */
export function isMediaKind(kind: MessageKind | null): boolean {
  return kind !== null && MEDIA_KINDS.has(kind);
}

/** Media objects of a message, from every place where they can be; at most ten. */
export function findMedia(item: Tree, message: Tree): readonly Tree[] {
  for (const candidate of [
    item.mediaData,
    message.mediaData,
    item.media,
    message.media,
    item.file,
    item.attachments,
  ]) {
    const trees = (Array.isArray(candidate) ? candidate.slice(0, MAX_ATTACHMENTS) : [candidate]).filter(
      isTree,
    );
    const told = trees.filter(tree => Object.keys(tree).length > 0);
    if (told.length > 0) return told;
  }
  return [];
}

/** Message kind by the media object's own type or MIME type. */
export function kindOfMedia(media: Tree | undefined): MessageKind | null {
  if (media === undefined) return null;
  return kindOfWord(readWord(media.type)) ?? kindOfMimeType(mimeTypeOf(media));
}

/** Reads one media object. `word` is the message's own type: `voice` or `ptt` for a voice note. */
export function readAttachment(media: Tree, word: string | null): InboundAttachment {
  const durationSeconds = readNumber(media.seconds) ?? readNumber(media.duration);
  const isDurationSound =
    durationSeconds !== null && durationSeconds >= 0 && durationSeconds <= MAX_DURATION_SECONDS;
  return {
    mimeType: mimeTypeOf(media) ?? 'application/octet-stream',
    fileName: readFileName(firstText([media.fileName, media.filename, media.file_name])),
    sizeBytes: sizeOf(media),
    url: readUrl(firstText([media.url, media.link, media.fileUrl])),
    ...inlineIdOf(media),
    isVoice:
      isSet(media.ptt) || [word, readWord(media.type)].some(name => /^(?:voice|ptt)$/i.test(name ?? '')),
    durationSeconds: isDurationSound ? durationSeconds : null,
  };
}

function mimeTypeOf(media: Tree): string | null {
  const text = readWord(firstText([media.mimetype, media.mimeType, media.mime_type]));
  return text !== null && /^[\w.+-]+\/[\w.+*-]+/.test(text) ? text : null;
}

function sizeOf(media: Tree): number | null {
  const stated = readNumber(media.size) ?? readNumber(media.fileLength);
  if (stated !== null && Number.isSafeInteger(stated) && stated >= 0) return stated;
  return sizeFromMarker(media.base64) ?? sizeFromMarker(media.data) ?? sizeFromMarker(media.url);
}

/** Bytes inside the body; some relays put them in `data` or `url`. */
function inlineIdOf(media: Tree): Pick<InboundAttachment, 'mediaId'> {
  const digest = [media.base64, media.data, media.url].map(digestFromMarker).find(found => found !== null);
  return digest ? { mediaId: toInlineMediaId(digest) } : {};
}

function readUrl(text: string | null): string | null {
  const url = text?.trim() ?? '';
  return url.length <= MAX_URL_CHARS && /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url) ? url : null;
}

/** The caption of the first media object that has one. */
export function captionOf(media: readonly Tree[]): unknown {
  return firstText(media.map(tree => toTree(tree).caption));
}
