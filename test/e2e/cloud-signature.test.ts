/** WhatsApp Cloud's signature alone proves an account: some of Meta's webhooks name no known number. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createChannel } from '../../src/accounts/channels.js';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import { startTestApp, type TestApp } from '../support/app.js';

const appSecret = 'the-secret-of-another-app';

let server: TestApp;
let tenantId: string;
beforeAll(async () => {
  server = await startTestApp();
  ({ tenantId } = await server.addTenant('acme', Role.OWNER));
  await connectProvider(server.app.database, createSecretCipher(Buffer.alloc(32, 7)), tenantId, {
    kind: ProviderKind.WHATSAPP_CLOUD,
    name: 'The app of Acme',
    credentials: { accessToken: 'a-token', appSecret },
  });
});
afterAll(async () => {
  await server.stop();
});

const post = (body: string, secret: string) =>
  server.post('/webhooks/whatsapp-cloud', body, { 'x-hub-signature-256': signCloud(body, secret) });
const toBody = (field: string, value: object) =>
  JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '2100', changes: [{ field, value }] }],
  });
const rows = async () =>
  (
    await server.app.database.pool.query(
      'select tenant_id, status, event_type, reason from webhook_events order by id',
    )
  ).rows;

const message = (phoneNumberId: string) =>
  toBody('messages', {
    metadata: { phone_number_id: phoneNumberId },
    messages: [
      { from: '77010000044', id: 'wamid.n1', timestamp: '1795086842', type: 'text', text: { body: 'Hi' } },
    ],
  });

describe('a request that is signed by an app', () => {
  it('and names no number is kept with the reason, in the company of the app', async () => {
    const body = toBody('account_update', { event: 'VERIFIED_ACCOUNT' });
    expect((await post(body, appSecret)).status).toBe(200);
    expect(await rows()).toEqual([
      { tenant_id: tenantId, status: 'IGNORED', event_type: 'account_update', reason: expect.any(String) },
    ]);
  });

  it('and names a number that is no channel yet waits for it', async () => {
    expect((await post(message('310000000000999'), appSecret)).status).toBe(200);
    expect((await rows()).at(-1)).toMatchObject({ tenant_id: tenantId, status: 'QUARANTINED' });
  });

  it('and names the number of another company is still that app’s own', async () => {
    expect((await post(message('310000000000111'), appSecret)).status).toBe(200);
    expect((await rows()).at(-1)).toMatchObject({ tenant_id: tenantId, status: 'QUARANTINED' });
  });

  it('is taken up to the size that Meta posts, whatever the limit for others, and no further', async () => {
    const { pool } = server.app.database;
    const batch = (count: number, name: string) => {
      const messages = Array.from({ length: count }, (_, n) => ({
        ...{ from: '77010000055', id: `wamid.${name}.${n}`, timestamp: '1795086842', type: 'text' },
        text: { body: `${name} ${'я'.repeat(2_000)}` },
      }));
      return toBody('messages', { metadata: { phone_number_id: '310000000000111' }, messages });
    };
    const large = batch(400, 'large');
    expect(Buffer.byteLength(large)).toBeGreaterThan(1_500_000);
    expect((await post(large, 'test-app-secret')).status).toBe(200);
    const stored = await pool.query("select count(*)::int as n from messages where text like 'large %'");
    expect(stored.rows[0].n).toBe(400);
    expect((await post(batch(1_000, 'too-large'), 'test-app-secret')).status).toBe(413);
  });

  it('is not held up by a stranger’s account that has the same number and cannot be read', async () => {
    const { pool } = server.app.database;
    const { tenantId: strangers } = await server.addTenant('stranger', Role.OWNER);
    const cipher = createSecretCipher(Buffer.alloc(32, 7));
    const { account } = await connectProvider(server.app.database, cipher, strangers, {
      ...{ kind: ProviderKind.WHATSAPP_CLOUD, name: 'Another app' },
      credentials: { accessToken: 'a-token', appSecret: 'a-third-secret' },
    });
    await createChannel(server.app.database, strangers, {
      ...{ accountId: account.id, externalId: '310000000000111', displayName: 'The same number' },
    });
    await pool.query("update provider_accounts set credentials_cipher = 'v1.x.damaged' where id = $1", [
      account.id,
    ]);
    expect((await post(message('310000000000111'), 'test-app-secret')).status).toBe(200);
    expect((await rows()).at(-1)).toMatchObject({ status: 'PROCESSED' });
  });

  it('proves its account however many others come before it in the list, with the same number or without', async () => {
    const { tenantId: crowd } = await server.addTenant('crowd', Role.OWNER);
    const { database } = server.app;
    const cipher = createSecretCipher(Buffer.alloc(32, 7));
    const connect = async (number: number) => {
      const { account } = await connectProvider(database, cipher, crowd, {
        ...{ kind: ProviderKind.WHATSAPP_CLOUD, name: `App ${number}` },
        credentials: { accessToken: 'a-token', appSecret: `the-secret-of-app-${number}` },
      });
      return account.id;
    };
    const ids: string[] = [];
    for (let number = 0; number < 105; number++) ids.push(await connect(number));
    expect((await post(toBody('account_update', {}), 'the-secret-of-app-104')).status).toBe(200);
    expect((await rows()).at(-1)).toMatchObject({ tenant_id: crowd, event_type: 'account_update' });

    await database.pool.query(
      `insert into channels (id, tenant_id, account_id, kind, external_id, display_name, created_at)
       select gen_random_uuid(), $1, id, 'WHATSAPP_CLOUD', '310000000000555', name, now()
         from unnest($2::uuid[]) id join provider_accounts a using (id)`,
      [crowd, ids],
    );
    expect((await post(message('310000000000555'), 'the-secret-of-app-104')).status).toBe(200);
    expect((await rows()).at(-1)).toMatchObject({ tenant_id: crowd, status: 'PROCESSED' });
  });

  it('of an account that is sealed with another SECRETS_KEY is told to come again, and nothing of our keys', async () => {
    const { webhookKey } = await connectProvider(
      server.app.database,
      createSecretCipher(Buffer.alloc(32, 8)),
      tenantId,
      {
        ...{ kind: ProviderKind.WHATSAPP_CLOUD, name: 'Sealed elsewhere' },
        credentials: { accessToken: 'a-token', appSecret: 'sealed-elsewhere' },
      },
    );
    const body = message('310000000000777');
    const answer = await server.post(`/webhooks/whatsapp-cloud?key=${webhookKey}`, body, {
      'x-hub-signature-256': signCloud(body, 'sealed-elsewhere'),
    });
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ error: { code: 'UNAVAILABLE' } });
    expect(text).not.toMatch(/SECRETS_KEY|credential|configuration/i);
  });

  it('that nobody has connected is refused, and leaves no row', async () => {
    const before = await rows();
    for (const body of [toBody('account_update', {}), message('310000000000999')])
      expect((await post(body, 'a-secret-of-nobody')).status).toBe(401);
    expect(await rows()).toEqual(before);
  });
});
