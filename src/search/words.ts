/** Words of a text: the unit that a search compares. */

/** A word and its place. */
export interface Word {
  /** As it is compared: composed, in small letters, `ё` as `е`. */
  readonly word: string;
  /** Place in the text, in UTF-16 units. */
  readonly start: number;
  readonly end: number;
}

/** Marks, soft hyphens and joiners inside a word belong to it. */
const inWord = String.raw`[\p{L}\p{N}\p{M}\u00ad\u200b-\u200d\u2060\ufeff]`;
const wordShape = new RegExp(String.raw`[\p{L}\p{N}]${inWord}*`, 'gu');
const maxWordChars = 64;
const plain = /^[a-z0-9а-я]+$/;

/** The words of a text in order, at most `max`. */
export function toWords(text: string, max: number): readonly Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(wordShape)) {
    const word = toComparable(match[0]);
    if (word === '') continue;
    words.push({ word, start: match.index, end: match.index + match[0].length });
    if (words.length === max) break;
  }
  return words;
}

/** A word as it is compared. */
function toComparable(given: string): string {
  const small = given.toLowerCase();
  const word = plain.test(small)
    ? small
    : small
        .normalize('NFKC')
        .toLowerCase()
        .replaceAll('ё', 'е')
        .replaceAll(/[^\p{L}\p{N}]/gu, '');
  return word.length > maxWordChars ? [...word].slice(0, maxWordChars).join('') : word;
}

/** True for a word of digits alone. */
export const isDigits = (word: string): boolean => /^\d+$/.test(word);
