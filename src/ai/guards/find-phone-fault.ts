import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toComparable } from './comparable.js';

const phone = /\+?\d(?:[\s().\-–]*\d){8,}/g;
/** Numbers are compared by their last digits: `8 701…` is `+7 701…`. */
const comparedDigits = 9;

/** Every phone number is the company's, or stands in the facts. */
export function findPhoneFault(
  reply: string,
  { phones, facts }: Pick<AnswerRules, 'phones' | 'facts'>,
): AnswerFault | null {
  const allowed = new Set([...phones, ...facts.flatMap(findPhones)].map(toDigits));
  const foreign = findPhones(toComparable(reply)).some(found => !allowed.has(toDigits(found)));
  return foreign
    ? { guard: 'phones', words: 'The answer may contain only phone numbers of the company.' }
    : null;
}

const findPhones = (text: string): string[] => text.match(phone) ?? [];
const toDigits = (text: string): string => text.replaceAll(/\D/g, '').slice(-comparedDigits);
