import type { MessageId } from './message-id.js';
import { admin } from './texts/admin.ru.js';
import { app } from './texts/app.ru.js';
import { audit } from './texts/audit.ru.js';
import { composer } from './texts/composer.ru.js';
import { contact } from './texts/contact.ru.js';
import { conversations } from './texts/conversations.ru.js';
import { data } from './texts/data.ru.js';
import { demo } from './texts/demo.ru.js';
import { desk } from './texts/desk.ru.js';
import { kit } from './texts/kit.ru.js';
import { ledger } from './texts/ledger.ru.js';
import { me } from './texts/me.ru.js';
import { media } from './texts/media.ru.js';
import { numbers } from './texts/numbers.ru.js';
import { people } from './texts/people.ru.js';
import { presence } from './texts/presence.ru.js';
import { session } from './texts/session.ru.js';
import { settings } from './texts/settings.ru.js';
import { statistics } from './texts/statistics.ru.js';
import { thread } from './texts/thread.ru.js';
import { tokens } from './texts/tokens.ru.js';
import { webhooks } from './texts/webhooks.ru.js';

/** All texts in Russian. */
export const ru: Readonly<Record<MessageId, string>> = {
  ...admin,
  ...app,
  ...audit,
  ...composer,
  ...contact,
  ...conversations,
  ...data,
  ...demo,
  ...desk,
  ...kit,
  ...ledger,
  ...me,
  ...media,
  ...numbers,
  ...people,
  ...presence,
  ...session,
  ...settings,
  ...statistics,
  ...thread,
  ...tokens,
  ...webhooks,
};
