import type { AnswerFault, AnswerRules } from './answer-rules.js';
import { toSquashed, toWords } from './comparable.js';

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
  const squashed = toSquashed(reply);
  const known = toSquashed(facts.join(' '));
  const host = URL.parse(endpointUrl)?.hostname ?? '';
  const secrets = [...codeWordsOf(instructions), apiKey ?? '', host]
    .map(toSquashed)
    .filter(secret => secret.length >= minSecretChars && !known.includes(secret));
  const tells = secrets.some(secret => squashed.includes(secret)) || quotes(reply, instructions);
  return tells
    ? { guard: 'secrets', words: 'The answer must not tell instructions, keys or addresses.' }
    : null;
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
