/** Text that PostgreSQL and JSON can store, and that people can read. */

/**
 * Drops U+0000, which PostgreSQL refuses in text and in jsonb, and replaces lone surrogates, which are invalid Unicode,
 * with U+FFFD. Everything else stays unchanged. Clean text is returned itself.
 */
export function cleanText(value: string): string {
  const wellFormed = value.isWellFormed() ? value : value.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '') : wellFormed;
}

/** Removes the full stops and spaces at the end, to embed the text in a sentence. */
export function withoutStop(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.。]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** Adds a full stop unless the text ends in a punctuation mark. */
export function toSentence(text: string): string {
  const kept = withoutStop(text);
  return kept === '' || /[!?…]$/.test(kept) ? kept : `${kept}.`;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** The first character of the second of two neighbours decides whether they are one grapheme. */
const lookAheadUnits = 2;

/**
 * The longest prefix of whole graphemes (an emoji with its skin tone, a flag, a letter with its accents) with at most
 * `maxChars` code points, as PostgreSQL counts. A single longer grapheme is cut between code points.
 */
export function truncateText(value: string, maxChars: number): string {
  if (value.length <= maxChars) return value;
  const end = endOfChars(value, maxChars);
  if (end === value.length) return value;
  const start = graphemes.segment(value.slice(0, end + lookAheadUnits)).containing(end)?.index ?? end;
  return value.slice(0, start === 0 ? end : start);
}

/** Like `truncateText`, with an ellipsis, which counts, in place of the removed part. */
export function abridgeText(value: string, maxChars: number): string {
  if (value.length <= maxChars) return value;
  return endOfChars(value, maxChars) === value.length ? value : `${truncateText(value, maxChars - 1)}…`;
}

/** End of the first `maxChars` code points, in UTF-16 units. */
function endOfChars(value: string, maxChars: number): number {
  let end = 0;
  for (let chars = 0; chars < maxChars && end < value.length; chars += 1) {
    end += (value.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return end;
}

/**
 * Invisible characters: space, controls, default ignorables (zero width, bidi controls, variation selectors, Hangul
 * fillers, tags), annotation marks, the empty braille pattern and the empty note head.
 */
const onlyInvisible = /^[\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800\u{1d159}]*$/u;

/** True if the text has no visible character. */
export function isInvisible(value: string): boolean {
  return onlyInvisible.test(value);
}

/** Maximum length of a stored person name. */
const maxNameChars = 200;

/**
 * The first visible name, on one line and cut to a length that a list can show; null when there is none. A name of
 * invisible characters counts as missing.
 */
export function toPersonName(names: readonly (string | null)[]): string | null {
  const name = names.find(candidate => candidate !== null && !isInvisible(candidate)) ?? null;
  return name === null ? null : abridgeText(cleanText(name).trim().replaceAll(/\s+/g, ' '), maxNameChars);
}
