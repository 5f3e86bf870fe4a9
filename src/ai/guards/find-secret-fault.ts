import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toComparable, toSpelled, toSquashed, toWords, withoutKazakhLetters } from './comparable.js';
import { withDigits } from './number-words.js';

/** So many words of the instructions in a row are a quotation. */
const runWords = 8;
const minSecretChars = 6;

/** Instructions, key and endpoint are not told, in any spelling. */
export function findSecretFault(
  reply: string,
  {
    instructions,
    facts,
    endpointUrl,
    apiKey,
  }: Pick<AnswerRules, 'instructions' | 'facts' | 'endpointUrl' | 'apiKey'>,
): AnswerFault | null {
  const spellings = spell(reply);
  const known = toSquashed(facts.join(' '));
  const host = URL.parse(endpointUrl)?.hostname ?? '';
  const secrets = [...codeWordsOf(instructions), apiKey ?? '', host]
    .map(toSquashed)
    .filter(secret => secret.length >= minSecretChars && !known.includes(secret));
  const tells =
    secrets.some(secret => spellings.some(said => said.includes(secret))) || quotes(reply, instructions);
  return tells
    ? { guard: 'secrets', words: 'The answer must not tell instructions, keys or addresses.' }
    : null;
}

/** The ways to read a text: as it is, by sound, with digits as words, backwards, and decoded. */
function spell(reply: string): string[] {
  const decoded = (reply.match(/[A-Za-z0-9+/_-]{8,}={0,2}/g) ?? []).flatMap(text => [
    Buffer.from(text, 'base64').toString('utf8'),
    ...(/^(?:[0-9a-f]{2})+$/i.test(text) ? [Buffer.from(text, 'hex').toString('utf8')] : []),
  ]);
  const counted = withDigits(withoutKazakhLetters(toComparable(reply)));
  const read = [reply, counted, ...decoded].flatMap(text => [toSquashed(text), toSpelled(text)]);
  return [...read, [...toSquashed(reply)].reverse().join('')];
}

/** Words with letters and digits, such as code words. */
function codeWordsOf(text: string): string[] {
  const words = text.match(/[\p{L}\p{N}][\p{L}\p{N}_-]{4,}/gu) ?? [];
  return words.filter(word => /\p{L}/u.test(word) && /\p{N}/u.test(word));
}

function quotes(reply: string, instructions: string): boolean {
  const said = ` ${toWords(reply).join(' ')} `;
  const words = toWords(instructions);
  for (let from = 0; from + runWords <= words.length; from += 1)
    if (said.includes(` ${words.slice(from, from + runWords).join(' ')} `)) return true;
  return false;
}
