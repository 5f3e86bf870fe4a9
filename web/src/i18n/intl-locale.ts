import { locale } from './translate.js';

/**
 * The language for `Intl`. Chromium has no dates and numbers of Kazakh, and would write those of its own language: there
 * they are written as in Russian, whose numbers and order are the same.
 */
export const intlLocale = (): string => {
  const own = locale();
  return Intl.DateTimeFormat.supportedLocalesOf(own).length > 0 ? own : 'ru';
};
