/** A server must not start with a SECRETS_KEY that cannot decrypt the secrets in its database. */
import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { connectBookings } from '../../src/accounts/booking-accounts.js';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { adoptSecretsKey, checkSecretsKey } from '../../src/accounts/secrets-canary.js';
import type { Database } from '../../src/database/database.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { type CompanyDatabase, createCompanyDatabase } from '../support/company-database.js';

const [right, wrong] = [createSecretCipher(randomBytes(32)), createSecretCipher(randomBytes(32))];
let company: CompanyDatabase;
let database: Database;
let tenantId: string;

beforeAll(async () => {
  company = await createCompanyDatabase();
  ({ database, tenantId } = company);
});
afterEach(async () => {
  for (const table of ['sealed_canary', 'channels', 'provider_accounts', 'booking_accounts'])
    await database.pool.query(`delete from ${table}`);
});
afterAll(() => company.drop());

const check = (cipher = right) => checkSecretsKey(database, cipher, '');
const wrongKey = expect.objectContaining({
  code: 'CONFIGURATION_INVALID',
  message: expect.stringContaining('SECRETS_KEY'),
});
const connect = (cipher = right) =>
  connectProvider(database, cipher, tenantId, {
    kind: ProviderKind.CHATFLOW,
    name: 'ChatFlow',
    credentials: { apiToken: `token-${randomBytes(4).toString('hex')}`, instanceId: 'instance_main' },
  });

describe('the first start on an empty database', () => {
  it('takes any key, and from then on only that one', async () => {
    await check();
    await expect(check()).resolves.toBe('current');
    await expect(check(wrong)).rejects.toEqual(wrongKey);
  });

  it('of two processes with different keys is the start of one of them', async () => {
    const results = await Promise.allSettled([check(right), check(wrong), check(right), check(wrong)]);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(2);
    const isRight = results[0]?.status === 'fulfilled';
    await expect(check(isRight ? wrong : right)).rejects.toEqual(wrongKey);
  });
});

describe('a database of an older version, which has no canary', () => {
  it.each<[string, () => Promise<unknown>]>([
    ['a provider', () => connect()],
    [
      'the booking system',
      () => connectBookings(database, right, tenantId, { webhookSecret: 'a-long-secret' }),
    ],
  ])('is opened by the key that the credentials of %s are sealed with, and by no other', async (_, seal) => {
    await seal();
    await expect(check(wrong)).rejects.toEqual(wrongKey);
    await expect(check()).resolves.toBe('current');
    await expect(check(wrong)).rejects.toEqual(wrongKey);
  });

  it('is not held up by one account whose credentials are damaged', async () => {
    const { account } = await connect();
    await connect();
    await database.pool.query("update provider_accounts set credentials_cipher = 'damaged' where id = $1", [
      account.id,
    ]);
    await expect(check()).resolves.toBe('current');
  });

  it('with credentials of two keys takes the one that opens some', async () => {
    await connect(wrong);
    await connect(right);
    await expect(check()).resolves.toBe('current');
  });
});

describe('a key that was lost', () => {
  it('is replaced by a new one: what the new one cannot open is removed, nothing else', async () => {
    await check(right);
    const { account: lost } = await connect(right);
    const { account: kept } = await connect(wrong);
    expect(await adoptSecretsKey(database, wrong)).toBe(1);
    await expect(check(wrong)).resolves.toBe('current');
    await expect(check(right)).rejects.toEqual(wrongKey);
    const { rows } = await database.pool.query(
      'select id, credentials_cipher is null as "isGone" from provider_accounts',
    );
    expect(new Map(rows.map(row => [row.id, row.isGone]))).toEqual(
      new Map([
        [lost.id, true],
        [kept.id, false],
      ]),
    );
  });
});
