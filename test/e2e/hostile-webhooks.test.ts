/** Hostile webhooks: a documented status and code for each, and no internal details. */
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { hangMs } from '../support/hang.js';
import { addInstallation } from '../support/installation.js';
import { countMessages, readRows } from '../support/message-rows.js';
import { postChatFlow } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

const bodyLimitBytes = 65_536;

let database: TestDatabase;
let server: ServerProcess;
let key: string;

beforeAll(async () => {
  database = await createTestDatabase();
  key = (await addInstallation(database.url)).webhookKey;
  // As in the demo: a request without any credential is accepted only from this machine.
  await readRows(database.url, 'update provider_accounts set accepts_bare_loopback = true returning id');
  server = await startServerProcess({
    ...installationEnv,
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
    WEBHOOK_BODY_LIMIT_BYTES: String(bodyLimitBytes),
    // Five hundred concurrent look-ups take a busy machine longer than the default, which answers 503.
    DATABASE_TIMEOUT_MS: '60000',
  });
});
afterAll(async () => {
  await server.stop();
  await endServerProcesses();
  await database.drop();
});

const json = { 'content-type': 'application/json' };
const text = (message: string, extra: object = {}) =>
  JSON.stringify({ message, metadata: { remoteJid: '77060000001@s.whatsapp.net', ...extra } });
const countLedger = async () =>
  (await readRows<{ count: number }>(database.url, 'select count(*)::int as count from webhook_events'))[0]
    ?.count;

interface Answer {
  readonly status: number;
  readonly code: string | null;
  readonly statuses: readonly string[];
}

async function send(path: string, init: RequestInit = {}): Promise<Answer> {
  const response = await fetch(`${server.url}${path}`, { method: 'POST', headers: json, ...init });
  const answer = await response.text();
  expectNoLeak(answer);
  expect(answer).not.toContain(key);
  const parsed = JSON.parse(answer) as { error?: { code: string }; events?: { status: string }[] };
  return {
    status: response.status,
    code: parsed.error?.code ?? null,
    statuses: (parsed.events ?? []).map(event => event.status),
  };
}

const hook = (query = `key=${encodeURIComponent(key)}`) => `/webhooks/chatflow?${query}`;

describe('a wrong credential', () => {
  it.each<[string, () => Promise<Answer>]>([
    ['a wrong key', () => send(hook('key=wrong'), { body: text('нет') })],
    ['an empty key', () => send(hook('key='), { body: text('нет') })],
    ['a key given twice', () => send(hook(`key=${key}&key=${key}`), { body: text('нет') })],
    ['a key of 10,000 characters', () => send(hook(`key=${'k'.repeat(10_000)}`), { body: text('нет') })],
    ['a key with NUL', () => send(hook('key=%00'), { body: text('нет') })],
    ['a wrong secret in the path', () => send('/webhooks/chatflow/wrong', { body: text('нет') })],
    [
      'the right key under a wrong name',
      () =>
        send(hook(`kee=${key}`), {
          headers: { ...json, 'x-forwarded-for': '203.0.113.9' },
          body: text('нет'),
        }),
    ],
    [
      'none, forwarded',
      () => send(hook(''), { headers: { ...json, 'x-forwarded-for': '127.0.0.1' }, body: text('нет') }),
    ],
    [
      'none, Forwarded',
      () => send(hook(''), { headers: { ...json, forwarded: 'for=127.0.0.1' }, body: text('нет') }),
    ],
    [
      'none, with X-Real-IP',
      () => send(hook(''), { headers: { ...json, 'x-real-ip': '127.0.0.1' }, body: text('нет') }),
    ],
    ['a wrong key on a body that cannot be read', () => send(hook('key=wrong'), { body: '{' })],
    [
      'a wrong key on a content type that is not taken',
      () => send(hook('key=wrong'), { headers: { 'content-type': 'image/png' }, body: 'x' }),
    ],
  ])('%s: 401, and no row', async (_name, attempt) => {
    const before = await countLedger();
    expect(await attempt()).toEqual({ status: 401, code: 'UNAUTHENTICATED', statuses: [] });
    expect(await countLedger()).toBe(before);
  });

  it('five hundred of them at once write nothing and hold nobody up', async () => {
    const before = await countLedger();
    const attempts = [...Array(500).keys()].map(number =>
      send(hook(`key=guess-${number}`), { body: text('нет') }),
    );
    const startedAt = performance.now();
    const message = { text: 'Между попытками', phone: '77060000002', messageId: 'between' };
    expect(await postChatFlow(server.url, key, message)).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(hangMs);
    expect(new Set((await Promise.all(attempts)).map(({ status }) => status))).toEqual(new Set([401]));
    expect(await countLedger()).toBe((before ?? 0) + 1);
  });

  it('none at all is taken from this machine, where the account allows it', async () => {
    expect(await send(hook(''), { body: text('Без ключа') })).toMatchObject({
      status: 200,
      statuses: ['PROCESSED'],
    });
  });
});

describe('a body that is refused', () => {
  const tooLarge = text('x'.repeat(bodyLimitBytes));
  it.each<[string, () => Promise<Answer>, number, string]>([
    ['too large', () => send(hook(), { body: tooLarge }), 413, 'BODY_TOO_LARGE'],
    [
      'too large, of unknown length',
      () => send(hook(), { body: new Blob([tooLarge]).stream(), duplex: 'half' } as RequestInit),
      413,
      'BODY_TOO_LARGE',
    ],
    [
      'text/plain',
      () => send(hook(), { headers: { 'content-type': 'text/plain' }, body: text('да') }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'an image',
      () => send(hook(), { headers: { 'content-type': 'image/png' }, body: 'PNG' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'multipart',
      () => send(hook(), { headers: { 'content-type': 'multipart/form-data; boundary=x' }, body: '--x--' }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    [
      'no content type of this world',
      () => send(hook(), { headers: { 'content-type': ';;;,' }, body: text('да') }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['half JSON', () => send(hook(), { body: text('да').slice(0, -3) }), 400, 'BODY_UNDECODABLE'],
    ['no JSON', () => send(hook(), { body: '<xml/>' }), 400, 'BODY_UNDECODABLE'],
    ['two values', () => send(hook(), { body: '{}{}' }), 400, 'BODY_UNDECODABLE'],
    [
      'compressed',
      () => send(hook(), { headers: { ...json, 'content-encoding': 'gzip' }, body: gzipSync(text('да')) }),
      415,
      'UNSUPPORTED_MEDIA_TYPE',
    ],
    ['another method', () => send(hook(), { method: 'PUT', body: text('да') }), 404, 'NOT_FOUND'],
    [
      'a provider that does not exist',
      () => send('/webhooks/nobody?key=x', { body: text('да') }),
      404,
      'NOT_FOUND',
    ],
    [
      'an address that cannot be decoded',
      () => send('/webhooks/chatflow/%zz', { body: text('да') }),
      400,
      'BAD_USER_INPUT',
    ],
  ])('%s', async (_name, attempt, status, code) => {
    expect(await attempt()).toEqual({ status, code, statuses: [] });
  });
});

describe('a body of no known shape', () => {
  const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
  const objects = (depth: number) => `${'{"body":'.repeat(depth)}1${'}'.repeat(depth)}`;
  const numbers = `{"message":"n","metadata":{"remoteJid":1e400,"timestamp":${'9'.repeat(400)},"messageId":-1e-400}}`;
  it.each([
    ['null', 'null'],
    ['a text', '"text"'],
    ['a number', '1e999'],
    ['nothing', ''],
    ['an empty object', '{}'],
    ['an empty list', '[]'],
    ['a list of odd things', '[null, 1, "x", [], [[]], {}, true]'],
    ['lists in lists, 30,000 deep', nested(30_000)],
    ['objects in objects, 7,000 deep', objects(7_000)],
    ['objects in objects with long numbers', objects(3_000).replace('1}', '12345678901234567890}')],
    ['numbers beyond any range', numbers],
    [
      'every field of another type',
      '{"message":{"a":[1]},"metadata":[1,2],"messageType":{},"instance_id":[]}',
    ],
    [
      'a prototype',
      '{"__proto__":{"message":"x"},"constructor":{"prototype":{"y":1}},"message":{"__proto__":null}}',
    ],
    ['keys without end', JSON.stringify(Object.fromEntries([...Array(4_000).keys()].map(n => [`k${n}`, n])))],
    ['a sender of 20,000 characters', text('да', { remoteJid: `${'7'.repeat(20_000)}@s.whatsapp.net` })],
    ['a sender that is SQL', text('да', { remoteJid: `'; drop table messages; --@s.whatsapp.net` })],
    ['a number that does not exist', text('да', { instance_id: '../../etc/passwd' })],
  ])('%s: acknowledged, and kept with the reason', async (_name, body) => {
    const before = (await countLedger()) ?? 0;
    const answer = await send(hook(), { body });
    expect(answer.status).toBe(200);
    expect(answer.statuses.length).toBeGreaterThan(0);
    expect(answer.statuses).not.toContain('FAILED');
    expect(await countLedger()).toBe(before + answer.statuses.length);
  });

  it('a thousand items in one body: all answered for, in bounds', async () => {
    const item = (number: number) => ({
      message: `m${number}`,
      metadata: { remoteJid: '77060000003@s.whatsapp.net' },
    });
    const body = JSON.stringify([...Array(600).keys()].map(item));
    const startedAt = performance.now();
    const answer = await send(hook(), { body });
    expect(answer.status).toBe(200);
    expect(performance.now() - startedAt).toBeLessThan(hangMs);
    expect(answer.statuses.filter(status => status === 'PROCESSED')).toHaveLength(100);
  });

  it.each([
    ['NUL', 'a\u0000b'],
    ['a lone high surrogate', 'a\ud800b'],
    ['a lone low surrogate', 'a\udc00b'],
    ['a byte order mark', '\ufeffab'],
    ['direction marks', 'a\u202eb'],
    ['a noncharacter', 'a\uffffb'],
  ])('%s in every text: stored as a message', async (name, dirty) => {
    const before = (await countMessages(database.url)).size;
    const body = JSON.stringify({
      message: `${dirty} ${name}`,
      [dirty]: dirty,
      metadata: {
        remoteJid: '77060000004@s.whatsapp.net',
        sender: dirty,
        messageId: `${dirty} ${name}`,
        [dirty]: [dirty],
      },
    });
    expect(await send(hook(), { body, headers: { ...json, 'user-agent': 'a b' } })).toMatchObject({
      status: 200,
      statuses: ['PROCESSED'],
    });
    expect(await send(hook(), { body })).toMatchObject({ status: 200, statuses: ['DUPLICATE'] });
    expect((await countMessages(database.url)).size).toBe(before + 1);
  });

  it('bytes that are no UTF-8 are stored as far as they can be read', async () => {
    const body = Buffer.concat([Buffer.from(text('знак ').slice(0, -60)), Buffer.from([0xff, 0xfe])]);
    const whole = Buffer.from(text('знак ?'));
    whole[whole.indexOf('?')] = 0xff;
    expect(await send(hook(), { body: whole })).toMatchObject({ status: 200, statuses: ['PROCESSED'] });
    expect(await send(hook(), { body })).toMatchObject({ status: 400, code: 'BODY_UNDECODABLE' });
  });
});

it('after all that the server still serves, and its log holds no secret and no surprise', async () => {
  const startedAt = performance.now();
  const message = { text: 'После всего', phone: '77060000005', messageId: 'after' };
  expect(await postChatFlow(server.url, key, message)).toBe(200);
  expect(performance.now() - startedAt).toBeLessThan(hangMs);
  expect(server.output()).not.toContain(key);
  expect(server.output()).not.toMatch(/unexpected error|"level":50/);
});

describe('webhooks that wait for a lock', () => {
  it('are bounded in bytes: the others are refused, and nothing acknowledged is lost', async () => {
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    const countOwn = async () => (await countMessages(database.url)).get('в очереди') ?? 0;
    const large = 'x'.repeat(60_000);
    const answers: Answer[] = [];
    try {
      await client.query('begin');
      await client.query('select from event_counters for update');
      // Twice the share of a company.
      const posts = Array.from({ length: 560 }, async (_, n) => {
        const body = text('в очереди', { sender: 'Терпеливый', messageId: `waiting-${n}`, unknown: large });
        answers.push(await send(hook(), { body }));
      });
      await waitFor(() => answers.length >= 100);
      expect(answers.every(({ status, code }) => status === 503 && code === 'UNAVAILABLE')).toBe(true);
      await client.query('commit');
      await Promise.all(posts);
    } finally {
      await client.end();
    }
    const stored = answers.filter(({ status }) => status === 200);
    expect(stored.length).toBeGreaterThan(100);
    expect(stored.length + answers.filter(({ status }) => status === 503).length).toBe(560);
    expect(await countOwn()).toBe(stored.length);
    // What was given back can be taken again.
    expect(await send(hook(), { body: text('после', { messageId: 'after-waiting' }) })).toMatchObject({
      status: 200,
    });
  });
});
