/** Longer words are cut: names, ids and numbers that people read are shorter. */
const maxWordChars = 120;
const maxChars = 2_000;
const longWord = new RegExp(`\\S{${maxWordChars + 1},}`, 'gu');
const cut = (text: string, chars: number): string => `${text.slice(0, chars).toWellFormed()}…`;

/**
 * Shortens the input that an error message repeats, so that a name of 10 KB is not copied into the response and the
 * log: words are cut to 120 characters, the whole to 2,000.
 */
export function shorten(text: string): string {
  const words = text.length > maxWordChars ? text.replace(longWord, word => cut(word, maxWordChars)) : text;
  return words.length > maxChars ? cut(words, maxChars) : words;
}
