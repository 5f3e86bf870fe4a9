import type { PageId } from './message-id.js';
import { assistants } from './texts/assistants.kk.js';
import { audit } from './texts/audit.kk.js';
import { bookings } from './texts/bookings.kk.js';
import { data } from './texts/data.kk.js';
import { demo } from './texts/demo.kk.js';
import { desk } from './texts/desk.kk.js';
import { ledger } from './texts/ledger.kk.js';
import { me } from './texts/me.kk.js';
import { numbers } from './texts/numbers.kk.js';
import { people } from './texts/people.kk.js';
import { search } from './texts/search.kk.js';
import { settings } from './texts/settings.kk.js';
import { statistics } from './texts/statistics.kk.js';
import { tokens } from './texts/tokens.kk.js';
import { webhooks } from './texts/webhooks.kk.js';

/** Texts of the pages that are loaded later in Kazakh. */
export const kkPages: Readonly<Record<PageId, string>> = {
  ...assistants,
  ...audit,
  ...bookings,
  ...data,
  ...demo,
  ...desk,
  ...ledger,
  ...me,
  ...numbers,
  ...people,
  ...search,
  ...settings,
  ...statistics,
  ...tokens,
  ...webhooks,
};
