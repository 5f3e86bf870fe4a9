/** Changing a provider account: credentials field by field, the name, the webhook key. */
import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createProvisioning, type Provisioning } from '../../src/accounts/provisioning.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { hashWebhookKey } from '../../src/accounts/webhook-key.js';
import { type Database, openDatabase } from '../../src/database/database.js';
import { readEventsAfter } from '../../src/delivery/event-log.js';
import { ConflictError, NotFoundError } from '../../src/domain/errors.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { findUrlFault } from '../../src/providers/http/find-url-fault.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const accountSid = 'AC4c122831efef10ac68b5223dccd6f614';
const otherSid = 'AC00000000000000000000000000000001';
/** Credentials of each vendor, by kind; every secret begins with SECRET. */
const given: Record<string, Record<string, unknown>> = {
  CHATFLOW: { apiToken: 'SECRET-token', instanceId: 'instance_main' },
  GREEN_API: { idInstance: '7107000101', apiTokenInstance: 'SECRET-token', webhookUrlToken: 'SECRET-hook' },
  TATA: { tokens: { '+918800000111': 'SECRET-one', '+918800000122': 'SECRET-two' } },
  WHATSAPP_CLOUD: {
    accessToken: 'SECRET-token',
    appSecret: 'SECRET-app',
    businessAccountId: '210000000000001',
  },
  TWILIO_MESSAGING: { accountSid, authToken: 'SECRET-auth-token' },
  TWILIO_CONVERSATIONS: { accountSid, authToken: 'SECRET-auth-token' },
};

const cipher = createSecretCipher(randomBytes(32));
let testDatabase: TestDatabase;
let database: Database;
let provisioning: Provisioning;
let viewer: { readonly tenantId: string; readonly userId: string };
let rival: { readonly tenantId: string; readonly userId: string };
let audited: string[];
let companies = 0;

const newCompany = async () => {
  companies += 1;
  const place = { defaultCountry: 'KZ', timezone: 'Asia/Almaty', locale: 'ru' };
  const tenant = await provisioning.createTenant({ slug: `acme-${companies}`, name: 'Acme', ...place });
  return { tenantId: tenant.id, userId: uuidV7() };
};
const connect = (kind: string, credentials: unknown = given[kind], as = viewer) =>
  provisioning.connectProvider(as, { kind: kind as ProviderKind, name: `Our ${kind}`, credentials });
const update = (id: string, change: object, as = viewer) =>
  provisioning.updateProviderAccount(as, { id, ...change });
const rowOf = async (id: string) =>
  (await database.pool.query('select * from provider_accounts where id = $1', [id])).rows[0];
const credentialsOf = async (id: string) =>
  cipher.open((await rowOf(id)).credentials_cipher, id) as Record<string, unknown>;
const keyOf = (url: string | null) => new URL(String(url)).searchParams.get('key') ?? '';

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
  provisioning = createProvisioning({
    ...{ database, cipher, findUrlFault, publicUrl: () => 'https://trunkline.test' },
    log: () => {},
    audit: (message, facts) => audited.push(JSON.stringify({ message, ...facts })),
  });
});
beforeEach(async () => {
  audited = [];
  [viewer, rival] = [await newCompany(), await newCompany()];
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

describe('updateProviderAccount', () => {
  it.each<[string, object, object]>([
    ['CHATFLOW', { apiToken: 'SECRET-new' }, { apiToken: 'SECRET-new', instanceId: 'instance_main' }],
    [
      'GREEN_API',
      { apiTokenInstance: 'SECRET-new' },
      { idInstance: '7107000101', apiTokenInstance: 'SECRET-new', webhookUrlToken: 'SECRET-hook' },
    ],
    [
      'TATA',
      { authorization: 'raw' },
      { authorization: 'raw', tokens: { '+918800000111': 'SECRET-one', '+918800000122': 'SECRET-two' } },
    ],
    [
      'WHATSAPP_CLOUD',
      { accessToken: 'SECRET-new' },
      { accessToken: 'SECRET-new', appSecret: 'SECRET-app', businessAccountId: '210000000000001' },
    ],
    [
      'TWILIO_MESSAGING',
      { secondaryAuthToken: 'SECRET-second' },
      { accountSid, authToken: 'SECRET-auth-token', secondaryAuthToken: 'SECRET-second' },
    ],
    [
      'TWILIO_CONVERSATIONS',
      { authToken: 'SECRET-new-token' },
      { accountSid, authToken: 'SECRET-new-token' },
    ],
  ])('%s: changes the given fields and keeps the others', async (kind, change, expected) => {
    const { account } = await connect(kind);
    const before = await rowOf(account.id);
    const answer = await update(account.id, { credentials: change });
    expect(answer).toMatchObject({ account: { id: account.id }, webhookUrl: null });
    expect(await credentialsOf(account.id)).toMatchObject(expected);
    const { credentials_cipher: _, ...after } = await rowOf(account.id);
    expect(before).toMatchObject(after);
    expect(audited.map(line => JSON.parse(line))).toEqual([
      {
        message: 'provider account changed',
        ...{ accountId: account.id, kind, userId: viewer.userId },
        changed: Object.keys(change).map(name => `credentials.${name}`),
      },
    ]);
    expect(audited.join()).not.toContain('SECRET');
    expect(JSON.stringify(after)).not.toContain('SECRET');
  });

  it('removes an optional field by null, and refuses that for a required one', async () => {
    const { account } = await connect('GREEN_API');
    await update(account.id, { credentials: { webhookUrlToken: null, apiUrl: null } });
    expect(await credentialsOf(account.id)).toEqual({
      ...{ idInstance: '7107000101', apiTokenInstance: 'SECRET-token' },
      apiUrl: 'https://api.green-api.com',
    });
    await expect(update(account.id, { credentials: { apiTokenInstance: null } })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining('"apiTokenInstance" is missing'),
    });
  });

  it('changes the name alone, and leaves the credentials as they are stored', async () => {
    const { account } = await connect('CHATFLOW');
    const before = await rowOf(account.id);
    const answer = await update(account.id, { name: '  Reception ' });
    expect(answer).toMatchObject({ account: { name: 'Reception' }, webhookUrl: null });
    expect(await rowOf(account.id)).toEqual({ ...before, name: 'Reception' });
  });

  it('replaces the webhook key when asked, and shows it once', async () => {
    const { account, webhookUrl } = await connect('CHATFLOW');
    const answer = await update(account.id, { rotateWebhookKey: true });
    const key = keyOf(answer.webhookUrl);
    expect(key).toMatch(/^[A-Za-z0-9_-]{32}$/);
    expect(key).not.toBe(keyOf(webhookUrl));
    expect(await rowOf(account.id)).toMatchObject({
      ...{ webhook_key_hash: hashWebhookKey(key), webhook_key_prefix: key.slice(0, 6) },
    });
    expect(audited.join()).toContain('["webhookKey"]');
    expect(audited.join()).not.toContain(key);
  });

  it.each([
    {},
    { name: null, credentials: null, rotateWebhookKey: null },
    { name: 'Our CHATFLOW', credentials: { apiToken: 'SECRET-token' }, rotateWebhookKey: false },
  ])('writes nothing and logs nothing when nothing differs: %j', async change => {
    const { account } = await connect('CHATFLOW');
    const before = [await rowOf(account.id), await readEventsAfter(database, viewer.tenantId, 0, 100)];
    expect(await update(account.id, change)).toMatchObject({ account: { id: account.id }, webhookUrl: null });
    expect([await rowOf(account.id), await readEventsAfter(database, viewer.tenantId, 0, 100)]).toEqual(
      before,
    );
    expect(audited).toEqual([]);
  });

  it.each<[string, unknown, string]>([
    ['CHATFLOW', { apiToken: 'SECRET with blanks' }, '"apiToken" must not contain'],
    ['CHATFLOW', { apiToken: 7 }, '"apiToken" must be a text'],
    ['CHATFLOW', { api: 'SECRET' }, '"api" must be instance or flow'],
    ['CHATFLOW', { password: 'SECRET' }, '"password" is no setting of ChatFlow'],
    ['CHATFLOW', { password: null }, '"password" is no setting of ChatFlow'],
    ['CHATFLOW', 'SECRET', 'must be an object'],
    ['CHATFLOW', ['SECRET'], 'must be an object'],
    ['CHATFLOW', false, 'must be an object'],
    ['GREEN_API', { apiTokenInstance: '' }, '"apiTokenInstance" must not be empty'],
    ['GREEN_API', { apiUrl: 'http://api.green-api.com' }, '"apiUrl" must be an https URL'],
    ['TATA', { tokens: { '918800000111': 'SECRET' } }, '"tokens" must name each number with a plus'],
    ['TATA', { tokens: {} }, 'at least one number'],
    ['TATA', { recipientFormat: 'SECRET' }, '"recipientFormat" must be plus or digits'],
    ['WHATSAPP_CLOUD', { appSecret: null }, '"appSecret" is missing'],
    ['WHATSAPP_CLOUD', { graphVersion: 'SECRET' }, '"graphVersion" must look like'],
    ['TWILIO_MESSAGING', { authToken: 'SECRET' }, '"authToken" must have 8 to 200'],
    ['TWILIO_MESSAGING', { apiKeySid: `SK${'0'.repeat(32)}` }, '"apiKeySid" and "apiKeySecret" go together'],
    ['TWILIO_CONVERSATIONS', { serviceSid: 'SECRET' }, '"serviceSid" must be IS'],
  ])(
    '%s with %j changes nothing, and the error names the fault and no value',
    async (kind, credentials, words) => {
      const { account } = await connect(kind);
      const before = await rowOf(account.id);
      const change = { name: 'Another', credentials, rotateWebhookKey: true };
      const error = await update(account.id, change).catch((thrown: Error) => thrown);
      expect(error).toMatchObject({ code: 'BAD_USER_INPUT', facts: { field: 'credentials' } });
      expect((error as Error).message).toContain(words);
      expect((error as Error).message).not.toContain('SECRET');
      expect(await rowOf(account.id)).toEqual(before);
      expect(audited).toEqual([]);
    },
  );

  it.each(['', '  ', 'x'.repeat(201), 'a\u0000b'])('refuses the name %j', async name => {
    const { account } = await connect('CHATFLOW');
    await expect(update(account.id, { name })).rejects.toMatchObject({
      ...{ code: 'BAD_USER_INPUT', facts: { field: 'name' } },
    });
  });

  it.each<[string, object, string]>([
    ['GREEN_API', { idInstance: '7107000999' }, 'idInstance'],
    ['TWILIO_MESSAGING', { accountSid: otherSid }, 'accountSid'],
    ['TWILIO_CONVERSATIONS', { accountSid: otherSid, authToken: 'SECRET-of-other' }, 'accountSid'],
    ['WHATSAPP_CLOUD', { businessAccountId: '210000000000002' }, 'businessAccountId'],
    ['TATA', { tokens: { '+918800000133': 'SECRET-three' } }, 'tokens'],
  ])('%s is not turned into another account: %j', async (kind, credentials, field) => {
    const { account } = await connect(kind);
    const before = await rowOf(account.id);
    await expect(update(account.id, { credentials })).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringMatching(
        new RegExp(`"${field}" names another account at .*; connect it as a new account`),
      ),
    });
    expect(await rowOf(account.id)).toEqual(before);
  });

  it.each<[string, object]>([
    ['TWILIO_MESSAGING', { accountSid: otherSid }],
    ['GREEN_API', { idInstance: '7107000999' }],
  ])('%s is not turned into another account when its stored credentials were lost', async (kind, other) => {
    const { account } = await connect(kind);
    await database.pool.query('update provider_accounts set credentials_cipher = null where id = $1', [
      account.id,
    ]);
    await expect(update(account.id, { credentials: { ...given[kind], ...other } })).rejects.toMatchObject({
      message: expect.stringContaining('names another account'),
    });
    await update(account.id, { credentials: given[kind] });
    expect(await credentialsOf(account.id)).toMatchObject(given[kind] ?? {});
    await expect(connect(kind)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('may add and remove numbers of TATA while one stays, and a business account where none was named', async () => {
    const tata = (await connect('TATA')).account.id;
    const tokens = { '+918800000122': 'SECRET-two', '+918800000133': 'SECRET-three' };
    await update(tata, { credentials: { tokens } });
    expect(await credentialsOf(tata)).toMatchObject({ tokens });
    const { businessAccountId, ...rest } = given.WHATSAPP_CLOUD as Record<string, unknown>;
    const cloud = (await connect('WHATSAPP_CLOUD', rest)).account.id;
    await update(cloud, { credentials: { businessAccountId } });
    expect(await credentialsOf(cloud)).toMatchObject({ businessAccountId });
  });

  it.each([
    ['missing', null],
    ['damaged', 'v1.x.damaged'],
    ['sealed with another key', createSecretCipher(randomBytes(32)).seal({ apiToken: 'SECRET' }, 'other')],
  ])('repairs credentials that are %s, when all required fields are given', async (_, sealed) => {
    const { account } = await connect('CHATFLOW');
    await database.pool.query('update provider_accounts set credentials_cipher = $2 where id = $1', [
      account.id,
      sealed,
    ]);
    await expect(update(account.id, { credentials: { instanceId: 'instance_two' } })).rejects.toMatchObject({
      message: expect.stringContaining('"apiToken" is missing'),
    });
    await update(account.id, { credentials: { apiToken: 'SECRET-again', instanceId: 'instance_two' } });
    expect(await credentialsOf(account.id)).toMatchObject({
      apiToken: 'SECRET-again',
      instanceId: 'instance_two',
    });
  });

  it('lists the templates of the account again soon', async () => {
    const { account } = await connect('WHATSAPP_CLOUD');
    await database.pool.query("update provider_accounts set templates_due_at = now() + interval '1 day'");
    await update(account.id, { name: 'Only the name' });
    expect((await rowOf(account.id)).templates_due_at).not.toBeNull();
    await update(account.id, { credentials: { accessToken: 'SECRET-new' } });
    expect((await rowOf(account.id)).templates_due_at).toBeNull();
  });

  it('keeps every one of many changes that are made at the same time', async () => {
    const changes = [
      { name: 'Reception' },
      { credentials: { apiTokenInstance: 'SECRET-new' } },
      { credentials: { webhookUrlToken: 'SECRET-new-hook' } },
      { credentials: { apiUrl: 'https://7107.api.greenapi.com/' } },
    ];
    let accountId = '';
    for (let round = 0; round < 5; round += 1) {
      accountId = (await connect('GREEN_API', { ...given.GREEN_API, idInstance: `710700010${round}` }))
        .account.id;
      await Promise.all(changes.map(change => update(accountId, change)));
      expect(await credentialsOf(accountId)).toMatchObject({
        ...{ apiTokenInstance: 'SECRET-new', webhookUrlToken: 'SECRET-new-hook' },
        apiUrl: 'https://7107.api.greenapi.com',
      });
      expect(await rowOf(accountId)).toMatchObject({ name: 'Reception' });
    }
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => update(accountId, { rotateWebhookKey: true })),
    );
    const { webhook_key_hash: hash } = await rowOf(accountId);
    expect(answers.filter(({ webhookUrl }) => hashWebhookKey(keyOf(webhookUrl)) === hash)).toHaveLength(1);
  });

  it("answers another company's account like one that does not exist", async () => {
    const { account } = await connect('CHATFLOW', given.CHATFLOW, rival);
    const before = await rowOf(account.id);
    for (const id of [account.id, uuidV7(), 'junk', '']) {
      const change = { name: 'Mine', credentials: { apiToken: 'SECRET-x' }, rotateWebhookKey: true };
      await expect(update(id, change)).rejects.toEqual(new NotFoundError('provider account', id));
    }
    expect(await rowOf(account.id)).toEqual(before);
  });
});

describe('one account at a vendor', () => {
  it.each<[string, object]>([
    ['CHATFLOW', { apiToken: 'SECRET-token', instanceId: 'instance_two' }],
    ['GREEN_API', { idInstance: 7107000101, apiTokenInstance: 'SECRET-other' }],
    ['TATA', { tokens: { '+918800000122': 'SECRET-other', '+918800000199': 'SECRET-new' } }],
    [
      'WHATSAPP_CLOUD',
      { accessToken: 'SECRET-other', appSecret: 'SECRET-x', businessAccountId: '210000000000001' },
    ],
    ['WHATSAPP_CLOUD', { accessToken: 'SECRET-token', appSecret: 'SECRET-app' }],
    ['TWILIO_MESSAGING', { accountSid, authToken: 'SECRET-other-token' }],
    ['TWILIO_CONVERSATIONS', { accountSid, authToken: 'SECRET-other-token' }],
  ])('%s is connected once by a company, and by another company too', async (kind, again) => {
    const { account } = await connect(kind);
    const error = await connect(kind, again).catch((thrown: Error) => thrown);
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({
      facts: { accountId: account.id },
      message: expect.stringContaining(
        `connected already, as "Our ${kind}"; change it with updateProviderAccount`,
      ),
    });
    expect((error as Error).message).not.toContain('SECRET');
    await expect(connect(kind, again, rival)).resolves.toBeDefined();
  });

  it.each<[string, object]>([
    ['CHATFLOW', { apiToken: 'SECRET-other' }],
    ['GREEN_API', { idInstance: '7107000102', apiTokenInstance: 'SECRET-token' }],
    ['TATA', { tokens: { '+918800000199': 'SECRET-one' } }],
    ['WHATSAPP_CLOUD', { ...given.WHATSAPP_CLOUD, businessAccountId: '210000000000002' }],
    ['TWILIO_MESSAGING', { accountSid: otherSid, authToken: 'SECRET-auth-token' }],
  ])('%s: another account is connected next to the first', async (kind, other) => {
    await connect(kind);
    await expect(connect(kind, other)).resolves.toBeDefined();
  });

  it('of Twilio is connected once for each product', async () => {
    await connect('TWILIO_MESSAGING');
    await expect(connect('TWILIO_CONVERSATIONS')).resolves.toBeDefined();
  });

  it('is connected by one of many requests at the same time', async () => {
    const results = await Promise.allSettled(Array.from({ length: 6 }, () => connect('GREEN_API')));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const result of results)
      if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ConflictError);
  });

  it('does not get the credentials of another of the company by a change', async () => {
    const first = await connect('CHATFLOW');
    const second = await connect('CHATFLOW', { apiToken: 'SECRET-second' });
    await expect(
      update(second.account.id, { credentials: { apiToken: 'SECRET-token' } }),
    ).rejects.toMatchObject({ code: 'CONFLICT', facts: { accountId: first.account.id } });
    expect(await credentialsOf(second.account.id)).toMatchObject({ apiToken: 'SECRET-second' });
  });

  it('whose credentials cannot be read blocks no other', async () => {
    const { account } = await connect('CHATFLOW');
    await database.pool.query("update provider_accounts set credentials_cipher = 'damaged' where id = $1", [
      account.id,
    ]);
    await expect(connect('CHATFLOW', { apiToken: 'SECRET-second' })).resolves.toBeDefined();
  });
});

describe('a base URL that is never called', () => {
  const urls: [string, string][] = [
    ['CHATFLOW', 'baseUrl'],
    ['GREEN_API', 'apiUrl'],
    ['TATA', 'baseUrl'],
    ['WHATSAPP_CLOUD', 'baseUrl'],
    ['TWILIO_MESSAGING', 'baseUrl'],
    ['TWILIO_CONVERSATIONS', 'baseUrl'],
  ];

  it.each(urls)(
    '%s: is refused when the account is connected, and when it is changed',
    async (kind, field) => {
      for (const url of [
        'https://127.0.0.1',
        'http://localhost:8080',
        'https://[fd00::1]/api',
        'https://10.1.2.3',
      ]) {
        const fault = {
          code: 'BAD_USER_INPUT',
          message: `"credentials" cannot be used: "${field}" must not be an address of a private network.`,
        };
        await expect(connect(kind, { ...given[kind], [field]: url })).rejects.toMatchObject(fault);
        const { account } = await connect(kind, given[kind], await newCompany());
        const owner = { tenantId: account.tenantId, userId: viewer.userId };
        await expect(update(account.id, { credentials: { [field]: url } }, owner)).rejects.toMatchObject(
          fault,
        );
      }
      for (const url of [
        'ftp://api.example.com',
        'http://api.example.com',
        'https://user:pass@api.example.com',
      ])
        await expect(connect(kind, { ...given[kind], [field]: url })).rejects.toMatchObject({
          message: expect.stringContaining(`"${field}" must be an https URL`),
        });
    },
  );
});
