import type { MessageId } from './message-id.js';
import { admin } from './texts/admin.kk.js';
import { app } from './texts/app.kk.js';
import { audit } from './texts/audit.kk.js';
import { composer } from './texts/composer.kk.js';
import { contact } from './texts/contact.kk.js';
import { conversations } from './texts/conversations.kk.js';
import { data } from './texts/data.kk.js';
import { desk } from './texts/desk.kk.js';
import { kit } from './texts/kit.kk.js';
import { people } from './texts/people.kk.js';
import { session } from './texts/session.kk.js';
import { settings } from './texts/settings.kk.js';
import { thread } from './texts/thread.kk.js';
import { tokens } from './texts/tokens.kk.js';
import { webhooks } from './texts/webhooks.kk.js';

/** All texts in Kazakh. */
export const kk: Readonly<Record<MessageId, string>> = {
  ...app,
  ...kit,
  ...session,
  ...conversations,
  ...thread,
  ...composer,
  ...contact,
  ...admin,
  ...people,
  ...desk,
  ...settings,
  ...tokens,
  ...webhooks,
  ...audit,
  ...data,
};
