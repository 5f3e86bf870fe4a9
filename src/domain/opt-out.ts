/** Opt-out or opt-in word of a message, as its provider interprets it. */
export type OptOutWord = 'STOP' | 'START';
