/**
 * The demo's branch at the booking system. One statement, so it is inserted completely or not at all; a demo that was
 * seeded by an earlier version gets it too.
 */
import { tableOf } from '../database/columns.js';
import type { Database } from '../database/database.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import { BookingAccount } from '../entities/booking-account.entity.js';
import { Channel } from '../entities/channel.entity.js';
import { Salon } from '../entities/salon.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import { demoTenant, demoWebhookKey } from './demo-data.js';
import type { SecretCipher } from './secret-cipher.js';
import { hashWebhookKey, toWebhookKeyPrefix } from './webhook-key.js';

/** Base URL in the demo's credentials; the HTTP client replaces it with the simulator's. */
export const simulatedBookingsUrl = 'https://simulator.invalid/yclients';

/** The demo's branch: times are Almaty's, and notices are sent from the first number. */
const demoSalon = {
  companyId: '307001',
  name: 'Barbershop Demo',
  address: 'ул. Ленина 10',
  currency: 'KZT',
  businessType: 'barbershop',
  noticeChannelExternalId: 'instance_xxx',
  /** Short, so that a person who tries the demo need not wait. */
  groupingSeconds: 5,
  botCommentMarkers: ['AI администратор', 'AI Admin', 'WhatsApp'],
  reminderHours: [24, 2],
} as const;

const accounts = tableOf(BookingAccount);
const salons = tableOf(Salon);
const tenant = tableOf(Tenant).of('t');
const channel = tableOf(Channel).of('c');

const seed = statement(
  'seed-demo-bookings',
  `with company as materialized (
     select ${tenant.id} as id, ${tenant.timezone} as timezone from ${tableOf(Tenant).table} t where ${tenant.slug} = $1
   ), account as (
     insert into ${accounts.table} (${accounts.list(['id', 'tenantId', 'name', 'credentialsCipher', 'webhookKeyHash', 'webhookKeyPrefix', 'acceptsBareLoopback', 'createdAt'])})
     select $2, id, 'YClients (simulated)', $3, $4, $5, true, now() from company
      where not exists (select from ${accounts.table} a where ${accounts.of('a').tenantId} = company.id)
     on conflict (${accounts.column.webhookKeyHash}) do nothing
     returning ${accounts.column.id} as id, ${accounts.column.tenantId} as tenant_id
   )
   insert into ${salons.table} (${salons.list([
     'id',
     'tenantId',
     'accountId',
     'companyId',
     'name',
     'timezone',
     'address',
     'currency',
     'businessType',
     'noticeChannelId',
     'groupingSeconds',
     'botCommentMarkers',
     'reminderHours',
     'createdAt',
   ])})
   select $6, account.tenant_id, account.id, $7, $8, company.timezone, $9, $10, $11,
          (select ${channel.id} from ${tableOf(Channel).table} c
            where ${channel.tenantId} = company.id and ${channel.externalId} = $12 order by ${channel.id} limit 1),
          $13, $14, $15, now()
     from account join company on company.id = account.tenant_id`,
);

/** Seeds the branch when the demo has none; never changes existing rows. */
export async function seedDemoBookings(database: Database, cipher: SecretCipher): Promise<void> {
  const id = uuidV7();
  const credentials = {
    partnerToken: 'demo-yclients-partner-token',
    userToken: 'demo-yclients-user-token',
    apiBaseUrl: simulatedBookingsUrl,
  };
  await database.query(seed, [
    demoTenant.slug,
    id,
    cipher.seal(credentials, id),
    hashWebhookKey(demoWebhookKey),
    toWebhookKeyPrefix(demoWebhookKey),
    uuidV7(),
    demoSalon.companyId,
    demoSalon.name,
    demoSalon.address,
    demoSalon.currency,
    demoSalon.businessType,
    demoSalon.noticeChannelExternalId,
    demoSalon.groupingSeconds,
    demoSalon.botCommentMarkers,
    demoSalon.reminderHours,
  ]);
}
