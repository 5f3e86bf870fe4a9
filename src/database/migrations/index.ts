/** Every migration in order; listed by hand so that the built server needs no folder scan. */
import { Migration20261121Bookings } from './migration-20261121-bookings.js';
import { Migration20261121Foundation } from './migration-20261121-foundation.js';
import { Migration20261124Media } from './migration-20261124-media.js';
import { Migration20261124NoticeTemplates } from './migration-20261124-notice-templates.js';
import { Migration20261124People } from './migration-20261124-people.js';
import { Migration20261124SendFault } from './migration-20261124-send-fault.js';
import { Migration20261124TemplateListing } from './migration-20261124-template-listing.js';
import { Migration20261124Templates } from './migration-20261124-templates.js';
import { Migration20261129Bookings } from './migration-20261129-bookings.js';
import { Migration20261129Content } from './migration-20261129-content.js';
import { Migration20261129EventKeys } from './migration-20261129-event-keys.js';
import { Migration20261129EventLogEpoch } from './migration-20261129-event-log-epoch.js';
import { Migration20261129HeldMessages } from './migration-20261129-held-messages.js';
import { Migration20261129LastWritten } from './migration-20261129-last-written.js';
import { Migration20261129Lookups } from './migration-20261129-lookups.js';
import { Migration20261129MessageChanges } from './migration-20261129-message-changes.js';
import { Migration20261129MessageKeys } from './migration-20261129-message-keys.js';
import { Migration20261129OneAddress } from './migration-20261129-one-address.js';
import { Migration20261129OwnAddresses } from './migration-20261129-own-addresses.js';
import { Migration20261129SealedCanary } from './migration-20261129-sealed-canary.js';
import { Migration20261129Snooze } from './migration-20261129-snooze.js';
import { Migration20261129Versions } from './migration-20261129-versions.js';

export const migrations = [
  { name: 'Migration20261121Foundation', class: Migration20261121Foundation },
  { name: 'Migration20261121Bookings', class: Migration20261121Bookings },
  { name: 'Migration20261124Media', class: Migration20261124Media },
  { name: 'Migration20261124Templates', class: Migration20261124Templates },
  { name: 'Migration20261124TemplateListing', class: Migration20261124TemplateListing },
  { name: 'Migration20261124People', class: Migration20261124People },
  { name: 'Migration20261124SendFault', class: Migration20261124SendFault },
  { name: 'Migration20261124NoticeTemplates', class: Migration20261124NoticeTemplates },
  { name: 'Migration20261129Versions', class: Migration20261129Versions },
  { name: 'Migration20261129LastWritten', class: Migration20261129LastWritten },
  { name: 'Migration20261129OwnAddresses', class: Migration20261129OwnAddresses },
  { name: 'Migration20261129HeldMessages', class: Migration20261129HeldMessages },
  { name: 'Migration20261129MessageKeys', class: Migration20261129MessageKeys },
  { name: 'Migration20261129Bookings', class: Migration20261129Bookings },
  { name: 'Migration20261129SealedCanary', class: Migration20261129SealedCanary },
  { name: 'Migration20261129Snooze', class: Migration20261129Snooze },
  { name: 'Migration20261129OneAddress', class: Migration20261129OneAddress },
  { name: 'Migration20261129MessageChanges', class: Migration20261129MessageChanges },
  { name: 'Migration20261129Lookups', class: Migration20261129Lookups },
  { name: 'Migration20261129EventLogEpoch', class: Migration20261129EventLogEpoch },
  { name: 'Migration20261129EventKeys', class: Migration20261129EventKeys },
  { name: 'Migration20261129Content', class: Migration20261129Content },
];
