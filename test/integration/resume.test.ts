import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient as createSseClient } from 'graphql-sse';
import { type Client, createClient } from 'graphql-ws';
import {
  type Resuming,
  type SubscribingClient,
  subscribeWithResume,
} from '../../packages/client/src/resume/resume.js';
import type { LoggedEvent } from '../../src/domain/logged-event.js';
import { type LiveServer, startLiveServer } from '../support/live-server.js';
import { seeded } from '../support/seeded.js';
import { waitFor } from '../support/wait-for.js';

interface Data {
  readonly messageAdded: { readonly text: string; readonly cursor: string };
}

const query = 'subscription ($after: String) { messageAdded(after: $after) { text cursor } }';
const port = () => Number(new URL(server.url).port);

let log: LoggedEvent[];
let server: LiveServer;
let token: string;
let client: Client;
let resuming: Resuming | null;
/** The number of the client's sign-ins. */
let connections = 0;
const heard: { texts: string[]; resets: string[]; errors: unknown[] } = { texts: [], resets: [], errors: [] };

beforeEach(async () => {
  log = [];
  server = await startLiveServer({ log });
  token = 'Bearer good';
  client = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    connectionParams: () => {
      connections += 1;
      return { authorization: token };
    },
    retryAttempts: 0,
  });
  Object.assign(heard, { texts: [], resets: [], errors: [] });
  resuming = null;
  connections = 0;
});
afterEach(async () => {
  resuming?.stop();
  await client.dispose();
  await server.stop();
});

function follow(
  options: {
    client?: SubscribingClient;
    initialCursor?: string | null;
    onReset?: () => Promise<string | null>;
    query?: string;
  } = {},
) {
  resuming = subscribeWithResume<Data>({
    client,
    query,
    initialCursor: null,
    maxDelayMs: 30,
    cursorOf: result => result.data?.messageAdded.cursor ?? null,
    onEvent: result => heard.texts.push(result.data?.messageAdded.text ?? '?'),
    onError: error => heard.errors.push(error),
    ...options,
    onReset: reason => {
      heard.resets.push(reason);
      return options.onReset ? options.onReset() : server.cursorOf(log.length);
    },
  });
  return resuming;
}

/** Waits until another subscriber has received it. */
async function hearElsewhere(text: string): Promise<void> {
  const witness = createClient({
    url: `${server.url.replace('http', 'ws')}/graphql`,
    connectionParams: { authorization: 'Bearer good' },
    retryAttempts: 0,
  });
  const texts: (string | undefined)[] = [];
  const stop = witness.subscribe<Data>(
    { query, variables: { after: 'c0' } },
    { next: ({ data }) => texts.push(data?.messageAdded.text), error: () => {}, complete: () => {} },
  );
  await waitFor(() => texts.includes(text));
  stop();
  await witness.dispose();
}

const transports: [string, () => SubscribingClient][] = [
  ['graphql-ws', () => client],
  [
    'graphql-ws that reconnects by itself',
    () =>
      createClient({
        url: `${server.url.replace('http', 'ws')}/graphql`,
        connectionParams: { authorization: 'Bearer good' },
        retryWait: async () => {},
      }),
  ],
  [
    'graphql-sse',
    () =>
      createSseClient({
        url: `${server.url}/graphql/stream`,
        headers: () => ({ authorization: token }),
        retryAttempts: 0,
      }),
  ],
];

describe.each(transports)('over %s', (_name, createTransport) => {
  it(
    'drops nothing and repeats nothing while connections are cut at random',
    seeded(async random => {
      follow({ client: createTransport(), initialCursor: 'c0' });
      const expected: string[] = [];
      for (let index = 1; index <= 400; index += 1) {
        expected.push(`m${index}`);
        server.publish(`m${index}`);
        if (random() < 0.05) server.cutConnections();
        await new Promise(resolve => setTimeout(resolve, random() * 4));
      }
      server.cutConnections();
      await waitFor(() => heard.texts.length >= expected.length);
      expect(heard).toEqual({ texts: expected, resets: [], errors: [] });
      expect(server.joinCount()).toBeGreaterThan(3);
      expect(resuming?.cursor).toBe('c400');
    }),
  );
});

it('goes on after a restart of the server', async () => {
  follow({ initialCursor: 'c0' });
  server.publish('before');
  await waitFor(() => heard.texts.length === 1);
  const samePort = port();
  await server.stop();
  log.push({ ...(log[0] as LoggedEvent), position: 2, subjectId: 'meanwhile' });
  server = await startLiveServer({ log, port: samePort });
  await waitFor(() => heard.texts.length === 2);
  server.publish('after');
  await waitFor(() => heard.texts.length === 3);
  expect(heard.texts).toEqual(['before', 'meanwhile', 'after']);
});

it('asks for the state anew when the cursor has expired, and goes on from there', async () => {
  server.publish('one', 'two', 'three', 'four');
  server.dropThrough(2);
  follow({ initialCursor: 'c1', onReset: async () => 'c3' });
  await waitFor(() => heard.texts.length === 1);
  expect(heard).toEqual({ texts: ['four'], resets: ['CURSOR_EXPIRED'], errors: [] });
});

it('asks for the state anew when it was cut off before any cursor was known', async () => {
  follow();
  await waitFor(() => server.subscriberCount() === 1);
  server.cutConnections();
  server.publish('missed');
  await waitFor(() => heard.resets.length === 1 && server.subscriberCount() === 1);
  server.publish('next');
  await waitFor(() => heard.texts.length === 1);
  expect(heard).toEqual({ texts: ['next'], resets: ['NO_CURSOR'], errors: [] });
});

it('asks again when loading the state fails', async () => {
  server.publish('one', 'two');
  server.dropThrough(2);
  let calls = 0;
  follow({
    initialCursor: 'c1',
    onReset: async () => {
      calls += 1;
      if (calls < 3) throw new Error('away');
      return 'c2';
    },
  });
  await waitFor(() => server.subscriberCount() === 1);
  expect(calls).toBe(3);
  expect(heard.errors).toEqual([]);
});

it.each([
  ['a document that is refused', { query: 'subscription { nothing }' }],
  ['a cursor that is not ours', { initialCursor: 'foreign' }],
])('ends for %s', async (_what, options) => {
  follow(options);
  await waitFor(() => heard.errors.length === 1);
  server.publish('one');
  // If another subscriber has received it, this one would have received it too.
  await hearElsewhere('one');
  expect(heard.texts).toEqual([]);
  await waitFor(() => server.subscriberCount() === 0);
});

it('tries a few times with a refused token, and goes on when a fresh one is accepted', async () => {
  token = 'Bearer old';
  follow({ initialCursor: 'c0' });
  server.publish('one');
  await waitFor(() => connections > 1);
  token = 'Bearer good';
  await waitFor(() => heard.texts.length === 1);
  expect(heard.errors).toEqual([]);
});

it('ends when the sign-in stays refused', async () => {
  token = 'Bearer old';
  follow({ initialCursor: 'c0' });
  await waitFor(() => heard.errors.length === 1);
  expect(heard.errors).toEqual([expect.objectContaining({ code: 4403 })]);
});

it('calls nothing after stop', async () => {
  const following = follow({ initialCursor: 'c0' });
  await waitFor(() => server.subscriberCount() === 1);
  following.stop();
  server.publish('one');
  server.cutConnections();
  await waitFor(() => server.subscriberCount() === 0);
  // Long enough for a reconnect: its longest delay is 30 ms.
  for (let round = 0; round < 5; round += 1) await hearElsewhere('one');
  expect(heard).toEqual({ texts: [], resets: [], errors: [] });
  expect(server.joinCount()).toBe(1 + 5);
});
