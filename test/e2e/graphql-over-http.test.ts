/**
 * GraphQL over HTTP by the audits of the graphql-http package, and the introspection switch over both transports.
 * @see https://graphql.github.io/graphql-over-http/draft/
 */
import { type IncomingHttpHeaders, request } from 'node:http';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { getIntrospectionQuery } from 'graphql';
import { serverAudits } from 'graphql-http';
import type { Client } from 'graphql-ws';
import { startTestApp, type TestApp } from '../support/app.js';

/** Apollo Server answers these with 400 under either media type; clients read the body anyway. */
const toleratedByApollo = [
  'SHOULD use 200 status code on document parsing failure when accepting application/json',
  'SHOULD use 200 status code on document validation failure when accepting application/json',
  'SHOULD use a status code of 200 on variable coercion failure when accepting application/json',
];

describe('a server that shows its schema to the signed-in', () => {
  let server: TestApp;
  let token: string;
  let failed: string[];

  beforeAll(async () => {
    server = await startTestApp({ env: { INTROSPECTION: 'authenticated' } });
    token = await server.signIn('owner@demo.test');
    const fetchFn: typeof fetch = (url, init) => {
      const headers = new Headers(init?.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(url, { ...init, headers });
    };
    const audits = serverAudits({ url: `${server.url}/graphql`, fetchFn });
    const results = await Promise.all(audits.map(({ fn }) => fn()));
    expect(audits.filter(({ name }) => name.startsWith('MUST '))).toHaveLength(13);
    failed = results.flatMap(result => (result.status === 'ok' ? [] : [result.name]));
  });
  afterAll(() => server.stop());

  it('passes every audit that says MUST', () => {
    expect(failed.filter(name => name.startsWith('MUST '))).toEqual([]);
  });

  it('passes every audit that says SHOULD, but those that Apollo Server itself does not', () => {
    expect(failed.filter(name => name.startsWith('SHOULD ')).sort()).toEqual(toleratedByApollo);
  });

  const get = (parameters: Record<string, string>) =>
    fetch(`${server.url}/graphql?${new URLSearchParams(parameters)}`, {
      headers: { authorization: `Bearer ${token}`, 'apollo-require-preflight': 'yes' },
    });

  it('answers a query by GET, with variables', async () => {
    const response = await get({
      query: 'query($first: Int) { channels(first: $first) { nodes { externalId } } }',
      variables: '{"first":1}',
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ data: { channels: { nodes: [{}] } } });
  });

  it('fills the default of a variable that is absent, however often the operation runs', async () => {
    const query =
      'query ($first: Int! = 1, $orderBy: ContactOrder! = NAME) { channels(first: $first) { nodes { id } } contacts(orderBy: $orderBy) { totalCount } }';
    for (let n = 0; n < 5; n += 1) {
      const response = await get({ query });
      expect(await response.json()).toEqual({
        data: { channels: { nodes: [expect.anything()] }, contacts: { totalCount: expect.any(Number) } },
      });
    }
  });

  it('refuses a variable of another kind than its type in the same words, however often the operation runs', async () => {
    const query =
      'query ($filter: ContactFilter, $first: Int, $orderBy: ContactOrder! = NAME) { contacts(filter: $filter, first: $first, orderBy: $orderBy) { totalCount } }';
    const ask = async (variables: object, document = query) =>
      (await get({ query: document, variables: JSON.stringify(variables) })).json() as Promise<object>;
    const wrong = [
      ...[[], [[]], [{}], 5, 'x', true].map(filter => ({ filter })),
      ...[[[]], [[[]]], [5], 'x'].map(attributes => ({ filter: { attributes } })),
      ...[[], {}, '1', 1.5, true].map(first => ({ first })),
      ...[[], {}, 5, true, 'NOPE', null].map(orderBy => ({ orderBy })),
    ];
    const seldom = await Promise.all(wrong.map((variables, n) => ask(variables, `${query} # ${n}`)));
    for (let n = 0; n < 5; n += 1) expect(await ask({})).toHaveProperty('data.contacts');
    const often = await Promise.all(wrong.map(variables => ask(variables)));
    expect(often).toEqual(seldom);
    expect(often.filter(answer => !JSON.stringify(answer).includes('"code":"BAD_USER_INPUT"'))).toEqual([]);
    expect(often[0]).toMatchObject({
      errors: [
        {
          message: 'Variable "$filter" is invalid: Expected type "ContactFilter" to be an object.',
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ],
    });
  });

  it('lets nobody keep an answer', async () => {
    for (const query of ['{ channels { nodes { id } } }', '{ __typename }', '{ nothing }', '{']) {
      expect((await get({ query })).headers.get('cache-control')).toBe('no-store');
    }
  });

  it('refuses a mutation by GET, and does nothing', async () => {
    const email = 'owner@demo.test';
    const count = async () => {
      const { rows } = await server.app.database.pool.query('select count(*)::int as n from sessions');
      return rows[0].n;
    };
    const before = await count();
    for (const query of [
      `mutation { signIn(input: { email: "${email}", password: "trunkline" }) { accessToken } }`,
      `query A { viewer { id } } mutation B { signIn(input: { email: "${email}", password: "trunkline" }) { accessToken } }`,
    ]) {
      const response = await get({ query, ...(query.startsWith('query') ? { operationName: 'B' } : {}) });
      expect(response.status).toBe(405);
      expect(await response.text()).not.toContain('accessToken"');
    }
    expect(await count()).toBe(before);
  });

  it('refuses a simple request of a foreign page: a form, or a GET without a header that needs a preflight', async () => {
    const form = await fetch(`${server.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'text/plain' },
      body: '{"query":"{ __typename }"}',
    });
    expect([400, 415]).toContain(form.status);
    expect((await fetch(`${server.url}/graphql?query={__typename}`)).status).toBe(400);
  });

  /** A raw request: `fetch` would decompress the answer and send its own accepted encodings. */
  const exchange = (path: string, method: string, headers: Record<string, string>, body = '') =>
    new Promise<{ status: number; headers: IncomingHttpHeaders; body: Buffer }>((resolve, reject) => {
      const sent = request(`${server.url}${path}`, { method, headers }, response => {
        const chunks: Buffer[] = [];
        response.on('data', chunk => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks),
          }),
        );
      });
      sent.on('error', reject).end(body);
    });
  const json = { 'content-type': 'application/json' };
  const post = (headers: Record<string, string>, query: string, path = '/graphql') =>
    exchange(
      path,
      'POST',
      { ...json, authorization: `Bearer ${token}`, ...headers },
      JSON.stringify({ query }),
    );

  it('compresses an answer of more than a few KiB as the client asks, and no other', async () => {
    const query = getIntrospectionQuery();
    const plain = await post({}, query);
    expect(plain.headers['content-encoding']).toBeUndefined();
    const unpack = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const encoding of ['br', 'gzip'] as const) {
      const packed = await post({ 'accept-encoding': encoding }, query);
      expect(packed.headers['content-encoding']).toBe(encoding);
      expect(packed.headers.vary).toMatch(/accept-encoding/i);
      expect(packed.body.length).toBeLessThan(plain.body.length / 4);
      expect(unpack[encoding](packed.body).equals(plain.body)).toBe(true);
    }
    const small = await post({ 'accept-encoding': 'br, gzip' }, '{ __typename }');
    expect(small.headers['content-encoding']).toBeUndefined();
    const page = await exchange('/docs/rest/openapi.json', 'GET', { 'accept-encoding': 'gzip' });
    expect(page.headers['content-encoding']).toBe('gzip');
  });

  it.each<[string, Record<string, string>]>([
    ['a charset that is none', { 'content-type': 'application/json; charset=foo' }],
    ['another charset', { 'content-type': 'application/json; charset="iso-8859-1"' }],
    ['an unknown content-encoding', { 'content-encoding': 'lzma' }],
    ['a compressed body', { 'content-encoding': 'gzip' }],
    ['another content type', { 'content-type': 'image/png' }],
  ])('refuses %s with 415 in the form of GraphQL', async (_name, headers) => {
    for (const path of ['/graphql', '/graphql/stream']) {
      const answer = await post(headers, '{ __typename }', path);
      expect(answer.status).toBe(415);
      const body = JSON.parse(String(answer.body));
      expect(body).toEqual({
        errors: [
          {
            message: expect.any(String),
            extensions: expect.objectContaining({
              code: 'UNSUPPORTED_MEDIA_TYPE',
              requestId: expect.any(String),
            }),
          },
        ],
      });
    }
    const rest = await exchange('/auth/login', 'POST', { ...json, ...headers }, '{}');
    expect(rest.status).toBe(415);
    expect(JSON.parse(String(rest.body)).error.code).toBe('UNSUPPORTED_MEDIA_TYPE');
  });

  it('takes UTF-8 by any of its names', async () => {
    for (const charset of ['utf-8', 'UTF-8', '"utf8"', 'us-ascii']) {
      const headers = { 'content-type': `application/json; charset=${charset}` };
      expect((await post(headers, '{ __typename }')).status).toBe(200);
    }
  });

  it('answers in the form of GraphQL whatever is refused before an operation runs', async () => {
    const headers = { ...json, authorization: `Bearer ${token}` };
    const answers = [
      await exchange('/graphql', 'POST', headers, '{"query":'),
      await exchange('/graphql', 'POST', headers, ''),
      await exchange('/graphql', 'POST', headers, JSON.stringify({ query: 'x'.repeat(300_000) })),
      await exchange('/graphql', 'POST', { ...headers, authorization: 'Bearer wrong' }, '{}'),
      await exchange('/graphql', 'DELETE', {}),
      await exchange('/graphql/stream', 'POST', headers, JSON.stringify({ query: '{ __typename }' })),
    ];
    expect(answers.map(({ status }) => status)).toEqual([400, 400, 413, 401, 405, 400]);
    expect(answers.map(({ body }) => JSON.parse(String(body)).errors[0].extensions.code)).toEqual([
      'BODY_UNDECODABLE',
      'BODY_UNDECODABLE',
      'BODY_TOO_LARGE',
      'UNAUTHENTICATED',
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
    ]);
    expect(answers[4]?.headers.allow).toBe('GET, POST');
  });

  it('does not repeat long names and values in its errors', async () => {
    const name = `n${'a'.repeat(9_000)}`;
    for (const [query, variables] of [
      [`{ ${name} }`, {}],
      [`query($id: ID!) { conversation(id: $id) { id } }`, { id: name }],
      [`query($first: Int) { conversations(first: $first) { nodes { id } } }`, { first: name }],
      [`query($first: Int) { conversations(first: $first) { nodes { id } } }`, { first: 'a '.repeat(4_500) }],
      [`query A { __typename }`, { [name]: 1 }],
    ] as const) {
      const headers = { ...json, authorization: `Bearer ${token}` };
      const answer = await exchange('/graphql', 'POST', headers, JSON.stringify({ query, variables }));
      expect(answer.body.length).toBeLessThan(4_000);
    }
  });
});

const introspection = getIntrospectionQuery();

/** Queries that remain allowed for a client without introspection. */
const harmless = '{ __typename }';

async function overHttp(server: TestApp, query: string, token?: string): Promise<'answered' | 'refused'> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    body: JSON.stringify({ query }),
  });
  return toVerdict((await response.json()) as Parameters<typeof toVerdict>[0]);
}

function overWebSocket(client: Client, query: string): Promise<'answered' | 'refused'> {
  return new Promise((resolve, reject) => {
    client.subscribe<Record<string, unknown>>(
      { query },
      {
        next: result => resolve(toVerdict(result)),
        error: error =>
          Array.isArray(error) ? resolve(toVerdict({ errors: error })) : reject(new Error(String(error))),
        complete: () => {},
      },
    );
  });
}

function toVerdict({
  data,
  errors,
}: {
  data?: Record<string, unknown> | null;
  errors?: readonly { message: string }[];
}): 'answered' | 'refused' {
  if (!errors && data) return 'answered';
  expect(data ?? null).toBeNull();
  expect(errors?.map(error => error.message).join()).toMatch(/introspection/i);
  return 'refused';
}

describe.each([
  ['on', { anonymous: 'answered', signedIn: 'answered' }],
  ['authenticated', { anonymous: 'refused', signedIn: 'answered' }],
  ['off', { anonymous: 'refused', signedIn: 'refused' }],
])('INTROSPECTION=%s', (mode, expected) => {
  let server: TestApp;
  let token: string;

  beforeAll(async () => {
    server = await startTestApp({ env: { INTROSPECTION: mode } });
    token = await server.signIn('manager@demo.test');
  });
  afterAll(() => server.stop());

  it(`over HTTP is ${expected.anonymous} to anybody and ${expected.signedIn} to the signed-in`, async () => {
    expect(await overHttp(server, introspection)).toBe(expected.anonymous);
    expect(await overHttp(server, introspection, token)).toBe(expected.signedIn);
    // One caller's permission is not cached for the next.
    expect(await overHttp(server, introspection)).toBe(expected.anonymous);
    expect(await overHttp(server, '{ __type(name: "Message") { name } }')).toBe(expected.anonymous);
    expect(await overHttp(server, harmless)).toBe('answered');
  });

  it(`over WebSocket is ${expected.signedIn} to the signed-in`, async () => {
    const client = server.connect(token);
    expect(await overWebSocket(client, introspection)).toBe(expected.signedIn);
    expect(await overWebSocket(client, '{ __schema { queryType { name } } }')).toBe(expected.signedIn);
    expect(await overWebSocket(client, harmless)).toBe('answered');
  });

  it('a near miss in a variable suggests names of the schema only to who may read it', async () => {
    const query =
      'query ($filter: ContactFilter, $orderBy: ContactOrder!) { contacts(filter: $filter, orderBy: $orderBy) { totalCount } }';
    const wrong = [{ orderBy: 'NAMES' }, { orderBy: 'NAME', filter: { serch: 'x' } }];
    const suggested = async (variables: object, bearer?: string): Promise<string> => {
      const response = await fetch(`${server.url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(bearer && { authorization: `Bearer ${bearer}` }) },
        body: JSON.stringify({ query, variables }),
      });
      const text = await response.text();
      expect(text).toContain('BAD_USER_INPUT');
      return text.includes('Did you mean') ? 'answered' : 'refused';
    };
    for (let n = 0; n < 4; n += 1)
      for (const variables of wrong) {
        expect(await suggested(variables)).toBe(expected.anonymous);
        expect(await suggested(variables, token)).toBe(expected.signedIn);
      }
    const client = server.connect(token);
    const refusal = await new Promise<string>((resolve, reject) => {
      client.subscribe(
        {
          query: 'subscription ($filter: StreamFilter) { messageAdded(filter: $filter) { id } }',
          variables: { filter: { chanelIds: [] } },
        },
        {
          next: value => resolve(JSON.stringify(value)),
          error: error => resolve(JSON.stringify(error)),
          complete: () => reject(),
        },
      );
    });
    expect(refusal).toContain('StreamFilter');
    expect(refusal.includes('Did you mean') ? 'answered' : 'refused').toBe(expected.signedIn);
  });
});
