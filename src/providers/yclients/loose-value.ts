/** Readers for values whose types differ between YClients' schema and its webhooks: text, numbers, flags. */
import { cleanText, toPersonName, truncateText } from '../../domain/text.js';

/** A decoded JSON object. */
export type Tree = Readonly<Record<string, unknown>>;

const maxWordChars = 300;

/** True for an object that is neither null nor an array. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is an object, else an empty object. */
export function toTree(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** Trimmed text, or a number as text; null when blank or of another type. */
export function readWord(value: unknown, maxChars = maxWordChars): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = cleanText(value).trim();
  return text === '' ? null : truncateText(text, maxChars);
}

/** The first value that is a displayable person name; null when none is. */
export function readName(values: readonly unknown[]): string | null {
  return toPersonName(values.map(value => readWord(value)));
}

/** A finite number, also parsed from text; null otherwise. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d{1,12}(?:\.\d{1,6})?\s*$/.test(value)) return null;
  return Number(value);
}

/** A flag in any form that YClients uses; null when it is not a flag. */
export function readFlag(value: unknown): boolean | null {
  if (value === true || value === 1 || value === '1' || value === 'true') return true;
  if (value === false || value === 0 || value === '0' || value === 'false') return false;
  return null;
}
