/**
 * Topic of a dialogue by its words: each topic has keywords, and the topic with the most matches wins.
 *
 * A keyword matches a word in three ways, chosen for Russian and Kazakh, where words grow and change at their end:
 *   - the word starts with the keyword and is little longer (`ламинат`: `ламинатный`; `есік`: `есіктер`). After
 *     three letters and more, half the keyword's length and one letter may follow, at most five, so that `кот` does
 *     not match `который`; a keyword of one or two letters stands for itself;
 *   - an ending of inflection follows the keyword or replaces its own (`кот`: `котами`; `доставка`: `доставкою`;
 *     `цена`: `цену`, but not `центр`);
 *   - with `*` at the end of the keyword, anything follows.
 *
 * Case and ё do not matter. A keyword of several words matches words in a row. The work grows with the length of the
 * text alone: each word is looked up once for each length that keywords have.
 */

/** A topic, with the fields that matching needs. */
export interface TopicRule {
  readonly id: string;
  readonly keywords: readonly string[];
}

/** Match rule for one word of a keyword. */
interface WordPattern {
  readonly start: string;
  /** Maximum number of further letters, or `inflection` if an ending must follow. */
  readonly rest: number | 'inflection';
}

interface Phrase {
  readonly topicIndex: number;
  readonly keyword: string;
  /** The words of the phrase, each with its patterns. */
  readonly words: readonly (readonly WordPattern[])[];
}

interface Matcher {
  /** The phrases by the prefix of their first word. */
  readonly phrasesByStart: ReadonlyMap<
    string,
    readonly { readonly pattern: WordPattern; readonly phrase: Phrase }[]
  >;
  readonly startLengths: readonly number[];
}

/** A keyword that occurs in a text, with the words that it matched, in lower case and with е for ё. */
export interface KeywordHit {
  readonly keyword: string;
  readonly words: string;
}

/** The matches of one topic in a text. */
export interface TopicHits {
  readonly topicId: string;
  readonly count: number;
  /** The first matches, in the order of the text. */
  readonly keywords: readonly KeywordHit[];
}

/** Called for each counted match; `at` is the index of its first word. */
type OnHit = (phrase: Phrase, textWords: readonly string[], at: number) => void;

/** Maximum text length that is read: more than any provider allows. */
const maxTextLength = 65_536;
const maxExtraLetters = 5;
const minInflectedLength = 3;
const wordOfText = /[\p{L}\p{M}\p{N}]+/gu;
const wordOfKeyword = /[\p{L}\p{M}\p{N}]+\*?/gu;
/** Ending of an adjective if a stem of three letters remains, else one vowel or sign. */
const changingEnding = /(?<=\p{L}{3})(?:[иоы]й|[ая]я|[еиоы]е)$|[аеийоуыэюяь]$/u;
const endings = new Set(
  'а я о е ы и у ю ь й ой ей ою ею ом ем ам ям ах ях ами ями ов ев ий ый ая яя ое ее ую юю ие ые ого его ому ему ым им ых их ыми ими ию ии ия ием иям иях иями'.split(
    ' ',
  ),
);

const matchers = new WeakMap<readonly TopicRule[], Matcher>();

/**
 * Chooses the topic of a text. A word counts once per topic, even if several of its keywords match; of topics with
 * equally many matches, the first in order wins.
 * @param topics compiled once per array: pass the same array again, and never change it.
 * @returns the id of the topic, or null when no keyword occurs.
 */
export function matchTopic(text: string, topics: readonly TopicRule[]): string | null {
  if (topics.length === 0) return null;
  const hits = countHits(text, topics);
  const most = Math.max(...hits);
  return most > 0 ? (topics[hits.indexOf(most)]?.id ?? null) : null;
}

/**
 * The topics with matches in a text, most matches first; the first one is the result of `matchTopic`.
 * @param maxKeywords maximum number of listed matches for each topic
 */
export function explainTopics(text: string, topics: readonly TopicRule[], maxKeywords: number): TopicHits[] {
  const keywords = topics.map((): KeywordHit[] => []);
  const hits = countHits(text, topics, ({ topicIndex, keyword, words }, textWords, at) => {
    const listed = keywords[topicIndex];
    if (listed && listed.length < maxKeywords)
      listed.push({ keyword, words: textWords.slice(at, at + words.length).join(' ') });
  });
  return topics
    .map(({ id }, index) => ({ topicId: id, count: hits[index] ?? 0, keywords: keywords[index] ?? [] }))
    .filter(({ count }) => count > 0)
    .sort((left, right) => right.count - left.count);
}

/** True if a text can match the keyword: it has a letter or a digit in it. */
export function hasKeywordWords(keyword: string): boolean {
  return wordsOf(keyword, wordOfKeyword).length > 0;
}

/** The number of matches of each topic, by its index. */
function countHits(text: string, topics: readonly TopicRule[], onHit?: OnHit): Uint32Array {
  const matcher = matcherOf(topics);
  const textWords = wordsOf(text.slice(0, maxTextLength), wordOfText);
  const hits = new Uint32Array(topics.length);
  const lastHit = new Int32Array(topics.length).fill(-1);
  for (let at = 0; at < textWords.length; at += 1) {
    const word = textWords[at] as string;
    for (const length of matcher.startLengths) {
      if (length > word.length) break;
      for (const { pattern, phrase } of matcher.phrasesByStart.get(word.slice(0, length)) ?? []) {
        if (lastHit[phrase.topicIndex] === at) continue;
        if (!fits(pattern, word) || !continues(phrase, textWords, at)) continue;
        lastHit[phrase.topicIndex] = at;
        hits[phrase.topicIndex] = (hits[phrase.topicIndex] ?? 0) + 1;
        onHit?.(phrase, textWords, at);
      }
    }
  }
  return hits;
}

function matcherOf(topics: readonly TopicRule[]): Matcher {
  const known = matchers.get(topics);
  if (known) return known;
  const made = compile(topics);
  matchers.set(topics, made);
  return made;
}

function compile(topics: readonly TopicRule[]): Matcher {
  const phrasesByStart = new Map<string, { pattern: WordPattern; phrase: Phrase }[]>();
  for (const [topicIndex, topic] of topics.entries()) {
    for (const keyword of topic.keywords) {
      const phrase = { topicIndex, keyword, words: wordsOf(keyword, wordOfKeyword).map(toPatterns) };
      for (const pattern of phrase.words[0] ?? []) {
        const others = phrasesByStart.get(pattern.start);
        if (others) others.push({ pattern, phrase });
        else phrasesByStart.set(pattern.start, [{ pattern, phrase }]);
      }
    }
  }
  const startLengths = [...new Set([...phrasesByStart.keys()].map(start => start.length))].sort(
    (a, b) => a - b,
  );
  return { phrasesByStart, startLengths };
}

function wordsOf(text: string, word: RegExp): readonly string[] {
  return text.normalize('NFC').toLowerCase().replaceAll('ё', 'е').match(word) ?? [];
}

function toPatterns(word: string): WordPattern[] {
  if (word.endsWith('*')) return [{ start: word.slice(0, -1), rest: Number.POSITIVE_INFINITY }];
  if (word.length < minInflectedLength) return [{ start: word, rest: 0 }];
  const stem = word.replace(changingEnding, '');
  return [
    { start: word, rest: Math.min(Math.floor(word.length / 2) + 1, maxExtraLetters) },
    { start: stem, rest: 'inflection' },
  ];
}

function fits({ start, rest }: WordPattern, word: string): boolean {
  if (!word.startsWith(start)) return false;
  return rest === 'inflection' ? endings.has(word.slice(start.length)) : word.length - start.length <= rest;
}

function continues(phrase: Phrase, textWords: readonly string[], at: number): boolean {
  for (let next = 1; next < phrase.words.length; next += 1) {
    const word = textWords[at + next];
    const patterns = phrase.words[next] ?? [];
    if (word === undefined || !patterns.some(pattern => fits(pattern, word))) return false;
  }
  return true;
}
