import type { MessageId } from './message-id.js';
import { admin } from './texts/admin.kk.js';
import { app } from './texts/app.kk.js';
import { audit } from './texts/audit.kk.js';
import { composer } from './texts/composer.kk.js';
import { contact } from './texts/contact.kk.js';
import { conversations } from './texts/conversations.kk.js';
import { data } from './texts/data.kk.js';
import { demo } from './texts/demo.kk.js';
import { desk } from './texts/desk.kk.js';
import { kit } from './texts/kit.kk.js';
import { ledger } from './texts/ledger.kk.js';
import { me } from './texts/me.kk.js';
import { media } from './texts/media.kk.js';
import { numbers } from './texts/numbers.kk.js';
import { people } from './texts/people.kk.js';
import { presence } from './texts/presence.kk.js';
import { session } from './texts/session.kk.js';
import { settings } from './texts/settings.kk.js';
import { statistics } from './texts/statistics.kk.js';
import { thread } from './texts/thread.kk.js';
import { tokens } from './texts/tokens.kk.js';
import { webhooks } from './texts/webhooks.kk.js';

/** All texts in Kazakh. */
export const kk: Readonly<Record<MessageId, string>> = {
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
