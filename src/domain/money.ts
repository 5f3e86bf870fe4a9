/** Money amounts as decimal text: sums are exact, unlike binary fractions. */

/** An amount; the currency is ISO 4217, null when not stated. */
export interface Money {
  readonly amount: string;
  readonly currency: string | null;
}

const decimal = /^-?\d{1,15}(?:\.\d{1,9})?$/;

/** Parses a decimal number from untrusted text or a number; null when invalid, or too long for a price. */
export function toDecimal(value: unknown): string | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  return decimal.test(text) ? text : null;
}

/** A price that was read as a number; null without one, or when it is no price. */
export function toMoney(amount: number | null, currency: string | null): Money | null {
  const text = amount === null ? null : (toDecimal(amount) ?? toDecimal(amount.toFixed(2)));
  return text === null ? null : { amount: text, currency };
}

/** Parses a currency code; null when invalid. */
export function toCurrency(value: unknown): string | null {
  const text = typeof value === 'string' ? value.trim().toUpperCase() : '';
  return /^[A-Z]{3}$/.test(text) ? text : null;
}

/** True for an ISO 4217 code, in capitals. */
export const isCurrency = (text: string): boolean => knownCurrencies().has(text);

let known: ReadonlySet<string> | undefined;
const knownCurrencies = (): ReadonlySet<string> => (known ??= new Set(Intl.supportedValuesOf('currency')));

/** Total of quantity times unit price; null without a unit price, or with several currencies. */
export function totalOf(
  items: readonly { readonly quantity: number; readonly price: Money | null }[],
): Money | null {
  const [first] = items;
  if (first?.price == null) return null;
  const { currency } = first.price;
  let sum = 0n;
  let scale = 0;
  for (const { quantity, price } of items) {
    const count = toDecimal(quantity);
    if (price === null || price.currency !== currency || count === null) return null;
    const [amount, pieces] = [toScaled(price.amount), toScaled(count)];
    const part = { digits: amount.digits * pieces.digits, scale: amount.scale + pieces.scale };
    const common = Math.max(scale, part.scale);
    sum = sum * 10n ** BigInt(common - scale) + part.digits * 10n ** BigInt(common - part.scale);
    scale = common;
  }
  return { amount: toText(sum, scale), currency };
}

function toScaled(text: string): { readonly digits: bigint; readonly scale: number } {
  const [whole = '0', fraction = ''] = text.split('.', 2);
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function toText(digits: bigint, scale: number): string {
  if (scale === 0) return String(digits);
  const sign = digits < 0n ? '-' : '';
  const padded = String(digits < 0n ? -digits : digits).padStart(scale + 1, '0');
  return `${sign}${padded.slice(0, -scale)}.${padded.slice(-scale)}`;
}
