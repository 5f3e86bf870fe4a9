/** Compares a query with a row as it is now: the index can be a moment behind. */

import { wordsOf } from './lexemes.js';
import type { SearchTerm } from './parse-query.js';
import {
  findPhones,
  minPhoneDigits,
  nationalDigits,
  toDigitVariants,
  toNational,
  toPhoneDigits,
} from './phone-digits.js';
import { isOfPeople, type SearchSource } from './source.js';
import type { Stems } from './stems.js';
import type { StemmedQuery } from './to-tsquery.js';
import type { Word } from './words.js';

/** A part of a text. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** Where a row has the words. */
export interface SourceMatch {
  /** The field with the most of them. */
  readonly field: string;
  readonly text: string;
  /** Their places in it, in order, without overlaps. */
  readonly ranges: readonly TextRange[];
}

/**
 * Where a row has the words of a query; null when one of them does not occur.
 * @param stems of the query, and of the words of the row that could match
 */
export function matchSource({ terms, stems }: StemmedQuery, source: SearchSource): SourceMatch | null {
  const find = isOfPeople(source.kind) ? inName : inText;
  const words = wordsOf(source);
  const fields = source.fields.map(({ name, text }, index) => {
    const found = terms.map(term => find(term, text, words[index] ?? [], stems));
    return { field: name, text, found, count: found.filter(ranges => ranges.length > 0).length };
  });
  if (!terms.every((_, index) => fields.some(({ found }) => (found[index]?.length ?? 0) > 0))) return null;
  const best = fields.reduce((one, other) => (other.count > one.count ? other : one));
  return { field: best.field, text: best.text, ranges: merge(best.found.flat()) };
}

/** Words of a row whose stems `matchSource` compares: those that begin like a word of the query. */
export function wordsToStem({ terms }: Pick<StemmedQuery, 'terms'>, source: SearchSource): readonly string[] {
  if (isOfPeople(source.kind)) return [];
  const initials = new Set(terms.flatMap(({ words }) => words.map(word => word.charAt(0))));
  return wordsOf(source).flatMap(list =>
    list.filter(({ word }) => initials.has(word.charAt(0))).map(({ word }) => word),
  );
}

type Find = (term: SearchTerm, text: string, words: readonly Word[], stems: Stems) => readonly TextRange[];

const inText: Find = ({ kind, words, isPrefix }, text, found, stems) => {
  const isUnfinished = (index: number) => isPrefix && index === words.length - 1;
  const isAsIs = (word: string, index: number, other: string) =>
    word === other || (isUnfinished(index) && other.startsWith(word));
  if (kind === 'phrase')
    return found.flatMap((first, at) => {
      const run = found.slice(at, at + words.length);
      const last = run.at(-1);
      const isRun =
        last && run.length === words.length && run.every((word, i) => isAsIs(words[i] ?? '', i, word.word));
      return isRun ? [{ start: first.start, end: last.end }] : [];
    });
  const ranges = words.map((word, index) => {
    const stem = stems.get(word);
    return found.filter(
      other =>
        isAsIs(word, index, other.word) ||
        (kind === 'word' && stem !== undefined && stems.get(other.word) === stem),
    );
  });
  if (ranges.every(list => list.length > 0)) return ranges.flat();
  const digits = words.join('');
  if (kind !== 'number' || digits.length < nationalDigits) return [];
  return findPhones(text).filter(phone => toNational(phone.digits) === toNational(digits));
};

const inName: Find = ({ kind, words }, text, found) => {
  const digits = words.join('');
  const phone = toPhoneDigits(text);
  if (phone !== null) {
    if (kind !== 'number' || digits.length < minPhoneDigits) return [];
    const variant = toDigitVariants(digits).find(candidate => phone.includes(candidate));
    return variant === undefined ? [] : [toDigitRange(text, phone.indexOf(variant), variant.length)];
  }
  const ranges = words.map(word =>
    found.flatMap(other => {
      const at = word.length > 1 ? other.word.indexOf(word) : other.word.startsWith(word) ? 0 : -1;
      if (at === -1) return [];
      // Only where the word is compared as it is written do its letters have the same places.
      const isWritten = other.end - other.start === other.word.length;
      return [isWritten ? { start: other.start + at, end: other.start + at + word.length } : other];
    }),
  );
  return ranges.every(list => list.length > 0) ? ranges.flat() : [];
};

/** The part of an address that has these digits. */
function toDigitRange(text: string, from: number, length: number): TextRange {
  const places = [...text.matchAll(/\d/g)].map(({ index }) => index);
  return { start: places[from] ?? 0, end: (places[from + length - 1] ?? text.length - 1) + 1 };
}

function merge(ranges: readonly TextRange[]): readonly TextRange[] {
  const merged: { start: number; end: number }[] = [];
  for (const { start, end } of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}
