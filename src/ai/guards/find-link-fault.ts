import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toComparable } from './comparable.js';

const link =
  /(?:[a-z][a-z0-9+.-]*:\/\/|www\.)[^\s<>()[\]"']+|(?:mailto|tel|data|javascript):\S+|(?<![\p{L}\p{N}])[\p{L}\p{N}][\p{L}\p{N}_-]*(?:\.[\p{L}\p{N}_-]+)*\.(?:[a-z]{2,24}|рф|қаз|xn--[a-z0-9-]+)(?![\p{L}\p{N}_-])(?::\d+)?(?:[/?#][^\s<>()[\]"']*)?/giu;
const address = /(?:\d{1,3}\.){3}\d{1,3}/g;

/** Every link, image and bare host is on the list, or stands in the facts. */
export function findLinkFault(
  reply: string,
  { allowedLinks, facts }: Pick<AnswerRules, 'allowedLinks' | 'facts'>,
): AnswerFault | null {
  const text = toComparable(reply);
  const allowed = new Set(
    [...allowedLinks, ...facts.flatMap(fact => findLinks(toComparable(fact)))].map(toPlain),
  );
  const hosts = new Set([...allowed].map(entry => entry.split(/[/?#]/)[0]));
  const foreign = findLinks(text).some(found => {
    const plain = toPlain(found);
    return !allowed.has(plain) && !hosts.has(plain);
  });
  return foreign ? { guard: 'links', words: 'The answer may contain only links of the list.' } : null;
}

const findLinks = (text: string): string[] => [...(text.match(link) ?? []), ...(text.match(address) ?? [])];

/** Without scheme, trailing slash and the punctuation of the sentence. */
const toPlain = (given: string): string =>
  toComparable(given)
    .replace(/^https?:\/\//, '')
    .replace(/[.,;:!?…]+$/, '')
    .replace(/\/$/, '');
