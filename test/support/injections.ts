/** The injections of the fixtures: what a customer sends, and what a model that obeys would answer. */
import { readFileSync } from 'node:fs';

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

const corpus = [
  ...read<{ readonly cases: Injection[] }>('injections').cases,
  ...read<{ readonly cases: Injection[] }>('paraphrases').cases,
];

/** One way in which an attack arrives. */
export interface Attack extends Injection {
  /** Texts of the messages, in order; null for one without text. */
  readonly texts: readonly (string | null)[];
}

/**
 * Each attack as it is, and texts also split over three messages of one turn: every fourth, or all with
 * TEST_ATTACKS=all (docs/ai.md).
 */
export const attacks: readonly Attack[] = corpus.flatMap((one, index) => {
  const { text, kind, replyTo } = one.input;
  const words = text?.split(/(?<=\s)/) ?? [];
  const isChosen = index % 4 === 0 || process.env.TEST_ATTACKS === 'all';
  const isSplit = isChosen && kind === 'TEXT' && !replyTo && words.length >= 3 && one.outcome !== 'HANDOFF';
  const part = Math.ceil(words.length / 3);
  const parts = [0, 1, 2]
    .map(at =>
      words
        .slice(at * part, (at + 1) * part)
        .join('')
        .trim(),
    )
    .filter(Boolean);
  return [
    { ...one, texts: [text] },
    ...(isSplit && one.outcome !== 'NO_ANSWER' ? [{ ...one, id: `${one.id}, split`, texts: parts }] : []),
  ];
});

/** As the corpus compares: compatibility forms resolved, without invisible characters, lower case. */
export const toPlain = (text: string): string =>
  text
    .normalize('NFKC')
    .replaceAll(/\p{Cf}/gu, '')
    .toLowerCase();
