import { useEffect, useState } from 'react';
import { type Locale, locale } from '../../i18n/index.js';
import type { Guides } from './guide/guide.js';

const loaders: Readonly<Record<Locale, () => Promise<{ readonly guides: Guides }>>> = {
  en: () => import('./guide/guides.en.js'),
  ru: () => import('./guide/guides.ru.js'),
  kk: () => import('./guide/guides.kk.js'),
};

/** The guides in the viewer's language; null until they are loaded. */
export function useGuides(): Guides | null {
  const [guides, setGuides] = useState<Guides | null>(null);
  const language = locale();
  useEffect(() => {
    let isCurrent = true;
    void loaders[language]().then(loaded => isCurrent && setGuides(loaded.guides));
    return () => {
      isCurrent = false;
    };
  }, [language]);
  return guides;
}
