import { BadUserInputError } from './errors.js';
import { hasKeywordWords } from './topic-rules.js';

const maxKeywords = 200;
const maxKeywordChars = 100;
/** A star anywhere but at the end of a word. */
const misplacedStar = /(?<![\p{L}\p{M}\p{N}])\*|\*(?=[\p{L}\p{M}\p{N}*])/u;

/**
 * The keywords of a topic as they are stored: without surrounding spaces, each once.
 * @throws BadUserInputError for one that no text can match, and for too many or too long ones
 */
export function toTopicKeywords(field: string, entered: readonly string[]): string[] {
  if (entered.length > maxKeywords) {
    throw new BadUserInputError(field, `takes at most ${maxKeywords} keywords`);
  }
  const byWords = new Map<string, string>();
  for (const text of entered) {
    const keyword = text.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
    const words = keyword.toLowerCase().replaceAll('ё', 'е');
    if (!byWords.has(words)) byWords.set(words, checked(field, keyword));
  }
  return [...byWords.values()];
}

function checked(field: string, keyword: string): string {
  if (keyword.length > maxKeywordChars)
    throw new BadUserInputError(field, `takes keywords of at most ${maxKeywordChars} characters`);
  if (!hasKeywordWords(keyword))
    throw new BadUserInputError(field, 'takes keywords with at least one letter or digit');
  if (misplacedStar.test(keyword)) throw new BadUserInputError(field, 'takes "*" only at the end of a word');
  return keyword;
}
