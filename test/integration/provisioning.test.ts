import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createProvisioning, type Provisioning } from '../../src/accounts/provisioning.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import type { NewTenant } from '../../src/accounts/tenants.js';
import { hashWebhookKey } from '../../src/accounts/webhook-key.js';
import { type Database, openDatabase, type Published } from '../../src/database/database.js';
import { readEventsAfter } from '../../src/delivery/event-log.js';
import { BadUserInputError, ConflictError, NotFoundError } from '../../src/domain/errors.js';
import { toTopicKeywords } from '../../src/domain/topic-keywords.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { ChannelStatus, EventType, ProviderKind, Role } from '../../src/domain/vocabulary.js';
import type { Channel } from '../../src/entities/channel.entity.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const company: NewTenant = {
  slug: 'acme',
  name: 'Acme',
  defaultCountry: 'KZ',
  timezone: 'Asia/Almaty',
  locale: 'ru',
};
const chatflow = {
  kind: ProviderKind.CHATFLOW,
  name: 'ChatFlow',
  credentials: { apiToken: 'secret-token', instanceId: 'instance_main' },
};

describe('provisioning', () => {
  const cipher = createSecretCipher(randomBytes(32));
  let testDatabase: TestDatabase;
  let database: Database;
  let provisioning: Provisioning;
  let viewer: { readonly tenantId: string };
  let stranger: { readonly tenantId: string };
  let created: Channel[];
  let lines: string[];
  let companies = 0;

  const newCompany = async () => ({
    tenantId: (await provisioning.createTenant({ ...company, slug: `acme-${companies++}` })).id,
  });
  const rowsOf = async (table: string, { tenantId } = viewer) =>
    (await database.pool.query(`select * from ${table} where tenant_id = $1 order by 1`, [tenantId])).rows;
  const eventsOf = ({ tenantId } = viewer) => readEventsAfter(database, tenantId, 0, 100);

  beforeAll(async () => {
    testDatabase = await createTestDatabase();
    database = await openDatabase({ url: testDatabase.url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
    provisioning = createProvisioning({
      database,
      cipher,
      publicUrl: () => 'https://trunkline.test',
      onChannelCreated: channel => {
        if (channel.externalId === 'broken') throw new Error('Replay is broken.');
        created.push(channel);
      },
      findUrlFault: () => null,
      log: (message, facts) => lines.push(`${message} ${facts.channelId}`),
      audit: () => {},
    });
  });

  beforeEach(async () => {
    created = [];
    lines = [];
    [viewer, stranger] = [await newCompany(), await newCompany()];
  });

  afterAll(async () => {
    await database.close();
    await testDatabase.drop();
  });

  describe('createTenant', () => {
    it('starts a company with its pipeline and an empty event log', async () => {
      expect(await rowsOf('event_counters')).toMatchObject([{ position: 0, dropped_through: 0 }]);
      const stages = await rowsOf('lead_stages');
      expect(stages.sort((a, b) => a.position - b.position)).toMatchObject([
        { name: 'Новый', is_terminal: false, is_lost: false },
        { name: 'В работе', is_terminal: false, is_lost: false },
        { name: 'Успешно', is_terminal: true, is_lost: false },
        { name: 'Отказ', is_terminal: true, is_lost: true },
      ]);
    });

    it.each([
      ['ru-KZ', 'Новый', 'Цены'],
      ['kk', 'Жаңа', 'Бағалар'],
      ['en-IN', 'New', 'Prices'],
      ['de', 'New', 'Prices'],
    ])('in %s starts with stages and topics of its language', async (locale, stage, topic) => {
      const slug = `in-${locale.toLowerCase()}`;
      const { id: tenantId } = await provisioning.createTenant({ ...company, slug, locale });
      const stages = await rowsOf('lead_stages', { tenantId });
      const topics = await rowsOf('topics', { tenantId });
      expect(stages.find(row => row.position === 0)).toMatchObject({ name: stage });
      expect(topics.map(({ name }) => name)).toContain(topic);
      for (const { keywords } of topics) expect(keywords).toEqual(toTopicKeywords('keywords', keywords));
    });

    it('refuses a slug that is taken, and leaves nothing behind', async () => {
      await provisioning.createTenant({ ...company, slug: 'taken' });
      const { rows: before } = await database.pool.query('select count(*) as n from lead_stages');
      await expect(provisioning.createTenant({ ...company, slug: 'taken' })).rejects.toThrow(ConflictError);
      expect((await database.pool.query('select count(*) as n from lead_stages')).rows).toEqual(before);
    });

    it.each([
      ['slug', 'Ä b'],
      ['name', ' '],
      ['defaultCountry', 'XX'],
      ['defaultCountry', 'kz'],
      ['timezone', 'Mars/Olympus'],
      ['timezone', '+05:00'],
      ['locale', 'not a locale'],
    ])('refuses a wrong %s: %s', async (field, value) => {
      const creation = Promise.resolve().then(() =>
        provisioning.createTenant({ ...company, [field]: value }),
      );
      await expect(creation).rejects.toMatchObject({ code: 'BAD_USER_INPUT', facts: { field } });
    });
  });

  describe('createUser', () => {
    const person = { email: 'Aida@Acme.test', name: 'Аида', role: Role.MANAGER, password: 'long enough' };

    it('stores the e-mail in lower case and the password as a hash', async () => {
      const user = await provisioning.createUser(viewer, person);
      expect(user).toMatchObject({ email: 'aida@acme.test', role: Role.MANAGER });
      expect(JSON.stringify(await rowsOf('users'))).not.toContain('long enough');
    });

    it('refuses an e-mail that somebody has, in any tenant', async () => {
      const email = 'once@acme.test';
      await provisioning.createUser(stranger, { ...person, email });
      await expect(provisioning.createUser(viewer, { ...person, email })).rejects.toThrow(ConflictError);
    });

    it.each([
      ['email', 'nobody'],
      ['email', 'a\u0000@b.test'],
      ['name', ''],
      ['role', 'ADMIN'],
      ['password', 'short'],
    ])('refuses a wrong %s', async (field, value) => {
      const creation = provisioning.createUser(viewer, { ...person, [field]: value });
      await expect(creation).rejects.toMatchObject({ code: 'BAD_USER_INPUT', facts: { field } });
    });
  });

  describe('connectProvider', () => {
    it('gives the whole webhook URL once and stores neither key nor credentials in the clear', async () => {
      const { account, webhookUrl } = await provisioning.connectProvider(viewer, chatflow);
      const key = new URL(webhookUrl).searchParams.get('key') ?? '';
      expect(webhookUrl).toBe(`https://trunkline.test/webhooks/chatflow?key=${key}`);
      expect(key).toMatch(/^[A-Za-z0-9_-]{32}$/);
      const [row] = await rowsOf('provider_accounts');
      expect(row).toMatchObject({ webhook_key_hash: hashWebhookKey(key), accepts_bare_loopback: false });
      expect(JSON.stringify(row)).not.toContain(key);
      expect(JSON.stringify(row)).not.toContain('secret-token');
      expect(cipher.open(row.credentials_cipher, account.id)).toMatchObject(chatflow.credentials);
      expect(provisioning.shownWebhookUrl(account)).toBe(
        `https://trunkline.test/webhooks/chatflow?key=${key.slice(0, 6)}***`,
      );
    });

    it('starts a ChatFlow account with its default channel', async () => {
      const { account } = await provisioning.connectProvider(viewer, chatflow);
      expect(await rowsOf('channels')).toMatchObject([
        {
          account_id: account.id,
          external_id: 'default',
          is_default: true,
          status: 'ACTIVE',
          kind: 'CHATFLOW',
        },
      ]);
      expect(await eventsOf()).toMatchObject([
        { kind: EventType.CHANNEL_UPDATED, position: 1 },
        { kind: EventType.TENANT_UPDATED, position: 2, changed: ['providerAccounts'] },
      ]);
    });

    it.each([
      [{}, 'apiToken'],
      [{ apiToken: 'secret-token', baseUrl: 'file:///etc/passwd' }, 'baseUrl'],
      ['secret-token', 'object'],
      [null, 'object'],
    ])('names the faults of credentials and never a value', async (credentials, named) => {
      const failure = await provisioning
        .connectProvider(viewer, { ...chatflow, credentials })
        .catch((error: Error) => error);
      expect(failure).toBeInstanceOf(BadUserInputError);
      expect((failure as Error).message).toContain(named);
      expect((failure as Error).message).not.toContain('secret-token');
      expect(await rowsOf('provider_accounts')).toHaveLength(0);
    });

    it('says when a vendor is not built', async () => {
      await expect(
        provisioning.connectProvider(viewer, { ...chatflow, kind: 'CARRIER_PIGEON' as ProviderKind }),
      ).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    });
  });

  describe('rotateWebhookKey', () => {
    it('replaces the key', async () => {
      const before = await provisioning.connectProvider(viewer, chatflow);
      const after = await provisioning.rotateWebhookKey(viewer, before.account.id);
      const key = new URL(after.webhookUrl).searchParams.get('key') ?? '';
      expect(after.webhookUrl).not.toBe(before.webhookUrl);
      expect(await rowsOf('provider_accounts')).toMatchObject([
        { webhook_key_hash: hashWebhookKey(key), webhook_key_prefix: key.slice(0, 6) },
      ]);
    });

    it("answers a stranger's account like one that does not exist", async () => {
      const { account } = await provisioning.connectProvider(stranger, chatflow);
      for (const id of [account.id, uuidV7(), 'junk']) {
        await expect(provisioning.rotateWebhookKey(viewer, id)).rejects.toEqual(
          new NotFoundError('provider account', id),
        );
      }
    });
  });

  describe('createChannel', () => {
    let accountId: string;
    const number = { externalId: 'instance_xxx', displayName: 'Номер 1', phoneNumber: '+77010000021' };

    beforeEach(async () => {
      accountId = (await provisioning.connectProvider(viewer, chatflow)).account.id;
    });

    it('adds a number, tells subscribers, then replays what waited for it', async () => {
      const heard: Published[] = [];
      const stop = database.onPublished(published => heard.push(published));
      const channel = await provisioning.createChannel(viewer, { accountId, ...number });
      stop();
      expect(channel).toMatchObject({ ...number, accountId, isDefault: false, status: ChannelStatus.ACTIVE });
      expect(heard).toEqual([{ tenantId: viewer.tenantId, position: 3 }]);
      expect((await eventsOf()).at(-1)).toMatchObject({
        kind: EventType.CHANNEL_UPDATED,
        subjectId: channel.id,
        channelId: channel.id,
        changed: [],
      });
      expect(created.map(({ id }) => id)).toEqual([channel.id]);
    });

    it('keeps the channel when the replay fails, and logs it', async () => {
      const channel = await provisioning.createChannel(viewer, {
        accountId,
        ...number,
        externalId: 'broken',
      });
      expect(lines).toEqual([`what waited for a new channel was not replayed ${channel.id}`]);
      expect(await rowsOf('channels')).toHaveLength(2);
    });

    it('makes one channel of many simultaneous requests', async () => {
      const results = await Promise.allSettled(
        Array.from({ length: 8 }, () => provisioning.createChannel(viewer, { accountId, ...number })),
      );
      expect(results.filter(result => result.status === 'fulfilled')).toHaveLength(1);
      for (const result of results) {
        if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(ConflictError);
      }
      expect(await eventsOf()).toHaveLength(3);
    });

    it('allows the same external id in another company', async () => {
      const foreign = await provisioning.connectProvider(stranger, chatflow);
      await provisioning.createChannel(stranger, { accountId: foreign.account.id, ...number });
      await expect(provisioning.createChannel(viewer, { accountId, ...number })).resolves.toBeDefined();
    });

    it("does not add to a stranger's account", async () => {
      await expect(provisioning.createChannel(stranger, { accountId, ...number })).rejects.toThrow(
        NotFoundError,
      );
      expect(await rowsOf('channels', stranger)).toHaveLength(0);
    });

    it.each([
      ['externalId', ' '],
      ['externalId', 'a\u0000b'],
      ['displayName', 'x'.repeat(201)],
      ['phoneNumber', '8 701'],
    ])('refuses a wrong %s', async (field, value) => {
      await expect(
        provisioning.createChannel(viewer, { accountId, ...number, [field]: value }),
      ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', facts: { field } });
    });
  });

  describe('updateChannel', () => {
    let id: string;

    beforeEach(async () => {
      const { account } = await provisioning.connectProvider(viewer, chatflow);
      const input = { accountId: account.id, externalId: 'instance_xxx', displayName: 'Номер 1' };
      id = (await provisioning.createChannel(viewer, input)).id;
    });

    it('changes what is given and tells the names of what changed', async () => {
      const change = { id, displayName: 'Панели', phoneNumber: '+77010000021', status: ChannelStatus.ACTIVE };
      expect(await provisioning.updateChannel(viewer, change)).toMatchObject(change);
      expect((await eventsOf()).at(-1)).toMatchObject({
        subjectId: id,
        changed: ['displayName', 'phoneNumber'],
      });
      await provisioning.updateChannel(viewer, { id, phoneNumber: null, status: ChannelStatus.PAUSED });
      expect((await eventsOf()).at(-1)).toMatchObject({ changed: ['phoneNumber', 'status'] });
      const channel = (await rowsOf('channels')).find(row => row.id === id);
      expect(channel).toMatchObject({ display_name: 'Панели', phone_number: null, status: 'PAUSED' });
    });

    it('tells nothing when nothing changed', async () => {
      const before = await eventsOf();
      await provisioning.updateChannel(viewer, { id });
      await provisioning.updateChannel(viewer, { id, displayName: 'Номер 1', status: null });
      expect(await eventsOf()).toEqual(before);
    });

    it("answers a stranger's channel like one that does not exist", async () => {
      for (const unknown of [id, uuidV7(), 'junk']) {
        await expect(
          provisioning.updateChannel(stranger, { id: unknown, displayName: 'Mine' }),
        ).rejects.toEqual(new NotFoundError('channel', unknown));
      }
    });
  });

  describe('updateTenantSettings', () => {
    it('changes what is given and leaves the rest, in one company', async () => {
      const change = { defaultCountry: 'RU', timezone: 'Europe/Moscow', recentActivityMinutes: 0 };
      expect(await provisioning.updateTenantSettings(viewer, change)).toMatchObject(change);
      const after = await provisioning.updateTenantSettings(viewer, {
        timezone: null,
        recentActivityMinutes: 30,
      });
      expect(after).toMatchObject({ ...change, recentActivityMinutes: 30, name: 'Acme' });
      expect(await provisioning.updateTenantSettings(stranger, {})).toMatchObject({ defaultCountry: 'KZ' });
    });

    it.each([
      ['defaultCountry', 'Kazakhstan'],
      ['timezone', 'Almaty'],
      ['timezone', 'asia/almaty'],
      ['recentActivityMinutes', -1],
      ['recentActivityMinutes', 1_441],
    ])('refuses a wrong %s: %s', async (field, value) => {
      await expect(
        provisioning.updateTenantSettings(viewer, { [field]: value, recentActivityMinutes: value as number }),
      ).rejects.toMatchObject({ code: 'BAD_USER_INPUT', facts: { field } });
    });
  });
});
