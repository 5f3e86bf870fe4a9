/**
 * Many subscribers, slow ones, and ones that reconnect: each receives every event once and in order, independently of
 * the others. The clients implement graphql-transport-ws frame by frame: no client library hides a fault.
 */
import type { Socket } from 'node:net';
import { afterAll, afterEach, beforeAll, expect, it } from '@jest/globals';
import { print } from 'graphql';
import WebSocket from 'ws';
import { startTestApp, type TestApp } from '../support/app.js';
import { InboxDocument, ViewerDocument } from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let token: string;
let posted = 0;
const clients: RawClient[] = [];

beforeAll(async () => {
  server = await startTestApp();
  token = await server.signIn('owner@demo.test');
});
afterEach(async () => {
  const open = clients.splice(0);
  for (const client of open) client.socket.terminate();
  await waitFor(async () => (await gauge('trunkline_subscribers')) === 0);
});
afterAll(() => server.stop());

type Message = { readonly id?: string; readonly type: string; readonly payload?: unknown };

/** A socket that records every message. */
class RawClient {
  readonly socket = new WebSocket(`${server.url.replace('http', 'ws')}/graphql`, 'graphql-transport-ws');
  readonly messages: Message[] = [];

  constructor(bearer = token) {
    clients.push(this);
    this.socket.on('error', () => {});
    this.socket.on('open', () =>
      this.send({ type: 'connection_init', payload: { authorization: `Bearer ${bearer}` } }),
    );
    this.socket.on('message', data => {
      this.messages.push(JSON.parse(String(data)));
    });
  }

  send(message: Message): void {
    this.socket.send(JSON.stringify(message));
  }

  subscribe(id: string, query: string, variables: object = {}): void {
    this.send({ id, type: 'subscribe', payload: { query, variables } });
  }

  of(id: string): readonly Message[] {
    return this.messages.filter(message => message.id === id);
  }

  get isReady(): boolean {
    return this.messages.some(message => message.type === 'connection_ack');
  }

  /** Resolves when the server has processed everything sent before: it answers in order. */
  async settle(): Promise<void> {
    const id = `settle-${this.messages.length}`;
    this.send({ id, type: 'subscribe', payload: { query: print(ViewerDocument) } });
    await waitFor(() => this.of(id).some(message => message.type === 'complete'));
  }
}

async function connect(bearer = token): Promise<RawClient> {
  const client = new RawClient(bearer);
  await waitFor(() => client.isReady);
  return client;
}

const added = 'subscription($after: Cursor) { messageAdded(after: $after) { text } }';

/** The texts of all results of a subscription; throws for any other message. */
function textsOf(client: RawClient, id: string): string[] {
  return client.of(id).map(({ type, payload }) => {
    const { data, errors } = (payload ?? {}) as {
      data?: { messageAdded: { text: string } };
      errors?: unknown;
    };
    if (type !== 'next' || errors || !data)
      throw new Error(`Not a result: ${type} ${JSON.stringify(payload)}`);
    return data.messageAdded.text;
  });
}

/**
 * A message from one of a few contacts.
 * @returns its text
 */
async function post(padding = ''): Promise<string> {
  posted += 1;
  const text = `message ${posted}${padding}`;
  const response = await server.post('/webhooks/chatflow?key=demo', {
    message: text,
    metadata: { remoteJid: `7701000${1000 + (posted % 7)}@s.whatsapp.net`, sender: 'A person' },
  });
  expect(response.status).toBe(200);
  return text;
}

async function gauge(name: string): Promise<number> {
  const text = await (await fetch(`${server.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\d+)$`, 'm').exec(text)?.[1]);
}

/** Resolves when the feed has this many subscribers. */
const seated = (count: number) => waitFor(async () => (await gauge('trunkline_subscribers')) === count);

const syncCursor = async () =>
  (await server.run(InboxDocument, { first: 1 }, token)).conversations.syncCursor;

/** All inbound texts after the first `skip`, in the order of the event log. */
async function loggedTexts(skip: number): Promise<string[]> {
  const { rows } = await server.app.database.pool.query(
    `select m.text from domain_events e join messages m on m.id = e.message_id
      where e.kind = 'MESSAGE_ADDED' order by e.position offset $1`,
    [skip],
  );
  return rows.map(row => row.text);
}

/** Messages and their events, many in one transaction. */
async function addEvents(count: number): Promise<void> {
  await server.app.database.pool.query(
    `with c as (select * from conversations limit 1),
     counter as (update event_counters ec set position = position + $1 from c where ec.tenant_id = c.tenant_id returning position - $1 as start),
     m as (
       insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at)
       select gen_random_uuid(), tenant_id, id, channel_id, 'INBOUND', 'TEXT', 'missed ' || n, 'CONTACT', 'RECEIVED', now(), now()
         from c, generate_series(1, $1) n returning *)
     insert into domain_events (tenant_id, position, kind, subject_id, channel_id, conversation_id, message_id, changed, at)
     select tenant_id, start + row_number() over (order by split_part(text, ' ', 2)::int), 'MESSAGE_ADDED', id, channel_id, conversation_id, id, '{}', now()
       from m, counter`,
    [count],
  );
}

it('a thousand subscribed sockets get each event once, from one execution', async () => {
  const count = 1_000;
  const all = Array.from({ length: count }, () => new RawClient());
  await waitFor(() => all.every(client => client.isReady));
  for (const [n, client] of all.entries()) client.subscribe(`s${n}`, added);
  await seated(count);
  expect(await gauge('trunkline_subscription_groups')).toBe(1);

  await post(' from a stranger');
  await waitFor(() => all.every(client => client.messages.length >= 2));
  const first = await post();
  await waitFor(() => all.every(client => client.messages.length >= 3));
  const second = await post();
  await waitFor(() => all.every((client, n) => textsOf(client, `s${n}`).at(-1) === second), {
    timeoutMs: 10_000,
  });

  // A second copy of an event would have arrived before the next event.
  for (const [n, client] of all.entries()) expect(textsOf(client, `s${n}`).slice(1)).toEqual([first, second]);
});

it('a reader that stalls holds up nobody, costs little memory, and misses nothing when it reads again', async () => {
  const serverSockets: Socket[] = [];
  const note = (socket: Socket) => serverSockets.push(socket);
  server.app.api.http.server.on('connection', note);
  const stalled = await connect();
  server.app.api.http.server.off('connection', note);
  const quick = await connect();
  const aliases = Array.from({ length: 10 }, (_, n) => `copy${n}: text`).join(' ');
  stalled.subscribe('slow', `subscription { messageAdded { text ${aliases} } }`);
  quick.subscribe('quick', added);
  await seated(2);
  const before = (await loggedTexts(0)).length;

  stalled.socket.pause();
  const padding = ` ${'x'.repeat(20_000)}`;
  const resultBytes = 11 * padding.length;
  const eventCount = 120;
  let mostUnread = 0;
  for (let n = 0; n < eventCount; n += 1) {
    await post(padding);
    mostUnread = Math.max(mostUnread, ...serverSockets.map(socket => socket.writableLength));
  }
  await waitFor(() => quick.of('quick').length === eventCount);
  // The test must have filled the kernel's socket buffers; otherwise it proves nothing.
  expect(mostUnread).toBeGreaterThan(256 * 1024);
  expect(mostUnread).toBeLessThan(256 * 1024 + 2 * resultBytes);
  expect(stalled.of('slow').length).toBeLessThan(eventCount);

  stalled.socket.resume();
  await waitFor(
    () => {
      mostUnread = Math.max(mostUnread, ...serverSockets.map(socket => socket.writableLength));
      return stalled.of('slow').length >= eventCount;
    },
    { timeoutMs: 15_000, intervalMs: 1 },
  );
  const last = await post();
  await waitFor(() => textsOf(stalled, 'slow').at(-1) === last);
  const logged = await loggedTexts(before);
  expect(textsOf(stalled, 'slow')).toEqual(logged);
  expect(textsOf(quick, 'quick')).toEqual(logged);
  expect(mostUnread).toBeLessThan(256 * 1024 + 2 * resultBytes);
});

it('a user has a limited number of different subscriptions; equal ones, and those of another user, are not counted', async () => {
  const different = (n: number) => `subscription { messageAdded { copy${n}: text } }`;
  const client = await connect();
  const limit = 50;
  for (let n = 0; n < limit; n += 1) client.subscribe(`d${n}`, different(n));
  for (let n = 0; n < 30; n += 1) client.subscribe(`e${n}`, different(0));
  await seated(limit + 30);
  client.subscribe('one more', different(limit));
  await waitFor(() => client.of('one more').length === 1);
  expect(client.of('one more')).toEqual([
    {
      id: 'one more',
      type: 'error',
      payload: [
        expect.objectContaining({
          extensions: expect.objectContaining({
            code: 'LIMIT_REACHED',
            limit: 'different subscriptions of one user',
            max: limit,
          }),
        }),
      ],
    },
  ]);

  const other = await connect(await server.signIn('manager@demo.test'));
  other.subscribe('theirs', different(limit));
  await seated(limit + 31);
  client.send({ id: 'd1', type: 'complete' });
  await seated(limit + 30);
  client.subscribe('room again', different(limit));
  await seated(limit + 31);
});

it('a subscription that the client completes under load delivers nothing afterwards, and its neighbours go on', async () => {
  const client = await connect();
  const witness = await connect();
  for (const id of ['a', 'b', 'c']) client.subscribe(id, added);
  witness.subscribe('w', added);
  await seated(4);
  let isPosting = true;
  const load = Promise.all(
    [0, 1, 2, 3].map(async () => {
      while (isPosting) await post();
    }),
  );
  await waitFor(() => client.of('b').length > 20);
  client.send({ id: 'b', type: 'complete' });
  await client.settle();
  const after = client.of('b').length;
  const seen = witness.of('w').length;
  await waitFor(() => witness.of('w').length > seen + 50);
  isPosting = false;
  await load;
  const last = await post();
  await waitFor(() => ['a', 'c'].every(id => textsOf(client, id).at(-1) === last));
  expect(client.of('b')).toHaveLength(after);
  expect(client.of('b').every(message => message.type === 'next')).toBe(true);
  expect(textsOf(client, 'a')).toEqual(textsOf(client, 'c'));
  expect(await gauge('trunkline_subscribers')).toBe(3);
});

it('a subscriber with a cursor gets two thousand missed events in order, and then what is new, without a seam', async () => {
  const missed = 2_000;
  await post();
  const before = (await loggedTexts(0)).length;
  const after = await syncCursor();
  await addEvents(missed);
  const client = await connect();
  client.subscribe('resumed', added, { after });
  // More messages arrive while the old ones are being sent.
  const meanwhile = Promise.all([1, 2, 3].map(() => post()));
  await waitFor(() => client.of('resumed').length >= missed + 3);
  await meanwhile;
  const last = await post();
  await waitFor(() => textsOf(client, 'resumed').at(-1) === last);
  expect(textsOf(client, 'resumed')).toEqual(await loggedTexts(before));
});
