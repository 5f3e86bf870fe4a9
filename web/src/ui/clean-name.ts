/** Names and file names that others wrote, as they are shown: nothing invisible, nothing that changes the direction. */

/** Controls, bidi controls and zero-width characters. */
const hidden =
  /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2060-\u2064\u2066-\u206F\uFEFF\u{E0000}-\u{E007F}]/gu;
/** Joiners are kept where a letter or an emoji stands on both sides. */
const looseJoiner =
  /(?<!\p{L}|\p{M}|\p{Extended_Pictographic}|\p{Emoji_Modifier})(?:\u200C|\u200D)|(?:\u200C|\u200D)(?!\p{L}|\p{Extended_Pictographic})/gu;
const maxGraphemes = 64;
const maxOfSentence = 400;
const maxMarks = /(\p{M}{4})\p{M}+/gu;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

/** The name, at most 64 characters; '' when nothing visible is left. */
export const cleanName = (name: string | null | undefined): string => clean(name, maxGraphemes);

/** A sentence of a provider or a server, on one line, at most 400 characters. */
export const cleanSentence = (text: string | null | undefined): string => clean(text, maxOfSentence);

function clean(name: string | null | undefined, max: number): string {
  const text = (name ?? '')
    .replaceAll(hidden, ' ')
    .replaceAll(looseJoiner, '')
    .replaceAll(maxMarks, '$1')
    .replaceAll(/\s+/gu, ' ')
    .trim();
  if (text.length <= max) return text;
  const graphemes = [...segmenter.segment(text.slice(0, max * 16))];
  if (graphemes.length <= max) return text.slice(0, max * 16);
  const kept = graphemes.slice(0, max - 1).map(({ segment }) => segment);
  return `${kept.join('')}…`;
}

/** Name of a person, else the phone, else '?'. */
export function nameOf(person: {
  readonly displayName: string | null;
  readonly phone: string | null;
}): string {
  return cleanName(person.displayName) || person.phone || '?';
}
