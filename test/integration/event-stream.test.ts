import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createClient } from 'graphql-sse';
import { type LiveServer, startLiveServer } from '../support/live-server.js';
import { waitFor } from '../support/wait-for.js';

let server: LiveServer;
beforeEach(async () => {
  server = await startLiveServer();
});
afterEach(() => server.stop());

const subscription = 'subscription ($after: String) { messageAdded(after: $after) { id text cursor } }';

function open(body: object, headers: Record<string, string> = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.url}/graphql/stream`, {
    method: 'POST',
    headers: {
      accept: 'text/event-stream',
      'content-type': 'application/json',
      authorization: 'Bearer good',
      ...headers,
    },
    body: JSON.stringify(body),
    ...(signal ? { signal } : {}),
  });
}

/** Reads a stream as it arrives. */
function read(response: Response) {
  const state = { text: '', hasEnded: false };
  const pump = async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? [])
      state.text += decoder.decode(chunk as Uint8Array, { stream: true });
  };
  pump().then(
    () => {
      state.hasEnded = true;
    },
    () => {
      state.hasEnded = true;
    },
  );
  return state;
}

const textsIn = (text: string) => [...text.matchAll(/"text":"([^"]*)"/g)].map(match => match[1]);

describe('the event stream route', () => {
  it('replays behind the cursor, then follows, in the form of the graphql-sse protocol', async () => {
    server.publish('one', 'two');
    const stream = read(await open({ query: subscription, variables: { after: 'c1' } }));
    await waitFor(() => stream.text.includes('two'));
    server.publish('three');
    await waitFor(() => stream.text.includes('three'));
    expect(stream.text).toBe(
      [
        ':\n\n',
        'event: next\ndata: {"data":{"messageAdded":{"id":"2","text":"two","cursor":"c2"}}}\n\n',
        'event: next\ndata: {"data":{"messageAdded":{"id":"3","text":"three","cursor":"c3"}}}\n\n',
      ].join(''),
    );
  });

  it("works with graphql-sse's own client", async () => {
    const client = createClient({
      url: `${server.url}/graphql/stream`,
      headers: { authorization: 'Bearer good' },
    });
    const results = client.iterate({ query: subscription, variables: { after: 'c0' } });
    server.publish('hello');
    expect((await results.next()).value).toEqual({
      data: { messageAdded: { id: '1', text: 'hello', cursor: 'c1' } },
    });
    await results.return?.();
    client.dispose();
    await waitFor(() => server.subscriberCount() === 0);
  });

  it('answers queries, also without a token', async () => {
    const response = await fetch(`${server.url}/graphql/stream?query=${encodeURIComponent('{ ping }')}`, {
      headers: { accept: 'text/event-stream' },
    });
    expect(await response.text()).toBe(
      ':\n\nevent: next\ndata: {"data":{"ping":"pong"}}\n\nevent: complete\ndata:\n\n',
    );
    expect(response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
  });

  it('leaves the feed when the reader goes', async () => {
    const abort = new AbortController();
    const response = await open({ query: subscription }, {}, abort.signal);
    await waitFor(() => server.subscriberCount() === 1);
    abort.abort();
    await waitFor(() => server.subscriberCount() === 0 && server.sse.streamCount === 0);
    expect(response.status).toBe(200);
  });

  it('tells an expired, a foreign or a broken cursor in the stream, and completes', async () => {
    server.publish('one', 'two', 'three');
    server.dropThrough(2);
    const expired = await (await open({ query: subscription, variables: { after: 'c1' } })).text();
    expect(expired).toContain('"code":"CURSOR_EXPIRED"');
    expect(expired.endsWith('event: complete\ndata:\n\n')).toBe(true);
    const invalid = await (await open({ query: subscription, variables: { after: 'other' } })).text();
    expect(invalid).toContain('"code":"CURSOR_INVALID"');
  });

  it('tells what is wrong with the document in the stream', async () => {
    const text = await (await open({ query: '{ unknownField }' })).text();
    expect(text).toContain('Cannot query field');
    expect(text).toContain('"code":"BAD_USER_INPUT"');
    expect(text).not.toContain('"data"');
  });

  it.each([
    [
      'a subscription without a token',
      { query: subscription },
      { authorization: undefined },
      401,
      'UNAUTHENTICATED',
    ],
    ['a bad token', { query: '{ ping }' }, { authorization: 'Bearer bad' }, 401, 'UNAUTHENTICATED'],
    ['another Accept', { query: '{ ping }' }, { accept: 'application/json' }, 400, 'BAD_USER_INPUT'],
  ])('refuses %s', async (_what, body, headers, status, code) => {
    const given = Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== undefined));
    const response = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        accept: 'text/event-stream',
        'content-type': 'application/json',
        ...('authorization' in headers ? {} : { authorization: 'Bearer good' }),
        ...(given as Record<string, string>),
      },
      body: JSON.stringify(body),
    });
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code } }] });
  });

  it('answers 400 for a body without a query', async () => {
    const response = await open({ variables: {} });
    expect(response.status).toBe(400);
    expect(await response.json()).toEqual({ errors: [{ message: 'Missing query' }] });
  });

  it('ends with UNAUTHENTICATED when the token ends', async () => {
    server.viewer.expiresAt = new Date(Date.now() + 100);
    const stream = read(await open({ query: subscription }));
    await waitFor(() => stream.hasEnded);
    expect(stream.text).toContain('"code":"UNAUTHENTICATED"');
    expect(stream.text.endsWith('event: complete\ndata:\n\n')).toBe(true);
  });

  it('ends with UNAUTHENTICATED when the session is revoked', async () => {
    const stream = read(await open({ query: subscription }));
    await waitFor(() => server.subscriberCount() === 1);
    server.viewer.isCurrent = false;
    await waitFor(() => stream.hasEnded);
    expect(stream.text).toContain('"code":"UNAUTHENTICATED"');
    expect(server.subscriberCount()).toBe(0);
  });

  it("ends at once when the user's sessions are revoked here", async () => {
    const stream = read(await open({ query: subscription }));
    await waitFor(() => server.subscriberCount() === 1);
    server.sse.checkSessions('u1');
    server.viewer.isCurrent = false;
    server.sse.checkSessions('somebody else');
    server.sse.checkSessions('u1');
    await waitFor(() => stream.hasEnded);
    expect(stream.text).toContain('"code":"UNAUTHENTICATED"');
  });

  it('is cut when the server closes, also without being stopped first', async () => {
    const stream = read(await open({ query: subscription }));
    await waitFor(() => server.subscriberCount() === 1);
    await server.close();
    await waitFor(() => stream.hasEnded);
    expect(server.subscriberCount()).toBe(0);
  });

  it('is cut without complete when the server stops, so that clients resume', async () => {
    const stream = read(await open({ query: subscription }));
    await waitFor(() => server.subscriberCount() === 1);
    server.sse.stop();
    await waitFor(() => stream.hasEnded);
    expect(stream.text).toBe(':\n\n');
    expect(server.subscriberCount()).toBe(0);
    expect((await open({ query: subscription })).status).toBe(503);
  });
});

it('holds little for a reader that stands still, and gives it everything when it reads again', async () => {
  await server.stop();
  server = await startLiveServer({ padding: 'x'.repeat(20_000) });
  const response = await open({ query: subscription, variables: { after: 'c0' } });
  const count = 3_000;
  const heapBefore = process.memoryUsage().heapUsed;
  for (let batch = 0; batch < count / 100; batch += 1) {
    server.publish(...Array.from({ length: 100 }, (_, index) => `m${batch * 100 + index + 1} `));
    await new Promise(resolve => setImmediate(resolve));
  }
  // 60 MB are waiting in the log; the stream may buffer a few hundred results of 20 kB.
  for (let turn = 0; turn < 1_000; turn += 1) await new Promise(resolve => setImmediate(resolve));
  expect(process.memoryUsage().heapUsed - heapBefore).toBeLessThan(40_000_000);
  const text = await new Promise<string>((resolve, reject) => {
    const stream = read(response);
    waitFor(() => stream.text.includes(`m${count} `), { timeoutMs: 60_000 }).then(
      () => resolve(stream.text),
      reject,
    );
  });
  expect(textsIn(text).map(found => (found as string).split(' ')[0])).toEqual(
    Array.from({ length: count }, (_, index) => `m${index + 1}`),
  );
});
