/** What a lead is worth: an exact amount in a named currency. */
import { isCurrency } from './money.js';

/** The value of a lead. The amount is decimal text without leading or trailing zeros, so that equal amounts are equal texts. */
export interface LeadValue {
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

/** A value, or the part that is wrong with what is expected instead. */
export type ReadLeadValue =
  | { readonly value: LeadValue }
  | { readonly part: 'amount' | 'currency'; readonly expected: string };

/** No currency has more than four decimal places. */
const amountShape = /^(\d{1,15})(?:\.(\d{1,4}))?$/;

/** Reads an amount in figures and a currency; the amount is never a binary fraction. */
export function readLeadValue(amount: string, currency: string): ReadLeadValue {
  const [, whole, fraction = ''] = amountShape.exec(amount.replace(/(\.\d{1,4})0*$/, '$1')) ?? [];
  if (whole === undefined)
    return {
      part: 'amount',
      expected: 'an amount of 0 or more with at most 15 digits before the point and 4 after it',
    };
  if (!isCurrency(currency))
    return { part: 'currency', expected: 'an ISO 4217 code in capitals, such as KZT' };
  const decimals = fraction.replace(/0+$/, '');
  const digits = whole.replace(/^0+(?=\d)/, '');
  return { value: { amount: decimals === '' ? digits : `${digits}.${decimals}`, currency } };
}

/**
 * An amount as people write it in tables: with spaces between groups and a decimal comma. Null where it can be read in two
 * ways, such as 12,500.
 */
export function toPlainAmount(text: string): string | null {
  const figures = text.replaceAll(/[\s\u00a0\u202f'’]/gu, '');
  if (/^\d+,\d{1,2}$/.test(figures)) return figures.replace(',', '.');
  return figures.includes(',') ? null : figures;
}
