/** The filters that were used last, on this device and page. */
import { basePath } from '../config/page-config.js';

const storageKey = `trunkline-filters:${basePath}`;

/** The query of the last filters; '' without any. */
export const keptQuery = (): string => withoutWords(localStorage.getItem(storageKey) ?? '');

/** Whether the page is the list, with or without a conversation. */
export const isListPath = (): boolean => /^\/(c\/.*)?$/.test(location.pathname.slice(basePath.length) || '/');

/**
 * The query of the list when the page starts. A link to the list or a conversation has its own filters; without any, and
 * on other pages, those of the last time.
 */
export function startQuery(): string {
  return isListPath() && location.search !== '' ? location.search : keptQuery();
}

/** Keeps a query, without the words that were searched: they name persons. */
export function keepQuery(query: string): void {
  const kept = withoutWords(query);
  if (kept === '') localStorage.removeItem(storageKey);
  else localStorage.setItem(storageKey, kept);
}

const withoutWords = (query: string): string => {
  const params = new URLSearchParams(query);
  params.delete('q');
  return params.size === 0 ? '' : `?${params}`;
};
