/** File handling shared by all vendors' simulators. */
import { createHash } from 'node:crypto';
import { SimulatedKind } from '../../domain/vocabulary.js';
import type { SimulatedFile, SimulatedFiles } from '../contract/simulated-files.js';
import type { SimulatedInbound, SimulatorReply } from '../contract/simulator.js';

/** WhatsApp's words for media. */
export type MediaWord = 'image' | 'video' | 'audio' | 'document' | 'sticker';

/** Maps a MIME type to WhatsApp's media type: image, video, audio or document. */
export function toMediaWord(mimeType: string): Exclude<MediaWord, 'sticker'> {
  const family = mimeType.toLowerCase().split('/', 1)[0] ?? '';
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
}

const wordByKind: Partial<Readonly<Record<SimulatedKind, MediaWord>>> = {
  [SimulatedKind.IMAGE]: 'image',
  [SimulatedKind.VIDEO]: 'video',
  [SimulatedKind.VOICE]: 'audio',
  [SimulatedKind.AUDIO]: 'audio',
  [SimulatedKind.DOCUMENT]: 'document',
  [SimulatedKind.STICKER]: 'sticker',
};

/** The file of a message and its media word; null for a message of another kind. */
export function findSimulatedFile({
  kind,
  file,
}: SimulatedInbound): { readonly file: SimulatedFile; readonly word: MediaWord } | null {
  if (!file) return null;
  if (kind === undefined) return { file, word: toMediaWord(file.mimeType) };
  const word = wordByKind[kind];
  return word === undefined ? null : { file, word };
}

/** Answers with the bytes of a file; 404 when it does not exist. */
export function serveFile(files: SimulatedFiles, id: string): SimulatorReply {
  const file = files.find(id);
  if (file === null) return { status: 404, headers: { 'content-type': 'text/plain' }, body: 'not found' };
  return { status: 200, headers: { 'content-type': file.mimeType }, body: file.bytes };
}

/** SHA-256 of a file in base64, Meta's format. */
export function toFileDigest(file: SimulatedFile): string {
  return createHash('sha256').update(file.bytes).digest('base64');
}
