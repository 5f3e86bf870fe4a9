/** Words by which a person opts out of messages. */
import { memoize } from './memoize.js';

/** Opt-out or opt-in word of a message, as its provider interprets it. */
export type OptOutWord = 'STOP' | 'START';

/** Longer messages are no opt-out. */
const maxChars = 80;

/** What is compared: lower case, without punctuation, е for ё, single spaces. */
export const toOptOutText = memoize(1_000, (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim(),
);

/** The opt-out word of a company that a message consists of; null for a message that only contains one. */
export function findOwnOptOutWord(text: string | null, words: readonly string[]): string | null {
  if (text === null || words.length === 0 || text.length > maxChars) return null;
  const wanted = toOptOutText(text);
  return wanted === '' ? null : (words.find(word => toOptOutText(word) === wanted) ?? null);
}
