/** Refused webhooks are recorded, and only their company can read the record. */
import { createHmac } from 'node:crypto';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChannel } from '../../src/accounts/channels.js';
import { createCredentialsReader } from '../../src/accounts/credentials-reader.js';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { createAccountDirectory } from '../../src/ingest/account-directory.js';
import { dropOldRefusals } from '../../src/ingest/refused-webhooks.js';
import { createWebhookTestKeys } from '../../src/ingest/webhook-test-keys.js';
import { createWebhookUrlTest } from '../../src/server/webhook-url-test.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  ConnectBookingsDocument,
  ProviderAccountsDocument,
  RefusedWebhooksDocument,
  type RefusedWebhooksQuery,
  ReplayWebhookEventsDocument,
  TestWebhookUrlDocument,
  UpsertSalonDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

type Refused = RefusedWebhooksQuery['refusedWebhooks']['nodes'][number];

let server: TestApp;
let acme: { token: string; tenantId: string };
let other: { token: string; tenantId: string };
const cipher = createSecretCipher(Buffer.alloc(32, 7));

beforeAll(async () => {
  server = await startTestApp({
    // Hundreds of concurrent look-ups take a busy machine longer than the default, which answers 503.
    env: { TRUSTED_PROXIES: '127.0.0.1', DATABASE_TIMEOUT_MS: '60000' },
  });
  acme = await server.addTenant('acme', Role.OWNER);
  other = await server.addTenant('other', Role.OWNER);
});
afterAll(() => server.stop());

async function connect(kind: ProviderKind, credentials: object, number: string) {
  const { database } = server.app;
  const { account, webhookKey } = await connectProvider(database, cipher, acme.tenantId, {
    ...{ kind, name: kind, credentials },
  });
  const channels = await database.pool.query(
    'select 1 from channels where account_id = $1 and external_id = $2',
    [account.id, number],
  );
  if (channels.rowCount === 0)
    await createChannel(database, acme.tenantId, {
      ...{ accountId: account.id, externalId: number, displayName: number },
    });
  return { id: account.id, key: webhookKey };
}

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  server.post(path, body, { 'x-forwarded-for': '203.0.113.7', ...headers });
const chatflow = (number: string) => ({
  message: 'Здравствуйте',
  metadata: { remoteJid: '77010000001@s.whatsapp.net', instance_id: number },
});
const refusedOf = async ({ token }: { token: string }, filter = {}): Promise<readonly Refused[]> =>
  (await server.run(RefusedWebhooksDocument, { filter }, token)).refusedWebhooks.nodes;

/** Waits until an account's refused webhooks are written, which happens once a second. */
async function recorded(accountId: string, count = 1): Promise<readonly Refused[]> {
  let found: readonly Refused[] = [];
  await waitFor(
    async () => {
      found = await refusedOf(acme, { accountId });
      return found.reduce((sum, one) => sum + one.count, 0) >= count;
    },
    { timeoutMs: 20_000 },
  );
  return found;
}

describe('a webhook that is refused', () => {
  let cases = 0;

  it('for a key that is no longer right shows who claimed what, from where, and what to do', async () => {
    const { id, key } = await connect(
      ProviderKind.CHATFLOW,
      { apiToken: 'token-of-a', instanceId: 'instance_a' },
      'instance_a',
    );
    const wrongKey = `${key.slice(0, 6)}${'x'.repeat(26)}`;
    expect((await post(`/webhooks/chatflow?key=${wrongKey}`, chatflow('instance_a'))).status).toBe(401);
    expect(await recorded(id)).toEqual([
      {
        id: expect.any(String),
        source: 'CHATFLOW',
        account: { id },
        reason: 'KEY_UNKNOWN',
        advice: expect.stringContaining('rotateWebhookKey'),
        count: 1,
        firstAt: expect.any(String),
        lastAt: expect.any(String),
        address: '203.0.113.7',
        claimedNames: ['instance_a'],
        keyPrefix: key.slice(0, 6),
        channelExternalId: 'instance_a',
      },
    ]);
    expect(await refusedOf(other)).toEqual([]);
    const { rows } = await server.app.database.pool.query('select * from refused_webhooks');
    expect(JSON.stringify(rows)).not.toContain(wrongKey);
  });

  it('shows nothing of a key that has not our form: it may be a password', async () => {
    const { id } = await connect(
      ProviderKind.CHATFLOW,
      { apiToken: 'token-of-b', instanceId: 'instance_b' },
      'instance_b',
    );
    await post('/webhooks/chatflow?secret=hunter2', chatflow('instance_b'));
    const [row] = await recorded(id);
    expect(row).toMatchObject({ reason: 'KEY_UNKNOWN', keyPrefix: null });
    expect(JSON.stringify(row)).not.toContain('hunter');
  });

  it.each<[reason: string, send: (key: string, body: object, appSecret: string) => Promise<Response>]>([
    ['KEY_MISSING', (_key, body) => post('/webhooks/whatsapp-cloud', body)],
    [
      'SIGNATURE_WRONG',
      (_key, body) =>
        post('/webhooks/whatsapp-cloud', body, { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }),
    ],
    [
      'SIGNATURE_WRONG',
      (key, body) =>
        post(`/webhooks/whatsapp-cloud?key=${key}`, body, {
          'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
        }),
    ],
    [
      'BODY_UNREADABLE',
      (key, _body, appSecret) =>
        post(`/webhooks/whatsapp-cloud?key=${key}`, '{"object"', {
          'x-hub-signature-256': `sha256=${createHmac('sha256', appSecret).update('{"object"').digest('hex')}`,
        }),
    ],
    ['BODY_TOO_LARGE', key => post(`/webhooks/whatsapp-cloud?key=${key}`, 'x'.repeat(4_000_000))],
  ])('is counted under %s', async (reason, send) => {
    const appSecret = 'the-secret-of-the-app';
    cases += 1;
    const number = `31000000000020${cases}`;
    const { id, key } = await connect(
      ProviderKind.WHATSAPP_CLOUD,
      { accessToken: `a-token-${cases}`, appSecret },
      number,
    );
    expect((await send(key, cloud(number), appSecret)).ok).toBe(false);
    expect(await recorded(id)).toMatchObject([{ reason, count: 1, account: { id } }]);
  });

  it('by the booking system is shown by its branch, and by its key', async () => {
    const { connectBookings } = await server.run(
      ConnectBookingsDocument,
      { input: { webhookSecret: 'a-relay-signs-with-this' } },
      acme.token,
    );
    await server.run(UpsertSalonDocument, { input: { companyId: '9077' } }, acme.token);
    const body = { company_id: 9077, resource: 'record', resource_id: 1, status: 'create', data: { id: 1 } };
    const { pathname, search } = new URL(String(connectBookings.webhookUrl));
    expect((await post('/webhook/yclients?key=wrong', body)).status).toBe(401);
    expect((await post(pathname + search, body)).status).toBe(401);
    const rows = await recorded(connectBookings.account?.id ?? '', 2);
    expect(rows.map(({ source, reason, claimedNames }) => [source, reason, claimedNames]).sort()).toEqual([
      ['YCLIENTS', 'KEY_UNKNOWN', ['9077']],
      ['YCLIENTS', 'SIGNATURE_MISSING', ['9077']],
    ]);
  });

  it('is forgotten after a week', async () => {
    const { id } = await connect(
      ProviderKind.CHATFLOW,
      { apiToken: 'token-of-d', instanceId: 'instance_d' },
      'instance_d',
    );
    await post('/webhooks/chatflow?key=old', chatflow('instance_d'));
    await recorded(id);
    const day = 86_400_000;
    await dropOldRefusals(server.app.database, new Date(Date.now() + 6 * day));
    expect(await refusedOf(acme, { accountId: id })).toHaveLength(1);
    await dropOldRefusals(server.app.database, new Date(Date.now() + 8 * day));
    expect(await refusedOf(acme)).toEqual([]);
  });

  it('is one row however many there are, and a stranger’s is no row at all', async () => {
    const { id } = await connect(
      ProviderKind.CHATFLOW,
      { apiToken: 'token-of-c', instanceId: 'instance_c' },
      'instance_c',
    );
    const key = 'y'.repeat(32);
    await Promise.all(
      Array.from({ length: 300 }, () => post(`/webhooks/chatflow?key=${key}`, chatflow('instance_c'))),
    );
    await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        post(`/webhooks/chatflow?key=guess-${n}`, chatflow(`nobody-${n}`)),
      ),
    );
    expect(await recorded(id, 300)).toMatchObject([{ count: 300, reason: 'KEY_UNKNOWN' }]);
    const { rows } = await server.app.database.pool.query(
      "select count(*)::int as n from refused_webhooks where array_to_string(claimed_names, ' ') like 'nobody%'",
    );
    expect(rows[0].n).toBe(0);
  });
});

describe('a webhook address that is opened in a browser', () => {
  it.each([
    ['/webhooks/chatflow', 'ChatFlow'],
    ['/whatsapp/webhook', 'Green API'],
    ['/webhook', 'TATA Omni'],
    ['/webhooks/whatsapp-cloud', 'WhatsApp Cloud'],
    ['/api/twilio/messaging/webhook', 'Twilio Messaging'],
    ['/api/twilio/conversations/webhook', 'Twilio Conversations'],
    ['/webhook/yclients', 'YClients'],
    ['/webhooks/yclients', 'YClients'],
  ])('%s says that it is the webhook of %s, the same with any key', async (path, vendor) => {
    const look = async (suffix: string) => {
      const response = await fetch(`${server.url}${path}${suffix}`);
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
    const bare = await look('');
    expect(bare).toEqual([
      200,
      'text/plain; charset=utf-8',
      expect.stringContaining(`the ${vendor} webhook`),
    ]);
    expect(bare[2]).toContain('POST here');
    for (const suffix of ['?key=demo', '?key=wrong', '?secret=demo'])
      expect(await look(suffix)).toEqual(bare);
  });

  it('still answers the handshake of WhatsApp Cloud, and refuses a wrong one', async () => {
    const handshake = (token: string) =>
      fetch(
        `${server.url}/webhooks/whatsapp-cloud?hub.mode=subscribe&hub.challenge=42&hub.verify_token=${token}`,
      );
    expect(await (await handshake('demo')).text()).toBe('42');
    expect((await handshake('wrong')).status).toBe(401);
  });
});

describe('the test of a webhook URL', () => {
  const authSecret = 'a-secret-for-tests-that-is-long-enough-0123456789';
  const proxies: Server[] = [];
  let demo: string;
  let accounts: readonly { id: string; kind: string }[];
  const idOf = (kind: string) => accounts.find(account => account.kind === kind)?.id ?? '';

  beforeAll(async () => {
    demo = await server.signIn('owner@demo.test');
    accounts = (await server.run(ProviderAccountsDocument, {}, demo)).providerAccounts;
  });
  afterAll(() => {
    for (const proxy of proxies) proxy.close();
  });

  const counts = async () => {
    const { rows } = await server.app.database.pool.query(
      `select (select count(*)::int from messages) as messages, (select count(*)::int from contacts) as contacts,
              (select count(*)::int from webhook_events where status not in ('IGNORED')) as effects`,
    );
    return rows[0];
  };
  /** A program in front of the server. */
  const inFront = async (answer: RequestListener): Promise<string> => {
    const proxy = createServer(answer);
    proxies.push(proxy);
    await new Promise<void>(resolve => proxy.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  };
  /** A proxy that changes what it passes on. */
  const changing = (change: (url: string, body: string) => { url: string; body: string }) =>
    inFront(async (request, response) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const { url, body } = change(request.url ?? '', Buffer.concat(chunks).toString());
      const { host: _, 'content-length': __, connection: ___, ...headers } = request.headers;
      const passed = await fetch(`${server.url}${url}`, {
        ...{ method: 'POST', body },
        headers: headers as Record<string, string>,
      });
      response.writeHead(passed.status, { 'content-type': 'application/json' }).end(await passed.text());
    });
  const testAt = async (publicUrl: string, accountId: string, timeoutMs = 60_000) => {
    const { database } = server.app;
    const { rows } = await database.pool.query('select tenant_id from provider_accounts where id = $1', [
      accountId,
    ]);
    const test = createWebhookUrlTest({
      ...{
        database,
        directory: createAccountDirectory(database),
        publicUrl: () => publicUrl,
        timeoutMs,
      },
      testKeys: createWebhookTestKeys(authSecret),
      openCredentials: account => createCredentialsReader(cipher)(account.id, account.credentialsCipher),
    });
    return test(rows[0].tenant_id, accountId);
  };

  it('is accepted for every provider, and makes no contact and no message, also when it is reprocessed', async () => {
    const before = await counts();
    for (const { id, kind } of accounts) {
      const { testWebhookUrl } = await server.run(TestWebhookUrlDocument, { input: { accountId: id } }, demo);
      expect({ kind, ...testWebhookUrl }).toMatchObject({
        ...{ kind, outcome: 'ACCEPTED', httpStatus: 200, refusal: null },
        advice: expect.stringContaining('PUBLIC_URL'),
        webhookEvent: { status: 'IGNORED', reason: expect.stringContaining('testWebhookUrl') },
      });
      expect(testWebhookUrl.url).not.toMatch(/key|test-/);
      const ids = [testWebhookUrl.webhookEvent?.id ?? ''];
      const { replayWebhookEvents } = await server.run(
        ReplayWebhookEventsDocument,
        { input: { ids, dryRun: false } },
        demo,
      );
      expect(replayWebhookEvents.report).toMatchObject({ matched: 1, replayed: 0 });
    }
    expect(accounts.length).toBeGreaterThan(4);
    expect(await counts()).toEqual(before);
  });

  it.each<[what: string, outcome: string, advice: RegExp, where: () => string | Promise<string>]>([
    ['a host that does not exist', 'NAME_UNKNOWN', /DNS/, () => 'http://no-such-host.invalid'],
    ['a closed port', 'NO_CONNECTION', /ECONNREFUSED/, () => 'http://127.0.0.1:1'],
    ['a port without TLS', 'TLS_FAILED', /certificate/, () => server.url.replace('http:', 'https:')],
    ['a program that hangs', 'NO_ANSWER', /no answer came/, () => inFront(() => {})],
    [
      'a redirect',
      'OTHER_ANSWER',
      /redirects/,
      () => inFront((_request, response) => response.writeHead(301, { location: server.url }).end()),
    ],
    [
      'a missing route',
      'OTHER_ANSWER',
      /path/,
      () => inFront((_request, response) => response.writeHead(404).end()),
    ],
    [
      'a proxy alone',
      'OTHER_ANSWER',
      /readyz/,
      () => inFront((_request, response) => response.writeHead(502).end()),
    ],
    [
      'a sign-in in front',
      'OTHER_ANSWER',
      /sign-in/,
      () => inFront((_request, response) => response.writeHead(401).end('Basic')),
    ],
    [
      'another server',
      'OTHER_ANSWER',
      /another server/,
      () => inFront((_request, response) => response.writeHead(200).end('{"ok":true}')),
    ],
  ])('at %s says %s', async (_what, outcome, advice, where) => {
    const timeoutMs = outcome === 'NO_ANSWER' ? 500 : undefined;
    const result = await testAt(await where(), idOf('CHATFLOW'), timeoutMs);
    expect(result).toMatchObject({ outcome, refusal: null, webhookEventId: null });
    expect(result.advice).toMatch(advice);
  });

  it.each<
    [what: string, kind: string, refusal: string, change: (url: string, body: string) => [string, string]]
  >([
    ['the body', 'WHATSAPP_CLOUD', 'SIGNATURE_WRONG', (url, body) => [url, body.replace('Test of', 'Test')]],
    ['the key', 'CHATFLOW', 'KEY_UNKNOWN', (url, body) => [url.replace(/key=[^&]+/, 'key=other'), body]],
  ])('behind a proxy that changes %s says why it was refused', async (_what, kind, refusal, change) => {
    const proxy = await changing((url, body) => {
      const [newUrl, newBody] = change(url, body);
      return { url: newUrl, body: newBody };
    });
    const result = await testAt(proxy, idOf(kind));
    expect(result).toMatchObject({ outcome: 'REFUSED', httpStatus: 401, webhookEventId: null });
    // A key that belongs to no account is only attributed by the names in the body.
    expect([refusal, null]).toContain(result.refusal);
    if (refusal === 'SIGNATURE_WRONG') expect(result.advice).toMatch(/on the way/);
  });

  it('needs readable credentials, the permission, and an account of the company', async () => {
    const input = { accountId: idOf('TATA') };
    const stranger = await server.ask(TestWebhookUrlDocument, { input }, acme.token);
    expect(stranger.errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const manager = await server.ask(
      TestWebhookUrlDocument,
      { input },
      await server.signIn('manager@demo.test'),
    );
    expect(manager.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    await server.app.database.pool.query(
      'update provider_accounts set credentials_cipher = null where id = $1',
      [input.accountId],
    );
    const unsigned = await server.ask(TestWebhookUrlDocument, { input }, demo);
    expect(unsigned.errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', reason: 'WRONG_STATE' });
  });

  it('has a key for one account and one minute, which another installation does not accept', () => {
    let now = Date.now();
    const keys = createWebhookTestKeys(authSecret, () => now);
    const id = '01990000-0000-7000-8000-00000000abcd';
    const key = keys.create(id);
    expect(keys.read(key)).toBe(id);
    expect(keys.create(id)).not.toBe(key);
    expect(createWebhookTestKeys('another secret').read(key)).toBeNull();
    for (const wrong of ['test-', `${key}x`, key.slice(0, -2), `test-${'A'.repeat(59)}`])
      expect(keys.read(wrong)).toBeNull();
    now += 62_000;
    expect(keys.read(key)).toBeNull();
  });
});

function cloud(number: string): object {
  const value = { metadata: { phone_number_id: number } };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '1', changes: [{ field: 'messages', value }] }],
  };
}
