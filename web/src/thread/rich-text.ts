/**
 * WhatsApp's formatting, as a tree: `*bold*`, `_italic_`, `~struck~`, `` `code` ``, and links. One pass over the text;
 * nothing of it becomes HTML.
 */

/** A part of a text. */
export type TextPart =
  | { readonly kind: 'TEXT'; readonly text: string }
  | { readonly kind: 'LINK'; readonly text: string; readonly href: string }
  | { readonly kind: 'BOLD' | 'ITALIC' | 'STRUCK' | 'CODE'; readonly parts: readonly TextPart[] };

const kinds: Readonly<Record<string, 'BOLD' | 'ITALIC' | 'STRUCK' | 'CODE'>> = {
  '*': 'BOLD',
  _: 'ITALIC',
  '~': 'STRUCK',
  '`': 'CODE',
};
const maxDepth = 4;
/** Longer formatted runs are shown as they are: the end of each marker is searched in this range only. */
const maxRun = 2_000;
const linkStart = /https?:\/\//giy;
const linkPattern = /https?:\/\/[^\s\p{C}<>"'`]{1,2000}/giuy;
const isWord = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);
const isSpace = (char: string | undefined): boolean => char === undefined || /\s/u.test(char);

/** Parses a text. */
export function parseRichText(text: string, depth = 0): readonly TextPart[] {
  const parts: TextPart[] = [];
  let plain = 0;
  let at = 0;
  const flush = (end: number) => {
    if (end > plain) parts.push({ kind: 'TEXT', text: text.slice(plain, end) });
  };
  while (at < text.length) {
    const link = findLink(text, at);
    if (link !== null) {
      flush(at);
      parts.push({ kind: 'LINK', ...link });
      at += link.text.length;
      plain = at;
      continue;
    }
    const char = text[at] ?? '';
    const kind = kinds[char];
    const end = kind === undefined || depth >= maxDepth ? -1 : findEnd(text, at, char);
    if (kind === undefined || end === -1) {
      at += 1;
      continue;
    }
    flush(at);
    const inner = text.slice(at + 1, end);
    const isCode = kind === 'CODE';
    parts.push({ kind, parts: isCode ? [{ kind: 'TEXT', text: inner }] : parseRichText(inner, depth + 1) });
    at = end + 1;
    plain = at;
  }
  flush(text.length);
  return parts;
}

/** Place of the closing marker; -1 without one. Markers stand at the edges of words, in one line. */
function findEnd(text: string, start: number, marker: string): number {
  if (isWord(text[start - 1]) || isSpace(text[start + 1]) || text[start + 1] === marker) return -1;
  const last = Math.min(text.length, start + maxRun);
  for (let end = start + 2; end < last; end++) {
    if (text[end] === '\n') return -1;
    if (text[end] === marker && !isSpace(text[end - 1]) && !isWord(text[end + 1])) return end;
  }
  return -1;
}

/** A link that begins here. Only http and https; every other scheme stays text. */
function findLink(text: string, at: number): { readonly text: string; readonly href: string } | null {
  if (text[at] !== 'h' && text[at] !== 'H') return null;
  if (isWord(text[at - 1])) return null;
  linkStart.lastIndex = at;
  if (!linkStart.test(text)) return null;
  linkPattern.lastIndex = at;
  const found = linkPattern.exec(text)?.[0].replace(/[.,;:!?)\]}*_~]+$/, '');
  const url = found === undefined ? null : URL.parse(found);
  if (found === undefined || url === null || !/^https?:$/.test(url.protocol)) return null;
  // `https://bank.example@evil.example` shows one host and opens another.
  if (url.username !== '' || url.password !== '') return null;
  return { text: found, href: url.href };
}
