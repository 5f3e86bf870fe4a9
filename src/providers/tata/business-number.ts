/**
 * Our own numbers, as TATA writes them: `+<digits>`, with a plus in its own envelope and without one in Meta's. They
 * are compared on digits (docs/providers/tata.md, "Which number").
 */
import { readWord } from '../json/json-value.js';

/** The number in the one form that channels have; what is no number stays as it came, null when there is none. */
export function toBusinessNumber(value: unknown): string | null {
  const word = readWord(value);
  if (word === null) return null;
  const digits = word.replaceAll(/[\s()+.-]/g, '');
  return /^\d{5,20}$/.test(digits) ? `+${digits}` : word;
}
