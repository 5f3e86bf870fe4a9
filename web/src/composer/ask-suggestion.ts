/** What a key asks of the open proposal of an assistant. */
export type SuggestionAction = 'TAKE' | 'DISMISS';

const listeners = new Set<(action: SuggestionAction) => void>();

/** Called for keys. @returns unsubscribe */
export function onAskSuggestion(listener: (action: SuggestionAction) => void): () => void {
  listeners.add(listener);
  return () => {
    listeners.delete(listener);
  };
}

/** Takes the proposal of the open conversation into the field, or dismisses it. @returns false when there is none */
export function askSuggestion(action: SuggestionAction): boolean {
  for (const listener of listeners) listener(action);
  return listeners.size > 0;
}
