/** The search without a database: words, queries, phones, Kazakh stems, snippets. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BadUserInputError } from '../../src/domain/errors.js';
import { SearchKind } from '../../src/domain/vocabulary.js';
import { isKazakh, toKazakhStem } from '../../src/search/kazakh-stem.js';
import { toVector } from '../../src/search/lexemes.js';
import { matchSource } from '../../src/search/match-source.js';
import { parseQuery } from '../../src/search/parse-query.js';
import { findPhones, toDigitVariants, toPhoneDigits } from '../../src/search/phone-digits.js';
import type { SearchSource } from '../../src/search/source.js';
import { toSnippet } from '../../src/search/to-snippet.js';
import { searchClasses, toTsquery } from '../../src/search/to-tsquery.js';
import { toWords } from '../../src/search/words.js';

const id = '019a0000-0000-7000-8000-000000000001';
const words = (text: string) => toWords(text, 1_000).map(({ word }) => word);
const message = (text: string): SearchSource => ({
  ...{ kind: SearchKind.MESSAGE, id, ownerId: id, channelIds: [id], createdAt: new Date(0) },
  ...{ authorId: null, direction: null, fields: [{ name: 'text', text }] },
});
const show = (parts: readonly { text: string; isMatch: boolean }[]) =>
  parts.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join('');
const faultOf = (query: string): string => {
  try {
    return JSON.stringify(parseQuery(query));
  } catch (error) {
    return error instanceof BadUserInputError ? error.message : String(error);
  }
};

describe('words', () => {
  it('are compared in small letters, composed, without accents that stand alone and invisible characters', () => {
    expect(words('Ёлка, ПРИ\u200bВЕТ! don’t 50% ＡＢＣ e\u0301té Қазақ-тіл')).toEqual([
      ...['елка', 'привет', 'don', 't', '50', 'abc', 'été', 'қазақ', 'тіл'],
    ]);
  });

  it('keep their places in the text, and are limited in length and number', () => {
    const [found] = toWords('  Привет', 10);
    expect(found).toEqual({ word: 'привет', start: 2, end: 8 });
    expect([toWords('а'.repeat(500), 10)[0]?.word.length, toWords('a b c d', 2).length]).toEqual([64, 2]);
  });
});

describe('a query', () => {
  it('has words, phrases and numbers; only the last word is unfinished', () => {
    expect(parseQuery('цена "на маникюр" 8 (701) 123-45-67 когд')).toEqual([
      { kind: 'word', words: ['цена'], isPrefix: false },
      { kind: 'phrase', words: ['на', 'маникюр'], isPrefix: false },
      { kind: 'number', words: ['8', '701', '123', '45', '67'], isPrefix: false },
      { kind: 'word', words: ['когд'], isPrefix: true },
    ]);
  });

  it('is finished by a space, a mark or a closing quotation mark; an open quotation is not', () => {
    const isLastUnfinished = (query: string) => parseQuery(query).at(-1)?.isPrefix;
    expect(['цена', 'цена ', 'цена?', '"цена за"', '«цена за', '«цена за»'].map(isLastUnfinished)).toEqual([
      true,
      false,
      false,
      false,
      true,
      false,
    ]);
  });

  it('is refused when it is too short, too long, not text, or has neither a letter nor a digit', () => {
    const queries = ['', ' a ', 'a'.repeat(201), 'a\0b', 'a\ud800', '?!', '""'];
    const faults = queries.map(faultOf);
    expect(faults.map(fault => /query/.test(fault) && !fault.startsWith('['))).toEqual(
      queries.map(() => true),
    );
    expect(faults[1]).toContain('2 to 200 characters');
  });

  it('is parsed for every text, or refused as input of the client', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), text => {
        const result = faultOf(text);
        expect(result.startsWith('[') || result.includes('query')).toBe(true);
      }),
    );
  });

  it('makes a query of PostgreSQL of letters and digits in quotes alone', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 2, maxLength: 60 }), text => {
        if (!faultOf(text).startsWith('[')) return;
        const query = { terms: parseQuery(text), stems: new Map<string, string>() };
        const texts = searchClasses.map((_, index) =>
          String(toTsquery(query, index, Object.values(SearchKind), [])),
        );
        const outside = texts.map(sql => sql.replaceAll(/'[\p{L}\p{N}_-]+'(:\*)?/gu, '')).join('');
        expect(outside).toMatch(/^[ ()&|!<>-]*$/);
      }),
    );
  });
});

describe('phones', () => {
  it('are found by the digits of any writing', () => {
    const stored = toPhoneDigits('+77011234567') ?? '';
    const writings = ['+7 701 123-45-67', '8 (701) 123 45 67', '7011234567', '8701', '7701', '4567', '1234'];
    const digits = writings.map(text => text.replaceAll(/\D/g, ''));
    expect(digits.map(part => toDigitVariants(part).some(variant => stored.includes(variant)))).toEqual(
      writings.map(() => true),
    );
    expect(toDigitVariants('0151')).toEqual(['0151', '151']);
  });

  it('are read from addresses and texts', () => {
    expect(['77011234567@c.us', 'whatsapp:+77011234567', 'aida.beauty', '12'].map(toPhoneDigits)).toEqual([
      '77011234567',
      '77011234567',
      null,
      null,
    ]);
    expect(findPhones('звоните 8 (701) 123-45-67 или 123-45').map(({ digits }) => digits)).toEqual([
      '87011234567',
    ]);
  });
});

describe('Kazakh words', () => {
  it.each([
    ['баға', ['баға', 'бағасы', 'бағаны', 'бағасын', 'бағасына', 'бағамен']],
    ['қызмет', ['қызмет', 'қызметтер', 'қызметі', 'қызметіңіз', 'қызметке', 'қызметтің']],
    ['кітап', ['кітап', 'кітаптар', 'кітаптарымызды']],
  ])('have one stem: %s', (stem, forms) => {
    expect(forms.map(toKazakhStem)).toEqual(forms.map(() => stem));
    expect(forms.every(isKazakh)).toBe(true);
  });
});

describe('a snippet', () => {
  const query = { terms: parseQuery('маникюр '), stems: new Map([['маникюр', 'маникюр']]) };
  const snippetOf = (text: string) => {
    const match = matchSource(query, message(text));
    return match === null ? null : toSnippet(match);
  };

  it('is the text with its matches, when it is short', () => {
    expect(show(snippetOf('Цена на МАНИКЮР?\nМаникюр!') ?? [])).toBe('Цена на [МАНИКЮР]? [Маникюр]!');
    expect(snippetOf('Цена')).toBeNull();
  });

  it('is cut around the first match, between words', () => {
    const far = show(snippetOf(`${'слово '.repeat(50)}маникюр${' слово'.repeat(50)}`) ?? []);
    expect(far).toMatch(/^…(слово )+\[маникюр\]( слово)+…$/);
    expect(far.length).toBeLessThanOrEqual(204);
  });

  it('has at most 200 characters and is never cut inside of a grapheme', () => {
    const units = ['👩‍👩‍👧‍👦', '🇰🇿', 'e\u0301', '👍🏽', 'я', ' ', '𝒜'];
    const parts = fc.array(fc.constantFrom(...units), { maxLength: 300 }).map(list => list.join(''));
    const segmenter = new Intl.Segmenter(undefined, { granularity: 'grapheme' });
    const graphemesOf = (text: string) => [...segmenter.segment(text)].map(({ segment }) => segment);
    fc.assert(
      fc.property(parts, parts, (head, tail) => {
        const text = `${head} маникюр ${tail}`;
        const snippet = (snippetOf(text) ?? []).map(part => part.text).join('');
        const inner = snippet.replace(/^…/, '').replace(/…$/, '');
        expect(inner.length).toBeLessThanOrEqual(200);
        const at = text.indexOf(inner);
        const whole = graphemesOf(text.slice(0, at)).concat(graphemesOf(inner));
        expect(at >= 0 && graphemesOf(text.slice(0, at + inner.length)).join('|') === whole.join('|')).toBe(
          true,
        );
        expect(snippet).toContain('маникюр');
      }),
    );
  });
});

describe('what is stored', () => {
  it('has words with places, stems, filters, and nothing that needs an escape', () => {
    const vector = toVector(id, id, message("a'b \\ Цена 8 701 123 45 67"), new Map([['цена', 'цен']]));
    for (const part of ["'wцена':3", "'sцен'", "'f7011234567'", "'kMESSAGE'"]) expect(vector).toContain(part);
    expect(vector.replaceAll(/'[\p{L}\p{N}_-]+'(:\d+)?/gu, '').trim()).toBe('');
  });
});
