/**
 * What is stored of a row for the search: a `tsvector` of lexemes, whose first letter says what they are. Everything that
 * a search compares is in it, filters too, so that one index answers every combination.
 *
 * | lexeme | is |
 * |---|---|
 * | `w` | a word of a text, with its places |
 * | `s` | the stem of a word of a text |
 * | `f` | the end of a phone in a text |
 * | `n` | a word of a name |
 * | `m` | the rest of a word of a name from each of its letters on |
 * | `d` | the rest of a phone from each of its digits on |
 * | `b` | the block |
 * | `t` `k` `h` `o` `a` `i` | company, kind, number, owner, author, direction |
 */
import { findPhones, minPhoneDigits, toNational, toPhoneDigits } from './phone-digits.js';
import { isOfPeople, type SearchSource } from './source.js';
import type { Stems } from './stems.js';
import { toWords, type Word } from './words.js';

/** Words of a row beyond this number are not found. */
export const maxWords = 4_000;
/** The words of a row, in characters: PostgreSQL refuses a `tsvector` of more than a megabyte. */
const maxWordChars = 100_000;
/** Words of different fields do not follow each other. */
const fieldGap = 10;
/** PostgreSQL keeps no greater places. */
const maxPlace = 16_383;
/** A name's word is found from its first letters on. */
const maxInnerParts = 24;

/** A UUID in a lexeme, in 22 characters. */
export const toShortId = (id: string): string =>
  Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url');

/** The words of all fields, within the limits. */
export function wordsOf(source: SearchSource): readonly (readonly Word[])[] {
  let left = maxWords;
  let charsLeft = maxWordChars;
  return source.fields.map(({ text }) => {
    const words = left > 0 ? toWords(text, left) : [];
    const end = words.findIndex(({ word }) => {
      charsLeft -= word.length;
      return charsLeft < 0;
    });
    const kept = end === -1 ? words : words.slice(0, end);
    left -= kept.length;
    return kept;
  });
}

/** The text of the `tsvector` of a row; letters, digits, `-` and `_` alone need no escape. */
export function toVector(tenantId: string, blockId: string, source: SearchSource, stems: Stems): string {
  const lexemes = new Set([
    `b${toShortId(blockId)}`,
    `t${toShortId(tenantId)}`,
    `k${source.kind}`,
    `o${toShortId(source.ownerId)}`,
    ...source.channelIds.map(id => `h${toShortId(id)}`),
  ]);
  if (source.authorId !== null) lexemes.add(`a${toShortId(source.authorId)}`);
  if (source.direction !== null) lexemes.add(`i${source.direction}`);
  const words = wordsOf(source);
  if (isOfPeople(source.kind)) {
    addNames(source, words, lexemes);
    return [...lexemes].map(lexeme => `'${lexeme}'`).join(' ');
  }
  const placed: string[] = [];
  let place = 0;
  for (const [index, list] of words.entries()) {
    for (const { word } of list) {
      place = Math.min(place + 1, maxPlace);
      placed.push(`'w${word}':${place}`);
      lexemes.add(`s${stems.get(word) ?? word}`);
    }
    place += fieldGap;
    for (const { digits } of findPhones(source.fields[index]?.text ?? ''))
      lexemes.add(`f${toNational(digits)}`);
  }
  return [...[...lexemes].map(lexeme => `'${lexeme}'`), ...placed].join(' ');
}

function addNames(source: SearchSource, words: readonly (readonly Word[])[], lexemes: Set<string>): void {
  for (const [index, { text }] of source.fields.entries()) {
    const digits = toPhoneDigits(text);
    if (digits !== null)
      for (let at = 0; at <= digits.length - minPhoneDigits; at += 1) lexemes.add(`d${digits.slice(at)}`);
    else
      for (const { word } of words[index] ?? []) {
        lexemes.add(`n${word}`);
        const letters = [...word];
        for (let at = 0; at < Math.min(letters.length - 1, maxInnerParts); at += 1)
          lexemes.add(`m${letters.slice(at).join('')}`);
      }
  }
}
