import { describe, expect, it } from '@jest/globals';
import { PhoneLines } from '../../src/data/import/phone-lines.js';

describe('the lines of phones', () => {
  it('are those where each occurred first, for many phones in sequence and far apart', () => {
    const lines = new PhoneLines();
    const phones = Array.from({ length: 20_000 }, (_, n) =>
      n % 2 === 0 ? `tel:+7705${String(n).padStart(7, '0')}` : `tel:+${100_000_000_000_000 + n * 2 ** 32}`,
    );
    expect(phones.filter((phone, n) => lines.note(phone, n + 2) !== null)).toEqual([]);
    expect(phones.map(phone => lines.note(phone, 99_999))).toEqual(phones.map((_, n) => n + 2));
  });

  it('need keys of phones', () => {
    for (const key of ['lid:123', 'tel:+', 'tel:+7705x', 'tel:+12345678901234567890'])
      expect(() => new PhoneLines().note(key, 2)).toThrow('no key of a phone');
  });
});
