/** What webhooks need of an account is kept until a change of it is told. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { type Doorbell, startDoorbell } from '../../src/delivery/doorbell.js';
import { createAccountDirectory } from '../../src/ingest/account-directory.js';
import { openTestDatabase, type SeededTenant, seedTenant } from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

let files: TestDatabase;
let database: Database;
let doorbell: Doorbell;
let tenant: SeededTenant;
let other: SeededTenant;

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  [tenant, other] = [await seedTenant(database, 'one'), await seedTenant(database, 'two')];
  doorbell = await startDoorbell(database, () => {});
});
afterAll(async () => {
  await doorbell?.stop();
  await database?.close();
  await files?.drop();
});

describe('a change of an account', () => {
  const heard: (string | null)[] = [];
  beforeAll(() => {
    doorbell.onAccountsChanged(id => heard.push(id));
  });
  /** Ends with a change of the other company: what was told before it has been heard. */
  const hear = async (sql: string, ...values: unknown[]): Promise<readonly (string | null)[]> => {
    heard.length = 0;
    await database.pool.query(sql, values);
    await database.pool.query(
      'update tenants set opt_out_words = array[gen_random_uuid()::text] where id = $1',
      [other.tenantId],
    );
    await waitFor(() => heard.at(-1) === other.tenantId);
    return heard.slice(0, -1);
  };

  it.each([
    ['provider_accounts', 'webhook_key_hash', `'another'`],
    ['provider_accounts', 'credentials_cipher', `'another'`],
    ['provider_accounts', 'external_id', `'another'`],
    ['provider_accounts', 'accepts_bare_loopback', 'true'],
    ['provider_accounts', 'disconnected_at', 'now()'],
    ['channels', 'status', `'PAUSED'`],
    ['channels', 'own_address', `'another'`],
    ['channels', 'away_text', `'Back at nine'`],
    ['topics', 'keywords', `array['another']`],
    ['topics', 'archived_at', 'now()'],
    ['lead_stages', 'position', 'position + 100'],
    ['tenants', 'default_country', `'DE'`],
    ['tenants', 'opt_out_words', `array['halt']`],
  ])('is told: %s, %s', async (table, column, value) => {
    const key = table === 'tenants' ? 'id' : 'tenant_id';
    expect(
      await hear(`update ${table} set ${column} = ${value} where ${key} = $1`, tenant.tenantId),
    ).toContain(tenant.tenantId);
    // The same value again is no change.
    if (value.includes('position +') || value === 'now()') return;
    expect(await hear(`update ${table} set ${column} = ${value} where ${key} = $1`, tenant.tenantId)).toEqual(
      [],
    );
  });

  it('is told when a row is removed, and not for what webhooks do not need', async () => {
    const unused = `update provider_accounts set name = 'Another', last_webhook_at = now() where tenant_id = $1`;
    expect(await hear(unused, tenant.tenantId)).toEqual([]);
    expect(await hear('delete from topics where tenant_id = $1', tenant.tenantId)).toContain(tenant.tenantId);
  });
});

describe('an account', () => {
  /** A directory whose changes the test tells. */
  function openDirectory({ isListening = true } = {}) {
    let loads = 0;
    let tell: (tenantId: string | null) => void = () => {};
    const counted: Database = Object.create(database, {
      query: {
        value: (...given: Parameters<Database['query']>) => {
          loads += 1;
          return database.query(...given);
        },
      },
    });
    const directory = createAccountDirectory(counted);
    directory.follow({
      isListening: () => isListening,
      onAccountsChanged: listener => {
        tell = listener;
        return () => {};
      },
    });
    const find = () => directory.findById(tenant.accountId);
    return { find, tell: (tenantId: string | null) => tell(tenantId), loads: () => loads };
  }

  it('is read once until a change of its company is told, or changes may have been missed', async () => {
    const { find, tell, loads } = openDirectory();
    const first = await find();
    expect(first).toMatchObject({ id: tenant.accountId, tenantId: tenant.tenantId });
    expect(await find()).toBe(first);
    tell(other.tenantId);
    expect(await find()).toBe(first);
    expect(loads()).toBe(1);
    for (const change of [tenant.tenantId, null]) {
      tell(change);
      await find();
      await find();
    }
    expect(loads()).toBe(3);
  });

  it('is read again when a change was told while it was read', async () => {
    const { find, tell, loads } = openDirectory();
    const reading = find();
    tell(tenant.tenantId);
    await reading;
    await find();
    expect(loads()).toBe(2);
  });

  it('is read again after a while when changes cannot be told', async () => {
    const { find, loads } = openDirectory({ isListening: false });
    await waitFor(async () => {
      await find();
      return loads() === 2;
    });
  });
});
