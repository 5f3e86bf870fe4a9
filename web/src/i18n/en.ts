import { admin } from './texts/admin.en.js';
import { app } from './texts/app.en.js';
import { assistant } from './texts/assistant.en.js';
import { composer } from './texts/composer.en.js';
import { contact } from './texts/contact.en.js';
import { conversations } from './texts/conversations.en.js';
import { kit } from './texts/kit.en.js';
import { media } from './texts/media.en.js';
import { presence } from './texts/presence.en.js';
import { session } from './texts/session.en.js';
import { thread } from './texts/thread.en.js';

/** Texts of the first screen in English. */
export const en = {
  ...admin,
  ...app,
  ...assistant,
  ...composer,
  ...contact,
  ...conversations,
  ...kit,
  ...media,
  ...presence,
  ...session,
  ...thread,
} as const;
