import type { MessageId } from './message-id.js';
import { app } from './texts/app.ru.js';
import { composer } from './texts/composer.ru.js';
import { contact } from './texts/contact.ru.js';
import { conversations } from './texts/conversations.ru.js';
import { kit } from './texts/kit.ru.js';
import { me } from './texts/me.ru.js';
import { media } from './texts/media.ru.js';
import { presence } from './texts/presence.ru.js';
import { session } from './texts/session.ru.js';
import { statistics } from './texts/statistics.ru.js';
import { thread } from './texts/thread.ru.js';

/** All texts in Russian. */
export const ru: Readonly<Record<MessageId, string>> = {
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
};
