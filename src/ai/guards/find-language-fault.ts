import type { AnswerFault, AnswerRules, GuardedReply } from './answer-rules.js';
import { findLanguage } from './find-language.js';

/** The reply is in the customer's language, as far as its letters show; and in one of the assistant's. */
export function findLanguageFault(
  { reply, language }: GuardedReply,
  { languages, customerLanguage }: Pick<AnswerRules, 'languages' | 'customerLanguage'>,
): AnswerFault | null {
  const declared = language.toLowerCase().split(/[-_]/)[0] ?? '';
  const isForeign = languages.length > 0 && !languages.includes(declared);
  const seen = findLanguage(reply);
  const wanted =
    customerLanguage !== null && (languages.length === 0 || languages.includes(customerLanguage));
  const differs = wanted && seen !== null && scriptOf(seen) !== scriptOf(customerLanguage);
  const mismatch = seen !== null && scriptOf(seen) !== scriptOf(declared);
  return isForeign || differs || mismatch
    ? { guard: 'language', words: 'The answer must be in the language of the customer.' }
    : null;
}

/** Kazakh without its own letters looks like Russian, so only the alphabets are compared. */
const scriptOf = (language: string): string =>
  ['ru', 'kk', 'ky', 'uk', 'be', 'bg'].includes(language) ? 'Cyrl' : 'Latn';
