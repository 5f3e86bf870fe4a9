/** API tokens: credentials of programs over HTTP, WebSocket and event streams, on two processes of one database. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { Permission } from '../../src/domain/permission.js';
import { Role } from '../../src/domain/vocabulary.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  ApiTokensDocument,
  CreateApiTokenDocument,
  type CreateApiTokenMutationVariables,
  InboxDocument,
  MessageAddedDocument,
  RateLimitDocument,
  RevokeApiTokenDocument,
  RotateApiTokenDocument,
  SendReplyDocument,
  SignOutDocument,
  ViewerDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

const forbidden = 4403;
const requestsPerMinute = 25;

let server: TestApp;
/** Another process on the same database, with a low rate limit. */
let other: TestApp;
let owner: string;
let tenantId: string;

beforeAll(async () => {
  server = await startTestApp();
  other = await startTestApp({
    databaseUrl: server.databaseUrl,
    env: { API_TOKEN_REQUESTS_PER_MINUTE: String(requestsPerMinute) },
  });
  owner = await server.signIn('owner@demo.test');
  const { rows } = await server.app.database.pool.query(
    "select tenant_id from users where email = 'owner@demo.test'",
  );
  tenantId = rows[0].tenant_id;
});
afterAll(async () => {
  await other.stop();
  await server.stop();
});

type Input = CreateApiTokenMutationVariables['input'];

async function create(input: Partial<Input> = {}) {
  const wanted = { name: 'Shop', scopes: [Permission.READ, Permission.SEND], ...input };
  return (await server.run(CreateApiTokenDocument, { input: wanted }, owner)).createApiToken;
}

const codesOf = async (at: TestApp, token: string, operation: string) =>
  ((await at.ask(parse(operation) as never, {} as never, token)).errors ?? []).map(
    error => error.extensions.code,
  );
const whoAmI = async (at: TestApp, token: string) => codesOf(at, token, '{ viewer { id } }');

const post = (at: TestApp, token: string, query: string) =>
  fetch(`${at.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query }),
  });

/** A subscribed socket, with its close code. */
function watch(at: TestApp, token: string) {
  const client = at.connect(token);
  const state = { isOpen: false, code: null as number | null };
  client.on('connected', () => {
    state.isOpen = true;
  });
  client.on('closed', event => {
    state.code = (event as { code: number }).code;
  });
  return { state, received: collect(client, MessageAddedDocument, {}) };
}

describe('an API token', () => {
  it('is shown once, and acts as a user of its own with its scopes', async () => {
    const { secret, apiToken } = await create({ name: 'Web shop' });
    expect(secret).toMatch(/^tlk_[\w-]{43}$/);
    expect(apiToken).toMatchObject({
      name: 'Web shop',
      prefix: secret.slice(0, 12),
      scopes: ['READ', 'SEND'],
      channels: null,
      lastUsedAt: null,
      user: { kind: 'SERVICE', name: 'Web shop' },
    });
    const { viewer } = await server.run(ViewerDocument, {}, secret);
    expect(viewer).toMatchObject({ id: apiToken.user.id });
    const { rows } = await server.app.database.pool.query('select t::text from api_tokens t');
    expect(JSON.stringify(rows)).not.toContain(secret);
    await waitFor(async () => {
      const listed = (await server.run(ApiTokensDocument, {}, owner)).apiTokens;
      return listed.some(({ id, lastUsedAt }) => id === apiToken.id && lastUsedAt !== null);
    });
  });

  it('sends a reply as its user, and can do nothing beyond its scopes', async () => {
    const { secret, apiToken } = await create();
    await server.post('/webhooks/chatflow', {
      message: 'hello',
      metadata: { remoteJid: '77010000320@s.whatsapp.net', messageId: crypto.randomUUID() },
    });
    const [conversation] = (await server.run(InboxDocument, { first: 1 }, secret)).conversations.nodes;
    const { sendReply } = await server.run(
      SendReplyDocument,
      {
        input: {
          conversationId: conversation?.id ?? '',
          text: 'From the shop',
          idempotencyKey: 'shop-1',
        },
      },
      secret,
    );
    const { data } = await server.ask(
      parse(`{ message(id: "${sendReply.message.id}") { author { ... on User { id } } } }`) as never,
      {} as never,
      secret,
    );
    expect(data).toEqual({ message: { author: { id: apiToken.user.id } } });
    const { data: log } = await server.ask(
      parse(
        '{ activities(first: 1, filter: { actions: ["api_token.created"] }) { nodes { targetId changes { field after } } } }',
      ) as never,
      {} as never,
      owner,
    );
    expect(log).toMatchObject({ activities: { nodes: [{ targetId: apiToken.id }] } });
    expect(JSON.stringify(log)).not.toContain(secret);
    expect(
      await codesOf(server, secret, 'mutation { upsertTopic(input: { name: "No" }) { topic { id } } }'),
    ).toEqual(['FORBIDDEN']);
    expect(await codesOf(server, secret, '{ apiTokens { id } }')).toEqual(['FORBIDDEN']);
    expect((await server.ask(SignOutDocument, { input: {} }, secret)).errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN' } },
    ]);
  });

  it('subscribes over a WebSocket and as an event stream', async () => {
    const { secret } = await create();
    const socket = watch(server, secret);
    const abort = new AbortController();
    const stream = await fetch(`${server.url}/graphql/stream`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'text/event-stream',
        authorization: `Bearer ${secret}`,
      },
      body: JSON.stringify({ query: print(MessageAddedDocument) }),
      signal: abort.signal,
    });
    expect(stream.status).toBe(200);
    expect(stream.headers.get('ratelimit-policy')).toBe('"token";q=600;w=60');
    expect(stream.headers.get('ratelimit')).toMatch(/^"token";r=59\d;t=\d+$/);
    await waitFor(() => socket.state.isOpen);
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    let text = '';
    await waitFor(async () => {
      // The subscriptions begin some time after their requests: messages are sent until both have one.
      await server.post('/webhooks/chatflow', {
        message: 'hello program',
        metadata: { remoteJid: '77010000321@s.whatsapp.net', messageId: crypto.randomUUID() },
      });
      text += (await reader?.read())?.value ?? '';
      return socket.received.items.length > 0 && text.includes('hello program');
    });
    abort.abort();
  });

  it('is refused in every process as soon as it is revoked, and its sockets close', async () => {
    const { secret, apiToken } = await create();
    const sockets = [watch(server, secret), watch(other, secret)];
    await waitFor(() => sockets.every(({ state }) => state.isOpen));
    expect([await whoAmI(server, secret), await whoAmI(other, secret)]).toEqual([[], []]);
    const input = { apiTokenId: apiToken.id };
    const { revokeApiToken } = await server.run(RevokeApiTokenDocument, { input }, owner);
    expect(revokeApiToken.apiToken.revokedAt).not.toBeNull();
    expect(await whoAmI(server, secret)).toEqual(['UNAUTHENTICATED']);
    await waitFor(async () => (await whoAmI(other, secret)).join() === 'UNAUTHENTICATED');
    await waitFor(() => sockets.every(({ state }) => state.code === forbidden));
    // Repeated, and its secret cannot come back.
    await server.run(RevokeApiTokenDocument, { input }, owner);
    const rotated = await server.ask(
      RotateApiTokenDocument,
      { input: { apiTokenId: apiToken.id, overlapMinutes: 0 } },
      owner,
    );
    expect(rotated.errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'NOT_ACTIVE' } }]);
  });

  it('gets another secret, with the old one beside it only for the stated time', async () => {
    const { secret: first, apiToken } = await create();
    const rotate = async (overlapMinutes: number) =>
      (
        await server.run(
          RotateApiTokenDocument,
          { input: { apiTokenId: apiToken.id, overlapMinutes } },
          owner,
        )
      ).rotateApiToken;
    const { secret: second, apiToken: overlapping } = await rotate(10);
    expect(overlapping).toMatchObject({ id: apiToken.id, prefix: second.slice(0, 12) });
    expect(overlapping.previousEndsAt).not.toBeNull();
    expect([await whoAmI(server, first), await whoAmI(server, second)]).toEqual([[], []]);
    const { secret: third } = await rotate(0);
    expect(await whoAmI(server, third)).toEqual([]);
    expect([await whoAmI(server, first), await whoAmI(server, second)]).toEqual([
      ['UNAUTHENTICATED'],
      ['UNAUTHENTICATED'],
    ]);
  });

  it('ends at its time', async () => {
    const { secret, apiToken } = await create({ expiresAt: new Date(Date.now() + 3_600_000).toISOString() });
    expect(await whoAmI(server, secret)).toEqual([]);
    await server.app.database.pool.query(
      "update api_tokens set expires_at = now() - interval '1 s' where id = $1",
      [apiToken.id],
    );
    await waitFor(async () => (await whoAmI(server, secret)).join() === 'UNAUTHENTICATED');
    await waitFor(async () => (await whoAmI(other, secret)).join() === 'UNAUTHENTICATED');
  });

  it.each(['tlk_', 'tlk_short', `tlk_${'x'.repeat(43)}`, `tlk_${'x'.repeat(5_000)}`])(
    'that does not exist is refused',
    async secret => {
      expect(await whoAmI(server, secret)).toEqual(['UNAUTHENTICATED']);
    },
  );

  it('has a rate limit that responses show, and hears when to come back', async () => {
    const { secret } = await create();
    const first = await post(other, secret, '{ viewer { id } }');
    expect(first.headers.get('ratelimit-policy')).toBe(`"token";q=${requestsPerMinute};w=60`);
    expect(first.headers.get('ratelimit')).toMatch(new RegExp(`^"token";r=${requestsPerMinute - 1};t=\\d+$`));
    const { rateLimit } = await other.run(RateLimitDocument, {}, secret);
    expect(rateLimit).toMatchObject({ limit: requestsPerMinute, remaining: requestsPerMinute - 2 });
    const answers = await Promise.all(
      Array.from({ length: requestsPerMinute }, () => post(other, secret, '{ viewer { id } }')),
    );
    const refused = answers.filter(({ status }) => status === 429);
    expect(refused).toHaveLength(2);
    expect(refused[0]?.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(await refused[0]?.json()).toMatchObject({
      errors: [{ extensions: { code: 'RATE_LIMITED', retryAfterSeconds: expect.any(Number) } }],
    });
    const overSocket = collect(other.connect(secret), ViewerDocument, {});
    await waitFor(() => overSocket.errors.length > 0);
    expect(overSocket.errors).toMatchObject([{ extensions: { code: 'RATE_LIMITED' } }]);
    // Every process counts for itself; sessions are not counted.
    expect(await whoAmI(server, secret)).toEqual([]);
    expect((await server.run(RateLimitDocument, {}, owner)).rateLimit).toBeNull();
  });
});

describe('creating a token', () => {
  it('takes no permission that its creator lacks', async () => {
    const head = await server.addUser(tenantId, `head-${crypto.randomUUID()}@demo.test`, Role.HEAD_OF_SALES);
    const scopes = [Permission.READ, Permission.ERASE];
    const { errors } = await server.ask(
      CreateApiTokenDocument,
      { input: { name: 'Too much', scopes } },
      head,
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN', permission: 'ERASE' } }]);
    const manager = await server.addUser(tenantId, `m-${crypto.randomUUID()}@demo.test`, Role.MANAGER);
    const asked = await server.ask(
      CreateApiTokenDocument,
      { input: { name: 'No', scopes: [Permission.READ] } },
      manager,
    );
    expect(asked.errors).toMatchObject([
      { extensions: { code: 'FORBIDDEN', permission: 'MANAGE_INTEGRATIONS' } },
    ]);
  });

  it.each<[string, Partial<Input>, string]>([
    ['no scope', { scopes: [] }, 'BAD_USER_INPUT'],
    ['no READ', { scopes: [Permission.SEND] }, 'BAD_USER_INPUT'],
    ['an empty name', { name: ' ' }, 'BAD_USER_INPUT'],
    ['an end in the past', { expiresAt: '2020-01-01T00:00:00Z' }, 'BAD_USER_INPUT'],
    ['an unknown number', { channelIds: [crypto.randomUUID()] }, 'NOT_FOUND'],
    [
      'administration of some numbers only',
      { channelIds: [], scopes: [Permission.READ, Permission.MANAGE_DESK] },
      'BAD_USER_INPUT',
    ],
  ])('refuses %s', async (_name, input, code) => {
    const { errors } = await server.ask(
      CreateApiTokenDocument,
      { input: { name: 'Shop', scopes: [Permission.READ], ...input } },
      owner,
    );
    expect(errors).toMatchObject([{ extensions: { code } }]);
  });

  it('with no numbers makes a token that sees none', async () => {
    const { secret } = await create({ channelIds: [] });
    const { data } = await server.ask(
      parse('{ channels { nodes { id } } conversations(first: 5) { totalCount } viewer { id } }') as never,
      {} as never,
      secret,
    );
    expect(data).toMatchObject({ channels: { nodes: [] }, conversations: { totalCount: 0 } });
    const stats = await fetch(`${server.url}/whatsapp/stats`, {
      headers: { authorization: `Bearer ${secret}` },
    });
    expect(stats.status).toBe(403);
  });
});
