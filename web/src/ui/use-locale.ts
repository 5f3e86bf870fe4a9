import { useSyncExternalStore } from 'react';
import { type Locale, locale, subscribeLocale } from '../i18n/index.js';

/** The language; renders again when another one is chosen. */
export const useLocale = (): Locale => useSyncExternalStore(subscribeLocale, locale);
