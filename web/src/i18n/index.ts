/** Texts in the viewer's language. Catalogues have the same ids; the compiler finds a missing one. */
export { loadLocale, locale, t, type Locale, locales } from './translate.js';
