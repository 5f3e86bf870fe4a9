import { expect, it } from '@jest/globals';
import { createBackOff } from '../../src/client/back-off.js';
import { subscribeWithResume } from '../../src/client/resume.js';
import { waitFor } from '../support/wait-for.js';

/** A client with the test as its server. */
function createFakeClient() {
  const subscriptions: { after: unknown; isOpen: boolean; send: (item: object) => void }[] = [];
  return {
    subscriptions,
    subscribe: (
      payload: { readonly variables: Record<string, unknown> },
      sink: { next(result: unknown): void },
    ) => {
      const subscription = {
        after: payload.variables.after,
        isOpen: true,
        send: (events: object) => sink.next({ data: { events } }),
      };
      subscriptions.push(subscription);
      return () => {
        subscription.isOpen = false;
      };
    },
  };
}

function follow(handlers: { onEvent?: (result: unknown) => void } = {}) {
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
    onEvent: result => {
      handlers.onEvent?.(result);
      if (result.data) heard.events.push(result.data.events);
    },
    onReset: reason => {
      heard.resets.push(reason);
      return 'c9';
    },
    onError: error => heard.errors.push(error),
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

it('ends when the handler throws, and does not count the event as handled', () => {
  const failure = new Error('no room');
  const { client, heard, resuming } = follow({
    onEvent: () => {
      throw failure;
    },
  });
  client.subscriptions[0]?.send({ __typename: 'DomainEvent', cursor: 'c1' });
  expect(heard.errors).toEqual([failure]);
  expect(resuming.cursor).toBe('c0');
  expect(client.subscriptions[0]?.isOpen).toBe(false);
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
