/** Sample files of simulated customers. Generated in code, so the repository contains no binaries. */
import { deflateSync } from 'node:zlib';
import { SampleFile, SimulatedKind } from '../../domain/vocabulary.js';
import type { SimulatedFile } from '../contract/simulated-files.js';
import { stickerPicture, videoRecording, voiceRecording } from './recordings.js';
import { toSampleVcard } from './sample-contents.js';

const side = 160;

/** Creates a sample file. */
export function makeSampleFile(kind: SampleFile): Omit<SimulatedFile, 'id'> {
  return kind === SampleFile.PICTURE
    ? { mimeType: 'image/png', fileName: null, bytes: makePng() }
    : { mimeType: 'application/pdf', fileName: 'Смета.pdf', bytes: makePdf('Trunkline: a sample document') };
}

/** The sample file of a kind; null for kinds without one. `name` is that of a contact card. */
export function makeSampleFileOf(kind: SimulatedKind, name: string): Omit<SimulatedFile, 'id'> | null {
  const ofType = (mimeType: string, bytes: Uint8Array) => ({ mimeType, fileName: null, bytes });
  switch (kind) {
    case SimulatedKind.IMAGE:
      return makeSampleFile(SampleFile.PICTURE);
    case SimulatedKind.DOCUMENT:
      return makeSampleFile(SampleFile.DOCUMENT);
    case SimulatedKind.VIDEO:
      return ofType('video/mp4', Buffer.from(videoRecording, 'base64'));
    case SimulatedKind.VOICE:
      return ofType('audio/ogg; codecs=opus', Buffer.from(voiceRecording, 'base64'));
    case SimulatedKind.AUDIO:
      return ofType('audio/wav', makeWav());
    case SimulatedKind.STICKER:
      return ofType('image/webp', Buffer.from(stickerPicture, 'base64'));
    case SimulatedKind.CONTACT:
      return ofType('text/vcard', Buffer.from(toSampleVcard(name)));
    default:
      return null;
  }
}

const notes = [262, 330, 392, 523, 392, 330];
const samplesPerSecond = 8_000;

/** A short melody (WAV, 8 bits, mono). */
function makeWav(): Uint8Array {
  const perNote = samplesPerSecond / 4;
  const sound = Buffer.alloc(notes.length * perNote);
  for (const [index, hertz] of notes.entries())
    for (let n = 0; n < perNote; n += 1) {
      const loudness = 100 * (1 - n / perNote);
      const wave = Math.sin((2 * Math.PI * hertz * n) / samplesPerSecond);
      sound[index * perNote + n] = 128 + Math.round(loudness * wave);
    }
  const header = Buffer.alloc(44);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(36 + sound.length, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  // PCM, one channel.
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(samplesPerSecond, 24);
  header.writeUInt32LE(samplesPerSecond, 28);
  header.writeUInt16LE(1, 32);
  header.writeUInt16LE(8, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(sound.length, 40);
  return Buffer.concat([header, sound]);
}

/** A square of planks in laminate colours (PNG, ISO/IEC 15948). */
function makePng(): Uint8Array {
  const rows = Buffer.alloc(side * (1 + side * 3));
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const plank = Math.floor(y / 32) + Math.floor((x + (Math.floor(y / 32) % 2) * 40) / 80);
      const tone = y % 32 === 0 ? 60 : 130 + (plank % 3) * 25;
      rows.set(
        [tone, tone - 40, tone - 80].map(value => Math.max(0, value)),
        y * (1 + side * 3) + 1 + x * 3,
      );
    }
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  // Eight bits per channel, RGB.
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    toChunk('IHDR', header),
    toChunk('IDAT', deflateSync(rows)),
    toChunk('IEND', Buffer.alloc(0)),
  ]);
}

function toChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const chunk = Buffer.alloc(8 + named.length);
  chunk.writeUInt32BE(data.length, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(toCrc32(named), 4 + named.length);
  return chunk;
}

function toCrc32(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

/** One page with one line (PDF 1.4). */
function makePdf(text: string): Uint8Array {
  const content = `BT /F1 24 Tf 72 720 Td (${text}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const table = `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
  return Buffer.from(body + table + trailer, 'latin1');
}
