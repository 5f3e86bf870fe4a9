import { parse } from 'range-parser';
import type { ByteRange } from '../../media/storage/media-storage.js';

/**
 * Parses a `Range` header (RFC 9110, section 14). Null without one, for several ranges and for an invalid header: the
 * whole file is a correct response then.
 */
export function readRange(header: string | undefined, sizeBytes: number): ByteRange | 'unsatisfiable' | null {
  const { type, code, ranges } = parse(sizeBytes, header ?? '');
  if (type !== 'bytes') return null;
  // Bits of the code: 1 is a malformed range, 2 a range outside the file.
  if (code === 0 && ranges.length === 1) return ranges[0] ?? null;
  return code === 2 && ranges.length === 0 ? 'unsatisfiable' : null;
}
