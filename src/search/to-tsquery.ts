/** Queries as PostgreSQL compares them with the lexemes of `lexemes.ts`. */
import { SearchKind } from '../domain/vocabulary.js';
import type { SearchTerm } from './parse-query.js';
import { minPhoneDigits, nationalDigits, toDigitVariants, toNational } from './phone-digits.js';
import { isOfPeople } from './source.js';
import type { Stems } from './stems.js';

/** The classes of results, the best first. */
export const searchClasses = [
  'names that begin with the words',
  'names that contain the words',
  'words of texts as they are',
  'other forms of the words',
] as const;

/** Terms with the stems of their words. */
export interface StemmedQuery {
  readonly terms: readonly SearchTerm[];
  readonly stems: Stems;
}

const lexeme = (text: string, isPrefix = false): string => `'${text}'${isPrefix ? ':*' : ''}`;
const all = (parts: readonly string[]): string =>
  parts.length === 1 ? String(parts[0]) : `(${parts.join(' & ')})`;
const any = (parts: readonly string[]): string =>
  parts.length === 1 ? String(parts[0]) : `(${parts.join(' | ')})`;

/** Filters of a query: each list is of lexemes of which one must occur. */
export type LexemeFilter = readonly (readonly string[])[];

/** The text of the query of a class; null when no wanted kind is in it. Each class is without those before it. */
export function toTsquery(
  query: StemmedQuery,
  searchClass: number,
  kinds: readonly SearchKind[],
  filter: LexemeFilter,
): string | null {
  const ofPeople = searchClass < 2;
  const wanted = kinds.filter(kind => isOfPeople(kind) === ofPeople);
  if (wanted.length === 0) return null;
  const filters = [wanted.map(kind => `k${kind}`), ...filter].map(list =>
    any(list.map(text => lexeme(text))),
  );
  const own = all(query.terms.map(term => toClass[searchClass]?.(term, query.stems) ?? ''));
  const isFirst = searchClass % 2 === 0;
  const better = isFirst
    ? []
    : [all(query.terms.map(term => toClass[searchClass - 1]?.(term, query.stems) ?? ''))];
  return all([...filters, own, ...better.map(text => `!${text.startsWith('(') ? text : `(${text})`}`)]);
}

type ToText = (term: SearchTerm, stems: Stems) => string;

const toClass: readonly ToText[] = [
  term => inNames(term, word => lexeme(`n${word}`, true)),
  term => inNames(term, word => lexeme([...word].length > 1 ? `m${word}` : `n${word}`, true)),
  term => inTexts(term, (word, isPrefix) => lexeme(`w${word}`, isPrefix)),
  (term, stems) =>
    inTexts(term, (word, isPrefix) => {
      const stem = lexeme(`s${stems.get(word) ?? word}`);
      return isPrefix ? any([stem, lexeme(`w${word}`, true)]) : stem;
    }),
];

function inNames({ kind, words }: SearchTerm, toText: (word: string) => string): string {
  const asWords = all(words.map(toText));
  const digits = words.join('');
  if (kind !== 'number' || digits.length < minPhoneDigits) return asWords;
  return any([asWords, ...toDigitVariants(digits).map(variant => lexeme(`d${variant}`, true))]);
}

function inTexts(
  { kind, words, isPrefix }: SearchTerm,
  toText: (word: string, isPrefix: boolean) => string,
): string {
  const isUnfinished = (index: number) => isPrefix && index === words.length - 1;
  if (kind === 'phrase')
    return `(${words.map((word, index) => lexeme(`w${word}`, isUnfinished(index))).join(' <-> ')})`;
  const asWords = all(words.map((word, index) => toText(word, isUnfinished(index))));
  const digits = words.join('');
  if (kind !== 'number' || digits.length < nationalDigits) return asWords;
  return any([asWords, lexeme(`f${toNational(digits)}`)]);
}
