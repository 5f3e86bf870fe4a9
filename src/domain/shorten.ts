/** Words longer than this are cut: no name, id or number that a person must read is as long. */
const maxWordChars = 120;
const maxChars = 2_000;
const longWord = new RegExp(`\\S{${maxWordChars + 1},}`, 'gu');
const cut = (text: string, chars: number): string => `${text.slice(0, chars).toWellFormed()}…`;

/**
 * Shortens what an error repeats of its input, so that a name of 10 KB does not come back in the answer and in the log:
 * words are cut to 120 characters, the whole to 2,000.
 */
export function shorten(text: string): string {
  const words = text.length > maxWordChars ? text.replace(longWord, word => cut(word, maxWordChars)) : text;
  return words.length > maxChars ? cut(words, maxChars) : words;
}
