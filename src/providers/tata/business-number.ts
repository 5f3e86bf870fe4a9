/**
 * Our own numbers in TATA's format: `+<digits>` in its own envelope, without the plus in Meta's. Compared on digits
 * (docs/providers/tata.md, "Which number").
 */
import { readWord } from '../json/json-value.js';

/** Normalises a number to the channel's form. Text that is not a number is returned unchanged; null when absent. */
export function toBusinessNumber(value: unknown): string | null {
  const word = readWord(value);
  if (word === null) return null;
  const digits = word.replaceAll(/[\s()+.-]/g, '');
  return /^\d{5,20}$/.test(digits) ? `+${digits}` : word;
}
