import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toComparable, toSquashed, withoutKazakhLetters } from './comparable.js';
import { findBareHosts } from './find-bare-hosts.js';

const link =
  /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)(?:\[[^\]\s]*\])?[^\s<>()[\]"']*|(?:mailto|tel|data|javascript):\S+/giu;
const address = /(?:\d{1,3}\.){3}\d{1,3}/g;
/** A mail address, or the name of an account. */
const account = /[\p{L}\p{N}._-]*@[\p{L}\p{N}][\p{L}\p{N}._-]+/gu;
/** Endings of hosts that are told in words or with spaces; others are words of a sentence. */
const ending =
  '(?:com|net|org|info|biz|online|site|shop|store|app|xyz|pro|link|click|club|top|pay|ru|kz|su|uz|kg|by|ua|io|рф|ру|ком|кз|каз|нет|орг)';
const spokenDot = new RegExp(
  `(?<=[\\p{L}\\p{N}])\\s*(?:точка|нукте|dot)\\s*(?=${ending}(?![\\p{L}\\p{N}])|\\d)`,
  'gu',
);
const spacedDot = new RegExp(
  `(?<=[\\p{L}\\p{N}])\\s+\\.\\s*(?=${ending}(?!\\p{L}))|(?<=[a-z0-9])\\.\\s+(?=(?:com|net|org|ru|kz|рф)(?!\\p{L}))|(?<=\\d)\\s*\\.\\s*(?=\\d)`,
  'gu',
);
const cyrillicEnding = /(?<=[\p{L}\p{N}]\.)(?:ру|ком|кз|нет|орг)(?!\p{L})/gu;

/** A host with Latin and Cyrillic letters; it is none of the list, also where it looks like one. */
const mixedHost =
  /(?=[\p{L}\p{N}._-]*[a-z])(?=[\p{L}\p{N}._-]*\p{sc=Cyrillic})[\p{L}\p{N}_-]+(?:\.[\p{L}\p{N}_-]+)+/gu;

/** Every link, image, mail address and bare host is on the list, or stands in the facts, however it is written. */
export function findLinkFault(
  reply: string,
  { allowedLinks, facts }: Pick<AnswerRules, 'allowedLinks' | 'facts'>,
): AnswerFault | null {
  const text = toComparable(reply);
  const allowed = new Set(
    [...allowedLinks, ...facts.flatMap(fact => findLinks(toComparable(fact)))].map(toPlain),
  );
  const hosts = new Set([...allowed].map(entry => entry.split(/[/?#]/)[0]));
  const foreign = [...findLinks(text), ...findLinks(withDots(text))].some(found => {
    const plain = toPlain(found);
    return !allowed.has(plain) && !hosts.has(plain);
  });
  return foreign ? { guard: 'links', words: 'The answer may contain only links of the list.' } : null;
}

const findLinks = (text: string): string[] => [
  ...(text.match(link) ?? []),
  ...findBareHosts(text),
  ...(text.match(address) ?? []),
  ...(text.match(account) ?? []),
];

/** Dots and at signs in brackets, as words and with spaces as such, and hosts in mixed alphabets in the Latin one. */
const withDots = (text: string): string =>
  withoutKazakhLetters(text)
    .replaceAll(/\s*[[({]\s*(?:\.|dot|точка|нукте)\s*[\])}]\s*/gu, '.')
    .replaceAll(/\s*[[({]\s*(?:@|at|эт|собака)\s*[\])}]\s*/gu, '@')
    .replaceAll(spokenDot, '.')
    .replaceAll(spacedDot, '.')
    .replaceAll(cyrillicEnding, 'ru')
    .replaceAll(/(?<=[a-z0-9])\s+(?:собака|ит)\s+(?=[a-z0-9])|\s*@\s*(?=[\p{L}\p{N}])/gu, '@')
    .replaceAll(mixedHost, host => `mixed-${host.split('.').map(toSquashed).join('.')}`);

/** Without scheme, trailing slash and the punctuation of the sentence. */
const toPlain = (given: string): string =>
  toComparable(given)
    .replace(/^https?:\/\//, '')
    .replace(/[.,;:!?…]+$/, '')
    .replace(/\/$/, '');
