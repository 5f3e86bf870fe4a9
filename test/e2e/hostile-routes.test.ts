/**
 * Every vendor under some 850 hostile webhooks in two runs, and each further route of it under 260: no 5xx answer, no internal
 * details, no row for a wrong credential, and every acknowledged webhook is accounted for.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Pool } from 'undici';
import { demoWebhookKey } from '../../src/accounts/demo-data.js';
import { listProviders } from '../../src/providers/registry.js';
import { signTwilioRequest } from '../../src/providers/twilio/signature.js';
import { signCloud } from '../../src/providers/whatsapp-cloud/verify.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { hangMs } from '../support/hang.js';
import { fuzzTurn, toHostileBodies } from '../support/hostile-bodies.js';
import { authToken } from '../support/twilio.js';

const goodCount = 700;
const wrongCount = 150;
/** A further route of a vendor uses the same body parser as its first one. */
const furtherCount = { good: 200, wrong: 60 };
const parallel = 24;
const bodyLimitBytes = 200_000;

interface Route {
  readonly path: string;
  readonly fixtures: string;
  readonly isForm?: boolean;
  /** Accepts its key in the query only. */
  readonly hasNoPathSecret?: boolean;
  /** The correct credential for a body. */
  readonly right: (
    url: string,
    body: Buffer,
    type: string,
  ) => { search?: string; path?: string; headers?: Headers };
  /** Headers of a wrong credential; the key in the URL may be correct. */
  readonly wrong?: Headers;
}
type Headers = Readonly<Record<string, string>>;

const inQuery = () => ({ search: `?key=${demoWebhookKey}` });
const twilio = (path: string, fixtures: string): Route => ({
  path,
  fixtures,
  isForm: true,
  // Half of them signed, half with the key: the hostile part may be in the signed data.
  right: (url, body, type) =>
    type.includes('form') && body.length % 2 === 0
      ? {
          headers: {
            'x-twilio-signature': signTwilioRequest(
              url,
              [...new URLSearchParams(body.toString())].slice(0, 1_000),
              authToken,
            ),
          },
        }
      : inQuery(),
  wrong: { 'x-twilio-signature': 'bm90LXRoZS1zaWduYXR1cmU=' },
});
const routes: readonly Route[] = [
  { path: '/webhooks/chatflow', fixtures: 'chatflow', right: inQuery },
  {
    path: '/whatsapp/webhook',
    fixtures: 'green-api',
    right: (_url, body) =>
      body.length % 2 === 0
        ? { search: '?key=demo', headers: { authorization: 'Bearer ga-test-token' } }
        : inQuery(),
    wrong: { authorization: 'Bearer not-the-token' },
  },
  twilio('/api/twilio/conversations/webhook', 'twilio'),
  twilio('/api/twilio/messaging/webhook', 'twilio'),
  twilio('/api/twilio/status', 'twilio'),
  twilio('/webhooks/support', 'twilio'),
  { path: '/webhook/', fixtures: 'tata', right: inQuery },
  { path: '/webhook', fixtures: 'tata', right: () => ({ path: `/webhook/${demoWebhookKey}` }) },
  {
    path: '/webhooks/whatsapp-cloud',
    fixtures: 'whatsapp-cloud',
    right: (_url, body) => ({
      search: '?key=demo',
      headers: { 'x-hub-signature-256': signCloud(body, 'test-app-secret') },
    }),
    wrong: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` },
  },
  { path: '/webhook/yclients', fixtures: 'yclients', hasNoPathSecret: true, right: inQuery },
  { path: '/webhooks/yclients', fixtures: 'yclients', hasNoPathSecret: true, right: inQuery },
];

const samplesOf = (folder: string): unknown[] =>
  readdirSync(`test/fixtures/${folder}`)
    .filter(name => name.endsWith('.json') && !/^(?:manifest|signature-vectors|verification-get)/.test(name))
    .map(name => JSON.parse(readFileSync(`test/fixtures/${folder}/${name}`, 'utf8')));

let server: TestApp;
let pool: Pool;
beforeAll(async () => {
  server = await startTestApp({ env: { WEBHOOK_BODY_LIMIT_BYTES: String(bodyLimitBytes) } });
  pool = new Pool(server.url, { connections: parallel, pipelining: 1 });
});
afterAll(async () => {
  await pool.close();
  await server.stop();
});

const countRows = async (condition = 'true') =>
  Number(
    (await server.app.database.pool.query(`select count(*) as n from webhook_events where ${condition}`))
      .rows[0].n,
  );

async function send(path: string, headers: Headers, body: Buffer, method = 'POST') {
  const response = await pool.request({ method, path, headers, body: method === 'GET' ? null : body });
  const answer = await response.body.text();
  expectNoLeak(answer);
  return { status: response.statusCode, answer };
}

/** Runs a task for every item, `parallel` at a time. */
async function forEach<Item>(items: readonly Item[], task: (item: Item, index: number) => Promise<void>) {
  let next = 0;
  const worker = async () => {
    for (let index = next++; index < items.length; index = next++) await task(items[index] as Item, index);
  };
  await Promise.all(Array.from({ length: parallel }, worker));
}

const typed = (type: string): Headers => (type === '' ? {} : { 'content-type': type });

describe.each(routes.map((route, index) => [route.path, route, index] as const))(
  '%s',
  (path, route, index) => {
    const samples = samplesOf(route.fixtures);
    const isFurther = routes.slice(0, index).some(({ fixtures }) => fixtures === route.fixtures);
    const count = isFurther ? furtherCount : { good: goodCount, wrong: wrongCount };

    it(`answers odd bodies with a right credential, and none of them with 5xx (FUZZ_TURN=${fuzzTurn})`, async () => {
      const statuses = new Map<number, number>();
      const bodies = toHostileBodies(samples, route.isForm ?? false, count.good);
      await forEach(bodies, async ({ type, body }) => {
        const {
          search = '',
          headers = {},
          path: own = path,
        } = route.right(`${server.url}${path}`, body, type);
        const { status } = await send(`${own}${search}`, { ...typed(type), ...headers }, body);
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      });
      const allowed = [200, 400, 401, 404, 413, 415];
      expect([...statuses.keys()].filter(status => !allowed.includes(status))).toEqual([]);
      // The attack is on the parsers, not on authentication: most of it was accepted.
      expect(statuses.get(200) ?? 0).toBeGreaterThan(bodies.length / 4);
    });

    it(`refuses them with a wrong credential, and writes no row (FUZZ_TURN=${fuzzTurn})`, async () => {
      const before = await countRows();
      const attempts: readonly { path: string; headers: Headers }[] = [
        { path: `${path}?key=wrong`, headers: {} },
        { path: `${path}?key=`, headers: {} },
        { path: `${path}?key=%00`, headers: {} },
        { path: `${path}?key=${demoWebhookKey}&key=${demoWebhookKey}`, headers: {} },
        { path: `${path}?key=${'k'.repeat(5_000)}`, headers: {} },
        { path: `${path}?kee=${demoWebhookKey}`, headers: { 'x-forwarded-for': '203.0.113.9' } },
        { path, headers: { forwarded: 'for=127.0.0.1' } },
        ...(route.hasNoPathSecret ? [] : [{ path: `${path.replace(/\/$/, '')}/wrong`, headers: {} }]),
        ...(route.wrong === undefined
          ? []
          : [
              { path, headers: route.wrong ?? {} },
              { path: `${path}?key=${demoWebhookKey}`, headers: route.wrong ?? {} },
            ]),
      ];
      await forEach(toHostileBodies(samples, route.isForm ?? false, count.wrong), async (item, n) => {
        const { path: target, headers } = attempts[n % attempts.length] as (typeof attempts)[number];
        const { status, answer } = await send(target, { ...typed(item.type), ...headers }, item.body);
        // Not found: the account's own path, with a body of another vendor. An invalid content type is refused before
        // any other check.
        expect(item.type === ';;;' ? [401, 404, 415] : [401, 404]).toContain(status);
        expect(answer).not.toMatch(/signature|token|secret/i);
      });
      expect(await countRows()).toBe(before);
    });
  },
);

describe('a GET', () => {
  const gets = listProviders().flatMap(({ routes: all }) => all.filter(({ method }) => method === 'GET'));

  it.each(gets.map(({ path }) => path.replace(':route', 'support')))(
    'of %s with odd queries is answered, never with 5xx',
    async path => {
      const queries = toHostileBodies(samplesOf('twilio').concat(samplesOf('chatflow')), true, 200);
      await forEach(queries, async ({ body }, index) => {
        const search = body
          .toString('latin1')
          .replaceAll(/[^\x21-\x7e]/g, '%')
          .slice(0, 6_000);
        const key = index % 2 === 0 ? `key=${demoWebhookKey}&` : 'key=wrong&';
        const { status } = await send(`${path}?${key}${search}`, {}, Buffer.alloc(0), 'GET');
        expect([200, 400, 401, 404]).toContain(status);
      });
    },
  );
});

it('after all that nothing failed inside, and a good message is served', async () => {
  expect(await countRows("status = 'FAILED'")).toBe(0);
  const startedAt = performance.now();
  const body = JSON.stringify({
    message: 'После всего',
    metadata: { remoteJid: '77060000009@s.whatsapp.net' },
  });
  const { status } = await send('/webhooks/chatflow?key=demo', typed('application/json'), Buffer.from(body));
  expect(status).toBe(200);
  expect(performance.now() - startedAt).toBeLessThan(hangMs);
});
