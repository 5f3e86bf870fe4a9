/** Hosts that are written without a scheme, such as `salon.example/price`. */
import tlds from 'tlds' with { type: 'json' };

/**
 * The top-level domains of IANA's list, and names of special use. An ending that is none of them resolves nowhere, and
 * messengers make no link of it: `Node.js` and `price.pdf` are words.
 */
const topLevels: ReadonlySet<string> = new Set([
  ...tlds,
  ...['example', 'test', 'invalid', 'localhost', 'local', 'internal', 'onion'],
  // Kazakh is compared without its own letters.
  'каз',
]);

/** Words that end like a host: names of products and files that an answer can need, and an abbreviation with a city. */
const words: ReadonlySet<string> = new Set([
  ...['asp.net', 'ado.net', 'vb.net', 'ml.net', 'socket.io', 'readme.md', 'changelog.md', 'г.москва'],
]);

const dotted =
  /(?<![\p{L}\p{N}])([\p{L}\p{N}][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)+)(:\d+)?([/?#][^\s<>()[\]"']*)?/gu;

/** The hosts of a comparable text, with port and path. One that a sentence goes on behind, as in `a.kz.Then`, ends there. */
export const findBareHosts = (text: string): string[] =>
  [...text.matchAll(dotted)].flatMap(([whole, name = '', port = '', path = '']) => {
    const labels = name.split('.');
    const last = labels.findLastIndex((label, index) => index > 0 && isTopLevel(label));
    if (last === -1) return port !== '' && /\p{L}/u.test(labels.at(-1) ?? '') ? [whole] : [];
    const host = labels.slice(0, last + 1).join('.');
    const rest = last === labels.length - 1 ? port + path : '';
    return words.has(host) && rest === '' ? [] : [host + rest];
  });

/** Also where a word is joined to it: `com-pay`. */
const isTopLevel = (label: string): boolean =>
  label.startsWith('xn--') || topLevels.has(label) || topLevels.has(label.split(/[_-]/)[0] ?? '');
