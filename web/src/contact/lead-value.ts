/** What a lead is worth: an amount as it is typed, and the currency to begin with. */

const byCountry: Readonly<Record<string, string>> = {
  ...{ KZ: 'KZT', RU: 'RUB', BY: 'BYN', KG: 'KGS', UZ: 'UZS', AM: 'AMD', AZ: 'AZN', GE: 'GEL' },
  ...{ US: 'USD', GB: 'GBP', TR: 'TRY', AE: 'AED', CN: 'CNY' },
};
const byLanguage: Readonly<Record<string, string>> = { kk: 'KZT', ru: 'RUB' };
const others = ['KZT', 'RUB', 'USD', 'EUR', 'KGS', 'UZS', 'BYN', 'CNY', 'TRY', 'AED', 'GBP'];

/** Where a company is, and what it has chosen. */
export interface CompanyMoney {
  readonly currency: string | null;
  readonly defaultCountry: string;
  readonly locale: string;
}

/** The currency of a first value: the company's, else that of its country, else of its language. */
export function firstCurrency({ currency, defaultCountry, locale }: CompanyMoney): string {
  return currency ?? byCountry[defaultCountry] ?? byLanguage[locale.slice(0, 2)] ?? 'EUR';
}

/** Currencies to choose from, the present one and the company's first. */
export function currencyChoices(present: string, company: CompanyMoney): readonly string[] {
  return [...new Set([present, firstCurrency(company), ...others])];
}

/**
 * An amount as people type it, with spaces between groups and a comma or a point before the decimals; null for none that is
 * exact, such as 12,500, which is two amounts.
 */
export function toAmount(text: string): string | null {
  const figures = text.replaceAll(/[\s\u00a0\u202f'’]/gu, '');
  const plain = /^\d+,\d{1,2}$/.test(figures) ? figures.replace(',', '.') : figures;
  return /^\d{1,15}(\.\d{1,4})?$/.test(plain) ? plain : null;
}
