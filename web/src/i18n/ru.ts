import type { FirstId } from './message-id.js';
import { admin } from './texts/admin.ru.js';
import { app } from './texts/app.ru.js';
import { assistant } from './texts/assistant.ru.js';
import { composer } from './texts/composer.ru.js';
import { contact } from './texts/contact.ru.js';
import { conversations } from './texts/conversations.ru.js';
import { kit } from './texts/kit.ru.js';
import { media } from './texts/media.ru.js';
import { presence } from './texts/presence.ru.js';
import { session } from './texts/session.ru.js';
import { thread } from './texts/thread.ru.js';

/** Texts of the first screen in Russian. */
export const ru: Readonly<Record<FirstId, string>> = {
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
