/** The filters that were used last, on this device and page. */
import { basePath } from '../config/page-config.js';

const storageKey = `trunkline-filters:${basePath}`;

/** The query of the last filters; '' without any. */
export const keptQuery = (): string => localStorage.getItem(storageKey) ?? '';

/** Keeps a query. */
export function keepQuery(query: string): void {
  if (query === '') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, query);
}
