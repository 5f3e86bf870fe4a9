/** What a message says about getting messages, as its provider reads it. */
export type OptOutWord = 'STOP' | 'START';
