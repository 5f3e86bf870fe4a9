import { i18n } from '@lingui/core';
import { catalogues, chooseLocale, keepLocale, type Locale, type Texts } from './catalogues.js';
import type { MessageId } from './message-id.js';

/** A page was opened. */
let needsPages = false;

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
  if (chosen !== null) keepLocale('chosen', chosen);
  const next = chooseLocale(wanted);
  // The next start knows it before the server answers.
  if (wanted.length > 0) keepLocale('shown', next);
  if (i18n.locale !== next) i18n.loadAndActivate({ locale: next, messages: await readTexts(next) });
  document.documentElement.lang = next;
}

/** The texts of a language, with those of the pages once one was opened. */
async function readTexts(name: Locale): Promise<Texts> {
  const { first, pages } = catalogues[name];
  const isWithPages = needsPages;
  const texts = await Promise.all([first(), isWithPages ? pages() : {}]);
  return isWithPages === needsPages ? { ...texts[1], ...texts[0] } : readTexts(name);
}

/** Loads the texts of the pages, for this language and each later one. A page is shown after that. */
export async function loadPageTexts(): Promise<void> {
  needsPages = true;
  let name: Locale;
  // Another language can be chosen meanwhile.
  do {
    name = locale();
    i18n.load(name, await readTexts(name));
  } while (name !== locale());
}
