/** What keys ask of the list. */
import type { Section } from '../thread/index.js';

/** A request. */
export type ListRequest = {
  /** Opens the menu of a row, or of the chosen ones; null: with everything. */
  readonly kind: 'MENU';
  readonly id: string;
  readonly section: Section | null;
};

const listeners = new Set<(request: ListRequest) => void>();

/** Called for keys. @returns unsubscribe */
export function onAskList(listener: (request: ListRequest) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Asks the list. */
export const askList = (request: ListRequest): void => {
  for (const listener of listeners) listener(request);
};
