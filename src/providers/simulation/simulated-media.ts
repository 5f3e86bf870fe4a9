/** File handling shared by all vendors' simulators. */
import { createHash } from 'node:crypto';
import type { SimulatedFile, SimulatedFiles } from '../contract/simulated-files.js';
import type { SimulatorReply } from '../contract/simulator.js';

/** Maps a MIME type to WhatsApp's media type: image, video, audio or document. */
export function toMediaWord(mimeType: string): 'image' | 'video' | 'audio' | 'document' {
  const family = mimeType.toLowerCase().split('/', 1)[0] ?? '';
  return family === 'image' || family === 'video' || family === 'audio' ? family : 'document';
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
