/** Readers for untrusted JSON of vendors: any value can be absent or of any type. */
import { createHash } from 'node:crypto';
import { abridgeText, cleanText, isInvisible, toPersonName } from '../../domain/text.js';

/** A decoded JSON object. */
export type Tree = Readonly<Record<string, unknown>>;

/** Longest id that is stored unchanged. The database indexes ids, and an index row has a size limit. */
export const maxIdChars = 200;

const maxUrlChars = 4_096;
const dayMs = 24 * 60 * 60 * 1_000;
/** No message is older than WhatsApp. */
const earliestMs = Date.UTC(2009, 0, 1);
/** Below: seconds, until the year 5138. From here on: milliseconds, since 1973. */
const firstMilliseconds = 100_000_000_000;

/** True for an object that is neither null nor an array. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value if it is an object, else an empty object, so a missing branch reads like an empty one. */
export function toTree(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** The members of an array; a single object is a list of one, anything else an empty list. */
export function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isTree(value) ? [value] : [];
}

/** A string, or a finite number as text (ids arrive as both), cleaned; null when blank or of another type. */
export function readText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = cleanText(value);
  return text.trim() === '' ? null : text;
}

/** Like `readText`, trimmed and cut to `maxChars` with an ellipsis. For names and words, not for message text. */
export function readWord(value: unknown, maxChars = maxIdChars): string | null {
  const text = readText(value)?.trim() ?? null;
  return text === null ? null : abridgeText(text, maxChars);
}

/** The first value that is a displayable person name, on one line; null when none is. */
export function readName(values: readonly unknown[]): string | null {
  return toPersonName(values.map(readText));
}

/** A file name, cut to length; null when it has no visible character. */
export function readFileName(value: unknown): string | null {
  const name = readWord(value, 255);
  return name === null || isInvisible(name) ? null : name;
}

/** An id, trimmed. One that is too long to index is replaced by its digest, so equal ids stay equal. */
export function readId(value: unknown): string | null {
  const id = readText(value)?.trim() ?? null;
  return id === null || id.length <= maxIdChars ? id : toDigest([id]);
}

/** A finite number, also parsed from text; null otherwise. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d{1,15}(?:\.\d{1,9})?\s*$/.test(value)) return null;
  return Number(value);
}

/** The first of `values` that is readable as text. */
export function firstText(values: readonly unknown[]): string | null {
  return values.map(value => readText(value)).find(text => text !== null) ?? null;
}

/** An http(s) URL that can be fetched later; null for anything else. */
export function readUrl(value: unknown): string | null {
  const url = readText(value)?.trim() ?? '';
  return url.length <= maxUrlChars && /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url) ? url : null;
}

/** A MIME type with its parameters; `application/octet-stream` when unreadable. */
export function readMimeType(value: unknown): string {
  const text = readWord(value) ?? '';
  return /^[\w.+-]+\/[\w.+*-]+/.test(text) ? text : 'application/octet-stream';
}

/**
 * The vendor's timestamp: UNIX seconds (milliseconds are accepted too), as a number or as text.
 * @returns null when absent or implausible: before 2009, or over a day after the arrival
 */
export function readUnixTime(value: unknown, receivedAt: Date): Date | null {
  const number = readNumber(value);
  if (number === null) return null;
  const ms = Math.trunc(number < firstMilliseconds ? number * 1_000 : number);
  return ms >= earliestMs && ms <= receivedAt.getTime() + dayMs ? new Date(ms) : null;
}

/** Digest `sha256:…` of facts, in place of an id that the vendor does not send. */
export function toDigest(facts: readonly unknown[]): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(facts)).digest('hex')}`;
}
