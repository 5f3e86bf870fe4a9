import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toComparable, withoutKazakhLetters } from './comparable.js';
import { numberWord } from './number-words.js';

/** Nine digits and more; or groups as phones have them, with anything between; or a number of the town. */
const phone =
  /\+?\d(?:[\s().\-–—*/·•_|~]*\d){8,}|(?<!\d)(?:\+?7|8)[^\p{L}\d]{1,3}\d{3}[^\p{L}\d]{1,3}\d{3}[^\p{L}\d]{1,3}\d{2}[^\p{L}\d]{1,3}\d{2}(?!\d)|(?<![\d-])\d{3}[-–]\d{2}[-–]\d{2}(?![\d-])/gu;
/** A number that is told in words, or partly so. */
const spoken = new RegExp(
  `(?<![\\p{L}\\d])(?:(?:${numberWord}|\\d{1,4})[\\s,.-]+){6,}(?:${numberWord}|\\d{1,4})(?![\\p{L}\\d])`,
  'gu',
);
const word = new RegExp(`(?<!\\p{L})${numberWord}(?!\\p{L})`, 'gu');
/** Numbers are compared by their last digits: `8 701…` is `+7 701…`. */
const comparedDigits = 9;

/** Every phone number is the company's, or stands in the facts. */
export function findPhoneFault(
  reply: string,
  { phones, facts }: Pick<AnswerRules, 'phones' | 'facts'>,
): AnswerFault | null {
  const allowed = [...phones, ...facts.flatMap(fact => findPhones(toComparable(fact)))].map(toDigits);
  // A letter o between digits is read as a zero.
  const said = toComparable(reply).replaceAll(/(?<=\d)[oо](?=\d)/gu, '0');
  const foreign = findPhones(said).some(found => !allowed.some(known => known.endsWith(toDigits(found))));
  return foreign || isSpoken(withoutKazakhLetters(said))
    ? { guard: 'phones', words: 'The answer may contain only phone numbers of the company.' }
    : null;
}

const findPhones = (text: string): string[] => text.match(phone) ?? [];
const isSpoken = (text: string): boolean =>
  (text.match(spoken) ?? []).some(found => (found.match(word) ?? []).length >= 2);
const toDigits = (text: string): string => text.replaceAll(/\D/g, '').slice(-comparedDigits);
