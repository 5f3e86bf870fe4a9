/** Kazakh words for dates and lengths, where the browser has none: Chromium knows no Kazakh. */
import { intlLocale, locale } from '../i18n/index.js';

/** Whether the page is in Kazakh, and the browser is not. */
export const lacksKazakh = (): boolean => locale() === 'kk' && intlLocale() !== 'kk';

/** Months by the first three letters of the Russian word. */
const months: Readonly<Record<string, string>> = {
  ...{ янв: 'қаңтар', фев: 'ақпан', мар: 'наурыз', апр: 'сәуір', май: 'мамыр', мая: 'мамыр' },
  ...{ июн: 'маусым', июл: 'шілде', авг: 'тамыз', сен: 'қыркүйек', окт: 'қазан', ноя: 'қараша' },
  дек: 'желтоқсан',
};
/** Days by the first two letters of the Russian word, short and long. */
const days: Readonly<Record<string, string>> = {
  ...{ пн: 'дс', вт: 'сс', ср: 'ср', чт: 'бс', пт: 'жм', сб: 'сб', вс: 'жс' },
};
const longDays: Readonly<Record<string, string>> = {
  ...{ по: 'дүйсенбі', вт: 'сейсенбі', ср: 'сәрсенбі', че: 'бейсенбі', пя: 'жұма', су: 'сенбі' },
  во: 'жексенбі',
};
const units: Readonly<Record<string, string>> = { minute: 'мин', hour: 'сағ', day: 'күн' };

/** Writes a date in Kazakh from its parts in Russian. */
export const toKazakh = (parts: readonly Intl.DateTimeFormatPart[]): string => parts.map(toWord).join('');

function toWord({ type, value }: Intl.DateTimeFormatPart): string {
  if (type === 'month') {
    const month = months[value.slice(0, 3)] ?? value;
    return value.length > 5 || !value.endsWith('.') ? month : `${month.slice(0, 3)}.`;
  }
  if (type === 'weekday') return (value.length > 2 ? longDays : days)[value.slice(0, 2)] ?? value;
  return type === 'literal' ? value.replace(/(\s)г\./, '$1ж.').replace(/\sв\s/, ' ') : value;
}

/** Writes a length in Kazakh. */
export const toKazakhLength = (value: number, unit: string): string => `${value} ${units[unit] ?? unit}`;
