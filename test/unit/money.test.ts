import { describe, expect, it } from '@jest/globals';
import { readLeadValue, toPlainAmount } from '../../src/domain/lead-value.js';
import { type Money, toCurrency, toDecimal, totalOf } from '../../src/domain/money.js';
import { currencyChoices, firstCurrency, toAmount } from '../../web/src/contact/lead-value.js';

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

describe('the value of a lead', () => {
  it.each([
    ['12500', 'KZT', '12500'],
    ['0012500.500', 'RUB', '12500.5'],
    ['0.0', 'USD', '0'],
    ['0.1234', 'KWD', '0.1234'],
    ['999999999999999.9999', 'KZT', '999999999999999.9999'],
  ])('%s %s is kept as %s', (amount, currency, kept) => {
    expect(readLeadValue(amount, currency)).toEqual({ value: { amount: kept, currency } });
  });

  it.each([
    ['-1', 'KZT', 'amount'],
    ['0.12345', 'KZT', 'amount'],
    ['1000000000000000', 'KZT', 'amount'],
    ['1e3', 'KZT', 'amount'],
    ['', 'KZT', 'amount'],
    ['1', 'kzt', 'currency'],
    ['1', 'ZZZ', 'currency'],
    ['1', '', 'currency'],
  ])('%s %s is refused for its %s', (amount, currency, part) => {
    expect(readLeadValue(amount, currency)).toMatchObject({ part });
  });

  it.each([
    ['12 500,50', '12500.50'],
    ['12\u00a0500', '12500'],
    ["12'500.5", '12500.5'],
    ['12,500', null],
    ['1,234,567', null],
  ])('%s in a table is %s', (text, plain) => {
    expect(toPlainAmount(text)).toBe(plain);
  });
});

describe('the value of a lead, as an agent types it', () => {
  it.each([
    ['12 500,50', '12500.50'],
    ['12\u202f500', '12500'],
    ['12500.5', '12500.5'],
    ['0', '0'],
    ['12,500', null],
    ['1.23456', null],
    ['-1', null],
    ['1e3', null],
    ['', null],
  ])('%s is %s', (text, amount) => expect(toAmount(text)).toBe(amount));

  it.each([
    [{ currency: 'USD', defaultCountry: 'KZ', locale: 'kk' }, 'USD'],
    [{ currency: null, defaultCountry: 'KZ', locale: 'ru' }, 'KZT'],
    [{ currency: null, defaultCountry: 'RU', locale: 'en' }, 'RUB'],
    [{ currency: null, defaultCountry: 'DE', locale: 'en' }, 'EUR'],
    [{ currency: null, defaultCountry: 'DE', locale: 'ru-RU' }, 'RUB'],
  ])('of %j begins with %s', (company, currency) => {
    expect(firstCurrency(company)).toBe(currency);
    expect(currencyChoices('JPY', company).slice(0, 2)).toEqual(['JPY', currency]);
    expect(new Set(currencyChoices(currency, company)).size).toBe(currencyChoices(currency, company).length);
  });
});
