/** Two servers on one database behave as one server. */

import { isDeepStrictEqual } from 'node:util';
import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import pg from 'pg';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { listChanges } from '../support/any-change.js';
import { collect } from '../support/app.js';
import {
  CreateUploadDocument,
  CreateUserDocument,
  InboxDocument,
  MessageAddedDocument,
  PresenceChangedDocument,
  PresenceDocument,
  RevokeSessionsDocument,
  SetPasswordDocument,
  SetPresenceDocument,
  StreamDocument,
  UpdateUserDocument,
  ViewerDocument,
} from '../support/gql/operations.js';
import { readInboxOperation } from '../support/inbox-operation.js';
import { addInstallation, type Installation } from '../support/installation.js';
import { readRows } from '../support/message-rows.js';
import { askAt, postChatFlow, type RemoteApi, signInTo } from '../support/remote-api.js';
import { seeded } from '../support/seeded.js';
import {
  endServerProcesses,
  installationEnv,
  type ServerProcess,
  startServerProcess,
} from '../support/server-process.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { readUnloggedChanges, watchUnloggedChanges } from '../support/unlogged-changes.js';
import { waitFor } from '../support/wait-for.js';

interface StoredPage {
  readonly conversations: {
    readonly nodes: readonly {
      readonly id: string;
      readonly channel: { readonly displayName: string };
      readonly assignee: { readonly name: string } | null;
      readonly lastMessage: { readonly id: string; readonly text: string };
      readonly viewerState: { readonly unreadCount: number };
    }[];
  };
}

let database: TestDatabase;
let sql: pg.Client;
let installation: Installation;
let servers: readonly [ServerProcess, ServerProcess];
let apis: readonly [RemoteApi, RemoteApi];

beforeAll(async () => {
  database = await createTestDatabase();
  await watchUnloggedChanges(database.url);
  installation = await addInstallation(database.url);
  sql = new pg.Client(database.url);
  await sql.connect();
  const start = () => startServerProcess({ ...installationEnv, DATABASE_URL: database.url });
  servers = await Promise.all([start(), start()]);
  const signIn = ({ url }: ServerProcess) => signInTo(url, installation.email, installation.password);
  apis = [await signIn(servers[0]), await signIn(servers[1])];
});
afterAll(async () => {
  await Promise.all(servers.map(server => server.stop()));
  await endServerProcesses();
  await sql.end();
  await database.drop();
});

const post = (process: 0 | 1, text: string, phone: string) =>
  postChatFlow(servers[process].url, installation.webhookKey, { text, phone, messageId: `id of ${text}` });

describe('the same body, posted fifty times in parallel over two processes', () => {
  it.each([1, 2, 3, 4])('is one message, one event, one person and fifty 2xx (%i)', async round => {
    const [text, phone] = [`пятьдесят раз ${round}`, `7703000000${round}`];
    const clients = apis.map(api => api.connect());
    const after = await apis[0].syncCursor();
    const lives = clients.map(client => collect(client, MessageAddedDocument, { after }));
    const streams = clients.map(client => collect(client, StreamDocument, { after }));

    const statuses = await Promise.all(
      [...Array(50).keys()].map(number => post(number % 2 === 0 ? 0 : 1, text, phone)),
    );
    expect(statuses.filter(status => status === 200)).toHaveLength(50);

    // Delivery is in order, so it is complete once a later message has arrived.
    const end = `конец ${round}`;
    expect(await post(0, end, phone)).toBe(200);
    for (const live of lives) {
      await waitFor(() => live.items.at(-1)?.messageAdded.text === end);
      expect(live.items.map(item => item.messageAdded.text)).toEqual([text, end]);
      expect(live.errors).toEqual([]);
    }
    for (const stream of streams) {
      const kinds = () =>
        stream.items.flatMap(({ events }) => (events.__typename === 'DomainEvent' ? [events.type] : []));
      await waitFor(() => kinds().filter(kind => kind === 'MESSAGE_ADDED').length === 2);
      expect(kinds()).toEqual([
        'LEAD_ADDED',
        'CONVERSATION_ADDED',
        'MESSAGE_ADDED',
        'NOTE_ADDED',
        'MESSAGE_ADDED',
      ]);
    }
    const [counts] = await readRows(
      database.url,
      `select (select count(*)::int from messages where text = $1) as messages,
              (select count(*)::int from contacts where phone = $2) as contacts,
              (select count(*)::int from leads where phone = $2) as leads,
              (select count(*)::int from conversations v join contacts c on c.id = v.contact_id where c.phone = $2) as conversations,
              (select count(*)::int from webhook_events where kept_body like '%' || $1 || '%') as ledger`,
      [text, `+${phone}`],
    );
    expect(counts).toEqual({ messages: 1, contacts: 1, leads: 1, conversations: 1, ledger: 50 });
    await Promise.all(clients.map(client => client.dispose()));
  });
});

describe('a refresh token', () => {
  const post = async (process: number, path: string, body: object) => {
    const response = await fetch(`${servers[process % 2]?.url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const { refreshToken } = (await response.json()) as { refreshToken?: string };
    return { status: response.status, refreshToken };
  };

  it('sent sixteen times at once over two processes has one successor, and nobody is signed out', async () => {
    const { email, password } = installation;
    const { refreshToken } = await post(0, '/auth/login', { email, password });
    const answers = await Promise.all(
      [...Array(16).keys()].map(n => post(n, '/auth/refresh', { refreshToken })),
    );
    expect(answers).toEqual(Array(16).fill({ status: 200, refreshToken: answers[0]?.refreshToken }));
    expect(await post(1, '/auth/refresh', { refreshToken: answers[0]?.refreshToken })).toMatchObject({
      status: 200,
    });
  });
});

describe('a subscriber of one process', () => {
  it('sees what is posted to the other one, in one order, without a gap or a repeat', async () => {
    const clients = apis.map(api => api.connect());
    const after = await apis[0].syncCursor();
    const lives = clients.map(client => collect(client, MessageAddedDocument, { after }));
    const texts = [...Array(120).keys()].map(number => `туда и сюда ${number}`);
    const statuses = await Promise.all(
      texts.map((text, number) => post(number % 2 === 0 ? 0 : 1, text, `7704000${1_000 + (number % 7)}`)),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));
    const seen = lives.map(live => () => live.items.map(item => item.messageAdded.text));
    await waitFor(() => seen.every(read => read().length >= texts.length));
    const [first, second] = seen.map(read => read());
    expect(first).toEqual(second);
    expect([...(first ?? [])].sort()).toEqual([...texts].sort());
    await Promise.all(clients.map(client => client.dispose()));
  });
});

describe('a deactivation, a new role and the end of a session', () => {
  it('made by one process close the sockets of the other, and end its tokens', async () => {
    const { tenantId } = installation;
    const owner = apis[0];
    const addPerson = async (name: string) => {
      const input = { email: `${name}@two.test`, name, role: Role.MANAGER as never };
      const { createUser } = await owner.run(CreateUserDocument, { input });
      const token = new URLSearchParams(new URL(createUser.link).hash.slice(1)).get('token') ?? '';
      const password = 'a rusty blue kettle';
      const set = await askAt(servers[0].url, SetPasswordDocument, { input: { token, password } });
      expect(set.errors).toBeUndefined();
      const api = await signInTo(servers[1].url, input.email, password);
      let code: number | null = null;
      const client = api.connect(closed => {
        code = closed;
      });
      let isLive = false;
      client.on('connected', () => {
        isLive = true;
      });
      collect(client, MessageAddedDocument, {});
      return { id: createUser.user.id, api, closed: () => code, isLive: () => isLive };
    };
    const people = {
      deactivated: await addPerson('deactivated'),
      demoted: await addPerson('demoted'),
      revoked: await addPerson('revoked'),
      kept: await addPerson('kept'),
    };
    await waitFor(() => Object.values(people).every(person => person.isLive()));
    const { kept, deactivated, demoted, revoked } = people;
    await owner.run(UpdateUserDocument, { input: { id: deactivated.id, isActive: false } });
    await owner.run(UpdateUserDocument, { input: { id: demoted.id, role: Role.READ_ONLY as never } });
    await owner.run(RevokeSessionsDocument, { input: { userId: revoked.id } });
    const ended = [deactivated, demoted, revoked];
    await waitFor(() => ended.every(person => person.closed() === 4403));
    for (const { api } of ended) {
      const { errors } = await askAt(servers[1].url, ViewerDocument, {}, api.token);
      expect(errors?.map(error => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
    }
    expect(kept.closed()).toBeNull();
    expect((await kept.api.run(ViewerDocument, {})).tenant.id).toBe(tenantId);
  });
});

describe('an answer that a process has stored', () => {
  const page = parse(`query Stored($first: Int, $filter: ConversationFilter) {
    conversations(first: $first, filter: $filter) {
      syncCursor
      nodes { id channel { displayName } assignee { name } lastMessage { id text } viewerState { unreadCount } replyWindow { open } }
    }
  }`) as TypedDocumentNode<StoredPage, { first?: number; filter?: object }>;
  const read = async (process: 0 | 1, variables = {}) =>
    (await apis[process].run(page, { first: 5, ...variables })).conversations.nodes;
  const change = (process: 0 | 1, mutation: string) =>
    apis[process].run(parse(`mutation { ${mutation} }`) as never, {});
  /** How many answers the processes have given again so far. */
  const hits = async () => {
    const texts = await Promise.all(servers.map(async ({ url }) => (await fetch(`${url}/metrics`)).text()));
    return texts.map(text =>
      Number(/^trunkline_answer_cache_requests_total\{outcome="hit"\} (\d+)/m.exec(text)?.[1] ?? 0),
    );
  };

  it('is never older than a change that the other one has acknowledged', async () => {
    const before = await hits();
    let written = 0;
    const shown = async (process: 0 | 1) => {
      const texts = (await read(process, { first: 1 })).map(({ lastMessage }) => lastMessage.text);
      return Number(/^строка (\d+)$/.exec(texts[0] ?? '')?.[1] ?? 0);
    };
    const faults: string[] = [];
    const check = async (process: 0 | 1) => {
      const least = written;
      const found = await shown(process);
      if (found < least) faults.push(`process ${process} shows ${found} after ${least}`);
    };
    let isWriting = true;
    const readers = ([0, 1] as const).map(async process => {
      while (isWriting) await check(process);
    });
    for (let n = 1; n <= 120; n += 1) {
      const writer = n % 2 === 0 ? 0 : 1;
      if ((await post(writer, `строка ${n}`, '77060000001')) !== 200) faults.push(`${n} was refused`);
      written = n;
      await Promise.all([check(0), check(1)]);
    }
    isWriting = false;
    await Promise.all(readers);
    expect(faults).toEqual([]);
    // At rest, both give stored answers.
    await waitFor(async () => {
      await Promise.all([check(0), check(1)]);
      return (await hits()).every((count, process) => count > (before[process] ?? 0));
    });
    expect(faults).toEqual([]);
  });

  it('has the new name of a number and of a user, and what the viewer has read', async () => {
    const ask = async () => {
      const both = await Promise.all([read(0), read(1)]);
      expect(both[0]).toEqual(both[1]);
      return both[0][0];
    };
    const first = await ask();
    const [channel] = await readRows<{ id: string }>(
      database.url,
      'select channel_id as id from conversations where id = $1',
      [first?.id],
    );
    const [owner] = await readRows<{ id: string }>(database.url, 'select id from users where email = $1', [
      installation.email,
    ]);
    await change(
      1,
      `assignConversation(input: { conversationId: "${first?.id}", userId: "${owner?.id}" }) { conversation { id } }`,
    );
    expect(await ask()).toMatchObject({
      assignee: { name: 'Owner' },
      channel: { displayName: 'One' },
      viewerState: { unreadCount: 100 },
    });
    await change(0, `updateUser(input: { id: "${owner?.id}", name: "Other name" }) { user { id } }`);
    expect(await ask()).toMatchObject({ assignee: { name: 'Other name' } });
    await change(
      1,
      `updateChannel(input: { id: "${channel?.id}", displayName: "Renamed" }) { channel { id } }`,
    );
    expect(await ask()).toMatchObject({ channel: { displayName: 'Renamed' } });
    const last = `conversationId: "${first?.id}", upToMessageId: "${first?.lastMessage.id}"`;
    await change(0, `markConversationRead(input: { ${last} }) { conversation { id } }`);
    expect(await ask()).toMatchObject({ viewerState: { unreadCount: 0 } });
    await change(0, `updateUser(input: { id: "${owner?.id}", name: "Owner" }) { user { id } }`);
    await change(1, `updateChannel(input: { id: "${channel?.id}", displayName: "One" }) { channel { id } }`);
  });

  it('has the same headers and the same bytes as one that is executed, and differs by variables', async () => {
    const ask = async (variables: object, token = apis[0].token) => {
      const response = await fetch(`${servers[0].url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify({ query: print(page), variables }),
      });
      const { 'x-request-id': id, date: _date, ...headers } = Object.fromEntries(response.headers);
      return { status: response.status, id, headers, text: await response.text() };
    };
    const executed = await ask({ first: 4 });
    let stored = executed;
    const [before] = await hits();
    await waitFor(async () => {
      stored = await ask({ first: 4 });
      return ((await hits())[0] ?? 0) > (before ?? 0);
    });
    expect({ ...stored, id: '' }).toEqual({ ...executed, id: '' });
    expect(stored.id).not.toBe(executed.id);
    expect(stored.headers).toMatchObject({ 'cache-control': 'no-store' });
    expect(JSON.parse((await ask({ first: 2 })).text).data.conversations.nodes).toHaveLength(2);
    const [quiet] = await hits();
    for (const _ of [1, 2, 3]) {
      const { text } = await ask({ first: 1000 });
      expect(JSON.parse(text).errors[0].extensions.code).toBe('BAD_USER_INPUT');
    }
    expect((await hits())[0]).toBe(quiet);
  });

  const leads = `query Leads { conversations(first: 100) { syncCursor totalCount nodes {
    id version identity { id canonical optedOutAt } contact { id version displayName phone labels { name } erasedAt mergedInto { id } }
    lead { id version name phone updatedAt stage { name } topic { name } owner { name isActive } } messages(last: 3) { nodes { id version text status editedAt deletedAt } }
  } } topics { name isArchived } labels { name color isArchived } teams { name isArchived } leadStages { name } channels { nodes { id displayName status } } }`;
  const lists = [
    {
      query: readInboxOperation('Conversations'),
      variables: { first: 100, filter: { status: ['OPEN', 'PENDING'] } },
    },
    { query: readInboxOperation('Conversations'), variables: { first: 100, filter: {} } },
    { query: leads, variables: {} },
  ];

  it(
    'equals an executed one after every change, whatever changes and in any order',
    seeded(async random => {
      const given = await hits();
      const position = async () =>
        (await sql.query<{ position: string }>('select position from event_counters')).rows[0]?.position;
      const ask = async (process: 0 | 1, list: object) => {
        const response = await fetch(`${servers[process].url}/graphql`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', authorization: `Bearer ${apis[process].token}` },
          body: JSON.stringify(list),
        });
        return response.text();
      };
      const faults: string[] = [];
      const compare = async (step: string) => {
        for (const process of [0, 1] as const)
          for (const list of lists)
            for (let isMoving = true; isMoving; ) {
              const before = await position();
              const stored = await ask(process, list);
              // With another parameter it is never stored.
              const executed = await ask(process, { ...list, extensions: {} });
              await ask(process, list);
              isMoving = before !== (await position());
              if (!isMoving && stored !== executed)
                faults.push(`${process} after ${step}: ${firstDifference(stored, executed)}`);
            }
      };
      const changes = listChanges(random, {
        ...{ sql, servers, installation },
        tokens: [apis[0].token, apis[1].token],
      });
      await compare('nothing');
      for (let n = 0; n < 30; n += 1) await compare(await changes(n));
      expect(faults).toEqual([]);
      expect((await hits()).every((count, process) => count - (given[process] ?? 0) > 30)).toBe(true);
    }),
  );

  it('is given to no one else: a token of another number, another user, a session that was ended', async () => {
    const { createChannel } = (await change(
      0,
      `createChannel(input: { accountId: "${(await readRows<{ id: string }>(database.url, 'select id from provider_accounts'))[0]?.id}", externalId: "instance_2", displayName: "Two" }) { channel { id } }`,
    )) as { createChannel: { channel: { id: string } } };
    const { createApiToken } = (await change(
      0,
      `createApiToken(input: { name: "limited", scopes: [READ], channelIds: ["${createChannel.channel.id}"] }) { secret }`,
    )) as { createApiToken: { secret: string } };
    expect((await read(0)).length).toBeGreaterThan(0);
    expect((await read(0)).length).toBeGreaterThan(0);
    const limited = await askAt(servers[0].url, page, { first: 5 }, createApiToken.secret);
    expect(limited.data.conversations.nodes).toEqual([]);

    const other = await signInTo(servers[0].url, installation.email, installation.password);
    // What the changes before have set in motion ends some time.
    const ask = () => other.run(page, { first: 5 });
    await waitFor(async () => isDeepStrictEqual(await ask(), await ask()), { what: 'two equal answers' });
    await other.run(parse('mutation { signOut(input: {}) { __typename } }') as never, {});
    const { errors } = await askAt(servers[0].url, page, { first: 5 }, other.token);
    expect(errors?.map(error => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
    const signedOut = await askAt(servers[0].url, page, { first: 5 });
    expect(signedOut.errors?.map(error => error.extensions.code)).toEqual(['UNAUTHENTICATED']);
  });
});

describe('who is writing', () => {
  it('is seen at the other process, and is over when its process is killed', async () => {
    const [conversation] = (await apis[0].run(InboxDocument, { first: 1 })).conversations.nodes;
    const conversationId = conversation?.id ?? '';
    const watching = apis[0].connect();
    const seen = collect(watching, PresenceChangedDocument, { conversationIds: [conversationId] });
    const activity = () => seen.items.at(-1)?.presenceChanged.activity;
    const input = { conversationId, activity: 'TYPING' as const };
    await apis[1].run(SetPresenceDocument, { input });
    await waitFor(() => activity() === 'TYPING');
    const { presence } = await apis[0].run(PresenceDocument, { conversationIds: [conversationId] });
    expect(presence).toMatchObject([{ activity: 'TYPING', isOnline: true }]);
    await apis[1].run(SetPresenceDocument, { input: { conversationId, activity: 'NONE' as const } });
    await waitFor(() => activity() === 'NONE');
    const third = await startServerProcess({ ...installationEnv, DATABASE_URL: database.url });
    const api = await signInTo(third.url, installation.email, installation.password);
    await api.run(SetPresenceDocument, { input });
    await waitFor(() => activity() === 'TYPING');
    await third.stop('SIGKILL');
    await waitFor(() => activity() === 'NONE');
    await watching.dispose();
  });
});

describe('scheduled replies with files that are due while one of the processes is killed with kill -9', () => {
  it('are sent once each, with their files: those that it had taken, and those of the other one', async () => {
    const [api] = apis;
    const client = new pg.Client(database.url);
    await client.connect();
    const phones = [...Array(8).keys()].map(number => `770500000${String(number).padStart(2, '0')}`);
    for (const phone of phones) expect(await post(0, `later ${phone}`, phone)).toBe(200);
    const { rows: conversations } = await client.query(
      "select c.id from conversations c join contacts p on p.id = c.contact_id where p.phone like '+7705%'",
    );
    expect(conversations).toHaveLength(8);
    const bytes = Buffer.from('%PDF-1.4\n%%EOF\n');
    const file = { fileName: 'a.pdf', mimeType: 'application/pdf', sizeBytes: bytes.length };
    // The jobs stop in the middle: taken from the queue, and their messages not stored.
    await client.query('begin');
    await client.query('select from conversations where id = any($1) for no key update', [
      conversations.map(({ id }) => id),
    ]);
    const other = new pg.Client(database.url);
    await other.connect();
    const ids: string[] = [];
    for (const { id: conversationId } of conversations) {
      const { createUpload } = await api.run(CreateUploadDocument, { ...file, purpose: 'MESSAGE' });
      const stored = await fetch(createUpload.uploadUrl ?? '', { method: 'PUT', body: bytes });
      expect(stored.status).toBe(204);
      const id = uuidV7();
      ids.push(id);
      await other.query(
        `insert into scheduled_replies (id, tenant_id, conversation_id, author_user_id, text, attachment_ids, send_at, cancel_on_inbound, status, created_at)
         select $1, $2, $3, u.id, 'scheduled', array[$4], now(), false, 'SCHEDULED', now() from users u where u.tenant_id = $2 limit 1`,
        [id, installation.tenantId, conversationId, createUpload.attachment?.id],
      );
    }
    for (const id of ids)
      await other.query(
        "select graphile_worker.add_job('send-scheduled-reply', json_build_object('scheduledReplyId', $1::text), job_key => 'scheduled-reply:' || $1)",
        [id],
      );
    const takers = async () =>
      (
        await other.query(
          "select distinct locked_by from graphile_worker.jobs where key like 'scheduled-reply:%' and locked_by is not null",
        )
      ).rows;
    await waitFor(async () => (await takers()).length === 2);
    await servers[1].stop('SIGKILL');
    await client.query('rollback');
    await waitFor(
      async () => (await other.query("select from scheduled_replies where status = 'SENT'")).rowCount === 8,
      { timeoutMs: 60_000 },
    );
    const { rows } = await other.query(
      "select (select count(*)::int from attachments a where a.message_id = m.id) files from messages m where m.text = 'scheduled' and m.direction = 'OUTBOUND'",
    );
    expect(rows).toEqual(Array(8).fill({ files: 1 }));
    await Promise.all([client.end(), other.end()]);
  });
});

it('took a position of the event log with every change that stored answers show', async () => {
  expect(await readUnloggedChanges(database.url)).toEqual([]);
});

/** The place where two texts differ. */
function firstDifference(one: string, other: string): string {
  const at = [...one].findIndex((character, index) => character !== other[index]);
  return `${one.slice(Math.max(0, at - 200), at + 60)} | ${other.slice(at, at + 60)}`;
}
