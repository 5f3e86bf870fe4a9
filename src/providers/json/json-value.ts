/**
 * Reading values of untrusted JSON: any of them may be of any type, or absent. For vendors whose bodies are JSON.
 */
import { createHash } from 'node:crypto';
import { abridgeText, cleanText, isInvisible, toPersonName } from '../../domain/text.js';

/** An object of decoded JSON. */
export type Tree = Readonly<Record<string, unknown>>;

/** Longest id that is kept as it is; the database indexes ids, and an index row has a limit. */
export const maxIdChars = 200;

const maxUrlChars = 4_096;
const dayMs = 24 * 60 * 60 * 1_000;
/** Before WhatsApp existed there was nothing to be sent. */
const earliestMs = Date.UTC(2009, 0, 1);
/** Seconds until the year 5138, milliseconds since 1973. */
const firstMilliseconds = 100_000_000_000;

/** Whether the value is an object, and neither null nor an array. */
export function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value when it is an object, else an empty one, so that a missing branch reads like an empty one. */
export function toTree(value: unknown): Tree {
  return isTree(value) ? value : {};
}

/** The members of an array; a lone object counts as an array of one, anything else as an empty one. */
export function toList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return isTree(value) ? [value] : [];
}

/** A string as it is, or a finite number as text (ids arrive as both); cleaned, null when blank or anything else. */
export function readText(value: unknown): string | null {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : null;
  if (typeof value !== 'string') return null;
  const text = cleanText(value);
  return text.trim() === '' ? null : text;
}

/** Like `readText`, trimmed and cut to `maxChars` with an ellipsis: for names and words, not for what people wrote. */
export function readWord(value: unknown, maxChars = maxIdChars): string | null {
  const text = readText(value)?.trim() ?? null;
  return text === null ? null : abridgeText(text, maxChars);
}

/** The first of the values that is a person's name to see, on one line; null when none is. */
export function readName(values: readonly unknown[]): string | null {
  return toPersonName(values.map(readText));
}

/** The name of a file, cut; null when there is nothing of it to see. */
export function readFileName(value: unknown): string | null {
  const name = readWord(value, 255);
  return name === null || isInvisible(name) ? null : name;
}

/** An id, trimmed; one that is too long to be indexed becomes its digest, so that it still is one and the same. */
export function readId(value: unknown): string | null {
  const id = readText(value)?.trim() ?? null;
  return id === null || id.length <= maxIdChars ? id : toDigest([id]);
}

/** A finite number, also out of text; null otherwise. */
export function readNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || !/^\s*-?\d{1,15}(?:\.\d{1,9})?\s*$/.test(value)) return null;
  return Number(value);
}

/** The first of `values` that reads as text. */
export function firstText(values: readonly unknown[]): string | null {
  return values.map(value => readText(value)).find(text => text !== null) ?? null;
}

/** An http(s) address that can be fetched later; null for anything else. */
export function readUrl(value: unknown): string | null {
  const url = readText(value)?.trim() ?? '';
  return url.length <= maxUrlChars && /^https?:\/\/[^\s]+$/i.test(url) && URL.canParse(url) ? url : null;
}

/** A MIME type, parameters included; `application/octet-stream` when there is none to read. */
export function readMimeType(value: unknown): string {
  const text = readWord(value) ?? '';
  return /^[\w.+-]+\/[\w.+*-]+/.test(text) ? text : 'application/octet-stream';
}

/**
 * The vendor's clock: UNIX seconds (milliseconds are read too), as a number or as text.
 * @returns null when there is none, or when it cannot be true: before 2009, or over a day after the arrival
 */
export function readUnixTime(value: unknown, receivedAt: Date): Date | null {
  const number = readNumber(value);
  if (number === null) return null;
  const ms = Math.trunc(number < firstMilliseconds ? number * 1_000 : number);
  return ms >= earliestMs && ms <= receivedAt.getTime() + dayMs ? new Date(ms) : null;
}

/** `sha256:…` of facts, for what a vendor gives no id. */
export function toDigest(facts: readonly unknown[]): string {
  return `sha256:${createHash('sha256').update(JSON.stringify(facts)).digest('hex')}`;
}
