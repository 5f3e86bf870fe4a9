/** Sessions end: the effect of an expired token and of a revocation on HTTP requests and on open sockets. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { print } from 'graphql';
import { type Client, createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createAccessTokens } from '../../src/accounts/access-token.js';
import { findUserByEmail } from '../../src/accounts/session-rows.js';
import type { Sessions } from '../../src/accounts/sessions.js';
import { Role } from '../../src/domain/vocabulary.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  CreateChannelDocument,
  InboxDocument,
  LedgerDocument,
  MessageAddedDocument,
  SendReplyDocument,
  ViewerDocument,
} from '../support/gql/operations.js';
import { clientAt, createTestSessions } from '../support/test-sessions.js';
import { waitFor } from '../support/wait-for.js';

/** The value that `startTestApp` configures. */
const authSecret = 'a-secret-for-tests-that-is-long-enough-0123456789';
const forbidden = 4403;
/** Sockets are checked every 5 s, and another process's revocation is noticed within 5 s. */
const noticedWithinMs = 12_000;

let server: TestApp;
/** Sessions as another process on the same database has them. */
let sessions: Sessions;

beforeAll(async () => {
  server = await startTestApp();
  ({ sessions } = createTestSessions(server.app.database, { authSecret }));
});
afterAll(() => server.stop());

interface UserRow {
  readonly id: string;
  readonly tenantId: string;
  readonly role: Role;
  readonly sessionEpoch: number;
}

async function findUser(email: string): Promise<UserRow> {
  const { rows } = await server.app.database.pool.query(
    'select id, tenant_id as "tenantId", role, session_epoch as "sessionEpoch" from users where email = $1',
    [email],
  );
  return rows[0];
}

/** A token that has almost expired. */
async function tokenWithLife(email: string, lifeMs: number): Promise<string> {
  const tokens = createAccessTokens(authSecret, 1, () => Date.now() - 60_000 + lifeMs);
  const [user] = await server.app.database.query(findUserByEmail, [email]);
  if (!user) throw new Error(`There is no user ${email}.`);
  const { accessToken } = await sessions.begin(user, clientAt(null));
  const { sessionId = '' } = (await createAccessTokens(authSecret, 15).verify(accessToken)) ?? {};
  return (await tokens.issue({ ...user, sessionId })).accessToken;
}

async function demoUser(role: Role): Promise<{ email: string; token: string; row: UserRow }> {
  const { tenantId } = await findUser('owner@demo.test');
  const email = `${role.toLowerCase()}-${Math.random().toString(36).slice(2)}@demo.test`;
  const token = await server.addUser(tenantId, email, role);
  return { email, token, row: await findUser(email) };
}

/** A subscribed socket, and its close code. */
function watch(token: string): {
  readonly client: Client;
  readonly isLive: () => boolean;
  readonly closed: () => number | null;
} {
  const client = server.connect(token);
  let code: number | null = null;
  let isAcknowledged = false;
  client.on('connected', () => {
    isAcknowledged = true;
  });
  client.on('closed', event => {
    ({ code } = event as { code: number });
  });
  collect(client, MessageAddedDocument, {});
  return { client, isLive: () => isAcknowledged && code === null, closed: () => code };
}

/** The close code of a socket with this connection_init. */
function closeCodeOf(connectionParams: Record<string, unknown> | undefined): Promise<number> {
  return new Promise((resolve, reject) => {
    const client = createClient({
      url: `${server.url.replace('http', 'ws')}/graphql`,
      webSocketImpl: WebSocket,
      ...(connectionParams ? { connectionParams } : {}),
      retryAttempts: 0,
    });
    client.on('closed', event => resolve((event as { code: number }).code));
    client.subscribe(
      { query: print(ViewerDocument) },
      { next: value => reject(new Error(JSON.stringify(value))), error: () => {}, complete: () => {} },
    );
  });
}

async function askRaw(authorization: string): Promise<{ status: number; codes: string[]; data: unknown }> {
  const response = await fetch(`${server.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify({ query: print(ViewerDocument) }),
  });
  const { data = null, errors = [] } = (await response.json()) as {
    data?: unknown;
    errors?: { extensions: { code: string } }[];
  };
  return { status: response.status, codes: errors.map(error => error.extensions.code), data };
}

const unauthenticated = { status: 401, codes: ['UNAUTHENTICATED'], data: null };

describe('the end of a session', () => {
  it('closes the sockets of a token that ends, of revoked sessions and of a changed role with 4403, and no other; the tokens are UNAUTHENTICATED', async () => {
    const ending = await demoUser(Role.MANAGER);
    const revoked = await demoUser(Role.MANAGER);
    const demoted = await demoUser(Role.MANAGER);
    const untouched = await demoUser(Role.MANAGER);
    const sockets = {
      ending: watch(await tokenWithLife(ending.email, 3_000)),
      revoked: watch(revoked.token),
      alsoRevoked: watch(revoked.token),
      demoted: watch(demoted.token),
      untouched: watch(untouched.token),
    };
    await waitFor(() => Object.values(sockets).every(socket => socket.isLive()));

    await sessions.endAll({ tenantId: revoked.row.tenantId, userId: revoked.row.id });
    await server.app.database.pool.query("update users set role = 'READ_ONLY' where id = $1", [
      demoted.row.id,
    ]);
    const { ending: first, ...rest } = sockets;
    const { untouched: last, ...closing } = rest;
    await waitFor(() => [first, ...Object.values(closing)].every(socket => socket.closed() !== null), {
      timeoutMs: noticedWithinMs,
    });
    expect([first, ...Object.values(closing)].map(socket => socket.closed())).toEqual(
      Array(4).fill(forbidden),
    );
    expect(last.isLive()).toBe(true);
    for (const { token } of [revoked, demoted]) {
      expect(await closeCodeOf({ authorization: `Bearer ${token}` })).toBe(forbidden);
      expect(await askRaw(`Bearer ${token}`)).toEqual(unauthenticated);
    }
    // A new sign-in is accepted.
    const again = await tokenWithLife(revoked.email, 30_000);
    expect(await askRaw(`Bearer ${again}`)).toMatchObject({ status: 200, codes: [] });
  });
});

describe('a socket without a valid token', () => {
  it.each([
    ['no parameters', undefined],
    ['no token', {}],
    ['an empty one', { authorization: '' }],
    ['another scheme', { authorization: 'Basic b3duZXI6dHJ1bmtsaW5l' }],
    ['a number', { authorization: 7 }],
    ['nonsense', { authorization: 'Bearer nonsense' }],
    ['a token that nobody signed', { authorization: 'Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.' }],
  ])('with %s is closed with 4403', async (_name, parameters) => {
    expect(await closeCodeOf(parameters)).toBe(forbidden);
  });

  it('with a token that has ended is closed with 4403', async () => {
    const token = await tokenWithLife('owner@demo.test', -1_000);
    expect(await closeCodeOf({ authorization: `Bearer ${token}` })).toBe(forbidden);
  });
});

describe('over HTTP', () => {
  it('a token that has ended is UNAUTHENTICATED', async () => {
    const token = await tokenWithLife('owner@demo.test', -1_000);
    expect(await askRaw(`Bearer ${token}`)).toEqual(unauthenticated);
  });

  it.each(['Bearer nonsense', 'Bearer', 'Basic b3duZXI6dHJ1bmtsaW5l', 'nonsense'])(
    '"%s" is UNAUTHENTICATED',
    async authorization => {
      expect(await askRaw(authorization)).toEqual(unauthenticated);
    },
  );

  it('no token at all is UNAUTHENTICATED for what needs one', async () => {
    const { data, errors } = await server.ask(ViewerDocument, {});
    expect(data?.viewer ?? null).toBeNull();
    expect(errors?.map(error => error.extensions.code)).toContain('UNAUTHENTICATED');
  });
});

describe('a role', () => {
  let conversationId: string;
  let accountId: string;
  beforeAll(async () => {
    await server.post('/webhooks/chatflow?key=demo', {
      message: 'hello',
      metadata: { remoteJid: '77010000077@s.whatsapp.net', sender: 'A person' },
    });
    const owner = await server.signIn('owner@demo.test');
    conversationId = (await server.run(InboxDocument, { first: 1 }, owner)).conversations.nodes[0]?.id ?? '';
    const { rows } = await server.app.database.pool.query('select id from provider_accounts limit 1');
    accountId = rows[0].id;
  });

  const codesOf = async (answer: Promise<{ errors?: readonly { extensions: { code: string } }[] }>) =>
    ((await answer).errors ?? []).map(error => error.extensions.code);
  const reply = (token: string) =>
    codesOf(server.ask(SendReplyDocument, { input: { conversationId, text: 'hello' } }, token));
  const addChannel = (token: string, externalId: string) =>
    codesOf(
      server.ask(CreateChannelDocument, { input: { accountId, externalId, displayName: externalId } }, token),
    );
  const read = (token: string) => codesOf(server.ask(InboxDocument, { first: 1 }, token));
  const readLedger = (token: string) => codesOf(server.ask(LedgerDocument, {}, token));

  it.each([
    [Role.READ_ONLY, { reply: ['FORBIDDEN'], addChannel: ['FORBIDDEN'], readLedger: ['FORBIDDEN'] }],
    [Role.MANAGER, { reply: [], addChannel: ['FORBIDDEN'], readLedger: ['FORBIDDEN'] }],
    [Role.INTEGRATION, { reply: [], addChannel: ['FORBIDDEN'], readLedger: [] }],
    [Role.HEAD_OF_SALES, { reply: [], addChannel: [], readLedger: [] }],
    [Role.OWNER, { reply: [], addChannel: [], readLedger: [] }],
  ])('%s may do what its name says, and nothing else', async (role, expected) => {
    const { token } = await demoUser(role);
    const countRows = async () => {
      const { rows } = await server.app.database.pool.query(
        "select (select count(*)::int from messages where direction = 'OUTBOUND') as replies, (select count(*)::int from channels) as channels",
      );
      return rows[0] as { replies: number; channels: number };
    };
    const before = await countRows();
    expect(await read(token)).toEqual([]);
    expect({
      reply: await reply(token),
      addChannel: await addChannel(token, `of-${role}`),
      readLedger: await readLedger(token),
    }).toEqual(expected);
    expect(await countRows()).toEqual({
      replies: before.replies + (expected.reply.length === 0 ? 1 : 0),
      channels: before.channels + (expected.addChannel.length === 0 ? 1 : 0),
    });
  });

  it('may do no more over WebSocket than over HTTP', async () => {
    const { token } = await demoUser(Role.READ_ONLY);
    const query = print(SendReplyDocument);
    const variables = { input: { conversationId, text: 'hello' } };
    const client = server.connect(token);
    const codes = await new Promise<unknown[]>((resolve, reject) => {
      client.subscribe(
        { query, variables },
        {
          next: ({ errors = [] }) => resolve(errors.map(error => error.extensions?.code)),
          error: reject,
          complete: () => {},
        },
      );
    });
    expect(codes).toEqual(['FORBIDDEN']);
  });
});
