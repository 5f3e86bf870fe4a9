/** The languages of the page, how one is chosen, and where its texts are. */

/** A language of the page. */
export type Locale = 'en' | 'ru' | 'kk';

/** Languages, by their own names. */
export const locales: Readonly<Record<Locale, string>> = { ru: 'Русский', kk: 'Қазақша', en: 'English' };

/** Compiled texts, by their id. */
export type Texts = Readonly<Record<string, string>>;

/** The texts of a language. A second call takes the file that is there. */
export interface Catalogues {
  readonly first: () => Promise<Texts>;
  /** Of the pages that are loaded later. */
  readonly pages: () => Promise<Texts>;
}

/** The texts, by language. */
export const catalogues: Readonly<Record<Locale, Catalogues>> = {
  en: {
    first: async () => (await import('./en.js')).en,
    pages: async () => (await import('./en-pages.js')).enPages,
  },
  ru: {
    first: async () => (await import('./ru.js')).ru,
    pages: async () => (await import('./ru-pages.js')).ruPages,
  },
  kk: {
    first: async () => (await import('./kk.js')).kk,
    pages: async () => (await import('./kk-pages.js')).kkPages,
  },
};

/** The language that was chosen in this browser, and the one that was shown last. */
const storageKeys = { chosen: 'trunkline-locale', shown: 'trunkline-locale-shown' } as const;

/** Keeps a language. */
export const keepLocale = (how: keyof typeof storageKeys, name: Locale): void =>
  localStorage.setItem(storageKeys[how], name);

/**
 * The language: the one chosen in this browser, else the first of the wanted. Without these, as before the first answer
 * of the server, the one that was shown last, else the browser's.
 */
export function chooseLocale(wanted: readonly (string | null)[] = []): Locale {
  const kept = (how: keyof typeof storageKeys) => localStorage.getItem(storageKeys[how]);
  const before = wanted.length === 0 ? [kept('shown')] : [];
  const candidates = [kept('chosen'), ...wanted, ...before, ...navigator.languages];
  return candidates.map(name => name?.slice(0, 2)).find(isLocale) ?? 'en';
}

const isLocale = (name: string | undefined): name is Locale => name !== undefined && name in locales;
