/** Text that PostgreSQL and JSON can hold. */

/**
 * Drops U+0000, which PostgreSQL refuses in text and in jsonb, and turns lone surrogates, which are no Unicode, into
 * U+FFFD. Everything else stays as it came. Clean text is returned as it is.
 */
export function cleanText(value: string): string {
  const wellFormed = value.isWellFormed() ? value : value.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '') : wellFormed;
}

/** The first `maxChars` characters (code points, as PostgreSQL counts), so that no character is cut in half. */
export function truncateChars(value: string, maxChars: number): string {
  if (value.length <= maxChars) return value;
  let end = 0;
  for (let chars = 0; chars < maxChars && end < value.length; chars += 1) {
    end += (value.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return value.slice(0, end);
}
