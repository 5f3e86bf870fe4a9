/** Formats dates, times and money for customers: in the branch's language and time zone. */

const joints: Readonly<Record<string, string>> = { ru: ' в ', en: ' at ', kk: ', сағат ' };

/** Short currency names where the language has its own; the set-up guide writes «1500 руб». */
const moneyWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ru: { RUB: 'руб', BYN: 'бел. руб', KZT: '₸', KGS: 'сом', UZS: 'сум', UAH: 'грн' },
  kk: { KZT: '₸', RUB: 'рубль' },
};

const languageOf = (locale: string): string => locale.toLowerCase().split('-', 1)[0] ?? '';

/**
 * «15 августа в 14:00», "15 August at 14:00", «15 тамыз, сағат 14:00»; an empty text for no time.
 * @param offset shown after the time, for one that the clocks show twice
 */
export function formatWhen(local: string | null, locale: string, offset: string | null = null): string {
  if (local === null) return '';
  // The wall clock is shown unchanged: parsed and formatted in UTC, so the server's time zone cannot shift it.
  const at = new Date(`${local}Z`);
  const show = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(dateLocaleOf(locale), { ...options, timeZone: 'UTC' }).format(at);
  const day = show({ day: 'numeric', month: 'long' });
  const time = show({ hour: '2-digit', minute: '2-digit' });
  const zone = offset === null ? '' : ` (UTC${offset})`;
  return `${day}${joints[languageOf(locale)] ?? ', '}${time}${zone}`;
}

/** Plain `en` is American to the runtime; without a country, the international order and 24-hour clock are meant. */
const dateLocaleOf = (locale: string): string => (locale.toLowerCase() === 'en' ? 'en-GB' : locale);

/** «1500 руб», «6000 ₸», "RUB 1,500"; a bare number without a currency; an empty text for no price. */
export function formatMoney(amount: number | null, currency: string | null, locale: string): string {
  if (amount === null) return '';
  const language = languageOf(locale);
  const digits = { minimumFractionDigits: Number.isInteger(amount) ? 0 : 2, maximumFractionDigits: 2 };
  const word = currency === null ? '' : moneyWords[language]?.[currency];
  if (word === undefined && currency !== null) {
    const money = { style: 'currency', currency, currencyDisplay: 'narrowSymbol', ...digits } as const;
    return new Intl.NumberFormat(dateLocaleOf(locale), money).format(amount);
  }
  const number = new Intl.NumberFormat(locale, { useGrouping: 'min2', ...digits }).format(amount);
  return word ? `${number} ${word}` : number;
}
