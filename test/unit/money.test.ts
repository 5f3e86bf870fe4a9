import { describe, expect, it } from '@jest/globals';
import { type Money, toCurrency, toDecimal, totalOf } from '../../src/domain/money.js';

const price = (amount: string, currency: string | null = 'KZT'): Money => ({ amount, currency });

describe('an amount', () => {
  it.each([
    [0.1, '0.1'],
    ['1250.50', '1250.50'],
    [' 7 ', '7'],
    [-3, '-3'],
    ['1,5', null],
    [1e21, null],
    [Number.NaN, null],
    [null, null],
    ['', null],
  ])('%j is %j', (value, expected) => {
    expect(toDecimal(value)).toBe(expected);
  });

  it('has a currency of three letters, or none', () => {
    expect([toCurrency('kzt'), toCurrency('₸'), toCurrency(7)]).toEqual(['KZT', null, null]);
  });
});

describe('a total', () => {
  it.each([
    ['is exact where binary fractions are not', [[3, price('0.1')]], price('0.3')],
    [
      'adds prices of several scales',
      [
        [1, price('0.005')],
        [2, price('1250')],
      ],
      price('2500.005'),
    ],
    ['takes parts of a piece', [[0.5, price('1.50')]], price('0.750')],
    [
      'is none without a price for each',
      [
        [1, price('1')],
        [1, null],
      ],
      null,
    ],
    [
      'is none over two currencies',
      [
        [1, price('1')],
        [1, price('1', 'USD')],
      ],
      null,
    ],
    ['needs no currency', [[2, price('4', null)]], price('8', null)],
    ['is none of nothing', [], null],
  ] as [string, [number, Money | null][], Money | null][])('%s', (_sentence, items, expected) => {
    expect(totalOf(items.map(([quantity, cost]) => ({ quantity, price: cost })))).toEqual(expected);
  });
});
