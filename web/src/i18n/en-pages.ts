import { assistants } from './texts/assistants.en.js';
import { audit } from './texts/audit.en.js';
import { bookings } from './texts/bookings.en.js';
import { data } from './texts/data.en.js';
import { demo } from './texts/demo.en.js';
import { desk } from './texts/desk.en.js';
import { ledger } from './texts/ledger.en.js';
import { me } from './texts/me.en.js';
import { numbers } from './texts/numbers.en.js';
import { people } from './texts/people.en.js';
import { search } from './texts/search.en.js';
import { settings } from './texts/settings.en.js';
import { statistics } from './texts/statistics.en.js';
import { tokens } from './texts/tokens.en.js';
import { webhooks } from './texts/webhooks.en.js';

/** Texts of the pages that are loaded later in English. */
export const enPages = {
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
} as const;
