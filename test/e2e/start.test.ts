/** Starting, stopping and being killed, as processes. */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { connect as connectTcp } from 'node:net';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startEmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';
import { collect } from '../support/app.js';
import { InboxDocument, MessageAddedDocument } from '../support/gql/operations.js';
import { addInstallation, type Installation } from '../support/installation.js';
import { countMessages } from '../support/message-rows.js';
import { askAt, postChatFlow, signInTo, toChatFlowBody } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  makeDataDir,
  runServerProcess,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

afterAll(endServerProcesses);

/** Makes the process say so. */
const tellCollections = `--import data:text/javascript;base64,${btoa(`
  import { constants, PerformanceObserver } from 'node:perf_hooks';
  new PerformanceObserver(list => {
    for (const { detail } of list.getEntries())
      if (detail.flags & constants.NODE_PERFORMANCE_GC_FLAGS_FORCED) console.log('a collection was asked for');
  }).observe({ entryTypes: ['gc'] });
`)}`;

describe('a demo in an empty folder', () => {
  let dataDir: string;
  let cacheDir: string;
  let server: ServerProcess;

  beforeAll(async () => {
    dataDir = await makeDataDir();
    cacheDir = await makeDataDir();
    const env = { DATA_DIR: dataDir, NODE_COMPILE_CACHE: cacheDir, NODE_OPTIONS: tellCollections };
    server = await startServerProcess(env);
  });

  it('writes down its compiled code and collects the garbage of its start in a quiet moment', async () => {
    await waitFor(() => server.output().includes('a collection was asked for'));
    const [folder = ''] = await readdir(cacheDir);
    expect((await readdir(join(cacheDir, folder))).length).toBeGreaterThan(30);
  });

  it('says where everything is', () => {
    const output = server.output();
    expect(output).toMatch(/ready\.\n\n +Inbox +http:\/\/127\.0\.0\.1:\d+\/inbox\n/);
    expect(output).toMatch(/Playground +http:\/\/127\.0\.0\.1:\d+\/playground/);
    expect(output).toMatch(/GraphQL +http:\/\/127\.0\.0\.1:\d+\/graphql/);
    expect(output).toMatch(/WebSocket +ws:\/\/127\.0\.0\.1:\d+\/graphql/);
    expect(output).toMatch(/owner@demo\.test.*trunkline/);
    expect(output).toMatch(/NODE_ENV=production.*DATABASE_URL/s);
  });

  it('shows a message live when the printed curl line is run', async () => {
    const api = await signInTo(server.url);
    const client = api.connect();
    const live = collect(client, MessageAddedDocument, { after: await api.syncCursor() });
    const line = /^ *(curl [\s\S]*?instance_xxx.*)$/m.exec(server.output())?.[1] ?? '';
    expect(line).toContain('/webhooks/chatflow?key=demo');
    await runPrintedLine(line);
    await waitFor(() => live.items.length > 0);
    expect(live.items[0]?.messageAdded).toMatchObject({
      direction: 'INBOUND',
      channel: { externalId: 'instance_xxx' },
      conversation: { contact: { phone: '+77001234567' } },
    });
    await client.dispose();
  });

  it('is joined by a second process, which stays when the first one goes', async () => {
    const second = await startServerProcess({ DATA_DIR: dataDir });
    const api = await signInTo(second.url);
    const client = api.connect();
    const live = collect(client, MessageAddedDocument, { after: await api.syncCursor() });
    await postChatFlow(server.url, 'demo', { text: 'К первому', phone: '77010000001', messageId: 'join-1' });
    await waitFor(() => live.items.length > 0);
    expect(await server.stop()).toMatchObject({ code: 0 });
    await postChatFlow(second.url, 'demo', { text: 'Ко второму', phone: '77010000001', messageId: 'join-2' });
    await waitFor(() => live.items.length > 1);
    expect(live.items.map(item => item.messageAdded.text)).toEqual(['К первому', 'Ко второму']);
    await client.dispose();
    expect(await second.stop()).toMatchObject({ code: 0 });
  });

  it('keeps its data, its users and its secrets over a kill -9 and over a stop', async () => {
    const killed = await startServerProcess({ DATA_DIR: dataDir });
    const before = await signInTo(killed.url);
    const cursor = await before.syncCursor();
    const message = { text: 'Перед концом', phone: '77010000002', messageId: 'kill-1' };
    expect(await postChatFlow(killed.url, 'demo', message)).toBe(200);
    await killed.stop('SIGKILL');

    const again = await startServerProcess({ DATA_DIR: dataDir });
    // The earlier token and cursor are still valid: the secrets were kept.
    const { data } = await askAt(again.url, InboxDocument, { first: 10 }, before.token);
    expect(data.conversations.nodes.map(node => node.contact.phone)).toEqual(
      expect.arrayContaining(['+77001234567', '+77010000001', '+77010000002']),
    );
    const resumed = (await signInTo(again.url)).connect();
    const live = collect(resumed, MessageAddedDocument, { after: cursor });
    await waitFor(() => live.items.length > 0);
    expect(live.items.map(item => item.messageAdded.text)).toEqual(['Перед концом']);
    await resumed.dispose();
    expect(await again.stop()).toMatchObject({ code: 0 });
    await expectStopped(dataDir);
  });
});

/** Runs the line in a shell where curl is installed; elsewhere sends the same request. */
async function runPrintedLine(line: string): Promise<void> {
  const run = promisify(execFile);
  if (await run('curl', ['--version']).catch(() => null)) {
    const { stdout } = await run('sh', ['-c', line.replace('curl ', 'curl --silent --show-error ')]);
    expect(JSON.parse(stdout)).toMatchObject({ events: [{ status: 'PROCESSED' }] });
    return;
  }
  const [url, contentType] = [/'(http[^']+)'/.exec(line)?.[1], /content-type: ([^']+)/.exec(line)?.[1]];
  const body = /-d '(.*)'$/s.exec(line)?.[1]?.replace(/'\$\(.*?\)'/, String(Date.now()));
  const headers = { 'content-type': contentType ?? '' };
  const response = await fetch(url ?? '', { method: 'POST', headers, body: body ?? '' });
  expect(response.status).toBe(200);
}

/** The last server to shut down cleanly also stops the database. */
async function expectStopped(dataDir: string): Promise<void> {
  const messages: string[] = [];
  const database = await startEmbeddedPostgres({ dataDir, log: message => messages.push(message) });
  await database.release();
  expect(messages.join('\n')).toMatch(/^Started the embedded database/);
}

describe('a wrong configuration', () => {
  it('stops the start with one error that names every fault and shows no value', async () => {
    const secret = 'hunter2-hunter2';
    const { code, output } = await runServerProcess({
      NODE_ENV: 'production',
      PORT: 'eighty',
      LOG_LEVEL: 'loud',
      LOG_FORMAT: 'pretty',
      DATABASE_URL: `mysql://root:${secret}@db/x`,
      AUTH_SECRET: secret,
    });
    expect(code).toBe(1);
    for (const name of ['PORT', 'LOG_LEVEL', 'DATABASE_URL', 'AUTH_SECRET', 'SECRETS_KEY']) {
      expect(output).toMatch(new RegExp(`^ +- ${name}: `, 'm'));
    }
    expect(output).toContain('5 fault(s)');
    expect(output).not.toContain(secret);
    expect(output).not.toContain('loud');
    expect(output).not.toMatch(/^ +at /m);
  });
});

describe('a SECRETS_KEY that is not the database’s', () => {
  it('stops the start of each process with a sentence that says what to do', async () => {
    const database = await createTestDatabase();
    await addInstallation(database.url);
    const env = { ...installationEnv, DATABASE_URL: database.url, PORT: '0' };
    const wrong = { ...env, SECRETS_KEY: Buffer.alloc(32, 9).toString('base64') };
    const ends = await Promise.all([runServerProcess(wrong), runServerProcess(wrong)]);
    for (const { code, output } of ends) {
      expect(code).toBe(1);
      expect(output).toMatch(/SECRETS_KEY: .*restore it.*trunkline secrets adopt-key/);
      expect(output).not.toContain(wrong.SECRETS_KEY);
      expect(output).not.toMatch(/^ +at /m);
    }
    const right = await startServerProcess(env);
    expect(await right.stop()).toMatchObject({ code: 0 });
    await database.drop();
  });
});

describe('SIGTERM', () => {
  let database: TestDatabase;
  let installation: Installation;
  let env: Record<string, string>;

  beforeAll(async () => {
    database = await createTestDatabase();
    installation = await addInstallation(database.url);
    env = { ...installationEnv, DATABASE_URL: database.url };
  });
  afterAll(async () => {
    await endServerProcesses();
    await database.drop();
  });

  it('ends with 0 by itself, closes sockets with 1001, and stores what it answers 2xx', async () => {
    const server = await startServerProcess(env);
    const { email, password, webhookKey } = installation;
    const api = await signInTo(server.url, email, password);
    const closeCodes: number[] = [];
    const client = api.connect(code => closeCodes.push(code));
    const live = collect(client, MessageAddedDocument, {});
    const acknowledged: string[] = [];
    const unanswered: string[] = [];
    let isPosting = true;
    const post = async (poster: number): Promise<void> => {
      for (let number = 0; isPosting; number += 1) {
        const text = `stop ${poster} ${number}`;
        const message = { text, phone: `7702000${1000 + poster}`, messageId: text };
        const status = await postChatFlow(server.url, webhookKey, message);
        if (status !== 200) unanswered.push(text);
        else acknowledged.push(text);
        if (status === null) return;
      }
    };
    const posters = [...Array(20).keys()].map(post);
    await waitFor(() => live.items.length > 50);
    const half = await openHalfRequest(server.url, webhookKey);

    const end = await server.stop();
    isPosting = false;
    await Promise.all(posters);
    expect(end).toMatchObject({ code: 0 });
    await waitFor(() => closeCodes.length > 0);
    expect(closeCodes).toEqual([1001]);
    expect(await half.answer()).not.toMatch(/^HTTP\/1\.1 2/);

    const counts = await countMessages(database.url);
    expect(acknowledged.filter(text => counts.get(text) !== 1)).toEqual([]);
    expect([...counts.values()].filter(count => count !== 1)).toEqual([]);
    expect(acknowledged.length).toBeGreaterThan(50);
    await client.dispose();
  });

  it('answers the slow webhook that is under way, and stores it', async () => {
    const server = await startServerProcess(env);
    const half = await openHalfRequest(server.url, installation.webhookKey);
    const ending = server.stop();
    await waitFor(async () => {
      const status = await fetch(`${server.url}/readyz`).then(
        response => response.status,
        () => null,
      );
      return status !== 200;
    });
    half.finish();
    const answer = await half.answer();
    expect(await ending).toMatchObject({ code: 0 });
    const count = (await countMessages(database.url)).get(half.text) ?? 0;
    expect(count).toBe(answer.startsWith('HTTP/1.1 200') ? 1 : 0);
  });
});

describe('a rolling restart behind a load balancer', () => {
  let database: TestDatabase;
  let installation: Installation;
  let env: Record<string, string>;

  beforeAll(async () => {
    database = await createTestDatabase();
    installation = await addInstallation(database.url);
    env = { ...installationEnv, DATABASE_URL: database.url };
  });
  afterAll(async () => {
    await endServerProcesses();
    await database.drop();
  });

  it('refuses no webhook, moves the sockets one after the other, and ends with 0', async () => {
    const { email, password, webhookKey } = installation;
    const old = await startServerProcess({ ...env, SHUTDOWN_DRAIN_MS: '2000' });
    const next = await startServerProcess(env);
    const api = await signInTo(old.url, email, password);
    const closed: number[] = [];
    const openAtClose: number[] = [];
    let isPosting = true;
    const clients = [...Array(10).keys()].map(() =>
      api.connect(code => {
        closed.push(code);
        openAtClose.push(refused.length + acknowledged.length);
      }),
    );
    const lives = clients.map(client => collect(client, MessageAddedDocument, {}));

    // The balancer polls /readyz, and sends every webhook over its own connection.
    const targets = { current: old.url };
    const watching = (async () => {
      while (isPosting && targets.current === old.url) {
        const status = await fetch(`${old.url}/readyz`, { headers: { connection: 'close' } }).then(
          response => response.status,
          () => 0,
        );
        if (status !== 200) targets.current = next.url;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    })();
    const acknowledged: string[] = [];
    const refused: unknown[] = [];
    const targetsOf: string[] = [];
    const posting = [...Array(4).keys()].map(async poster => {
      for (let number = 0; isPosting; number += 1) {
        const text = `roll ${poster} ${number}`;
        const message = { text, phone: `7702000${2000 + poster}`, messageId: text };
        const target = targets.current;
        const status = await postChatFlow(target, webhookKey, message);
        targetsOf.push(target);
        if (status === 200) acknowledged.push(text);
        else refused.push(status);
      }
    });
    await waitFor(() => lives.every(live => live.items.length > 5));
    const end = await old.stop();
    await watching;
    const posted = targetsOf.length;
    await waitFor(() => targetsOf.length > posted + 20);
    isPosting = false;
    await Promise.all(posting);

    expect(refused).toEqual([]);
    expect(end).toMatchObject({ code: 0 });
    expect(closed).toEqual(clients.map(() => 1001));
    // Webhooks were answered between the closing of the sockets: they were not all closed at the same moment.
    expect(new Set(openAtClose).size).toBeGreaterThan(3);
    expect(new Set(targetsOf)).toEqual(new Set([old.url, next.url]));
    const counts = await countMessages(database.url);
    expect(acknowledged.filter(text => counts.get(text) !== 1)).toEqual([]);
    for (const client of clients) await client.dispose();
  });
});

/** A webhook whose body is incomplete. */
async function openHalfRequest(url: string, webhookKey: string) {
  const text = `half ${Math.random()}`;
  const body = Buffer.from(toChatFlowBody({ text, phone: '77020009999', messageId: text }));
  const { hostname, port, host } = new URL(url);
  const socket = connectTcp(Number(port), hostname);
  await once(socket, 'connect');
  let received = '';
  socket.setEncoding('utf8').on('data', chunk => {
    received += chunk;
  });
  socket.on('error', () => {});
  const closed = new Promise<void>(resolve => socket.once('close', () => resolve()));
  const head = `POST /webhooks/chatflow?key=${webhookKey} HTTP/1.1\r\nhost: ${host}\r\nconnection: close\r\n`;
  socket.write(`${head}content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`);
  socket.write(body.subarray(0, 20));
  return {
    text,
    finish: () => socket.write(body.subarray(20)),
    /** The bytes received until the connection was closed; empty if none. */
    answer: () => closed.then(() => received),
  };
}
