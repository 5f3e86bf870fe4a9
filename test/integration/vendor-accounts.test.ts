/** Connecting vendors: the channels created with an account, and faults that name fields but never values. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import type { Database } from '../../src/database/database.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { type CompanyDatabase, createCompanyDatabase } from '../support/company-database.js';

const cipher = createSecretCipher(randomBytes(32));
let company: CompanyDatabase;
let database: Database;
let tenantId: string;

beforeAll(async () => {
  company = await createCompanyDatabase();
  ({ database, tenantId } = company);
});
afterAll(() => company.drop());

const connect = (kind: ProviderKind, credentials: unknown) =>
  connectProvider(database, cipher, tenantId, { kind, name: 'An account', credentials });
const channelsOf = async (accountId: string) =>
  (
    await database.pool.query('select external_id, is_default from channels where account_id = $1', [
      accountId,
    ])
  ).rows;

describe('connecting', () => {
  it('Green API brings its one instance along, which also takes what names none', async () => {
    const { account } = await connect(ProviderKind.GREEN_API, {
      idInstance: 7107000999,
      apiTokenInstance: 'a-token',
    });
    expect(await channelsOf(account.id)).toEqual([{ external_id: '7107000999', is_default: true }]);
  });

  it.each([
    [ProviderKind.TATA, { tokens: { '+918800000199': 'a-token' } }],
    [ProviderKind.WHATSAPP_CLOUD, { accessToken: 'a-token', appSecret: 'a-secret' }],
  ])('%s brings none: a request that names no number is nobody’s', async (kind, credentials) => {
    const { account } = await connect(kind, credentials);
    expect(await channelsOf(account.id)).toEqual([]);
  });

  it.each([
    [
      ProviderKind.GREEN_API,
      { idInstance: 'seven' },
      ['"idInstance" must be the digits', '"apiTokenInstance" is missing'],
    ],
    [
      ProviderKind.GREEN_API,
      { idInstance: '7107000101', apiTokenInstance: 'SECRET with blanks' },
      ['"apiTokenInstance" must not contain'],
    ],
    [ProviderKind.TATA, {}, ['"tokens" is missing']],
    [
      ProviderKind.TATA,
      { tokens: { '918800000111': 'SECRET' } },
      ['"tokens" must name each number with a plus'],
    ],
    [ProviderKind.TATA, { tokens: {} }, ['at least one number']],
    [
      ProviderKind.WHATSAPP_CLOUD,
      { accessToken: 'SECRET', baseUrl: 'http://graph.example' },
      ['"appSecret" is missing', '"baseUrl" must be an https URL'],
    ],
    [
      ProviderKind.WHATSAPP_CLOUD,
      { accessToken: 'SECRET', appSecret: 'SECRET', apiToken: 'SECRET' },
      ['"apiToken" is no setting of WhatsApp Cloud'],
    ],
  ])('%s with %j names what is wrong', async (kind, credentials, sentences) => {
    const error = await connect(kind, credentials).catch((thrown: Error) => thrown);
    const words = error instanceof Error ? error.message : '';
    for (const sentence of sentences) expect(words).toContain(sentence);
    expect(words).not.toContain('SECRET');
  });
});
