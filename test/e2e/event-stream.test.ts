/** Subscriptions over SSE, against a complete server. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { subscribeWithResume } from '../../packages/client/src/resume/resume.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let token: string;

beforeAll(async () => {
  server = await startTestApp();
  token = await server.signIn('manager@demo.test');
});
afterAll(() => server.stop());

interface Added {
  readonly messageAdded: { readonly text: string; readonly cursor: string };
}

const query = 'subscription ($after: Cursor) { messageAdded(after: $after) { text cursor } }';

const connect = () =>
  createClient({
    url: `${server.url}/graphql/stream`,
    headers: () => ({ authorization: `Bearer ${token}` }),
    retryAttempts: 0,
  });

const say = (text: string) =>
  server.post('/webhooks/chatflow?key=demo', {
    message: text,
    metadata: { remoteJid: '77005550102@s.whatsapp.net', instance_id: 'instance_yyy', messageId: text },
  });

it('follows live, and replays what happened after a cursor', async () => {
  const client = connect();
  const live = client.iterate<Added>({ query });
  const first = live.next();
  await waitFor(() => server.app.api.http.server.listening);
  await say('stream one');
  // Without a cursor the stream begins once it has joined: publish until an event arrives.
  let count = 0;
  const heard = await Promise.race([
    first,
    waitFor(
      async () => {
        count += 1;
        await say(`stream more ${count}`);
        return Promise.race([first, new Promise(resolve => setTimeout(resolve, 50, null))]);
      },
      { what: 'a first event' },
    ),
  ]);
  expect(heard).toMatchObject({
    done: false,
    value: { data: { messageAdded: { text: expect.stringMatching(/^stream/) } } },
  });
  const { cursor } = (heard as { value: { data: Added } }).value.data.messageAdded;
  await live.return?.();

  await say('stream after the cursor');
  const texts: string[] = [];
  const resuming = subscribeWithResume<Added>({
    client,
    query,
    initialCursor: cursor,
    cursorOf: result => result.data?.messageAdded.cursor ?? null,
    onEvent: result => texts.push(result.data?.messageAdded.text ?? ''),
    onReset: () => null,
    onError: error => texts.push(String(error)),
  });
  await waitFor(() => texts.includes('stream after the cursor'));
  resuming.stop();
  client.dispose();
});

it('answers a cursor of another tenant with CURSOR_INVALID', async () => {
  const { token: foreign } = await server.addTenant('other-stream', 'OWNER' as never);
  const ask = (bearer: string, after: string | null) =>
    fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        authorization: `Bearer ${bearer}`,
      },
      body: JSON.stringify(
        after === null
          ? { query: '{ conversations(first: 1) { syncCursor } }' }
          : { query, variables: { after } },
      ),
    }).then(response => response.text());
  const cursor = /"syncCursor":"([^"]+)"/.exec(await ask(token, null))?.[1] ?? '';
  expect(cursor).not.toBe('');
  expect(await ask(foreign, cursor)).toContain('"code":"CURSOR_INVALID"');
});
