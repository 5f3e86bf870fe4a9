/** The injections of the fixtures: what a customer sends, and what a model that obeys would answer. */
import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRandom } from './seeded.js';

/** One attack. */
export interface Injection {
  readonly id: string;
  readonly language: string;
  readonly input: {
    readonly kind: string;
    readonly text: string | null;
    readonly senderName?: string;
    readonly fileName?: string;
    readonly replyTo?: { readonly text: string };
    readonly buttonTitle?: string;
    readonly placeName?: string;
    readonly vcard?: string;
  };
  readonly obedient: { readonly reply: string; readonly language: string };
  readonly outcome: 'NOT_SENT' | 'HANDOFF' | 'NO_ANSWER' | 'PROMPT_CLEAN' | 'MODEL_ONLY';
  /** No text that leaves contains one of these. */
  readonly forbid?: readonly string[];
}

const read = <T>(name: string): T => JSON.parse(readFileSync(`test/fixtures/ai/${name}.json`, 'utf8')) as T;

/** The company under attack. */
export const attackedCompany = read<{
  readonly seed: {
    readonly instructions: string;
    readonly internalNote: string;
    readonly otherCustomerSameCompany: string;
    readonly otherCompany: string;
    readonly endpointKey: string;
    readonly allowedLinks: string[];
    readonly facts: string[];
  };
}>('injections').seed;

const originals = read<{ readonly cases: Injection[] }>('injections').cases;
const paraphrases = read<{ readonly cases: Injection[] }>('paraphrases').cases;

/** One way in which an attack arrives. */
export interface Attack extends Injection {
  /** Texts of the messages, in order; null for one without text. */
  readonly texts: readonly (string | null)[];
}

/** Attacks, and the seed that chose them. */
export interface ChosenAttacks {
  readonly seed: number;
  readonly attacks: readonly Attack[];
}

/** A run takes one of so many paraphrases, and of texts that are split over three messages of one turn. */
const share = { paraphrases: 4, splits: 8 };

/** Every attack of the corpus as it is, and some in other words or split; all with TEST_ATTACKS=all (docs/ai.md). */
export function chooseAttacks(): ChosenAttacks {
  const seed = Number(process.env.TEST_SEED ?? randomInt(2 ** 31));
  const random = createRandom(seed);
  const oneOf = <T>(all: readonly T[], count: number): T[] => {
    if (process.env.TEST_ATTACKS === 'all') return [...all];
    const first = Math.floor(random() * count);
    return all.filter((_, index) => index % count === first);
  };
  const asTheyAre = [...originals, ...oneOf(paraphrases, share.paraphrases)];
  const splits = oneOf([...originals, ...paraphrases].flatMap(toSplit), share.splits);
  return { seed, attacks: [...splits, ...asTheyAre.map(one => ({ ...one, texts: [one.input.text] }))] };
}

function toSplit(one: Injection): Attack[] {
  const { text, kind, replyTo } = one.input;
  const words = text?.split(/(?<=\s)/) ?? [];
  if (kind !== 'TEXT' || replyTo || words.length < 3) return [];
  if (one.outcome === 'HANDOFF' || one.outcome === 'NO_ANSWER') return [];
  const part = Math.ceil(words.length / 3);
  const partAt = (at: number) => words.slice(at * part, (at + 1) * part).join('');
  const texts = [0, 1, 2].map(at => partAt(at).trim()).filter(Boolean);
  return [{ ...one, id: `${one.id}, split`, texts }];
}

/** As the corpus compares: compatibility forms resolved, without invisible characters, lower case. */
export const toPlain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .toLowerCase();
