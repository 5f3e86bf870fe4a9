/**
 * Reading values that may be of any type, or absent: the first step from untrusted JSON to our types.
 */
import { abridgeText, cleanText, isInvisible } from '../../domain/text.js';

/** An object of decoded JSON. */
export type Tree = Readonly<Record<string, unknown>>;

/** Longest id that is kept as it is; the database indexes ids, and an index row has a limit. */
export const MAX_ID_CHARS = 200;

/** Whether the value is an object, and neither null nor an array. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an object, else an empty one, so that a missing branch reads like an empty one. */
export function toTree(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** A string as it is, or a finite number as text (ids arrive as both); cleaned, null when blank or anything else. */
export function readText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = cleanText(value);
  return text.trim() === '' ? null : text;
}

/** Like `readText`, trimmed and cut to `maxChars` with an ellipsis: for names and words, not for what people wrote. */
export function readWord(value: unknown, maxChars = MAX_ID_CHARS): string | null {
  const text = readText(value)?.trim() ?? null;
  return text === null ? null : abridgeText(text, maxChars);
}

/** The name of a file, cut; null when there is nothing of it to see. */
export function readFileName(value: unknown): string | null {
  const name = readWord(value, 255);
  return name === null || isInvisible(name) ? null : name;
}

/** A finite number, also out of text; null otherwise. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d{1,15}(?:\.\d{1,9})?\s*$/.test(value)) return null;
  return Number(value);
}

/** Whether a flag is set, in any of the ways in which JSON and forms write that. */
export function isSet(value: unknown): boolean {
  return value === true || value === 1 || value === '1' || value === 'true';
}

/** The first of `values` that reads as text. */
export function firstText(values: readonly unknown[]): string | null {
  for (const value of values) {
    const text = readText(value);
    if (text !== null) return text;
  }
  return null;
}
