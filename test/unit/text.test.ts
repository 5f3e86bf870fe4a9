import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sanitizeJson } from '../../src/domain/sanitize-json.js';
import { abridgeText, cleanText, toPersonName, truncateText } from '../../src/domain/text.js';

const anyString = fc.string({ unit: 'binary' });
const rawString = fc.array(fc.integer({ min: 0, max: 0xffff })).map(units => String.fromCharCode(...units));

describe('cleanText', () => {
  it.each([
    ['keeps clean text', 'Сәлем, ёж! 👋🏽', 'Сәлем, ёж! 👋🏽'],
    ['drops U+0000', 'a\0b\0', 'ab'],
    ['replaces a lone high surrogate', 'a\ud83d', 'a\ufffd'],
    ['replaces a lone low surrogate', '\udc4bb', '\ufffdb'],
    ['keeps other control characters', 'a\u0001\t\r\n\u007f', 'a\u0001\t\r\n\u007f'],
    ['keeps zero-width joiners', '👩\u200d👧', '👩\u200d👧'],
    ['does not join surrogates that a U+0000 kept apart', '\ud83d\0\udc4b', '\ufffd\ufffd'],
    ['keeps nothing as nothing', '', ''],
  ])('%s', (_sentence, value, expected) => {
    expect(cleanText(value)).toBe(expected);
  });

  it('makes any string storable, and changes a clean one no more', () => {
    fc.assert(
      fc.property(rawString, value => {
        const cleaned = cleanText(value);
        expect(cleaned.isWellFormed() && !cleaned.includes('\0')).toBe(true);
        expect(cleanText(cleaned)).toBe(cleaned);
      }),
    );
  });
});

describe('truncateText', () => {
  it.each([
    ['keeps a short text', 'abc', 3, 'abc'],
    ['cuts a long one', 'abcd', 3, 'abc'],
    ['counts an emoji as one character', 'a👋b', 2, 'a👋'],
    ['does not cut an emoji in half', '👋👋', 1, '👋'],
    ['does not take the skin tone off an emoji', 'a👋🏽b', 2, 'a'],
    ['does not break a family apart', 'a👩‍👩‍👧b', 4, 'a'],
    ['does not make one flag of the halves of two', '🇰🇿🇰🇿', 3, '🇰🇿'],
    ['does not take the accent off a letter', 'Зои\u0306', 3, 'Зо'],
    ['keeps what ends with the last character wanted', '👩‍👩‍👧b', 5, '👩‍👩‍👧'],
    ['cuts one endless grapheme between its characters', `e${'\u0301'.repeat(9)}`, 3, 'e\u0301\u0301'],
    ['leaves nothing of nothing wanted', 'abc', 0, ''],
  ])('%s', (_sentence, value, maxChars, expected) => {
    expect(truncateText(value, maxChars)).toBe(expected);
  });

  it('keeps whole graphemes, and never more code points than wanted', () => {
    const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
    const starts = (value: string) => [...segmenter.segment(value)].map(({ index }) => index);
    fc.assert(
      fc.property(anyString, fc.nat(40), (value, maxChars) => {
        const cut = truncateText(value, maxChars);
        expect(value.startsWith(cut)).toBe(true);
        expect([...cut].length).toBeLessThanOrEqual(maxChars);
        const [, second = value.length] = starts(value);
        if (cut !== value && cut.length >= second) expect(starts(value)).toContain(cut.length);
      }),
    );
  });
});

describe('abridgeText', () => {
  it.each([
    ['leaves alone what fits', '👋👋', 2, '👋👋'],
    ['says that something is missing, within the length', 'abcd', 3, 'ab…'],
    ['does not leave half an emoji before the ellipsis', 'a👋🏽bc', 4, 'a👋🏽…'],
    ['rather leaves the emoji out', 'a👋🏽bc', 3, 'a…'],
  ])('%s', (_sentence, value, maxChars, expected) => {
    expect(abridgeText(value, maxChars)).toBe(expected);
  });
});

describe('toPersonName', () => {
  it.each([
    ['the first that is given', [null, 'Айгерим', 'A'], 'Айгерим'],
    ['one line', ['  Айгерим \n Оспанова '], 'Айгерим Оспанова'],
    ['an emoji alone', ['💅🏽'], '💅🏽'],
    ['letters of a script that joins by invisible characters', ['می\u200cخواهم'], 'می\u200cخواهم'],
    ['nothing of zero-width characters', ['\u200b\u200d\ufeff\u2060'], null],
    ['nothing of bidi controls', ['\u202e\u2066\u200f'], null],
    ['nothing of Hangul fillers', ['\u3164\u115f\uffa0'], null],
    ['nothing of the empty braille pattern', ['\u2800 \u2800'], null],
    ['nothing of variation selectors and tags', ['\ufe0f\u{e0101}\u{e0067}'], null],
    ['nothing of a soft hyphen and other spaces', ['\u00ad\u00a0\u3000\u2028'], null],
    ['the next one when the first shows nothing', ['\u3164', 'Айгерим'], 'Айгерим'],
    ['nothing of nothing', [], null],
  ])('is %s', (_sentence, names, expected) => {
    expect(toPersonName(names)).toBe(expected);
  });

  it('is cut where a person would cut it', () => {
    expect(toPersonName([`${'а'.repeat(197)}👨‍👩‍👧‍👦${'б'.repeat(20)}`])).toBe(`${'а'.repeat(197)}…`);
  });
});

describe('sanitizeJson', () => {
  it('cleans strings and keys at any place', () => {
    expect(sanitizeJson({ 'a\0': ['x\0', { b: '\ud800' }], n: 1, t: true, z: null })).toEqual({
      a: ['x', { b: '\ufffd' }],
      n: 1,
      t: true,
      z: null,
    });
  });

  it('returns a clean value itself, and shares the clean parts of another', () => {
    const clean = { a: [1, 'b'] };
    expect(sanitizeJson(clean)).toBe(clean);
    expect((sanitizeJson({ clean, dirty: '\0' }) as { clean: unknown }).clean).toBe(clean);
  });

  it('leaves what it was given as it was', () => {
    const given = { a: ['x\0'] };
    sanitizeJson(given);
    expect(given).toEqual({ a: ['x\0'] });
  });

  it('puts a note in place of what lies too deep', () => {
    expect(sanitizeJson([[['x']]], 2)).toEqual([['[nested too deep]']]);
  });

  it('survives a body nested a hundred thousand deep', () => {
    let deep: unknown = 'x';
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    expect(JSON.stringify(sanitizeJson(deep))).toContain('[nested too deep]');
  });

  it('keeps a key called __proto__ as data', () => {
    const cleaned = sanitizeJson(JSON.parse('{"__proto__":{"admin":"\\u0000yes"}}')) as object;
    expect(Object.getPrototypeOf(cleaned)).toBe(Object.prototype);
    expect(JSON.stringify(cleaned)).toBe('{"__proto__":{"admin":"yes"}}');
  });

  it('makes any JSON storable and changes nothing else', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), value => {
        expect(JSON.stringify(sanitizeJson(value))).not.toContain('\\u0000');
      }),
    );
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        if (!JSON.stringify(value).includes('\\u0000')) expect(sanitizeJson(value)).toBe(value);
      }),
    );
  });
});
