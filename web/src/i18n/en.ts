import { admin } from './texts/admin.en.js';
import { app } from './texts/app.en.js';
import { audit } from './texts/audit.en.js';
import { composer } from './texts/composer.en.js';
import { contact } from './texts/contact.en.js';
import { conversations } from './texts/conversations.en.js';
import { data } from './texts/data.en.js';
import { demo } from './texts/demo.en.js';
import { desk } from './texts/desk.en.js';
import { kit } from './texts/kit.en.js';
import { ledger } from './texts/ledger.en.js';
import { me } from './texts/me.en.js';
import { media } from './texts/media.en.js';
import { numbers } from './texts/numbers.en.js';
import { people } from './texts/people.en.js';
import { presence } from './texts/presence.en.js';
import { session } from './texts/session.en.js';
import { settings } from './texts/settings.en.js';
import { statistics } from './texts/statistics.en.js';
import { thread } from './texts/thread.en.js';
import { tokens } from './texts/tokens.en.js';
import { webhooks } from './texts/webhooks.en.js';

/** All texts in English. */
export const en = {
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
} as const;
