/** What a key or a button asks of the proposal of an assistant. */
export type SuggestionAction = 'TAKE' | 'DISMISS' | 'REQUEST';

const listeners = new Set<(action: SuggestionAction) => void>();

/** Called for keys. @returns unsubscribe */
export function onAskSuggestion(listener: (action: SuggestionAction) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Takes the proposal of the open conversation into the field, dismisses it, or asks for one. @returns false without a place */
export function askSuggestion(action: SuggestionAction): boolean {
  for (const listener of listeners) listener(action);
  return listeners.size > 0;
}
