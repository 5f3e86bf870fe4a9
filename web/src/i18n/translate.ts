import { i18n } from '@lingui/core';
import type { MessageId } from './message-id.js';

/** A language of the page. */
export type Locale = 'en' | 'ru' | 'kk';

/** Languages, by their own names. */
export const locales: Readonly<Record<Locale, string>> = { ru: 'Русский', kk: 'Қазақша', en: 'English' };

const catalogues: Readonly<Record<Locale, () => Promise<Readonly<Record<MessageId, string>>>>> = {
  en: async () => (await import('./en.js')).en,
  ru: async () => (await import('./ru.js')).ru,
  kk: async () => (await import('./kk.js')).kk,
};

const storageKey = 'trunkline-locale';

/** The language in use. */
export const locale = (): Locale => i18n.locale as Locale;

/** Calls the listener when another language is shown. @returns unsubscribe */
export const subscribeLocale = (listener: () => void): (() => void) => i18n.on('change', listener);

/** The text, with its values. */
export function t(id: MessageId, values: Readonly<Record<string, unknown>> = {}): string {
  return i18n._(id, values as Record<string, unknown>);
}

/** Loads a language: the given one, else the one chosen in this browser, else one of the wanted. */
export async function loadLocale(
  chosen: Locale | null,
  wanted: readonly (string | null)[] = [],
): Promise<void> {
  if (chosen !== null) localStorage.setItem(storageKey, chosen);
  const candidates = [localStorage.getItem(storageKey), ...wanted, ...navigator.languages];
  const next = candidates.map(name => name?.slice(0, 2)).find(isLocale) ?? 'en';
  if (i18n.locale !== next) i18n.loadAndActivate({ locale: next, messages: await catalogues[next]() });
  document.documentElement.lang = next;
}

const isLocale = (name: string | undefined): name is Locale => name !== undefined && name in locales;
