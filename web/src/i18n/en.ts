import { app } from './texts/app.en.js';
import { composer } from './texts/composer.en.js';
import { contact } from './texts/contact.en.js';
import { conversations } from './texts/conversations.en.js';
import { kit } from './texts/kit.en.js';
import { me } from './texts/me.en.js';
import { media } from './texts/media.en.js';
import { presence } from './texts/presence.en.js';
import { session } from './texts/session.en.js';
import { statistics } from './texts/statistics.en.js';
import { thread } from './texts/thread.en.js';

/** All texts in English. */
export const en = {
  ...app,
  ...kit,
  ...session,
  ...conversations,
  ...thread,
  ...composer,
  ...contact,
  ...statistics,
  ...me,
  ...media,
  ...presence,
} as const;
