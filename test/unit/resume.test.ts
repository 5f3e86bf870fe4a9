import { afterEach, expect, it, jest } from '@jest/globals';
import { createBackOff } from '../../packages/client/src/resume/back-off.js';
import { type ResumeOptions, subscribeWithResume } from '../../packages/client/src/resume/resume.js';
import { waitFor } from '../support/wait-for.js';

/** A client with the test as its server. */
function createFakeClient() {
  const subscriptions: {
    after: unknown;
    isOpen: boolean;
    send: (item: object) => void;
    fail: (error: unknown) => void;
  }[] = [];
  return {
    subscriptions,
    subscribe: (
      payload: { readonly variables: Record<string, unknown> },
      sink: { next(result: unknown): void; error(error: unknown): void },
    ) => {
      const subscription = {
        after: payload.variables.after,
        isOpen: true,
        send: (events: object) => sink.next({ data: { events } }),
        fail: (error: unknown) => sink.error(error),
      };
      subscriptions.push(subscription);
      return () => {
        subscription.isOpen = false;
      };
    },
  };
}

/** What is reported as an uncaught error: Node.js has no `reportError`, so it is written to stderr. */
function watchReports(): unknown[] {
  const reported: unknown[] = [];
  const spy = jest.spyOn(console, 'error').mockImplementation(error => reported.push(error));
  endSpies.push(() => spy.mockRestore());
  return reported;
}
const endSpies: (() => void)[] = [];
afterEach(() => {
  for (const end of endSpies.splice(0)) end();
});

type Handlers = Partial<Omit<ResumeOptions<{ events: { cursor: string } }>, 'client' | 'query'>>;

function follow(handlers: Handlers = {}) {
  const client = createFakeClient();
  const heard: { events: object[]; resets: string[]; errors: unknown[] } = {
    events: [],
    resets: [],
    errors: [],
  };
  const resuming = subscribeWithResume<{ events: { cursor: string } }>({
    client,
    query: 'subscription ($after: Cursor) { events(after: $after) { __typename } }',
    initialCursor: 'c0',
    cursorOf: result => result.data?.events.cursor ?? null,
    onReset: reason => {
      heard.resets.push(reason);
      return 'c9';
    },
    onError: error => heard.errors.push(error),
    ...handlers,
    onEvent: result => {
      const answer = handlers.onEvent?.(result);
      if (result.data) heard.events.push(result.data.events);
      return answer;
    },
  });
  return { client, heard, resuming };
}

it('gives an event once, but a control item also with the cursor of the event before it', () => {
  const { client, heard, resuming } = follow();
  const event = { __typename: 'DomainEvent', cursor: 'c1' };
  const caughtUp = { __typename: 'CaughtUp', cursor: 'c1' };
  for (const item of [event, caughtUp, event]) client.subscriptions[0]?.send(item);
  expect(heard.events).toEqual([event, caughtUp]);
  expect(resuming.cursor).toBe('c1');
  resuming.stop();
});

it('loads the state anew at a StreamReset and subscribes from the cursor it stands at', async () => {
  const { client, heard, resuming } = follow();
  client.subscriptions[0]?.send({ __typename: 'StreamReset', cursor: 'c5' });
  await waitFor(() => client.subscriptions.length === 2);
  expect(client.subscriptions.map(({ after, isOpen }) => ({ after, isOpen }))).toEqual([
    { after: 'c0', isOpen: false },
    { after: 'c9', isOpen: true },
  ]);
  expect(heard.resets).toEqual(['STREAM_RESET']);
  client.subscriptions[0]?.send({ __typename: 'DomainEvent', cursor: 'c6' });
  expect(heard.events).toEqual([]);
  resuming.stop();
});

it('goes on when a callback throws: the event counts as handled, and the fault is reported', async () => {
  const thrown: unknown[] = [];
  const throws = (what: string) => () => {
    throw new Error(what);
  };
  const rejects = async (): Promise<void> => throws('rejected')();
  const handlers = [throws('no room'), () => {}, rejects, () => {}];
  const { client, heard, resuming } = follow({
    onEvent: () => handlers.shift()?.(),
    onThrow: error => {
      thrown.push((error as Error).message);
      throw error;
    },
  });
  const reported = watchReports();
  for (const cursor of ['c1', 'c2', 'c3', 'c4'])
    client.subscriptions[0]?.send({ __typename: 'DomainEvent', cursor });
  expect(heard).toEqual({
    events: ['c2', 'c3', 'c4'].map(cursor => ({ __typename: 'DomainEvent', cursor })),
    resets: [],
    errors: [],
  });
  expect(resuming.cursor).toBe('c4');
  expect(client.subscriptions).toHaveLength(1);
  await waitFor(() => thrown.length === 2);
  expect(thrown).toEqual(['no room', 'rejected']);
  // What the reporting callback throws goes no further either.
  await waitFor(() => reported.length === 4);
  resuming.stop();
});

it.each(['cursorOf', 'onReset', 'onError'] as const)('goes on when %s throws', async name => {
  const thrown: unknown[] = [];
  const fault = new Error('a fault of the application');
  let calls = 0;
  const { client, heard, resuming } = follow({
    maxDelayMs: 5,
    onThrow: error => thrown.push(error),
    [name]: () => {
      calls += 1;
      if (calls === 1) throw fault;
      return 'c7';
    },
  });
  if (name === 'onReset') client.subscriptions[0]?.send({ __typename: 'StreamReset', cursor: 'c5' });
  else if (name === 'onError') client.subscriptions[0]?.fail([{ extensions: { code: 'CURSOR_INVALID' } }]);
  else client.subscriptions[0]?.send({ __typename: 'DomainEvent', cursor: 'c1' });
  if (name === 'onReset') {
    // Like a state that could not be loaded: it is called again.
    await waitFor(() => client.subscriptions.length === 2);
    expect(client.subscriptions[1]).toMatchObject({ after: 'c7', isOpen: true });
  } else expect(thrown).toEqual([fault]);
  if (name === 'cursorOf') expect(heard.events).toHaveLength(1);
  resuming.stop();
});

it('tries again when the client could not make its connection parameters', async () => {
  const { client, heard, resuming } = follow({ maxDelayMs: 5 });
  client.subscriptions[0]?.fail({ code: 4005, reason: 'the server of the tokens is away' });
  await waitFor(() => client.subscriptions.length === 2);
  expect(heard.errors).toEqual([]);
  resuming.stop();
});

it('spreads the first waits of many clients over a second, later ones up to the maximum', () => {
  const clients = Array.from({ length: 500 }, () => createBackOff(8_000));
  const first = clients.map(backOff => backOff.next());
  expect(Math.max(...first)).toBeLessThanOrEqual(1_000);
  for (let tenth = 0; tenth < 10; tenth += 1) {
    expect(first.some(delay => Math.floor(delay / 100) === tenth)).toBe(true);
  }
  const later = clients.map(backOff => [2, 3, 4, 5, 6].map(() => backOff.next()).at(-1) as number);
  expect(Math.max(...later)).toBeLessThanOrEqual(8_000);
  expect(Math.max(...later)).toBeGreaterThan(4_000);
});
