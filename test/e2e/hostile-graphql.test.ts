/** Hostile GraphQL: bounded, with error codes, without internal details, and without affecting other clients. */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { errorCodes } from '../../src/domain/errors.js';
import { expectNoLeak } from '../support/expect-no-leak.js';
import { hangMs } from '../support/hang.js';
import { addInstallation } from '../support/installation.js';
import { postChatFlow, type RemoteApi, signInTo } from '../support/remote-api.js';
import {
  endServerProcesses,
  installationEnv,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let server: ServerProcess;
let api: RemoteApi;

beforeAll(async () => {
  database = await createTestDatabase();
  const installation = await addInstallation(database.url);
  const env = { NODE_ENV: 'production', INTROSPECTION: 'off', DATABASE_URL: database.url };
  server = await startServerProcess({ ...installationEnv, ...env });
  api = await signInTo(server.url, installation.email, installation.password);
  const message = { text: 'Здравствуйте', phone: '77090000001', messageId: 'first' };
  expect(await postChatFlow(server.url, installation.webhookKey, message)).toBe(200);
});
afterAll(async () => {
  await server.stop();
  await endServerProcesses();
  await database.drop();
});

interface Answer {
  readonly status: number;
  readonly codes: readonly string[];
  readonly data: unknown;
  readonly text: string;
  readonly ms: number;
}

/** Every answer of this file is checked here: no leak, no 5xx, every error with a documented code. */
async function send(init: RequestInit, path = '/graphql'): Promise<Answer> {
  const startedAt = performance.now();
  const response = await fetch(`${server.url}${path}`, {
    method: 'POST',
    ...init,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${api.token}`, ...init.headers },
  });
  const text = await response.text();
  expectNoLeak(text);
  expect(response.status).toBeLessThan(500);
  const parsed = JSON.parse(text) as {
    data?: unknown;
    errors?: { extensions?: { code?: string } }[];
    error?: { code: string };
  };
  const codes = parsed.error
    ? [parsed.error.code]
    : (parsed.errors ?? []).map(error => error.extensions?.code ?? 'none');
  for (const code of codes) expect(Object.keys(errorCodes)).toContain(code);
  expect(codes).not.toContain('INTERNAL');
  return {
    status: response.status,
    codes,
    data: parsed.data ?? null,
    text,
    ms: performance.now() - startedAt,
  };
}

const ask = (query: unknown, variables: unknown = {}, rest: object = {}) =>
  send({ body: JSON.stringify({ query, variables, ...rest }) });
const repeat = (count: number, make: (number: number) => string) =>
  [...Array(count).keys()].map(make).join(' ');

const deep = (depth: number) =>
  `{ conversations { nodes ${'{ contact { conversations { nodes '.repeat(depth)}{ id }${' } } }'.repeat(depth)} } }`;
const circular =
  'fragment a on Contact { conversations { nodes { contact { ...a } } } } { contacts { nodes { ...a } } }';
/** Each fragment spreads the next twice: short to write, exponential to traverse. */
const doubling = `{ ...f0 } ${repeat(40, n => `fragment f${n} on Query { ${n < 39 ? `...f${n + 1} ...f${n + 1}` : '__typename'} }`)}`;

const attacks: readonly [string, string, string][] = [
  ['20,000 open braces', '{'.repeat(20_000), 'QUERY_TOO_COMPLEX'],
  ['20,000 nested fields', `${'{a'.repeat(6_000)}${'}'.repeat(6_000)}`, 'QUERY_TOO_COMPLEX'],
  [
    '9,000 brackets in an argument',
    `{ conversation(id: ${'['.repeat(9_000)}${']'.repeat(9_000)}) { id } }`,
    'QUERY_TOO_COMPLEX',
  ],
  ['a million characters of comment', `# ${'x'.repeat(200_000)}\n{ viewer { id } }`, 'QUERY_TOO_COMPLEX'],
  ['1,000 aliases', `{ ${repeat(1_000, n => `a${n}: viewer { id }`)} }`, 'QUERY_TOO_COMPLEX'],
  ['100 aliases', `{ ${repeat(100, n => `a${n}: viewer { id }`)} }`, 'QUERY_TOO_COMPLEX'],
  [
    '1,000 sign-ins',
    `mutation { ${repeat(100, n => `a${n}: signIn(input: { email: "a@b.c", password: "${n}" }) { accessToken }`)} }`,
    'QUERY_TOO_COMPLEX',
  ],
  ['a query 8 levels of connections deep', deep(8), 'QUERY_TOO_COMPLEX'],
  [
    'a hundred rows of a hundred rows of a hundred rows',
    '{ contacts(first: 100) { nodes { conversations(first: 100) { nodes { messages(first: 100) { nodes { id } } } } } } }',
    'QUERY_TOO_COMPLEX',
  ],
  ['a fragment that spreads itself', circular, 'BAD_USER_INPUT'],
  ['3,000 directives', `{ viewer ${'@a '.repeat(3_000)} { id } }`, 'QUERY_TOO_COMPLEX'],
  ['300 unknown directives', `{ viewer ${'@a '.repeat(300)} { id } }`, 'BAD_USER_INPUT'],
  ['300 unknown fields', `{ ${repeat(300, n => `nothing${n}`)} }`, 'BAD_USER_INPUT'],
  ['150 variables', `query q(${repeat(150, n => `$v${n}: Int`)}) { viewer { id } }`, 'BAD_USER_INPUT'],
  ['200 times the same field', `{ ${repeat(200, () => 'viewer { id }')} }`, 'QUERY_TOO_COMPLEX'],
  ['introspection', '{ __schema { types { name fields { name } } } }', 'BAD_USER_INPUT'],
  ['introspection of a type', '{ __type(name: "Query") { fields { name } } }', 'BAD_USER_INPUT'],
  ['nothing', ' ', 'BAD_USER_INPUT'],
  ['only a fragment', 'fragment f on Query { __typename }', 'BAD_USER_INPUT'],
  ['NUL', '{ viewer { id } }\u0000', 'BAD_USER_INPUT'],
];

describe('a hostile document', () => {
  it.each(attacks)('%s: refused', async (_name, query, code) => {
    const answer = await ask(query);
    expect(answer.status).toBe(400);
    expect(answer.codes[0]).toBe(code);
    expect(answer.codes.length).toBeLessThanOrEqual(21);
    expect(answer.data).toBeNull();
    expect(answer.text.length).toBeLessThan(20_000);
    expect(answer.ms).toBeLessThan(hangMs);
  });

  it('learns no name of the schema from a near miss while introspection is off', async () => {
    for (const query of [
      '{ viewr { id } }',
      '{ viewer { emial } }',
      '{ conversation(ids: 1) { id } }',
      '{ viewer { ... on Usr { id } } }',
    ]) {
      const { text, codes } = await ask(query);
      expect(codes[0]).toBe('BAD_USER_INPUT');
      expect(text).not.toMatch(/did you mean/i);
    }
  });

  it('that is small to write and exponential to walk is walked once', async () => {
    const answer = await ask(doubling);
    expect([answer.status, answer.data]).toEqual([200, { __typename: 'Query' }]);
    expect(answer.ms).toBeLessThan(hangMs);
  });

  it('cannot come in by its hash', async () => {
    const hash = createHash('sha256').update('{ viewer { id } }').digest('hex');
    const extensions = { persistedQuery: { version: 1, sha256Hash: hash } };
    expect((await ask('{ viewer { id } }', {}, { extensions })).status).toBeLessThan(500);
    const byHash = await send({ body: JSON.stringify({ extensions }) });
    expect([byHash.codes, byHash.data]).toEqual([['BAD_USER_INPUT'], null]);
  });
});

describe('a hostile request', () => {
  const viewer = '{ viewer { id } }';
  it.each<[string, RequestInit, number]>([
    ['a batch', { body: JSON.stringify(Array(100).fill({ query: viewer })) }, 400],
    ['a batch of one', { body: JSON.stringify([{ query: viewer }]) }, 400],
    ['an empty batch', { body: '[]' }, 400],
    ['null', { body: 'null' }, 400],
    ['a text', { body: '"{ viewer { id } }"' }, 400],
    ['no query', { body: '{}' }, 400],
    ['a query that is a number', { body: '{"query":1}' }, 400],
    ['a query that is an object', { body: '{"query":{"kind":"Document"}}' }, 400],
    ['variables that are a text', { body: JSON.stringify({ query: viewer, variables: 'x' }) }, 400],
    ['variables that are a list', { body: JSON.stringify({ query: viewer, variables: [1] }) }, 400],
    ['extensions that are a text', { body: JSON.stringify({ query: viewer, extensions: 'x' }) }, 400],
    [
      'an operation name that does not exist',
      { body: JSON.stringify({ query: viewer, operationName: 'x' }) },
      400,
    ],
    [
      'an operation name that is an object',
      { body: JSON.stringify({ query: viewer, operationName: {} }) },
      400,
    ],
    [
      'two operations and no name',
      { body: JSON.stringify({ query: `query a ${viewer} query b ${viewer}` }) },
      400,
    ],
    ['half JSON', { body: '{"query":' }, 400],
    ['a prototype', { body: '{"query":"{ viewer { id } }","__proto__":{"x":1}}' }, 400],
    ['nothing', { body: '' }, 400],
    ['too much', { body: JSON.stringify({ query: viewer, variables: { x: 'x'.repeat(300_000) } }) }, 413],
    ['a form', { body: 'query=x', headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
    [
      'plain text, as another site could send it',
      { body: viewer, headers: { 'content-type': 'text/plain' } },
      400,
    ],
    [
      'a wrong token',
      { body: JSON.stringify({ query: viewer }), headers: { authorization: 'Bearer x.y.z' } },
      401,
    ],
    [
      'a token of 8,000 characters',
      { body: JSON.stringify({ query: viewer }), headers: { authorization: `Bearer ${'x'.repeat(8_000)}` } },
      401,
    ],
    [
      'an unsigned token',
      {
        body: JSON.stringify({ query: viewer }),
        headers: { authorization: 'Bearer eyJhbGciOiJub25lIn0.e30.' },
      },
      401,
    ],
  ])('%s', async (_name, init, status) => {
    const answer = await send(init);
    expect(answer.status).toBe(status);
    expect(answer.codes).toHaveLength(1);
    expect(answer.data).toBeNull();
  });

  it.each([
    [
      'a mutation',
      'mutation { markConversationRead(input: { conversationId: "x" }) { conversation { id } } }',
    ],
    ['a query without the header that other sites cannot send', viewer],
  ])('%s by GET', async (_name, query) => {
    const headers: Record<string, string> =
      query === viewer ? { 'content-type': 'text/plain' } : { 'apollo-require-preflight': 'yes' };
    const answer = await send({ method: 'GET', headers }, `/graphql?query=${encodeURIComponent(query)}`);
    expect([400, 405]).toContain(answer.status);
    expect(answer.data).toBeNull();
  });

  it('a subscription over plain HTTP', async () => {
    const answer = await ask('subscription { messageAdded { id } }');
    expect([answer.status, answer.codes]).toEqual([400, ['BAD_USER_INPUT']]);
  });
});

describe('hostile values', () => {
  const odd = [
    '',
    ' ',
    '\u0000',
    'a\ud800',
    "'; drop table messages; --",
    '%',
    '../..',
    '\u202e',
    'x'.repeat(5_000),
    '🏳️‍🌈'.repeat(300),
  ];
  const searches: readonly [string, string][] = [
    [
      'ids',
      'query q($v: ID!) { conversation(id: $v) { id } message(id: $v) { id } lead(id: $v) { id } contact(id: $v) { id } channel(id: $v) { id } webhookEvent(id: $v) { id } }',
    ],
    [
      'cursors',
      'query q($v: Cursor) { conversations(after: $v) { nodes { id } } leads(after: $v) { nodes { id } } events(after: $v) { endCursor } }',
    ],
    [
      'ledger filters',
      'query q($v: String) { webhookEvents(filter: { externalEventId: $v }) { nodes { id } } }',
    ],
    [
      'notes',
      'mutation q($v: String!, $id: ID!) { addNote(input: { leadId: $id, body: $v }) { note { id body } } }',
    ],
    [
      'replies',
      'mutation q($v: String!, $id: ID!) { sendReply(input: { conversationId: $id, text: $v, idempotencyKey: $v }) { message { id } } }',
    ],
    ['sign-ins', 'mutation q($v: String!) { signIn(input: { email: $v, password: $v }) { accessToken } }'],
    ['refreshes', 'mutation q($v: String!) { refreshSession(input: { refreshToken: $v }) { accessToken } }'],
  ];
  it.each(searches)('in %s are answered or refused with a code', async (_name, query) => {
    const { data } = await ask('{ leads { nodes { id } } conversations { nodes { id } } }');
    const found = data as Record<'leads' | 'conversations', { nodes: { id: string }[] }>;
    const id = query.includes('addNote') ? found.leads.nodes[0]?.id : found.conversations.nodes[0]?.id;
    for (const value of odd) {
      const { status } = await ask(query, { v: value, ...(query.includes('$id') ? { id } : {}) });
      expect([200, 400]).toContain(status);
    }
  });

  it.each([
    [
      'sizes of pages',
      'query q($v: Int) { conversations(first: $v) { nodes { id } } }',
      [-1, 0, 101, 2_147_483_647, 2_147_483_648, 1e300, '1', 1.5, [], {}],
    ],
    [
      'moments',
      'query q($v: DateTime) { messageStats(since: $v) { totalMessages } }',
      [
        '',
        'now',
        0,
        1e18,
        '0000-01-01T00:00:00Z',
        '9999-12-31T23:59:59Z',
        '+275760-09-13T00:00:00Z',
        '-271821-04-20T00:00:00Z',
        '2026-02-30T00:00:00Z',
      ],
    ],
    [
      'moments of the ledger',
      'query q($v: DateTime!) { webhookEventCounts(since: $v) { count } }',
      ['0000-01-01T00:00:00Z', '9999-12-31T23:59:59Z', '+275760-09-13T00:00:00Z', '-271821-04-20T00:00:00Z'],
    ],
  ] as const)('%s are answered or refused with a code', async (_name, query, values) => {
    for (const value of values) expect([200, 400]).toContain((await ask(query, { v: value })).status);
  });

  it('base URLs of the network of the server, where accounts are connected and changed', async () => {
    const { providerAccounts } = (await ask('{ providerAccounts { id name } }')).data as {
      providerAccounts: { id: string }[];
    };
    const id = providerAccounts[0]?.id;
    for (const baseUrl of [
      'https://127.0.0.1',
      'http://localhost:5432',
      'https://169.254.169.254',
      'https://[::1]',
    ]) {
      const credentials = { apiToken: 'another-token', baseUrl };
      const connected = await ask(
        'mutation ($input: ConnectProviderInput!) { connectProvider(input: $input) { webhookUrl } }',
        { input: { kind: 'CHATFLOW', name: 'Inside', credentials } },
      );
      const changed = await ask(
        'mutation ($input: UpdateProviderAccountInput!) { updateProviderAccount(input: $input) { webhookUrl } }',
        { input: { id, credentials: { baseUrl } } },
      );
      const pulled = await ask(
        'mutation ($input: ConnectBookingsInput!) { connectBookings(input: $input) { webhookUrl } }',
        { input: { apiBaseUrl: baseUrl.replace('http:', 'https:') } },
      );
      for (const { codes, text } of [connected, changed, pulled]) {
        expect(codes).toEqual(['BAD_USER_INPUT']);
        expect(text).toContain('must not be an address of a private network');
      }
    }
    expect((await ask('{ providerAccounts { id name } }')).data).toEqual({ providerAccounts });
  });

  it.each([
    [
      { token: 'a', password: 'SECRET-of-a-user', otpp: '1' },
      /^Variable "\$input" is invalid: Field "otpp" is not defined/,
    ],
    [{ password: 'SECRET; Field "x"' }, /^Variable "\$input" is invalid: Field "token" of required type/],
    [
      { token: 'a', password: ['SECRET'] },
      /^Variable "\$input" is invalid at "input.password": String cannot represent a non string value\.$/,
    ],
    [['SECRET'], /^Variable "\$input" is invalid: /],
  ])(
    'an input of a wrong form: the answer names the field and repeats no secret (%j)',
    async (input, message) => {
      const query = 'mutation M($input: SetPasswordInput!) { setPassword(input: $input) { accessToken } }';
      const { text } = await ask(query, { input });
      const { errors } = JSON.parse(text) as { errors: { message: string; extensions: { code: string } }[] };
      expect(text).not.toContain('SECRET');
      expect(errors[0]?.message).toMatch(message);
      expect(errors.map(({ extensions }) => extensions.code)).toEqual(errors.map(() => 'BAD_USER_INPUT'));
    },
  );

  it('variables that nest 50,000 deep, and variables of 200 KB', async () => {
    const query = 'query q($v: ID!) { conversation(id: $v) { id } }';
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const answers = [
      await send({ body: `{"query":${JSON.stringify(query)},"variables":{"v":${nested}}}` }),
      await send({ body: `{"query":${JSON.stringify(query)},"variables":{"other":${nested},"v":"x"}}` }),
      await ask(query, { v: 'x'.repeat(200_000) }),
      await ask(query, { v: 'x', ...Object.fromEntries([...Array(10_000).keys()].map(n => [`k${n}`, n])) }),
    ];
    for (const { ms, text } of answers) {
      expect(ms).toBeLessThan(hangMs);
      // The caller's text is echoed at most twice.
      expect(text.length).toBeLessThan(500_000);
    }
  });
});

describe('everybody else', () => {
  it('is served while 300 hostile documents come at once', async () => {
    // Plain requests: the work of this process on the answers must not count.
    const post = async (query: string): Promise<number> => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${api.token}` };
      const body = JSON.stringify({ query });
      const response = await fetch(`${server.url}/graphql`, { method: 'POST', headers, body });
      await response.arrayBuffer();
      return response.status;
    };
    await post('{ viewer { id } }');
    const startedAt = performance.now();
    const storm = [...Array(300).keys()].map(number =>
      post(`# ${number}\n${attacks[number % attacks.length]?.[1] ?? ''}`),
    );
    const delaysMs: number[] = [];
    for (let number = 0; number < 10; number += 1) {
      const askedAt = performance.now();
      expect(await post('{ viewer { id } }')).toBe(200);
      delaysMs.push(performance.now() - askedAt);
    }
    expect(new Set(await Promise.all(storm))).toEqual(new Set([400]));
    expect(performance.now() - startedAt).toBeLessThan(hangMs);
    expect(Math.max(...delaysMs)).toBeLessThan(hangMs);
  });

  it('never sees our fault in the log', () => {
    expect(server.output()).not.toMatch(/unexpected error|"level":[56]0/);
    expect(server.output()).not.toContain(api.token);
  });
});
