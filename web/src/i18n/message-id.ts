import type { en } from './en.js';

/** Id of a text. */
export type MessageId = keyof typeof en;
