import type { PageId } from './message-id.js';
import { assistants } from './texts/assistants.ru.js';
import { audit } from './texts/audit.ru.js';
import { bookings } from './texts/bookings.ru.js';
import { data } from './texts/data.ru.js';
import { demo } from './texts/demo.ru.js';
import { desk } from './texts/desk.ru.js';
import { ledger } from './texts/ledger.ru.js';
import { me } from './texts/me.ru.js';
import { numbers } from './texts/numbers.ru.js';
import { people } from './texts/people.ru.js';
import { search } from './texts/search.ru.js';
import { settings } from './texts/settings.ru.js';
import { statistics } from './texts/statistics.ru.js';
import { tokens } from './texts/tokens.ru.js';
import { webhooks } from './texts/webhooks.ru.js';

/** Texts of the pages that are loaded later in Russian. */
export const ruPages: Readonly<Record<PageId, string>> = {
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
