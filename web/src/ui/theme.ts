/** Light or dark: the system's, unless the user chose one. */
import { preferences, subscribePreferences } from './preferences.js';

const system = matchMedia('(prefers-color-scheme: dark)');

/** Follows the choice from now on. Call once. */
export function followTheme(): void {
  const apply = () => {
    document.documentElement.dataset.theme = preferences().theme.toLowerCase();
  };
  subscribePreferences(apply);
  apply();
}

/** Calls the listener when the colours may have changed. @returns unsubscribe */
export function onThemeChange(listener: () => void): () => void {
  const unsubscribe = subscribePreferences(listener);
  system.addEventListener('change', listener);
  return () => {
    unsubscribe();
    system.removeEventListener('change', listener);
  };
}
