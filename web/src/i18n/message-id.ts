import type { en } from './en.js';
import type { enPages } from './en-pages.js';

/** Id of a text of the first screen. */
export type FirstId = keyof typeof en;

/** Id of a text that only pages which are loaded later show. */
export type PageId = keyof typeof enPages;

/** Id of a text. */
export type MessageId = FirstId | PageId;
