/** Text that PostgreSQL and JSON can hold, and that a person can read. */

/**
 * Drops U+0000, which PostgreSQL refuses in text and in jsonb, and turns lone surrogates, which are no Unicode, into
 * U+FFFD. Everything else stays as it came. Clean text is returned as it is.
 */
export function cleanText(value: string): string {
  const wellFormed = value.isWellFormed() ? value : value.toWellFormed();
  return wellFormed.includes('\0') ? wellFormed.replaceAll('\0', '') : wellFormed;
}

/** A text without the full stops and spaces at its end, to be put into a sentence of ours. */
export function withoutStop(text: string): string {
  let end = text.length;
  while (end > 0 && /[\s.。]/.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

/** A text that ends in one full stop, or in the mark that it ends in already. */
export function toSentence(text: string): string {
  const kept = withoutStop(text);
  return kept === '' || /[!?…]$/.test(kept) ? kept : `${kept}.`;
}

const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** Whether two neighbours are one grapheme is decided by the first character of the second one. */
const lookAheadUnits = 2;

/**
 * The longest beginning of whole graphemes (what a person takes for one character: an emoji with its skin tone, a flag,
 * a letter with its accents) that has at most `maxChars` code points, which PostgreSQL counts. A single grapheme that is
 * longer is cut between code points.
 */
export function truncateText(value: string, maxChars: number): string {
  if (value.length <= maxChars) return value;
  const end = endOfChars(value, maxChars);
  if (end === value.length) return value;
  const start = graphemes.segment(value.slice(0, end + lookAheadUnits)).containing(end)?.index ?? end;
  return value.slice(0, start === 0 ? end : start);
}

/** Like `truncateText`, with an ellipsis, which counts, in place of what was cut off. */
export function abridgeText(value: string, maxChars: number): string {
  if (value.length <= maxChars) return value;
  return endOfChars(value, maxChars) === value.length ? value : `${truncateText(value, maxChars - 1)}…`;
}

/** Where the first `maxChars` code points end, in UTF-16 units. */
function endOfChars(value: string, maxChars: number): number {
  let end = 0;
  for (let chars = 0; chars < maxChars && end < value.length; chars += 1) {
    end += (value.codePointAt(end) ?? 0) > 0xffff ? 2 : 1;
  }
  return end;
}

/**
 * Characters that show nothing: space, controls, what fonts ignore by default (zero width, bidi controls, variation
 * selectors, Hangul fillers, tags), annotation marks, the empty braille pattern and the empty note head.
 */
const onlyInvisible = /^[\p{Z}\p{Cc}\p{Default_Ignorable_Code_Point}\ufff9-\ufffb\u2800\u{1d159}]*$/u;

/** Whether a person would see nothing of the text. */
export function isInvisible(value: string): boolean {
  return onlyInvisible.test(value);
}

/** Longest name of a person that is kept. */
const maxNameChars = 200;

/**
 * The first of the names that shows something, on one line and cut to a length that a list can show; null when there is
 * none. A name of invisible characters counts as not given.
 */
export function toPersonName(names: readonly (string | null)[]): string | null {
  const name = names.find(candidate => candidate !== null && !isInvisible(candidate)) ?? null;
  return name === null ? null : abridgeText(cleanText(name).trim().replaceAll(/\s+/g, ' '), maxNameChars);
}
