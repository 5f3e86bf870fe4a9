/** The words that a client searches for. */
import { BadUserInputError } from '../domain/errors.js';
import { isDigits, toWords, type Word } from './words.js';

/** One thing that must occur. */
export interface SearchTerm {
  /** `phrase`: the words follow each other, as they are. `number`: parts of a number, which can be a phone. */
  readonly kind: 'word' | 'phrase' | 'number';
  readonly words: readonly string[];
  /** True if the last word is unfinished: every word that begins with it counts. */
  readonly isPrefix: boolean;
}

const minChars = 2;
const maxChars = 200;
const field = 'query';
const quoted = /["“”„«»]([^"“”„«»]*)(["“”„«»]?)/g;
const betweenDigits = /^[\s()+.\-–/\u00a0\u2011]*$/;

/**
 * Parses a query. Its last word is unfinished, unless a space, a mark or a quotation mark follows it.
 * @throws BadUserInputError
 */
export function parseQuery(given: string): readonly SearchTerm[] {
  if (given.includes('\0') || !given.isWellFormed()) throw new BadUserInputError(field, 'must be plain text');
  const text = given.trimStart();
  const chars = [...text.trimEnd()].length;
  if (chars < minChars || chars > maxChars)
    throw new BadUserInputError(field, `must have ${minChars} to ${maxChars} characters`);
  const terms: SearchTerm[] = [];
  let from = 0;
  for (const match of text.matchAll(quoted)) {
    terms.push(...toTerms(text.slice(from, match.index)));
    from = match.index + match[0].length;
    const words = toWords(match[1] ?? '', maxChars).map(({ word }) => word);
    if (words.length > 0) terms.push({ kind: words.length > 1 ? 'phrase' : 'word', words, isPrefix: false });
    // An open quotation is still being written.
    if (match[2] === '' && words.length > 0) markUnfinished(terms, match[1] ?? '');
  }
  const rest = toTerms(text.slice(from));
  terms.push(...rest);
  if (rest.length > 0) markUnfinished(terms, text);
  if (terms.length === 0) throw new BadUserInputError(field, 'must have a letter or a digit');
  return withoutRepetitions(terms);
}

function markUnfinished(terms: SearchTerm[], text: string): void {
  const last = terms.at(-1);
  if (last && /[\p{L}\p{N}\p{M}]$/u.test(text)) terms[terms.length - 1] = { ...last, isPrefix: true };
}

/** Digits that only spaces and marks separate can be one phone. */
function toTerms(text: string): readonly SearchTerm[] {
  const terms: SearchTerm[] = [];
  let number: Word[] = [];
  const endNumber = (): void => {
    if (number.length > 0)
      terms.push({ kind: 'number', words: number.map(({ word }) => word), isPrefix: false });
    number = [];
  };
  for (const word of toWords(text, maxChars)) {
    const last = number.at(-1);
    if (last && !(isDigits(word.word) && betweenDigits.test(text.slice(last.end, word.start)))) endNumber();
    if (isDigits(word.word)) number.push(word);
    else terms.push({ kind: 'word', words: [word.word], isPrefix: false });
  }
  endNumber();
  return terms;
}

function withoutRepetitions(terms: readonly SearchTerm[]): readonly SearchTerm[] {
  return [...new Map(terms.map(term => [JSON.stringify(term), term])).values()];
}
