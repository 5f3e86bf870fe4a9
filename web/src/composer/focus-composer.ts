import type { Mode } from './drafts.js';

const listeners = new Set<(mode: Mode) => void>();

/** Called when a key asks for the field. @returns unsubscribe */
export function onFocusComposer(listener: (mode: Mode) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Moves the focus into the field of the open conversation. */
export const focusComposer = (mode: Mode): void => {
  for (const listener of listeners) listener(mode);
};
