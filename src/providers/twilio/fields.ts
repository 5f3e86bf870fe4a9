/** Reading single fields. Every value of Twilio's is text; JSON of a relay or a guide may hold numbers too. */
import { abridgeText } from '../../domain/text.js';

/** The fields of a request, by Twilio's names. */
export type Fields = Readonly<Record<string, unknown>>;

/** Longest id or word that is kept as it is; Twilio's ids have 34 characters. */
const maxWordChars = 200;

/** The field as text; null when it is absent, blank or no text. */
export function readText(fields: Fields, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}

/** The field trimmed and cut, for ids, names and codes; null when there is none. */
export function readWord(fields: Fields, name: string): string | null {
  const text = readText(fields, name)?.trim();
  return text ? abridgeText(text, maxWordChars) : null;
}

/** The first of several fields that says something. */
export function readFirst(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const word = readWord(fields, name);
    if (word !== null) return word;
  }
  return null;
}

/** A field that is a time in ISO 8601; null when it is none. */
export function readTime(fields: Fields, name: string): Date | null {
  const text = readWord(fields, name) ?? '';
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : new Date(ms);
}

/** A field that holds JSON text, parsed; undefined when it holds none. */
export function readJson(fields: Fields, name: string): unknown {
  try {
    return JSON.parse(readText(fields, name) ?? '');
  } catch {
    return undefined;
  }
}

/** The value when it is an object, else an empty one. */
export function toFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
