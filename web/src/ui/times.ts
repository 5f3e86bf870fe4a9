/** Times in the viewer's zone, which is the browser's. */
import { intlLocale, locale, t } from '../i18n/index.js';
import { lacksKazakh, toKazakh, toKazakhLength } from './kazakh.js';

const dayMs = 86_400_000;
const startOfDay = (date: Date): number =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** A date in the viewer's language. */
export function formatBy(options: Intl.DateTimeFormatOptions, date: Date): string {
  const formatter = new Intl.DateTimeFormat(intlLocale(), options);
  return lacksKazakh() ? toKazakh(formatter.formatToParts(date)) : formatter.format(date);
}

/** A clock of twelve hours is written without a leading zero. */
const clock = (): Intl.DateTimeFormatOptions => ({
  hour: locale() === 'en' ? 'numeric' : '2-digit',
  minute: '2-digit',
});

/** For a list: today's time, yesterday as a word, this week's day, else the date. */
export function formatShort(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const days = Math.round((startOfDay(now) - startOfDay(date)) / dayMs);
  if (days <= 0) return formatTime(iso);
  if (days === 1) return t('yesterday');
  if (days < 7) return formatBy({ weekday: 'short' }, date);
  return formatBy({ day: 'numeric', month: 'short' }, date);
}

/** Hours and minutes; in the viewer's zone unless one is given. */
export const formatTime = (iso: string, timeZone?: string): string =>
  formatBy({ ...clock(), timeZone }, new Date(iso));

/** With the zone; for tooltips. */
export const formatExact = (iso: string, timeZone?: string): string =>
  formatBy({ dateStyle: 'full', timeStyle: 'long', timeZone }, new Date(iso));

/** How long something lasts, in its largest unit: "5 min", "2 hr", "3 days". */
export function formatWait(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  const [unit, value] =
    minutes < 60
      ? (['minute', minutes] as const)
      : minutes < 1_440
        ? (['hour', Math.floor(minutes / 60)] as const)
        : (['day', Math.floor(minutes / 1_440)] as const);
  if (lacksKazakh()) return toKazakhLength(value, unit);
  return new Intl.NumberFormat(intlLocale(), { style: 'unit', unit, unitDisplay: 'short' }).format(value);
}

/** Separator of days. */
export function formatDay(iso: string, now = new Date()): string {
  const date = new Date(iso);
  const days = Math.round((startOfDay(now) - startOfDay(date)) / dayMs);
  if (days === 0) return t('today');
  if (days === 1) return t('yesterday');
  return formatBy({ day: 'numeric', month: 'long', ...(days > 300 ? { year: 'numeric' } : {}) }, date);
}

/** Names the viewer's day of a time. */
export const dayKey = (iso: string): number => startOfDay(new Date(iso));

/** Date and time. */
export const formatDateTime = (iso: string): string =>
  formatBy({ day: 'numeric', month: 'short', ...clock() }, new Date(iso));

/** A day without a time, such as `2026-11-30`. */
export const formatDate = (day: string): string =>
  formatBy({ dateStyle: 'medium', timeZone: 'UTC' }, new Date(day));

/** Day of the week, date and time: when something will happen. */
export const formatMoment = (iso: string): string =>
  formatBy({ weekday: 'short', day: 'numeric', month: 'short', ...clock() }, new Date(iso));

/** A length in minutes and seconds. */
export function formatLength(seconds: number): string {
  const whole = Math.round(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
}

/** A size in bytes, with its unit. */
export function formatSize(bytes: number): string {
  const [unit, value] =
    bytes < 1_000
      ? (['byte', bytes] as const)
      : bytes < 1e6
        ? (['kilobyte', bytes / 1_000] as const)
        : (['megabyte', bytes / 1e6] as const);
  return new Intl.NumberFormat(intlLocale(), { style: 'unit', unit, maximumFractionDigits: 1 }).format(value);
}
