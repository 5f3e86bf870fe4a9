/** A part of a file, both ends included. */
export interface RequestedRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a `Range` header (RFC 9110, section 14). Null for none, for several at once and for what cannot be read: the
 * whole file is a right answer then.
 */
export function readRange(
  header: string | undefined,
  sizeBytes: number,
): RequestedRange | 'unsatisfiable' | null {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return null;
  const isSuffix = first === '';
  const start = isSuffix ? Math.max(0, sizeBytes - Number(last)) : Number(first);
  const end = isSuffix || last === '' ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (!isSuffix && last !== '' && Number(last) < Number(first)) return null;
  return start > end || start >= sizeBytes ? 'unsatisfiable' : { start, end };
}
