import { locale } from '../i18n/index.js';

/** An amount with its currency, as the viewer's language writes it; one that is no number as it came. */
export function formatMoney({
  amount,
  currency,
}: {
  readonly amount: unknown;
  readonly currency: string | null;
}): string {
  const value = Number(amount);
  if (!Number.isFinite(value)) return String(amount);
  const options = currency === null ? {} : ({ style: 'currency', currency } as const);
  try {
    return new Intl.NumberFormat(locale(), options).format(value);
  } catch {
    // No code of a currency.
    return `${new Intl.NumberFormat(locale()).format(value)} ${currency}`;
  }
}
