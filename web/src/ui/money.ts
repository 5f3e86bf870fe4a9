import { intlLocale } from '../i18n/index.js';

/** No currency has more decimals; a whole amount is shown without any. */
const exact = { maximumFractionDigits: 4, trailingZeroDisplay: 'stripIfInteger' } as const;

/** An amount with its currency, as the viewer's language writes it, to its last decimal; one that is no number as it came. */
export function formatMoney({
  amount,
  currency,
}: {
  readonly amount: unknown;
  readonly currency: string | null;
}): string {
  const text = String(amount);
  if (!/^-?\d+(\.\d+)?$/.test(text)) return text;
  // Text is formatted exactly; a number would be rounded.
  const figures = text as `${number}`;
  const options = currency === null ? exact : ({ ...exact, style: 'currency', currency } as const);
  try {
    return new Intl.NumberFormat(intlLocale(), options).format(figures);
  } catch {
    // No code of a currency.
    return `${new Intl.NumberFormat(intlLocale(), exact).format(figures)} ${currency}`;
  }
}
