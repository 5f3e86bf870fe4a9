/** Texts in the viewer's language. Catalogues have the same ids; the compiler finds a missing one. */
export { type Locale, locales } from './catalogues.js';
export { intlLocale } from './intl-locale.js';
export type { MessageId } from './message-id.js';
export { loadLocale, loadPageTexts, locale, subscribeLocale, t } from './translate.js';
