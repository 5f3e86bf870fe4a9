/** The text around the words that were found. */
import type { SourceMatch, TextRange } from './match-source.js';

/** A part of a snippet. */
export interface Part {
  readonly text: string;
  readonly isMatch: boolean;
}

const maxLength = 200;
const before = 60;
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
/** A grapheme is looked for in this much of the text around a cut. */
const neighbourhood = 64;

/** Cuts a text around its first match, between graphemes and where possible between words. */
export function toSnippet({ text, ranges }: Pick<SourceMatch, 'text' | 'ranges'>): readonly Part[] {
  const first = ranges[0]?.start ?? 0;
  const isShort = text.length <= maxLength;
  const start = isShort || first <= before ? 0 : toStart(text, first);
  const end = text.length - start <= maxLength ? text.length : toEnd(text, start + maxLength, start);
  const parts = toParts(text, { start, end }, ranges);
  const [head, tail] = [start > 0 ? '…' : '', end < text.length ? '…' : ''];
  return join([{ text: head, isMatch: false }, ...parts, { text: tail, isMatch: false }]);
}

/** After the first space before the match, if there is one near. */
function toStart(text: string, first: number): number {
  const from = toBoundary(text, first - before);
  const space = text.slice(from, first).search(/\s/u);
  return space === -1 ? from : from + space + 1;
}

/** Before the last space. */
function toEnd(text: string, limit: number, start: number): number {
  const to = toBoundary(text, limit);
  const space = text.slice(start, to).search(/\s\S{0,20}$/u);
  return space <= 0 ? to : start + space;
}

/** The last boundary between graphemes at or before a place. */
function toBoundary(text: string, at: number): number {
  const from = Math.max(0, at - neighbourhood);
  const part = text.slice(from, at + neighbourhood);
  const found = graphemes.segment(part).containing(at - from);
  const boundary = from + (found?.index ?? at - from);
  // A single grapheme that is longer than the neighbourhood is cut between its code points.
  if (boundary > from || from === 0) return boundary;
  return /[\udc00-\udfff]/.test(text.charAt(at)) ? at - 1 : at;
}

function toParts(text: string, { start, end }: TextRange, ranges: readonly TextRange[]): readonly Part[] {
  const parts: Part[] = [];
  let at = start;
  for (const range of ranges) {
    const [from, to] = [Math.max(range.start, at), Math.min(range.end, end)];
    if (from >= to) continue;
    parts.push({ text: text.slice(at, from), isMatch: false }, { text: text.slice(from, to), isMatch: true });
    at = to;
  }
  return [...parts, { text: text.slice(at, end), isMatch: false }];
}

/** Without empty parts; neighbours that are no match are one part, and controls are spaces. */
function join(parts: readonly Part[]): readonly Part[] {
  const joined: { text: string; isMatch: boolean }[] = [];
  for (const { text, isMatch } of parts) {
    if (text === '') continue;
    const last = joined.at(-1);
    if (last && !last.isMatch && !isMatch) last.text += text;
    else joined.push({ text, isMatch });
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is replaced.
  return joined.map(part => ({ ...part, text: part.text.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ') }));
}
