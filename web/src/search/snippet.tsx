import type { SearchQuery } from '../gql/operations.js';
import { cleanName } from '../ui/index.js';

/** A piece of the text around the words. */
type Part = SearchQuery['search']['edges'][number]['snippet'][number];

/** The text around the words that were found, which are marked: assistive tools say so. */
export function Snippet({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <span className="found-text" dir="auto">
      {parts.map(({ text, isMatch }, index) => {
        const shown = cleanText(text);
        // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text do not move
        return isMatch ? <mark key={index}>{shown}</mark> : <span key={index}>{shown}</span>;
      })}
    </span>
  );
}

/** Word by word, as a name is cut at its length; a space at an end stays, so that words are not joined. */
const cleanText = (text: string): string =>
  text
    .split(/(\s+)/u)
    .map(part => (part.trim() === '' ? (part === '' ? '' : ' ') : cleanName(part)))
    .join('');
