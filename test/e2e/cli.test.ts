/** The trunkline command: effects, output and exit codes. */
import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runProgram } from '../../src/cli/run-program.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { SetPasswordDocument } from '../support/gql/operations.js';
import { addInstallation } from '../support/installation.js';
import { readRows } from '../support/message-rows.js';
import { endServerProcesses, installationEnv, makeDataDir } from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let app: TestApp;
let env: Record<string, string>;

beforeAll(async () => {
  database = await createTestDatabase();
  env = { ...installationEnv, DATABASE_URL: database.url };
  app = await startTestApp({ databaseUrl: database.url });
});
afterAll(async () => {
  await app.stop();
  await endServerProcesses();
  await database.drop();
});

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function run(
  args: readonly string[],
  options: { input?: string; env?: Record<string, string> } = {},
): Promise<Ran> {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runProgram(args, {
    env: options.env ?? env,
    result: text => out.push(text),
    progress: text => err.push(text),
    readInput: async () => options.input ?? '',
    ask: async () => null,
  });
  return { code, out: out.join('\n'), err: err.join('\n') };
}

async function runJson(...args: string[]) {
  const { code, out, err } = await run([...args, '--json']);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out);
}

const tenant = (slug: string) => [
  ...['tenants', 'create', '--slug', slug, '--name', 'Компания', '--country', 'KZ'],
  ...['--timezone', 'Asia/Almaty', '--locale', 'ru'],
];
const user = (email: string) => [
  ...['users', 'create', '--tenant', 'acme', '--email', email, '--name', 'Айгерим', '--role', 'OWNER'],
];

describe('companies and people', () => {
  it('are made, and the printed password signs in', async () => {
    expect(await runJson(...tenant('acme'))).toMatchObject({ slug: 'acme', name: 'Компания' });
    const made = await runJson(...user('owner@acme.test'));
    expect(made).toMatchObject({ tenant: 'acme', email: 'owner@acme.test', role: 'OWNER' });
    expect(await app.signIn('owner@acme.test', made.password)).toMatch(/./);
    expect((await run(['tenants', 'list'])).out).toMatch(/^acme +Компания/m);
  });

  it('a password from the standard input is used and not shown', async () => {
    const { code, out } = await run([...user('two@acme.test'), '--password-stdin'], {
      input: 'from a pipe\n',
    });
    expect(code).toBe(0);
    expect(out).not.toContain('from a pipe');
    expect(await app.signIn('two@acme.test', 'from a pipe')).toMatch(/./);
  });

  it('a common password is refused', async () => {
    const weak = await run([...user('three@acme.test'), '--password-stdin'], { input: 'password123\n' });
    expect(weak).toMatchObject({ code: 2, err: expect.stringContaining('too easy to guess') });
  });

  it('are helped when they are locked out: list, link, role, deactivation, sessions, second factor', async () => {
    const email = 'locked@acme.test';
    const { password } = await runJson(...user(email));
    await app.signIn(email, password);
    expect(await runJson('users', 'sessions', 'list', email)).toHaveLength(1);
    expect(await runJson('users', 'sessions', 'end', email)).toEqual({ email, ended: 1 });
    expect(await runJson('users', 'sessions', 'list', email)).toEqual([]);

    const { link } = await runJson('users', 'link', email);
    const token = new URLSearchParams(new URL(link).hash.slice(1)).get('token') ?? '';
    const input = { token, password: 'a rusty blue kettle' };
    expect((await app.ask(SetPasswordDocument, { input })).errors).toBeUndefined();

    await runJson('users', 'role', email, 'MANAGER');
    await runJson('users', 'deactivate', email);
    expect((await run(['users', 'link', email])).err).toContain('deactivated');
    await expect(app.signIn(email, input.password)).rejects.toThrow('UNAUTHENTICATED');
    const listed = await runJson('users', 'list', '--tenant', 'acme');
    expect(listed).toContainEqual(expect.objectContaining({ email, role: 'MANAGER', active: false }));
    await runJson('users', 'reactivate', email);
    await app.app.database.pool.query(
      'update users set totp_confirmed_at = now(), totp_cipher = $2 where email = $1',
      [email, 'x'],
    );
    await expect(app.signIn(email, input.password)).rejects.toThrow('SECOND_FACTOR_REQUIRED');
    await runJson('users', 'reset-second-factor', email);
    expect(await app.signIn(email, input.password)).toMatch(/./);
    expect((await run(['users', 'link', 'nobody@acme.test'])).err).toContain('users list');
  });

  it('the last owner who can sign in stays', async () => {
    await run(tenant('single'));
    const args = ['--email', 'only@single.test', '--name', 'O', '--role', 'OWNER'];
    await run(['users', 'create', '--tenant', 'single', ...args]);
    const refused = await run(['users', 'deactivate', 'only@single.test']);
    expect(refused).toMatchObject({ code: 1, err: expect.stringContaining('last active OWNER') });
  });

  it.each<[string, () => string[], number, RegExp]>([
    [
      'a taken short name',
      () => tenant('acme'),
      1,
      /^trunkline: A company with the slug "acme" exists already\.$/,
    ],
    ['a short name with capitals', () => tenant('Acme'), 2, /^trunkline: "slug" must have/],
    ['a taken e-mail', () => user('owner@acme.test'), 1, /^trunkline: Another user has this e-mail\.$/],
    [
      'an unknown company',
      () => user('x@y.test').map(word => (word === 'acme' ? 'nobody' : word)),
      2,
      /acme, demo/,
    ],
    [
      'an unknown role',
      () => user('x@y.test').map(word => (word === 'OWNER' ? 'KING' : word)),
      2,
      /HEAD_OF_SALES/,
    ],
    ['a missing option', () => tenant('x1').slice(0, -2), 2, /--locale/],
    ['an unknown command', () => ['tenant'], 2, /unknown command/],
    ['nothing', () => [], 2, /Usage: trunkline/],
    ['an unknown option', () => ['stats', '--sinse', '7d'], 2, /--since/],
  ])('%s is one clear line and its exit code', async (_name, args, code, line) => {
    const ran = await run(args());
    expect(ran.code).toBe(code);
    expect(ran.err).toMatch(line);
    expect(ran.err).not.toMatch(/^ +at /m);
    expect(ran.out).toBe('');
  });
});

describe('a conversation', () => {
  it('begins with simulate inbound, and shows in channels, webhooks and stats', async () => {
    const simulate = [
      'simulate',
      'inbound',
      '--channel',
      'instance_xxx',
      '--from',
      '77015550001',
      '--url',
      app.url,
    ];
    const event = await runJson(...simulate, '--text', 'Из консоли', '--faults', 'duplicate,LATE');
    expect(event).toMatchObject({ status: expect.stringMatching(/PROCESSED|DUPLICATE/) });

    const rows = await runJson('webhooks', 'list', '--tenant', 'demo', '--channel', 'instance_xxx');
    expect(rows.map((row: { status: string }) => row.status).sort()).toEqual(['DUPLICATE', 'PROCESSED']);
    const shown = await run(['webhooks', 'show', event.id, '--tenant', 'demo']);
    expect(shown.out).toContain('Из консоли');
    expect((await run(['channels', 'list', '--tenant', 'demo'])).out).toMatch(
      /CHATFLOW +instance_xxx .*ACTIVE/,
    );
    expect(await runJson('stats', '--tenant', 'demo')).toMatchObject([
      {
        tenant: 'demo',
        messages: 1,
        inbound: 1,
        outbound: 0,
        contacts: 1,
        webhooksByStatus: { PROCESSED: 1, DUPLICATE: 1 },
      },
    ]);
    expect(await runJson('stats', '--tenant', 'demo', '--since', '2099-01-01')).toMatchObject([
      { messages: 0 },
    ]);
  });

  it('needs a number of the server, a server, and a demo', async () => {
    const simulate = (...args: string[]) =>
      run(['simulate', 'inbound', '--from', '7', '--text', 'x', ...args]);
    expect(await simulate('--channel', 'nobody', '--url', app.url)).toMatchObject({
      code: 2,
      err: expect.stringContaining('instance_yyy'),
    });
    expect(await simulate('--channel', 'x', '--url', 'http://127.0.0.1:9')).toMatchObject({
      code: 1,
      err: expect.stringContaining('npm start'),
    });
    expect(await simulate('--channel', 'x', '--url', app.url, '--password', 'no')).toMatchObject({ code: 1 });
    expect(await simulate('--channel', 'x', '--faults', 'EARTHQUAKE')).toMatchObject({
      code: 2,
      err: expect.stringContaining('OUT_OF_ORDER'),
    });
  });

  it('of an unknown number waits for replay', async () => {
    const body = (text: string, fromMe = false) => ({
      message: text,
      metadata: { remoteJid: '77015550002@s.whatsapp.net', instance_id: 'instance_new', fromMe },
    });
    for (const text of ['раз', 'два']) await app.post('/webhooks/chatflow?key=demo', body(text));
    await app.post('/webhooks/chatflow?key=demo', body('Из телефона', true));
    const waiting = ['--tenant', 'demo', '--status', 'QUARANTINED'];
    expect(await runJson('webhooks', 'list', ...waiting)).toHaveLength(3);
    expect(await runJson('webhooks', 'replay', ...waiting)).toMatchObject({
      matched: 3,
      replayed: 0,
      unchanged: 3,
    });

    const { pool } = app.app.database;
    await pool.query("update channels set external_id = 'instance_new' where external_id = 'instance_zzz'");
    const replay = ['webhooks', 'replay', '--channel', 'instance_new', '--tenant', 'demo'];
    expect(await runJson(...replay, '--dry-run')).toMatchObject({
      matched: 3,
      wouldChange: 3,
      replayed: 0,
      dryRun: true,
    });
    expect(await runJson('webhooks', 'list', ...waiting)).toHaveLength(3);
    expect(await runJson(...replay)).toMatchObject({ matched: 3, replayed: 3 });
    expect(await runJson(...replay)).toMatchObject({ matched: 3, replayed: 0, unchanged: 3 });
    const { rows } = await pool.query("select direction from messages where text = 'Из телефона'");
    expect(rows).toEqual([{ direction: 'OUTBOUND' }]);
    expect(await run(['webhooks', 'replay', '--tenant', 'demo'])).toMatchObject({
      code: 2,
      err: expect.stringContaining('--all'),
    });
    expect(await run(['webhooks', 'replay', '--id', 'x', '--tenant', 'demo'])).toMatchObject({ code: 2 });
    expect(await run(['webhooks', 'show', 'x', '--tenant', 'demo'])).toMatchObject({ code: 1 });
  });
});

describe('with --json', () => {
  it.each<[string, readonly string[], number, string]>([
    ['a wrong value', tenant('Acme'), 2, 'BAD_USER_INPUT'],
    ['a missing option', tenant('x1').slice(0, -2), 2, 'BAD_USER_INPUT'],
    ['an unknown option', ['stats', '--sinse', '7d'], 2, 'BAD_USER_INPUT'],
    ['what is there already', tenant('acme'), 1, 'CONFLICT'],
    ['what is not there', ['webhooks', 'show', 'x', '--tenant', 'demo'], 1, 'NOT_FOUND'],
  ])('%s is one JSON document too', async (_name, args, code, errorCode) => {
    const ran = await run([...args, '--json']);
    expect(ran.code).toBe(code);
    expect(JSON.parse(ran.out)).toEqual({ error: { code: errorCode, message: expect.any(String) } });
    expect(ran.err).not.toBe('');
  });

  it('every command has it, and says so', async () => {
    const { out } = await run(['--help']);
    // The server itself has no result.
    const names = [...out.matchAll(/^ {2}([a-z-]+)(?: |$)/gm)]
      .map(([, name]) => name ?? '')
      .filter(name => name !== 'start');
    const leavesOf = async (path: string[]): Promise<string[][]> => {
      const { out: help } = await run([...path, '--help']);
      const below = [...(help.split('Commands:')[1] ?? '').matchAll(/^ {2}([a-z-]+)/gm)];
      const children = below.map(([, child]) => child ?? '').filter(child => child !== 'help');
      if (children.length === 0) return [path];
      return (await Promise.all(children.map(child => leavesOf([...path, child])))).flat();
    };
    const commands = (
      await Promise.all(names.filter(each => each !== 'help').map(each => leavesOf([each])))
    ).flat();
    expect(commands.map(command => command.join(' ')).sort()).toEqual([
      'after-restore',
      'channels list',
      'clear-messages',
      'doctor',
      'migrate',
      'secrets adopt-key',
      'secrets rotate',
      'simulate booking',
      'simulate inbound',
      'stats',
      'tenants create',
      'tenants list',
      'users create',
      'users deactivate',
      'users link',
      'users list',
      'users reactivate',
      'users reset-second-factor',
      'users role',
      'users sessions end',
      'users sessions list',
      'webhooks list',
      'webhooks replay',
      'webhooks show',
    ]);
    for (const command of commands) {
      const { code, out: help } = await run([...command, '--help']);
      expect([command, code, help.includes('--json'), /Example/.test(help)]).toEqual([
        command,
        0,
        true,
        true,
      ]);
    }
  });
});

describe('the configuration', () => {
  it('with faults is told like at a start', async () => {
    const { code, err } = await run(['stats'], { env: { ...env, PORT: 'x', SECRETS_KEY: 'short' } });
    expect(code).toBe(1);
    expect(err).toMatch(/2 fault\(s\)[\s\S]*PORT:[\s\S]*SECRETS_KEY:/);
  });

  it('whose SECRETS_KEY is another than the database’s can be made the database’s, after a confirmation', async () => {
    const own = await createTestDatabase();
    try {
      const { tenantId } = await addInstallation(own.url);
      const options = {
        env: { ...env, DATABASE_URL: own.url, SECRETS_KEY: Buffer.alloc(32, 9).toString('base64') },
      };
      expect(await run(['secrets', 'adopt-key'], options)).toMatchObject({
        code: 2,
        err: expect.stringContaining('--yes'),
      });
      expect(await run(['secrets', 'adopt-key', '--yes'], options)).toMatchObject({
        code: 0,
        out: expect.stringMatching(/without credentials +1/),
      });
      expect(
        await readRows(own.url, 'select credentials_cipher from provider_accounts where tenant_id = $1', [
          tenantId,
        ]),
      ).toEqual([{ credentials_cipher: null }]);
    } finally {
      await own.drop();
    }
  });

  it('whose database was never migrated says what to do', async () => {
    const empty = new URL(database.url);
    empty.pathname = '/template1';
    expect(await run(['stats'], { env: { ...env, DATABASE_URL: empty.href } })).toMatchObject({
      code: 1,
      err: expect.stringContaining('trunkline migrate'),
    });
    expect(await run(['migrate'])).toMatchObject({ code: 0, out: 'The database is up to date.' });
  });
});

describe('as a process', () => {
  const spawn = (
    args: string[],
    extra: Record<string, string>,
    input = '',
    file = resolve('bin/trunkline.mjs'),
  ) =>
    new Promise<Ran>(done => {
      const options = { env: { PATH: process.env.PATH ?? '', ...extra } };
      const child = execFile(process.execPath, [file, ...args], options, (error, out, err) =>
        done({ code: error ? Number(error.code) : 0, out, err }),
      );
      child.stdin?.end(input);
    });

  it('works on the embedded database of an empty folder, which it starts and stops', async () => {
    const extra = { DATA_DIR: await makeDataDir() };
    const made = await spawn([...tenant('solo'), '--json'], extra);
    expect(made.code).toBe(0);
    expect(JSON.parse(made.out)).toMatchObject({ slug: 'solo' });
    expect(made.err).toMatch(/Started the embedded database[\s\S]*Stopped the embedded database/);
    const args = [
      'users',
      'create',
      '--tenant',
      'solo',
      '--email',
      'a@b.test',
      '--name',
      'A',
      '--role',
      'OWNER',
      '--password-stdin',
    ];
    expect(await spawn(args, extra, 'a rusty blue kettle\n')).toMatchObject({ code: 0 });
  });

  it('says what is missing where nothing is built', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'trunkline-unbuilt-'));
    await mkdir(join(folder, 'bin'));
    for (const name of ['trunkline.mjs', 'explain-load-failure.mjs', 'find-node-obstacle.mjs'])
      await copyFile(join('bin', name), join(folder, 'bin', name));
    const ran = await spawn(['stats', '--json'], {}, '', join(folder, 'bin/trunkline.mjs'));
    expect(ran).toMatchObject({ code: 1, err: expect.stringContaining('npm run build') });
    expect(JSON.parse(ran.out)).toMatchObject({
      error: { message: expect.stringContaining('npm run build') },
    });
    await rm(folder, { recursive: true });
  });

  it('answers with its exit code, help with examples included', async () => {
    expect(await spawn(['--version'], {})).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
    });
    expect(await spawn(['--help'], {})).toMatchObject({ code: 0, out: expect.stringContaining('Examples:') });
    expect(await spawn(['webhooks', 'replay', '--help'], {})).toMatchObject({
      code: 0,
      out: expect.stringContaining('--dry-run'),
    });
    expect(await spawn(['nonsense'], {})).toMatchObject({ code: 2 });
    expect(await spawn(['stats'], { ...env, PORT: 'x' })).toMatchObject({ code: 1 });
  });

  it.each([['stats'], ['migrate']])(
    'says in one line why the database cannot be reached: %s',
    async command => {
      const { code, err } = await spawn([command], {
        ...env,
        DATABASE_URL: 'postgres://x:secret@127.0.0.1:9/x',
      });
      expect([code, err.trim().split('\n').length]).toEqual([1, 1]);
      expect(err).toMatch(/^trunkline: DATABASE_URL: nothing listens on 127\.0\.0\.1:9\./);
      expect(err).not.toContain('secret');
    },
  );
});
