/** Texts in the viewer's language. Catalogues have the same ids; the compiler finds a missing one. */
export type { MessageId } from './message-id.js';
export { type Locale, loadLocale, loadPageTexts, locale, locales, subscribeLocale, t } from './translate.js';
