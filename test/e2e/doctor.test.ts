/** trunkline doctor: what it says about a sound installation, and about each broken setting. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { createServer, request as httpRequest, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createAccessTokens } from '../../src/accounts/access-token.js';
import { createDiagnosisCheck, issueDiagnosisToken } from '../../src/accounts/diagnosis-token.js';
import type { Check } from '../../src/cli/doctor/check.js';
import { runProgram } from '../../src/cli/run-program.js';
import { Role } from '../../src/domain/vocabulary.js';
import { endServerProcesses, type ServerProcess, startServerProcess } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const keys = {
  SECRETS_KEY: randomBytes(32).toString('base64'),
  AUTH_SECRET: randomBytes(48).toString('base64'),
};
const origin = 'http://app.doctor.test';
let database: TestDatabase;
let folder: string;
let server: ServerProcess;
let proxy: Server;
/** Headers that the proxy adds, and whether it passes upgrades. */
let behaviour: { forwards: boolean; upgrades: boolean; metrics: boolean; cors: boolean };
let env: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(join(tmpdir(), 'trunkline-doctor-'));
  proxy = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => proxy.once('listening', resolve));
  const publicUrl = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  env = {
    ...keys,
    NODE_ENV: 'production',
    LOG_LEVEL: 'warn',
    DATABASE_URL: database.url,
    DATABASE_CONNECTIONS: '14',
    DATA_DIR: folder,
    PUBLIC_URL: publicUrl,
    TRUSTED_PROXIES: '127.0.0.1',
    CORS_ORIGINS: origin,
    SHUTDOWN_DRAIN_MS: '0',
  };
  server = await startServerProcess({ ...env, PORT: '0' });
  pass();
});
afterAll(async () => {
  await endServerProcesses();
  proxy.closeAllConnections();
  await new Promise(resolve => proxy.close(resolve));
  await rm(folder, { recursive: true, force: true });
  await database.drop();
});

/** A proxy whose faults a test chooses. */
function pass(): void {
  const { port } = new URL(server.url);
  const options = (incoming: { headers: object; method?: string | undefined; url?: string | undefined }) => ({
    ...{ host: '127.0.0.1', port, method: incoming.method, path: incoming.url },
    headers: { ...incoming.headers, ...(behaviour.forwards ? { 'x-forwarded-for': '203.0.113.7' } : {}) },
  });
  proxy.on('request', (incoming, outgoing) => {
    if (incoming.url === '/metrics' && !behaviour.metrics) return void outgoing.writeHead(404).end();
    const upstream = httpRequest(options(incoming), response => {
      const own = behaviour.cors ? {} : { 'access-control-allow-origin': '*' };
      outgoing.writeHead(response.statusCode ?? 502, { ...response.headers, ...own });
      response.pipe(outgoing);
    });
    incoming.pipe(upstream);
  });
  proxy.on('upgrade', (incoming, socket) => {
    if (!behaviour.upgrades) return void socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
    const upstream = httpRequest(options(incoming));
    upstream.on('upgrade', (response, peer) => {
      const lines = Object.entries(response.headers).map(([name, value]) => `${name}: ${value}`);
      socket.write(['HTTP/1.1 101 Switching Protocols', ...lines, '', ''].join('\r\n'));
      for (const each of [socket, peer]) each.on('error', () => {});
      socket.pipe(peer).pipe(socket);
    });
    upstream.end();
  });
}

async function examine(
  change: Record<string, string | undefined> = {},
  asked: Partial<typeof behaviour> = {},
): Promise<{ code: number; text: string; of(name: string): Check[] }> {
  behaviour = { forwards: true, upgrades: true, metrics: false, cors: true, ...asked };
  const [out, err]: [string[], string[]] = [[], []];
  const code = await runProgram(['doctor', '--json'], {
    env: { ...env, ...change },
    result: text => void out.push(text),
    progress: text => void err.push(text),
    readInput: async () => '',
    ask: async () => null,
  });
  expect(out).toHaveLength(1);
  const { checks } = JSON.parse(out[0] ?? '') as { checks: Check[] };
  const text = out.join() + err.join();
  for (const secret of [...Object.values(keys), new URL(database.url).password])
    expect(text.includes(secret)).toBe(false);
  return { code, text, of: name => checks.filter(check => check.name === name) };
}

const is = (status: string, finding: RegExp, advice: RegExp) =>
  expect.objectContaining({
    status,
    finding: expect.stringMatching(finding),
    advice: expect.stringMatching(advice),
  });

describe('a sound installation behind a proxy', () => {
  it('has no fault, and its only warnings are that this test has no certificate', async () => {
    const { code, of, text } = await examine();
    const { checks } = JSON.parse(text) as { checks: Check[] };
    expect(checks.filter(({ status }) => status === 'FAIL')).toEqual([]);
    expect(checks.filter(({ status }) => status === 'WARN').map(({ name }) => name)).toEqual([
      'PUBLIC_URL',
      ...(process.getuid?.() === 0 ? [] : []),
      'CORS_ORIGINS',
    ]);
    expect(code).toBe(0);
    expect(of('proxy headers')).toMatchObject([
      { status: 'OK', finding: expect.stringContaining('203.0.113.7') },
    ]);
    for (const name of [
      'database',
      'database rights',
      'clock',
      'migrations',
      'server',
      'WebSocket',
      'metrics',
      'files',
    ])
      expect(of(name)).toMatchObject([{ status: 'OK', advice: null }]);
    expect((await readdir(folder)).filter(name => name.includes('doctor'))).toEqual([]);
  });
});

describe('a broken setting', () => {
  const elsewhere = () => Object.assign(new URL(database.url), { pathname: '/nowhere' }).href;
  it.each<[string, () => Record<string, string | undefined>, string, RegExp, RegExp]>([
    ['a malformed variable', () => ({ PORT: 'eighty' }), 'configuration', /PORT: expected/, /correct/],
    [
      'no database',
      () => ({ DATABASE_URL: elsewhere() }),
      'database',
      /there is no database nowhere/,
      /DATABASE_URL/,
    ],
    [
      'keys that are not random',
      () => ({ SECRETS_KEY: Buffer.alloc(32, 7).toString('base64') }),
      'SECRETS_KEY',
      /bytes repeat/,
      /openssl/,
    ],
    [
      'another key than the database’s',
      () => ({ SECRETS_KEY: randomBytes(32).toString('hex') }),
      'stored secrets',
      /another key/,
      /adopt-key/,
    ],
    ['a weak AUTH_SECRET', () => ({ AUTH_SECRET: 'ab'.repeat(20) }), 'AUTH_SECRET', /repeat/, /openssl/],
    [
      'another AUTH_SECRET than the server’s',
      () => ({ AUTH_SECRET: randomBytes(48).toString('base64') }),
      'server',
      /another AUTH_SECRET/,
      /same/,
    ],
    [
      'a public URL without a server',
      () => ({ PUBLIC_URL: 'http://127.0.0.1:1' }),
      'server',
      /cannot be reached/,
      /start the server/,
    ],
    [
      'a folder that cannot be there',
      () => ({ DATA_DIR: '/proc/1/none' }),
      'files',
      /cannot be written/,
      /DATA_DIR/,
    ],
    [
      'a bucket that does not answer',
      () => ({
        ...{ MEDIA_S3_ENDPOINT: 'http://127.0.0.1:1', MEDIA_S3_BUCKET: 'files', MEDIA_S3_ACCESS_KEY_ID: 'x' },
        MEDIA_S3_SECRET_ACCESS_KEY: 'y',
      }),
      'bucket',
      /127\.0\.0\.1:1/,
      /MEDIA_S3_/,
    ],
  ])('%s is a failure with what to do', async (_name, change, name, finding, advice) => {
    const { code, of } = await examine(change());
    expect(of(name)).toContainEqual(is('FAIL', finding, advice));
    expect(code).toBe(1);
  });

  it.each<[string, Partial<typeof behaviour>, string, string, RegExp]>([
    ['no X-Forwarded-For', { forwards: false }, 'proxy headers', 'FAIL', /sends no X-Forwarded-For/],
    ['no upgrades', { upgrades: false }, 'WebSocket', 'FAIL', /does not pass/],
    ['metrics for everyone', { metrics: true }, 'metrics', 'WARN', /everyone/],
    ['CORS headers of its own', { cors: false }, 'CORS_ORIGINS', 'FAIL', /is answered with \*/],
  ])('of the proxy: %s', async (_name, asked, name, status, finding) => {
    const { code, of } = await examine({}, asked);
    expect(of(name)).toEqual([is(status, finding, /docs\/proxy\.md|proxy must/)]);
    expect(code).toBe(status === 'FAIL' ? 1 : 0);
  });

  it('a proxy that TRUSTED_PROXIES does not list is named', async () => {
    const other = await startServerProcess({ ...env, PORT: '0', TRUSTED_PROXIES: '192.0.2.1' });
    const [before, { port }] = [server, new URL(other.url)];
    expect(port).not.toBe(new URL(before.url).port);
    server = other;
    proxy.removeAllListeners('request');
    proxy.removeAllListeners('upgrade');
    pass();
    try {
      const { of } = await examine({ TRUSTED_PROXIES: '192.0.2.1' });
      expect(of('proxy headers')).toEqual([
        is('FAIL', /from 127\.0\.0\.1, which is not in/, /TRUSTED_PROXIES=192\.0\.2\.1,127\.0\.0\.1/),
      ]);
    } finally {
      server = before;
      proxy.removeAllListeners('request');
      proxy.removeAllListeners('upgrade');
      pass();
      await other.stop();
    }
  });

  it('another database than the server’s, without migrations or of a newer version, is a failure', async () => {
    const other = await createTestDatabase();
    const client = new pg.Client({ connectionString: other.url });
    await client.connect();
    // The databases of tests are copies of one.
    await client.query('update event_log_incarnation set id = gen_random_uuid()');
    try {
      expect((await examine({ DATABASE_URL: other.url })).of('server')).toEqual([
        is('FAIL', /uses another database/, /DATABASE_URL/),
      ]);
      await client.query(
        "insert into trunkline_migrations (name, executed_at) values ('Migration29990101Future', now())",
      );
      expect((await examine({ DATABASE_URL: other.url })).of('migrations')).toEqual([
        is('FAIL', /newer version.*Migration29990101Future/, /restore the backup/),
      ]);
      await client.query('truncate trunkline_migrations');
      expect((await examine({ DATABASE_URL: other.url })).of('migrations')).toEqual([
        is('FAIL', /\d+ are missing/, /trunkline migrate/),
      ]);
      const role = `doctor_${process.pid}`;
      await client.query(`create role ${role} login password 'limited'`);
      const url = Object.assign(new URL(other.url), { username: role, password: 'limited' }).href;
      expect((await examine({ DATABASE_URL: url })).of('database rights')).toEqual([
        is('FAIL', /may not create/, /owner to/),
      ]);
      await client.query(`drop role ${role}`);
    } finally {
      await client.end();
      await other.drop();
    }
  });

  it('a change of the key that is not finished, and one that is, are told apart', async () => {
    const next = randomBytes(32).toString('base64');
    const begun = await examine({ SECRETS_KEY: next, SECRETS_KEY_PREVIOUS: keys.SECRETS_KEY });
    expect(begun.of('stored secrets')).toEqual([
      is('WARN', /sealed with SECRETS_KEY_PREVIOUS/, /secrets rotate/),
    ]);
    const finished = await examine({ SECRETS_KEY_PREVIOUS: next });
    expect(finished.of('stored secrets')).toEqual([is('WARN', /none is sealed/, /remove that variable/)]);
  });

  it('the configuration of a demo is only pointed out', async () => {
    const { code, of } = await examine({
      NODE_ENV: undefined,
      DATABASE_URL: undefined,
      SECRETS_KEY: undefined,
      AUTH_SECRET: undefined,
    });
    expect([code, of('configuration')]).toEqual([0, [is('WARN', /demo/, /NODE_ENV=production/)]]);
  });

  it('a folder that cannot be written is a failure', async () => {
    // Under a file there is no folder; it fails for root too, whom permissions do not stop.
    const file = join(folder, 'a-file');
    await writeFile(file, '');
    const { of } = await examine({ DATA_DIR: join(file, 'data') });
    expect(of('files')).toEqual([is('FAIL', /ENOTDIR/, /DATA_DIR/)]);
  });
});

it('is readable without --json', async () => {
  behaviour = { forwards: true, upgrades: true, metrics: false, cors: true };
  const out: string[] = [];
  const io = { env, progress: () => {}, readInput: async () => '', ask: async () => null };
  await runProgram(['doctor'], { ...io, result: text => void out.push(text) });
  expect(out.join('\n')).toMatch(
    /^OK {4}Node\.js +\d+[\s\S]*^WARN {2}PUBLIC_URL +is not encrypted\n +-> let the proxy/m,
  );
});

describe('a token of the doctor', () => {
  const secret = keys.AUTH_SECRET;

  it('opens the diagnosis and nothing else; nothing else opens the diagnosis', async () => {
    const token = await issueDiagnosisToken(secret);
    const ask = (path: string, authorization?: string) =>
      fetch(`${server.url}${path}`, { headers: authorization ? { authorization } : {} });
    expect((await ask('/diagnosis', `Bearer ${token}`)).status).toBe(200);
    expect((await ask('/whatsapp/stats', `Bearer ${token}`)).status).toBe(401);
    const user = {
      id: '019a0000-0000-7000-8000-000000000001',
      tenantId: '019a0000-0000-7000-8000-000000000002',
    };
    const tokens = createAccessTokens(secret, 15);
    const { accessToken } = await tokens.issue({
      ...user,
      role: Role.OWNER,
      sessionEpoch: 0,
      sessionId: user.id,
    });
    expect(await tokens.verify(token)).toBeNull();
    for (const given of [
      undefined,
      'Bearer',
      `Bearer ${accessToken}`,
      `Bearer ${'x'.repeat(5_000)}`,
      `Bearer ${token}x`,
    ])
      expect((await ask('/diagnosis', given)).status).toBe(401);
    expect(await createDiagnosisCheck(randomBytes(48).toString('base64'))(token)).toBe(false);
  });
});
