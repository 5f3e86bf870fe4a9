/** Readers for single fields. All of Twilio's values are text; JSON of a relay or a guide can also contain numbers. */
import { abridgeText } from '../../domain/text.js';

/** Fields of a request, by Twilio's names. */
export type Fields = Readonly<Record<string, unknown>>;

/** Longest id or word that is stored unchanged; Twilio's ids have 34 characters. */
const maxWordChars = 200;

/** A field as text; null when absent, blank or not text. */
export function readText(fields: Fields, name: string): string | null {
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && text.trim() !== '' ? text : null;
}

/** A field trimmed and cut, for ids, names and codes; null when absent. */
export function readWord(fields: Fields, name: string): string | null {
  const text = readText(fields, name)?.trim();
  return text ? abridgeText(text, maxWordChars) : null;
}

/** The first non-empty field of several. */
export function readFirst(fields: Fields, names: readonly string[]): string | null {
  for (const name of names) {
    const word = readWord(fields, name);
    if (word !== null) return word;
  }
  return null;
}

/** A field with an ISO 8601 time; null otherwise. */
export function readTime(fields: Fields, name: string): Date | null {
  const text = readWord(fields, name) ?? '';
  const ms = /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(ms) ? null : new Date(ms);
}

/** A field with JSON text, parsed; undefined when it is not JSON. */
export function readJson(fields: Fields, name: string): unknown {
  try {
    return JSON.parse(readText(fields, name) ?? '');
  } catch {
    return undefined;
  }
}

/** The value if it is an object, else an empty object. */
export function toFields(value: unknown): Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
}
