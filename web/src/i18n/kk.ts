import type { MessageId } from './message-id.js';
import { app } from './texts/app.kk.js';
import { composer } from './texts/composer.kk.js';
import { contact } from './texts/contact.kk.js';
import { conversations } from './texts/conversations.kk.js';
import { kit } from './texts/kit.kk.js';
import { me } from './texts/me.kk.js';
import { media } from './texts/media.kk.js';
import { presence } from './texts/presence.kk.js';
import { session } from './texts/session.kk.js';
import { statistics } from './texts/statistics.kk.js';
import { thread } from './texts/thread.kk.js';

/** All texts in Kazakh. */
export const kk: Readonly<Record<MessageId, string>> = {
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
