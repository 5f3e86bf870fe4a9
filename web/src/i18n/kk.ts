import type { FirstId } from './message-id.js';
import { admin } from './texts/admin.kk.js';
import { app } from './texts/app.kk.js';
import { assistant } from './texts/assistant.kk.js';
import { composer } from './texts/composer.kk.js';
import { contact } from './texts/contact.kk.js';
import { conversations } from './texts/conversations.kk.js';
import { kit } from './texts/kit.kk.js';
import { media } from './texts/media.kk.js';
import { presence } from './texts/presence.kk.js';
import { session } from './texts/session.kk.js';
import { thread } from './texts/thread.kk.js';

/** Texts of the first screen in Kazakh. */
export const kk: Readonly<Record<FirstId, string>> = {
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
};
