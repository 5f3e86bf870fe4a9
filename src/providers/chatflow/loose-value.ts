/** Readers for untrusted JSON: any value can be absent or of any type. */
import { abridgeText, cleanText, isInvisible } from '../../domain/text.js';

/** A decoded JSON object. */
export type Tree = Readonly<Record<string, unknown>>;

/** Longest id that is stored unchanged. The database indexes ids, and an index row has a size limit. */
export const MAX_ID_CHARS = 200;

/** True for an object that is neither null nor an array. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is an object, else an empty object, so a missing branch reads like an empty one. */
export function toTree(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** A string, or a finite number as text (ids arrive as both), cleaned; null when blank or of another type. */
export function readText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = cleanText(value);
  return text.trim() === '' ? null : text;
}

/** Like `readText`, trimmed and cut to `maxChars` with an ellipsis. For names and words, not for message text. */
export function readWord(value: unknown, maxChars = MAX_ID_CHARS): string | null {
  const text = readText(value)?.trim() ?? null;
  return text === null ? null : abridgeText(text, maxChars);
}

/** A file name, cut to length; null when it has no visible character. */
export function readFileName(value: unknown): string | null {
  const name = readWord(value, 255);
  return name === null || isInvisible(name) ? null : name;
}

/** A finite number, also parsed from text; null otherwise. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d{1,15}(?:\.\d{1,9})?\s*$/.test(value)) return null;
  return Number(value);
}

/** True if a flag is set, in any form that JSON and HTML forms use. */
export function isSet(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

/** The first of `values` that is readable as text. */
export function firstText(values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = readText(value);
    if (text !== null) return text;
  }
  return null;
}
