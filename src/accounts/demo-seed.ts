/**
 * Seeds the demo. Everything is written in one transaction under a lock, so it is complete or absent, and processes
 * that start at the same time seed it once. A start with an existing demo costs one lookup (under 1 ms).
 */
import { CompiledQuery } from 'kysely';
import { tableOf } from '../database/columns.js';
import type { Database, UnitOfWork } from '../database/database.js';
import { as, sql, text } from '../database/sql.js';
import { statement } from '../database/statement.js';
import { uuidV7 } from '../domain/uuid-v7.js';
import type { ProviderKind } from '../domain/vocabulary.js';
import { ProviderAccount } from '../entities/provider-account.entity.js';
import { Tenant } from '../entities/tenant.entity.js';
import {
  demoPassword,
  demoTenant,
  demoTopics,
  demoUsers,
  demoWebhookKey,
  listDemoAccounts,
} from './demo-data.js';
import { hashPassword } from './password.js';
import { addAccount } from './provider-accounts.js';
import type { SecretCipher } from './secret-cipher.js';
import { addTenant, addUser } from './tenants.js';

/** Advisory lock number; must differ from those of other programs on the same database. */
const seedLock = 7_215_301_945;

const tenants = tableOf(Tenant).of('t');
const accounts = tableOf(ProviderAccount).of('a');

const look = statement(
  'look-for-demo',
  sql`select ${as('tenantId', tenants.id)},
          ${as(
            'kinds',
            text(`coalesce((select string_agg(${accounts.kind}, ',') from ${tableOf(ProviderAccount).table} a
                     where ${accounts.tenantId} = ${tenants.id}), '')`),
          )}
     from ${tableOf(Tenant).table} t where ${tenants.slug} = $1`,
);

/** What exists of the demo; `kinds` are the vendors of its accounts, comma-separated. */
interface Found {
  readonly tenantId: string;
  readonly kinds: string;
}

/**
 * Seeds what the demo lacks; never changes existing rows. Only for the embedded database outside production.
 * @returns true if this call wrote anything
 */
export async function seedDemo(database: Database, cipher: SecretCipher): Promise<boolean> {
  const [found] = await database.query(look, [demoTenant.slug]);
  if (isWhole(found)) return false;
  const passwordHash = await hashPassword(demoPassword);
  const tenantId = found?.tenantId ?? uuidV7();
  const isWritten = await database.change(tenantId, async unit => {
    const now = await lookUnderLock(unit);
    if (now?.tenantId !== found?.tenantId || now?.kinds !== found?.kinds) return false;
    if (!now) addCompany(unit, tenantId, passwordHash);
    for (const { channels, ...account } of listDemoAccounts()) {
      if (has(now, account.kind)) continue;
      addAccount(unit, tenantId, cipher, account, {
        webhookKey: demoWebhookKey,
        acceptsBareLoopback: true,
        channels,
      });
    }
    return true;
  });
  // Another process was faster, perhaps one that knows fewer vendors: look again.
  return isWritten || seedDemo(database, cipher);
}

const has = (found: Found | undefined, kind: ProviderKind): boolean =>
  found?.kinds.split(',').includes(kind) ?? false;

const isWhole = (found: Found | undefined): boolean =>
  listDemoAccounts().every(({ kind }) => has(found, kind));

/** Waits for another process that is seeding, then looks; the lock is held until the transaction ends. */
async function lookUnderLock({ em }: UnitOfWork): Promise<Found | undefined> {
  const kysely = em.getKysely();
  await kysely.executeQuery(CompiledQuery.raw('select pg_advisory_xact_lock($1)', [seedLock]));
  const { rows } = await kysely.executeQuery<Found>(CompiledQuery.raw(look.text, [demoTenant.slug]));
  return rows[0];
}

function addCompany(unit: UnitOfWork, tenantId: string, passwordHash: string): void {
  addTenant(unit, tenantId, demoTenant, demoTopics);
  for (const user of demoUsers) addUser(unit, tenantId, { ...user, passwordHash });
}
