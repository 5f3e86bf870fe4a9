/** A failed start reports its reason in one sentence: the variable, and what to do. It shows no stack and no secret. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  endServerProcesses,
  installationEnv,
  runServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let other: Server;
let takenPort: string;

beforeAll(async () => {
  database = await createTestDatabase();
  other = createServer().listen(0, '127.0.0.1');
  await new Promise(resolve => other.once('listening', resolve));
  takenPort = String((other.address() as AddressInfo).port);
});
afterAll(async () => {
  await endServerProcesses();
  await new Promise(resolve => other.close(resolve));
  await database.drop();
});

/** The test database's URL with other parts. */
function urlWith(
  parts: Partial<Record<'username' | 'password' | 'hostname' | 'port' | 'pathname', string>>,
): string {
  return Object.assign(new URL(database.url), parts).href;
}

async function inDatabase<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

describe('a start that cannot go on', () => {
  const failures: [string, () => Record<string, string>, RegExp][] = [
    [
      'the port is taken',
      () => ({ PORT: takenPort }),
      /PORT: another program listens on 127\.0\.0\.1:\d+\. Stop it, or set PORT/,
    ],
    [
      'the host is none of this machine',
      () => ({ HOST: '192.0.2.1' }),
      /HOST: this machine has no address 192\.0\.2\.1/,
    ],
    [
      'nothing listens at the database',
      () => ({ DATABASE_URL: urlWith({ port: '1' }) }),
      /DATABASE_URL: nothing listens on 127\.0\.0\.1:1\. Start PostgreSQL/,
    ],
    [
      'the host of the database is unknown',
      () => ({ DATABASE_URL: urlWith({ hostname: 'no-such-host.invalid' }) }),
      /DATABASE_URL: the host name no-such-host\.invalid cannot be resolved/,
    ],
    [
      'the password is wrong',
      () => ({ DATABASE_URL: urlWith({ password: 'hunter2-hunter2' }) }),
      /DATABASE_URL: PostgreSQL refused the password of the user \w+\. Correct/,
    ],
    [
      'the database is missing',
      () => ({ DATABASE_URL: urlWith({ pathname: '/no_such_database' }) }),
      /DATABASE_URL: there is no database no_such_database\. Create it/,
    ],
  ];

  it.each(failures)('says so when %s', async (_name, env, sentence) => {
    const { code, output } = await runServerProcess({
      ...installationEnv,
      DATABASE_URL: database.url,
      LOG_FORMAT: 'pretty',
      ...env(),
    });
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output.trim().split('\n')).toHaveLength(1);
    expect(output).not.toContain('hunter2');
    expect(output).not.toContain(new URL(database.url).password);
  });

  it('says so when the user may not create tables', async () => {
    const role = `limited_${process.pid}`;
    await inDatabase(client => client.query(`create role ${role} login password 'limited'`));
    try {
      const { pathname } = new URL(await emptyDatabase());
      const { code, output } = await runServerProcess({
        ...installationEnv,
        DATABASE_URL: urlWith({ username: role, password: 'limited', pathname }),
        LOG_FORMAT: 'pretty',
      });
      expect(code).toBe(1);
      expect(output).toMatch(
        /DATABASE_URL: the user limited_\d+ may not create .* alter database "\w+" owner to "limited_/,
      );
      expect(output).not.toMatch(/^ +at /m);
    } finally {
      await dropEmptyDatabase();
      await inDatabase(client => client.query(`drop role ${role}`));
    }
  });

  it('is one JSON line where the log is JSON, also for a faulty configuration', async () => {
    const env = { ...installationEnv, DATABASE_URL: urlWith({ port: '1' }), LOG_FORMAT: 'json' };
    const { output } = await runServerProcess(env);
    expect(JSON.parse(output)).toMatchObject({ level: 60, code: 'DATABASE_UNUSABLE' });
    const faulty = await runServerProcess({ ...env, PORT: 'eighty' });
    expect(JSON.parse(faulty.output)).toMatchObject({
      code: 'CONFIGURATION_INVALID',
      faults: [expect.stringContaining('PORT')],
    });
  });
});

const emptyName = `empty_${process.pid}`;
async function emptyDatabase(): Promise<string> {
  await inDatabase(client => client.query(`create database ${emptyName}`));
  return urlWith({ pathname: `/${emptyName}` });
}
const dropEmptyDatabase = () =>
  inDatabase(client => client.query(`drop database if exists ${emptyName} with (force)`));

it('a log that is JSON has nothing else in it, from the migration of an empty database to the stop', async () => {
  const url = await emptyDatabase();
  const env = { ...installationEnv, DATABASE_URL: url, LOG_FORMAT: 'json', LOG_LEVEL: 'info' };
  const server = await startServerProcess(env);
  await server.stop();
  await dropEmptyDatabase();
  const lines = server.output().trim().split('\n');
  expect(lines.map(line => JSON.parse(line).msg)).toEqual(
    expect.arrayContaining([
      expect.stringMatching(/^applied \d+ migrations, Migration/),
      'ready',
      'stopping',
    ]),
  );
});

it('reads .env in the working directory, where the environment says nothing else', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-env-'));
  const lines = {
    ...installationEnv,
    DATABASE_URL: urlWith({ port: '1' }),
    LOG_FORMAT: 'json',
    PORT: 'eighty',
  };
  await writeFile(
    join(folder, '.env'),
    Object.entries(lines)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
  const { output } = await runServerProcess({ PORT: '0' }, folder);
  expect(JSON.parse(output).msg).toContain('nothing listens on 127.0.0.1:1');
  await rm(folder, { recursive: true });
});
