/** Sockets that violate protocol or limits: the documented close code for each, and no effect on other clients. */
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { connect as connectTcp, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import WebSocket from 'ws';
import { collect } from '../support/app.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { MessageAddedDocument } from '../support/gql/operations.js';
import { hangMs } from '../support/hang.js';
import { addInstallation } from '../support/installation.js';
import { postChatFlow, type RemoteApi, signInTo, toSocketUrl } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

let database: TestDatabase;
let server: ServerProcess;
let api: RemoteApi;
let webhookKey: string;
const opened: Peer[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  const installation = await addInstallation(database.url);
  webhookKey = installation.webhookKey;
  server = await startServerProcess({
    ...installationEnv,
    NODE_ENV: 'production',
    DATABASE_URL: database.url,
  });
  api = await signInTo(server.url, installation.email, installation.password);
});
afterAll(async () => {
  for (const { socket } of opened) socket.terminate();
  await server.stop();
  await endServerProcesses();
  await database.drop();
});

interface Peer {
  readonly socket: WebSocket;
  readonly received: string[];
  readonly closed: Promise<number>;
  say(...messages: unknown[]): Promise<void>;
  waitForType(type: string): Promise<void>;
}

/** A raw socket without client-side rules. */
async function open(protocol = 'graphql-transport-ws', url = toSocketUrl(server.url)): Promise<Peer> {
  const socket = new WebSocket(url, protocol === '' ? [] : [protocol]);
  const received: string[] = [];
  socket.on('message', data => received.push(String(data)));
  socket.on('error', () => {});
  const closed = new Promise<number>(resolve => {
    socket.on('close', (code, reason) => {
      expectNoLeak(String(reason));
      resolve(code);
    });
  });
  await Promise.race([new Promise(resolve => socket.on('open', resolve)), closed]);
  const peer: Peer = {
    socket,
    received,
    closed,
    say: async (...messages) => {
      for (const message of messages) {
        const data =
          typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message);
        if (socket.readyState === WebSocket.OPEN) await new Promise(resolve => socket.send(data, resolve));
      }
    },
    waitForType: async type => {
      await waitFor(() => received.some(message => JSON.parse(message).type === type), { what: type });
    },
  };
  opened.push(peer);
  return peer;
}

const init = () => ({ type: 'connection_init', payload: { authorization: `Bearer ${api.token}` } });
const subscribe = (id: string, query = 'subscription { messageAdded { id } }') => ({
  id,
  type: 'subscribe',
  payload: { query },
});

async function openSignedIn(): Promise<Peer> {
  const peer = await open();
  await peer.say(init());
  await peer.waitForType('connection_ack');
  return peer;
}

describe('close codes', () => {
  it.each<[number, string, () => Promise<Peer>, readonly unknown[]]>([
    [4400, 'no JSON', openSignedIn, ['{"type":']],
    [4400, 'JSON that is no message', openSignedIn, ['[1,2]']],
    [4400, 'null', openSignedIn, ['null']],
    [4400, 'an unknown type', openSignedIn, [{ type: 'shout' }]],
    [4400, 'a type of the old protocol', open, [{ type: 'start', id: '1', payload: {} }]],
    [4400, 'an operation without an id', openSignedIn, [{ type: 'subscribe', payload: { query: '{ a }' } }]],
    [4400, 'an operation without a query', openSignedIn, [{ id: '1', type: 'subscribe', payload: {} }]],
    [4400, '20,000 brackets', openSignedIn, ['['.repeat(20_000)]],
    [4400, 'bytes', openSignedIn, [Buffer.from([0, 1, 2, 3])]],
    [4401, 'an operation before the beginning', open, [subscribe('1')]],
    [4403, 'no token', open, [{ type: 'connection_init' }]],
    [4403, 'a wrong token', open, [{ type: 'connection_init', payload: { authorization: 'Bearer x.y.z' } }]],
    [
      4403,
      'a token of another type',
      open,
      [{ type: 'connection_init', payload: { authorization: { a: 1 } } }],
    ],
    [4400, 'a message of a server', openSignedIn, [{ id: '1', type: 'next', payload: { data: null } }]],
    [4409, 'one id for two operations', openSignedIn, [subscribe('1'), subscribe('1')]],
    [4409, 'one long id for two', openSignedIn, [subscribe('ж'.repeat(100)), subscribe('ж'.repeat(100))]],
    [4429, 'two beginnings', openSignedIn, [init]],
    [4429, 'two beginnings at once', open, [init, init]],
    [1009, 'a frame of 1 MB', openSignedIn, ['x'.repeat(1_000_000)]],
    [1009, 'a frame of 1 MB before the beginning', open, ['x'.repeat(1_000_000)]],
    [1008, '101 operations at once', openSignedIn, [...Array(101).keys()].map(id => subscribe(String(id)))],
    [1008, 'a flood of pings', openSignedIn, Array(2_000).fill({ type: 'ping' })],
  ])('%i: %s', async (code, _name, make, messages) => {
    const peer = await make();
    await peer.say(...messages.map(message => (message === init ? init() : message)));
    expect(await peer.closed).toBe(code);
    for (const message of peer.received) expectNoLeak(message);
  });

  it('4406: no protocol; clients that ask for another one give up by themselves', async () => {
    expect(await (await open('')).closed).toBe(4406);
    for (const protocol of ['graphql-ws', 'mqtt']) expect(await (await open(protocol)).closed).toBe(1006);
  });

  it('4408: nothing said for five seconds', async () => {
    const startedAt = performance.now();
    const { closed } = await open();
    expect(await closed).toBe(4408);
    expect(performance.now() - startedAt).toBeLessThan(hangMs);
  });
});

describe('an operation that is refused', () => {
  it.each([
    ['a syntax error', '{', 'BAD_USER_INPUT'],
    ['20,000 braces', '{'.repeat(20_000), 'QUERY_TOO_COMPLEX'],
    ['a field that does not exist', '{ secrets }', 'BAD_USER_INPUT'],
    [
      '1,000 aliases',
      `{ ${[...Array(1_000).keys()].map(n => `a${n}: viewer { id }`).join(' ')} }`,
      'QUERY_TOO_COMPLEX',
    ],
    [
      'two subscription fields',
      'subscription { messageAdded { id } messageUpdated { cursor } }',
      'BAD_USER_INPUT',
    ],
    [
      'a subscription in a fragment',
      'subscription { ...f } fragment f on Subscription { messageAdded { id } }',
      'BAD_USER_INPUT',
    ],
    ['a broken cursor', 'subscription { messageAdded(after: "x") { id } }', 'CURSOR_INVALID'],
  ])('%s: an error with a code, and the socket goes on', async (_name, query, code) => {
    const peer = await openSignedIn();
    await peer.say(subscribe('bad', query));
    await waitFor(() => peer.received.some(message => JSON.parse(message).id === 'bad'));
    const answer = JSON.parse(peer.received.find(message => JSON.parse(message).id === 'bad') ?? '{}');
    expectNoLeak(JSON.stringify(answer));
    const errors = answer.type === 'error' ? answer.payload : answer.payload.errors;
    expect(errors[0].extensions.code).toBe(code);
    await peer.say(subscribe('good', '{ viewer { id } }'));
    await waitFor(() =>
      peer.received.some(message => message.includes('"good"') && message.includes('"viewer"')),
    );
    peer.socket.terminate();
  });

  it('with an operation name that does not exist, 150 times: the socket goes on', async () => {
    const peer = await openSignedIn();
    for (let number = 0; number < 150; number += 1) {
      const payload = { query: '{ viewer { id } }', operationName: 'nobody' };
      await peer.say({ id: `n${number}`, type: 'subscribe', payload });
    }
    await waitFor(() => peer.received.filter(message => message.includes('"error')).length === 150);
    await peer.say(subscribe('good', '{ viewer { id } }'));
    await waitFor(() =>
      peer.received.some(message => message.includes('"good"') && message.includes('"viewer"')),
    );
    peer.socket.terminate();
  });
});

describe('an operation', () => {
  it('may have any id, and gives it free when the client completes it, also while it starts', async () => {
    const peer = await openSignedIn();
    const ids = ['ж', '"quoted" \\', '\u2028\n', '🙂', 'x'.repeat(300), 'again'];
    for (const id of ids) await peer.say(subscribe(id));
    await peer.say({ id: 'again', type: 'complete' }, subscribe('again'), { id: 'again', type: 'complete' });
    await peer.say(
      subscribe('again'),
      { id: 'unknown', type: 'complete' },
      subscribe('last', '{ viewer { id } }'),
    );
    await waitFor(() => peer.received.some(message => message.includes('"complete"')));
    await waitFor(async () => {
      const metrics = await (await fetch(`${server.url}/metrics`)).text();
      return metrics.includes(`\ntrunkline_subscribers ${ids.length}\n`);
    });
    const arrived = (): { id: string; type: string }[] =>
      peer.received.map(message => JSON.parse(message)).filter(({ id }) => id !== undefined && id !== 'last');
    for (const messageId of ['any-id-1', 'any-id-2']) {
      const before = arrived().length;
      const message = { text: messageId, phone: '77080000002', messageId };
      expect(await postChatFlow(server.url, webhookKey, message)).toBe(200);
      await waitFor(() => arrived().length >= before + ids.length);
    }
    expect(arrived().map(({ id }) => id)).toEqual([...ids, ...ids]);
    expect(new Set(arrived().map(({ type }) => type))).toEqual(new Set(['next']));
    peer.socket.terminate();
  });
});

describe('everybody else', () => {
  it('is served while sockets flood, stall and break off', async () => {
    const client = api.connect();
    const live = collect(client, MessageAddedDocument, { after: await api.syncCursor() });
    const memoryBefore = residentBytes();
    const peers = await Promise.all([...Array(20).keys()].map(openSignedIn));
    const frame = toMaskedFrame(JSON.stringify({ type: 'ping', payload: { filler: 'x'.repeat(48_000) } }));
    const floods = peers.map(({ socket }) => floodWith(socket, frame, 600));
    const delaysMs: number[] = [];
    for (let number = 0; number < 10; number += 1) {
      const startedAt = performance.now();
      const message = {
        text: `Во время потока ${number}`,
        phone: '77080000001',
        messageId: `flood-${number}`,
      };
      expect(await postChatFlow(server.url, webhookKey, message)).toBe(200);
      await waitFor(() => live.items.length === number + 1);
      delaysMs.push(performance.now() - startedAt);
    }
    await Promise.all(floods);
    expect(Math.max(...delaysMs)).toBeLessThan(hangMs);
    expect(residentBytes() - memoryBefore).toBeLessThan(250_000_000);
    for (const { socket } of peers) socket.terminate();
    await client.dispose();
  });

  it('is served after upgrades to nowhere whose sender is gone at once', async () => {
    const { hostname, port, host } = new URL(server.url);
    for (const [path, upgrade] of [
      ['/nowhere', 'websocket'],
      ['/graphql', 'websocket'],
      ['/graphql?x=%zz', 'tls/1.0'],
    ]) {
      for (let number = 0; number < 20; number += 1) {
        const socket = connectTcp(Number(port), hostname);
        socket.on('error', () => {});
        await once(socket, 'connect');
        socket.write(
          `GET ${path} HTTP/1.1\r\nhost: ${host}\r\nconnection: upgrade\r\nupgrade: ${upgrade}\r\n\r\n`,
        );
        if (number % 2 === 0) await new Promise(setImmediate);
        socket.resetAndDestroy();
      }
    }
    expect((await fetch(`${server.url}/readyz`)).status).toBe(200);
  });

  it('may offer another protocol beside HTTP, as some clients do with every request', async () => {
    const { hostname, port, host } = new URL(server.url);
    const socket = connectTcp(Number(port), hostname);
    const closed = once(socket, 'close');
    let answer = '';
    socket.setEncoding('utf8').on('data', chunk => {
      answer += chunk;
    });
    const headers = [
      'connection: close, Upgrade, HTTP2-Settings',
      'upgrade: h2c',
      'http2-settings: AAMAAABkAARAAAAA',
    ];
    socket.write(`GET /healthz HTTP/1.1\r\nhost: ${host}\r\n${headers.join('\r\n')}\r\n\r\n`);
    await closed;
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('never shows in the log as our fault', () => {
    expect(server.output()).not.toMatch(/unexpected error|unhandled|"level":[56]0/);
    expect(server.output()).not.toContain(api.token);
  });
});

/** A complete text message of a client, built once: flooding must cost the sender nothing. */
function toMaskedFrame(text: string): Buffer {
  const data = Buffer.from(text);
  const head = Buffer.from([0x81, 0x80 | 126, data.length >> 8, data.length & 0xff, 0, 0, 0, 0]);
  return Buffer.concat([head, data]);
}

/** Writes a frame repeatedly, and reads nothing. Resolves when all is written or the connection is closed. */
async function floodWith(socket: WebSocket, frame: Buffer, times: number): Promise<void> {
  const stream = (socket as unknown as { readonly _socket: Socket })._socket;
  stream.removeAllListeners('data').pause();
  const gone = new Promise<boolean>(resolve => stream.once('close', () => resolve(true)));
  for (let number = 0; number < times; number += 1) {
    if (stream.destroyed) return;
    if (stream.write(frame)) continue;
    const drained = new Promise<boolean>(resolve => stream.once('drain', () => resolve(false)));
    if (await Promise.race([drained, gone])) return;
  }
}

/** Memory of the server's process; 0 where the system does not report it. */
function residentBytes(): number {
  const file = `/proc/${server.pid}/status`;
  const kilobytes = existsSync(file) ? /VmRSS:\s+(\d+) kB/.exec(readFileSync(file, 'utf8'))?.[1] : '0';
  return Number(kilobytes) * 1_024;
}
