import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sanitizeJson } from '../../src/domain/sanitize-json.js';
import { cleanText, truncateChars } from '../../src/domain/text.js';

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

describe('truncateChars', () => {
  it.each([
    ['keeps a short text', 'abc', 3, 'abc'],
    ['cuts a long one', 'abcd', 3, 'abc'],
    ['counts an emoji as one character', 'a👋b', 2, 'a👋'],
    ['does not cut an emoji in half', '👋👋', 1, '👋'],
    ['leaves nothing of nothing wanted', 'abc', 0, ''],
  ])('%s', (_sentence, value, maxChars, expected) => {
    expect(truncateChars(value, maxChars)).toBe(expected);
  });

  it('keeps exactly as many code points as wanted', () => {
    fc.assert(
      fc.property(anyString, fc.nat(40), (value, maxChars) => {
        expect(truncateChars(value, maxChars)).toBe([...value].slice(0, maxChars).join(''));
      }),
    );
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
