import { cleanName } from '../ui/index.js';

const charsBefore = 20;
const maxChars = 200;

/** The part of a text around the words that were searched, which are marked. */
export function Excerpt({ text, query }: { readonly text: string; readonly query: string }) {
  const at = text.toLowerCase().indexOf(query.toLowerCase());
  if (at < 0)
    return (
      <span className="text line" dir="auto">
        {lines(text.slice(0, maxChars))}
      </span>
    );
  const from = Math.max(0, at - charsBefore);
  const end = at + query.length;
  return (
    <span className="text line" dir="auto">
      {from > 0 && '… '}
      {lines(text.slice(from, at))}
      <mark>{lines(text.slice(at, end))}</mark>
      {lines(text.slice(end, end + maxChars))}
    </span>
  );
}

/** In pieces, as a name is cut at its length; spaces at the ends stay. */
const lines = (text: string): string =>
  text
    .split(/(\s+)/u)
    .map(part => (part.trim() === '' ? (part === '' ? '' : ' ') : cleanName(part)))
    .join('');
