/**
 * Hundreds of subscribers that resume over a long log and do not read: each costs only a cursor and a few unread
 * bytes, and other clients are not affected. The server is a separate process with a small heap.
 */
import { readFileSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import WebSocket from 'ws';
import { createUser } from '../../src/accounts/tenants.js';
import { openDatabase } from '../../src/database/database.js';
import { Role } from '../../src/domain/vocabulary.js';
import { addInstallation, type Installation } from '../support/installation.js';
import { readRows } from '../support/message-rows.js';
import { patient } from '../support/patient.js';
import { postChatFlow, signInTo } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

const stalledOfEach = 250;
const missed = 600;
const textLength = 30_000;
const query =
  'subscription ($after: Cursor) { messageAdded(after: $after) { text cursor conversation { id } } }';

let database: TestDatabase;
let installation: Installation;
let server: ServerProcess;
let after: string;
/** One for each three users, as a user has at most 100 event streams. */
const tokens: string[] = [];
const closers: (() => void)[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  installation = await addInstallation(database.url);
  const readers = ['one', 'two', 'three'].map(name => `${name}@acme.test`);
  const direct = await openDatabase({ url: database.url, poolSize: 2, timeoutMs: 10_000, log: () => {} });
  for (const email of readers) {
    const user = { email, name: email, role: Role.READ_ONLY, password: installation.password };
    await createUser(direct, installation.tenantId, user);
  }
  await direct.close();
  server = await startServerProcess({
    ...installationEnv,
    DATABASE_URL: database.url,
    NODE_OPTIONS: '--max-old-space-size=256',
  });
  for (const email of readers) {
    tokens.push((await signInTo(server.url, email, installation.password)).token);
  }
  await post('the first');
  after = await (await signInTo(server.url, 'one@acme.test', installation.password)).syncCursor();
  await addLongMessages();
}, patient(60_000));
afterAll(async () => {
  for (const close of closers) close();
  await server.stop();
  await endServerProcesses();
  await database.drop();
});

const post = (text: string) =>
  postChatFlow(server.url, installation.webhookKey, { text, phone: '77010000001', messageId: text });

/** Messages that no subscriber has received yet, in one transaction. */
const addLongMessages = () =>
  readRows(
    database.url,
    `with c as (select * from conversations limit 1),
     counter as (update event_counters ec set position = position + $1 from c where ec.tenant_id = c.tenant_id returning position - $1 as start),
     m as (
       insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at)
       select gen_random_uuid(), tenant_id, id, channel_id, 'INBOUND', 'TEXT', 'missed ' || n || ' ' || repeat('x', $2), 'CONTACT', 'RECEIVED', now(), now()
         from c, generate_series(1, $1) n returning *),
     e as (
       insert into domain_events (tenant_id, position, kind, subject_id, channel_id, conversation_id, message_id, changed, at)
       select tenant_id, start + row_number() over (order by split_part(text, ' ', 2)::int), 'MESSAGE_ADDED', id, channel_id, conversation_id, id, '{}', now()
         from m, counter)
     select 1`,
    [missed, textLength],
  );

const residentMiB = () =>
  Number(/^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${server.pid}/status`, 'utf8'))?.[1]) / 1_024;

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

const tokenOf = (n: number) => tokens[n % tokens.length] ?? '';

/** A WebSocket that subscribes behind a cursor. */
async function openSocket(n: number, cursor: string): Promise<WebSocket> {
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  closers.push(() => socket.terminate());
  socket.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    socket.once('close', reject);
    socket.once('open', () =>
      socket.send(
        JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${tokenOf(n)}` } }),
      ),
    );
    socket.once('message', () => resolve());
  });
  socket.send(
    JSON.stringify({ id: 's', type: 'subscribe', payload: { query, variables: { after: cursor } } }),
  );
  return socket;
}

/** An event stream behind a cursor; nothing is read until the test reads. */
function openStream(n: number, cursor: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      `${server.url}/graphql/stream`,
      {
        method: 'POST',
        agent: false,
        headers: {
          accept: 'text/event-stream',
          'content-type': 'application/json',
          authorization: `Bearer ${tokenOf(n)}`,
        },
      },
      response => (response.statusCode === 200 ? resolve(response) : reject(new Error('no stream'))),
    );
    closers.push(() => request.destroy());
    request.on('error', reject);
    request.end(JSON.stringify({ query, variables: { after: cursor } }));
  });
}

/** Reads until the text `last`, and resubscribes after the last cursor at each disconnect. */
async function readAll(
  first: WebSocket | IncomingMessage,
  again: (cursor: string) => Promise<WebSocket | IncomingMessage>,
  last: string,
): Promise<string[]> {
  const texts: string[] = [];
  let cursor = after;
  const take = (payload: { data: { messageAdded: { text: string; cursor: string } } }) => {
    texts.push(payload.data.messageAdded.text.split(' x')[0] ?? '');
    cursor = payload.data.messageAdded.cursor;
  };
  for (let source = first; texts.at(-1) !== last; source = await again(cursor)) {
    await new Promise<void>(resolve => {
      const settleAtEnd = () => texts.at(-1) === last && resolve();
      if (source instanceof WebSocket) {
        source.on('message', data => {
          const message = JSON.parse(String(data));
          if (message.type === 'next') take(message.payload);
          settleAtEnd();
        });
        source.once('close', () => resolve());
        source.resume();
        if (source.readyState === WebSocket.CLOSED) resolve();
        return;
      }
      let rest = '';
      source.setEncoding('utf8').on('data', (chunk: string) => {
        const parts = (rest + chunk).split('\n\n');
        rest = parts.pop() ?? '';
        for (const part of parts) {
          const [, json] = /^event: next\ndata: (.*)$/.exec(part) ?? [];
          if (json) take(JSON.parse(json));
        }
        settleAtEnd();
      });
      source.once('close', () => resolve());
    });
  }
  return texts;
}

it(
  'five hundred that resume and do not read cost little, and everybody else is served',
  async () => {
    const sockets: WebSocket[] = [];
    const streams: IncomingMessage[] = [];
    for (let n = 0; n < stalledOfEach; n += 25) {
      const opened = Array.from({ length: 25 }, async (_, index) => {
        const socket = await openSocket(n + index, after);
        socket.pause();
        sockets.push(socket);
        streams.push(await openStream(n + index, after));
      });
      await Promise.all(opened);
    }
    const stalled = 2 * stalledOfEach;
    await waitFor(async () => (await metric('trunkline_subscribers')) === stalled, {
      timeoutMs: patient(20_000),
    });
    // Each has received the maximum of unread data for a connection, and waits.
    let deliveredCount = -1;
    await waitFor(
      async () => {
        const before = deliveredCount;
        deliveredCount = await metric('trunkline_events_delivered_total');
        return before === deliveredCount && deliveredCount > stalled;
      },
      { timeoutMs: patient(60_000), intervalMs: 1_000 },
    );
    expect(deliveredCount).toBeLessThan(stalled * missed);
    const residentBefore = residentMiB();
    expect(residentBefore).toBeLessThan(512);

    const statuses: (number | null)[] = [];
    for (let n = 0; n < 20; n += 1) statuses.push(await post(`meanwhile ${n}`));
    expect(new Set(statuses)).toEqual(new Set([200]));
    const expected = [
      ...Array.from({ length: missed }, (_, n) => `missed ${n + 1}`),
      ...Array.from({ length: 20 }, (_, n) => `meanwhile ${n}`),
    ];
    const reader = await openSocket(0, after);
    expect(await readAll(reader, cursor => openSocket(0, cursor), 'meanwhile 19')).toEqual(expected);
    expect(residentMiB() - residentBefore).toBeLessThan(100);

    // Two of the stalled ones continue reading.
    const [socket, stream] = [sockets[7] as WebSocket, streams[7] as IncomingMessage];
    const [bySocket, byStream] = await Promise.all([
      readAll(socket, cursor => openSocket(7, cursor), 'meanwhile 19'),
      readAll(stream, cursor => openStream(7, cursor), 'meanwhile 19'),
    ]);
    expect(bySocket).toEqual(expected);
    expect(byStream).toEqual(expected);
  },
  patient(150_000),
);
