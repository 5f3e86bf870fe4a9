import { open } from 'node:fs/promises';
import { toPlainType } from './file-types.js';

const textSampleBytes = 8_192;

/**
 * Detects a file's type by its first bytes: a plain MIME type, `text` for UTF-8 text without markup, null for
 * everything else (including pages and drawings).
 */
export async function sniff(path: string): Promise<string | null> {
  // Loaded with the first file: a start without media need not wait for it.
  const { fileTypeFromFile } = await import('file-type');
  const found = await fileTypeFromFile(path);
  if (found) return toPlainType(found.mime);
  const file = await open(path, 'r');
  try {
    const { bytesRead, buffer } = await file.read(Buffer.alloc(textSampleBytes), 0, textSampleBytes, 0);
    return isPlainText(buffer.subarray(0, bytesRead)) ? 'text' : null;
  } finally {
    await file.close();
  }
}

function isPlainText(sample: Buffer): boolean {
  if (sample.length === 0) return false;
  let text: string;
  try {
    // A character can be cut in half at the end of the sample.
    text = new TextDecoder('utf-8', { fatal: true }).decode(sample, { stream: true });
  } catch {
    return false;
  }
  const hasControls = [...text].some(character => {
    const code = character.codePointAt(0) ?? 0;
    return code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 12;
  });
  return !hasControls && !/^\s*<(?:!|\?|[a-z])/i.test(text);
}
