import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { listDemoAccounts } from '../../src/accounts/demo-data.js';
import { seedDemo } from '../../src/accounts/demo-seed.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { createSimulatedHttp, simulatedAccount } from '../../src/accounts/simulated-provider.js';
import { type Database, openDatabase } from '../../src/database/database.js';
import { matchTopic } from '../../src/domain/topic-rules.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { createAccountDirectory } from '../../src/ingest/account-directory.js';
import { createProviderHttp } from '../../src/providers/http/http.js';
import { getProvider } from '../../src/providers/registry.js';
import { createSimulatorHost } from '../../src/providers/simulation/simulator-host.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { clientAt, createTestSessions } from '../support/test-sessions.js';

describe('seedDemo', () => {
  const cipher = createSecretCipher(randomBytes(32));
  let testDatabase: TestDatabase;
  let databases: Database[];
  let database: Database;

  beforeEach(async () => {
    testDatabase = await createTestDatabase();
    const open = () => openDatabase({ url: testDatabase.url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
    databases = await Promise.all([open(), open(), open()]);
    [database] = databases as [Database];
  });

  afterEach(async () => {
    await Promise.all(databases.map(each => each.close()));
    await testDatabase.drop();
  });

  const counts = async () => {
    const tables = [
      'tenants',
      'users',
      'lead_stages',
      'event_counters',
      'provider_accounts',
      'channels',
      'topics',
    ];
    const entries = tables.map(async table => {
      const { rows } = await database.pool.query(`select count(*) as n from ${table}`);
      return [table, rows[0].n] as const;
    });
    return Object.fromEntries(await Promise.all(entries));
  };
  const whole = {
    tenants: 1,
    users: 3,
    lead_stages: 4,
    event_counters: 1,
    provider_accounts: listDemoAccounts().length,
    channels: listDemoAccounts().flatMap(({ channels }) => channels).length,
    topics: 4,
  };

  it('seeds a company whose people can sign in', async () => {
    expect(await seedDemo(database, cipher)).toBe(true);
    expect(await counts()).toEqual(whole);
    const { sessions } = createTestSessions(database);
    for (const [email, role] of [
      ['owner@demo.test', 'OWNER'],
      ['head@demo.test', 'HEAD_OF_SALES'],
      ['manager@demo.test', 'MANAGER'],
    ] as const) {
      expect((await sessions.signIn({ email, password: 'trunkline' }, clientAt(null))).user).toMatchObject({
        email,
        role,
      });
    }
  });

  it('seeds exactly the numbers, names and secrets that the sample bodies are made for', async () => {
    await seedDemo(database, cipher);
    const { rows } = await database.pool.query(
      'select a.id, a.kind, a.credentials_cipher, c.external_id from provider_accounts a join channels c on c.account_id = a.id order by c.external_id',
    );
    const numbers = (kind: ProviderKind) =>
      rows
        .filter(row => row.kind === kind)
        .map(row => row.external_id)
        .sort();
    expect(numbers(ProviderKind.CHATFLOW)).toEqual([
      'default',
      'instance_xxx',
      'instance_yyy',
      'instance_zzz',
    ]);
    expect(numbers(ProviderKind.GREEN_API)).toEqual(['7107000101']);
    expect(numbers(ProviderKind.TWILIO_CONVERSATIONS)).toEqual(['whatsapp:+14155550123']);
    expect(numbers(ProviderKind.TWILIO_MESSAGING)).toEqual(['+14155550167', 'whatsapp:+14155550145']);
    expect(numbers(ProviderKind.TATA)).toEqual(['+918800000111', '+918800000122']);
    expect(numbers(ProviderKind.WHATSAPP_CLOUD)).toEqual(['310000000000111', '310000000000122']);
    const secrets = (kind: ProviderKind) => {
      const row = rows.find(candidate => candidate.kind === kind);
      return cipher.open(row.credentials_cipher, row.id);
    };
    const twilio = {
      accountSid: 'AC4c122831efef10ac68b5223dccd6f614',
      authToken: '0123456789abcdef0123456789abcdef',
    };
    expect(secrets(ProviderKind.GREEN_API)).toMatchObject({ webhookUrlToken: 'ga-test-token' });
    expect(secrets(ProviderKind.TWILIO_MESSAGING)).toMatchObject(twilio);
    const serviceSid = 'IS961e38b5146c0b07d078f53dec9b699a';
    expect(secrets(ProviderKind.TWILIO_CONVERSATIONS)).toMatchObject({ ...twilio, serviceSid });
    expect(Object.keys(Object(Object(secrets(ProviderKind.TATA)).tokens))).toHaveLength(2);
    expect(secrets(ProviderKind.WHATSAPP_CLOUD)).toMatchObject({ appSecret: 'test-app-secret' });
    const directory = createAccountDirectory(database);
    for (const kind of Object.values(ProviderKind))
      expect((await directory.findByWebhookKey(kind, 'demo'))?.acceptsBareLoopback).toBe(true);
  });

  it('seeds numbers that webhooks find with the key "demo", and from loopback without one', async () => {
    await seedDemo(database, cipher);
    const account = await createAccountDirectory(database).findByWebhookKey(ProviderKind.CHATFLOW, 'demo');
    expect([...(account?.channelIdByExternalId.keys() ?? [])].sort()).toEqual([
      'default',
      'instance_xxx',
      'instance_yyy',
      'instance_zzz',
    ]);
    expect(account).toMatchObject({ acceptsBareLoopback: true, defaultCountry: 'KZ' });
    expect(account?.defaultChannelId).toBe(account?.channelIdByExternalId.get('default'));
  });

  it('seeds credentials that lead every send to the simulator of the running server', async () => {
    await seedDemo(database, cipher);
    const { rows } = await database.pool.query(
      "select id, kind, credentials_cipher from provider_accounts where kind = 'CHATFLOW'",
    );
    const provider = getProvider(rows[0].kind);
    const parsed = provider.parseCredentials(cipher.open(rows[0].credentials_cipher, rows[0].id));
    if (!parsed.ok) throw new Error(parsed.faults.join());
    const host = createSimulatorHost({ log: { info: () => {}, warn: () => {} } });
    const address = await host.start();
    const client = createProviderHttp({ timeoutMs: 5_000, allowPrivate: true });
    const http = createSimulatedHttp(client, kind => address.baseUrl(kind, simulatedAccount));
    const send = (from: string) =>
      provider.send(
        {
          messageId: 'm1',
          from,
          isDefaultChannel: from === 'default',
          to: '77010000021@s.whatsapp.net',
          text: 'Здравствуйте',
          attachments: [],
          quotedExternalId: null,
          template: null,
          publicUrl: null,
        },
        parsed.credentials,
        http,
      );
    try {
      expect(await send('instance_yyy')).toMatchObject({ outcome: 'ACCEPTED' });
      expect(await send('default')).toMatchObject({ outcome: 'ACCEPTED' });
      expect(host.deliveries(simulatedAccount).map(({ from }) => from)).toEqual([
        'instance_yyy',
        'instance_default',
      ]);
    } finally {
      await Promise.all([client.close(), host.stop()]);
    }
  });

  it.each([
    ['Здравствуйте, интересуют МДФ-панели для стен', 'Панели'],
    ['Ламинат 33 класса есть?', 'Ламинат'],
    ['Жеткізу бар ма?', 'Доставка'],
    ['Қанша тұрады?', 'Цена'],
    ['Как доехать до центра?', undefined],
  ])('seeds topics that know what "%s" is about', async (text, name) => {
    await seedDemo(database, cipher);
    const { rows } = await database.pool.query('select id, name, keywords from topics');
    const topicId = matchTopic(text, rows);
    expect(rows.find(({ id }) => id === topicId)?.name).toBe(name);
  });

  it('leaves other calls alone', async () => {
    const urls: string[] = [];
    const http = createSimulatedHttp(
      async ({ url }) => {
        urls.push(url);
        return { ok: false, reached: false, reason: 'not here' };
      },
      () => 'http://127.0.0.1:4000/simulators',
    );
    const outside = [
      'https://app.chatflow.kz/api/v1/send-text',
      'https://simulator.invalid.example/chatflow',
    ];
    for (const url of outside) await http({ method: 'GET', url });
    expect(urls).toEqual(outside);
  });

  it('seeds once when several processes start at the same time', async () => {
    const written = await Promise.all(databases.map(each => seedDemo(each, cipher)));
    expect(written.filter(Boolean)).toHaveLength(1);
    expect(await counts()).toEqual(whole);
  });

  it('changes nothing at later starts', async () => {
    await seedDemo(database, cipher);
    const { rows: before } = await database.pool.query(
      'select xmin, id from tenants union all select xmin, id from provider_accounts order by 2',
    );
    expect(await seedDemo(database, cipher)).toBe(false);
    const { rows: after } = await database.pool.query(
      'select xmin, id from tenants union all select xmin, id from provider_accounts order by 2',
    );
    expect(after).toEqual(before);
  });

  it('adds an account that an older demo did not have, and changes nothing else', async () => {
    await seedDemo(database, cipher);
    await database.pool.query('delete from channels');
    await database.pool.query('delete from provider_accounts');
    await database.pool.query(`update users set name = 'Renamed'`);
    expect(await seedDemo(database, cipher)).toBe(true);
    expect(await counts()).toEqual(whole);
    const { rows } = await database.pool.query('select distinct name from users');
    expect(rows).toEqual([{ name: 'Renamed' }]);
  });

  it('writes nothing at all when it fails in the middle', async () => {
    const broken = {
      ...cipher,
      seal: () => {
        throw new Error('The cipher is broken.');
      },
    };
    await expect(seedDemo(database, broken)).rejects.toThrow('The cipher is broken.');
    expect(await counts()).toEqual(Object.fromEntries(Object.keys(whole).map(table => [table, 0])));
  });
});
