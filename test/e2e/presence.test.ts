/** Presence and availability against a complete server: who sees it, over which transport, and when it ends. */

import type { TypedDocumentNode } from '@graphql-typed-document-node/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse, print } from 'graphql';
import { createClient as createStreamClient } from 'graphql-sse';
import type { Client } from 'graphql-ws';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  CreateApiTokenDocument,
  InboxDocument,
  PresenceChangedDocument,
  PresenceDocument,
  RevokeSessionsDocument,
  SetAvailabilityDocument,
  SetPresenceDocument,
  StreamDocument,
  ViewerDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let tenantId: string;
let owner: string;
let ann: string;
let ben: string;
let other: string;
const ids: Record<'owner' | 'ann' | 'ben', string> = { owner: '', ann: '', ben: '' };
let conversations: { id: string; channel: { id: string } }[];

beforeAll(async () => {
  server = await startTestApp();
  [owner, ann, ben] = await Promise.all([
    server.signIn('owner@demo.test'),
    server.signIn('manager@demo.test'),
    server.signIn('head@demo.test'),
  ]);
  const whoIs = async (token: string) => (await server.run(ViewerDocument, {}, token)).viewer.id;
  [ids.owner, ids.ann, ids.ben] = [await whoIs(owner), await whoIs(ann), await whoIs(ben)];
  tenantId = (await server.run(ViewerDocument, {}, owner)).tenant.id;
  other = (await server.addTenant('other', Role.OWNER)).token;
  for (const [index, instance] of [
    'instance_xxx',
    'instance_xxx',
    'instance_xxx',
    'instance_xxx',
    'instance_yyy',
  ].entries())
    await server.post('/webhooks/chatflow?key=demo', {
      message: `message ${index}`,
      metadata: {
        ...{
          remoteJid: `7706000000${index}@s.whatsapp.net`,
          instance_id: instance,
          messageId: `presence ${index}`,
        },
      },
    });
  conversations = [...(await server.run(InboxDocument, { first: 20 }, owner)).conversations.nodes];
});
afterAll(() => server.stop());

/** A client whose socket stays open. */
function open(token: string): Client {
  const client = server.connect(token);
  collect(client, PresenceChangedDocument, { conversationIds: [] });
  return client;
}

/** Runs a mutation over the socket of a client. */
function runOver<Data, Variables extends Record<string, unknown>>(
  client: Client,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
): Promise<Data> {
  return new Promise((resolve, reject) => {
    client.subscribe<Data>(
      { query: print(document), variables },
      {
        next: ({ data, errors }) =>
          data && !errors ? resolve(data) : reject(new Error(JSON.stringify(errors))),
        error: reject,
        complete: () => {},
      },
    );
  });
}

/** The states as a watcher sees them, and each event in order. */
function watch(token: string, conversationIds: string[] | null = null) {
  const { items, errors, stop } = collect(server.connect(token), PresenceChangedDocument, {
    conversationIds,
  });
  const events = () =>
    items.map(({ presenceChanged: { actor, activity, conversation, isOnline } }) => ({
      userId: 'id' in actor ? actor.id : null,
      conversationId: conversation?.id ?? null,
      activity,
      isOnline,
    }));
  const stateOf = (userId: string, conversationId: string | null) =>
    events().findLast(event => event.userId === userId && event.conversationId === conversationId);
  return {
    events,
    errors,
    stop,
    activityOf: (userId: string, id: string) => stateOf(userId, id)?.activity,
    stateOf,
  };
}

const say = (token: string, conversationId: string | null, activity: 'NONE' | 'VIEWING' | 'TYPING') =>
  server.run(SetPresenceDocument, { input: { conversationId, activity } }, token);
const codesOf = (answer: { errors?: readonly { extensions: { code: string } }[] }) =>
  (answer.errors ?? []).map(error => error.extensions.code);
const listOf = async (token: string, conversationIds: string[] | null = null) =>
  (await server.run(PresenceDocument, { conversationIds }, token)).presence;
const idAt = (index: number): string => conversations[index]?.id ?? '';

describe('presence', () => {
  it('comes first as it is, then with each change, and ends with its socket', async () => {
    const socket = open(ann);
    const [first, second] = [idAt(0), idAt(1)];
    const { setPresence } = await runOver(socket, SetPresenceDocument, {
      input: { conversationId: first, activity: 'VIEWING' },
    });
    expect(setPresence.presence).toMatchObject({
      ...{ actor: { id: ids.ann }, isOnline: true, activity: 'VIEWING', conversation: { id: first } },
    });
    const [all, one] = [watch(ben), watch(owner, [second])];
    await waitFor(() => all.activityOf(ids.ann, first) === 'VIEWING');
    await runOver(socket, SetPresenceDocument, { input: { conversationId: second, activity: 'TYPING' } });
    await waitFor(() => all.activityOf(ids.ann, second) === 'TYPING');
    expect(all.activityOf(ids.ann, first)).toBe('NONE');
    await waitFor(() => one.activityOf(ids.ann, second) === 'TYPING');
    expect(one.events().every(({ conversationId }) => conversationId === second)).toBe(true);
    expect(await listOf(ben, [second])).toMatchObject([
      { actor: { id: ids.ann }, activity: 'TYPING', isOnline: true, availability: expect.any(String) },
    ]);
    expect(await listOf(ben, [first])).toEqual([]);
    // Another tab of the same user: looking on.
    const tab = open(ann);
    await runOver(tab, SetPresenceDocument, { input: { conversationId: second, activity: 'VIEWING' } });
    await socket.dispose();
    await waitFor(() => all.activityOf(ids.ann, second) === 'VIEWING');
    await tab.dispose();
    await waitFor(() => all.stateOf(ids.ann, second)?.activity === 'NONE');
    await waitFor(
      () =>
        all.stateOf(ids.ann, second)?.isOnline === false || all.stateOf(ids.ann, null)?.isOnline === false,
    );
    expect((await listOf(ben)).map(({ actor }) => 'id' in actor && actor.id)).not.toContain(ids.ann);
    all.stop();
    one.stop();
  });

  it('over HTTP belongs to the session, until it says that it ends; an event stream is there too', async () => {
    const stream = createStreamClient({
      url: `${server.url}/graphql/stream`,
      headers: { authorization: `Bearer ${ben}` },
      retryAttempts: 0,
    });
    const live = stream.iterate<{ presenceChanged: { activity: string; actor: { id: string } } }>({
      query: print(PresenceChangedDocument),
      variables: { conversationIds: [idAt(2)] },
    });
    const next = live.next();
    await say(ann, idAt(2), 'TYPING');
    expect((await next).value?.data?.presenceChanged).toMatchObject({
      activity: 'TYPING',
      actor: { id: ids.ann },
    });
    expect((await listOf(ann)).some(({ actor }) => 'id' in actor && actor.id === ids.ben)).toBe(true);
    const end = live.next();
    const { setPresence } = await say(ann, null, 'NONE');
    expect(setPresence.presence).toMatchObject({ isOnline: false, activity: 'NONE', conversation: null });
    expect((await end).value?.data?.presenceChanged).toMatchObject({ activity: 'NONE' });
    await live.return?.();
    stream.dispose();
    await waitFor(async () =>
      (await listOf(ann)).every(({ actor }) => !('id' in actor) || actor.id !== ids.ben),
    );
  });

  it('ends with the session, as its socket does', async () => {
    const eve = await server.addUser(tenantId, 'eve@demo.test', Role.MANAGER);
    const eveId = (await server.run(ViewerDocument, {}, eve)).viewer.id;
    const socket = open(eve);
    await runOver(socket, SetPresenceDocument, { input: { conversationId: idAt(3), activity: 'TYPING' } });
    const all = watch(ben);
    await waitFor(() => all.activityOf(eveId, idAt(3)) === 'TYPING');
    await server.run(RevokeSessionsDocument, { input: { userId: eveId } }, owner);
    await waitFor(() => all.activityOf(eveId, idAt(3)) === 'NONE');
    all.stop();
  });

  it('stays in its company, and within the numbers of a token', async () => {
    const [{ id, channel } = { id: '', channel: { id: '' } }] = conversations;
    const hidden = conversations.find(row => row.channel.id !== channel.id);
    if (!hidden) throw new Error('The demo has one number only.');
    const foreign = watch(other);
    const input = { name: 'one number', scopes: ['READ', 'SEND'] as never, channelIds: [channel.id] };
    const { secret } = (await server.run(CreateApiTokenDocument, { input }, owner)).createApiToken;
    const limited = watch(secret);
    await say(ben, hidden.id, 'TYPING');
    await say(ann, id, 'TYPING');
    await waitFor(() => limited.activityOf(ids.ann, id) === 'TYPING');
    expect(limited.events().map(event => event.conversationId)).not.toContain(hidden.id);
    expect((await listOf(secret)).map(({ conversation }) => conversation?.id)).not.toContain(hidden.id);
    expect(await listOf(secret, [hidden.id])).toEqual([]);
    const ask = (token: string, conversationId: string) =>
      server.ask(SetPresenceDocument, { input: { conversationId, activity: 'TYPING' } }, token);
    expect(codesOf(await ask(secret, hidden.id))).toEqual(['NOT_FOUND']);
    expect(codesOf(await ask(secret, id))).toEqual([]);
    expect(codesOf(await ask(other, id))).toEqual(['NOT_FOUND']);
    expect(await listOf(other, [id])).toEqual([]);
    expect(await server.run(PresenceDocument, {}, other)).toMatchObject({
      presence: [{ activity: 'NONE', conversation: null }],
    });
    // Its own socket is all that the other company hears of.
    expect(foreign.events().every(event => event.conversationId === null)).toBe(true);
    await say(ann, null, 'NONE');
    await say(ben, null, 'NONE');
    limited.stop();
    foreign.stop();
  });

  it('refuses what cannot be, those who may not send, and more than a page ever says', async () => {
    const reader = await server.addUser(tenantId, 'reader@demo.test', Role.READ_ONLY);
    const ask = async (token: string, conversationId: string | null) =>
      codesOf(
        await server.ask(SetPresenceDocument, { input: { conversationId, activity: 'TYPING' } }, token),
      );
    expect(await ask(reader, idAt(0))).toEqual(['FORBIDDEN']);
    expect(await ask(ann, null)).toEqual(['BAD_USER_INPUT']);
    expect(await ask(ann, uuidV7())).toEqual(['NOT_FOUND']);
    expect(await ask(ann, 'x')).toEqual(['NOT_FOUND']);
    expect(codesOf(await server.ask(PresenceDocument, { conversationIds: ['x'] }, ann))).toEqual([
      'BAD_USER_INPUT',
    ]);
    const personal = parse(
      'subscription { presenceChanged { conversation { viewerState { unreadCount } } } }',
    );
    const refused = collect(server.connect(ann), personal as never, {} as never);
    await waitFor(() => refused.errors.length > 0);
    expect(refused.errors).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT' } }]);

    const mad = await server.addUser(tenantId, 'mad@demo.test', Role.MANAGER);
    const madId = (await server.run(ViewerDocument, {}, mad)).viewer.id;
    const all = watch(ben, [idAt(4)]);
    const socket = open(mad);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 90 }, (_, n) =>
        runOver(socket, SetPresenceDocument, {
          input: { conversationId: idAt(4), activity: n % 2 === 0 ? 'TYPING' : 'NONE' },
        }),
      ),
    );
    const failed = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [String(outcome.reason)] : [],
    );
    expect(failed).toHaveLength(40);
    for (const reason of failed) expect(reason).toContain('RATE_LIMITED');
    await say(ann, idAt(4), 'VIEWING');
    await waitFor(() => all.activityOf(ids.ann, idAt(4)) === 'VIEWING');
    // Fifty changes within a moment are few events.
    expect(all.events().filter(({ userId }) => userId === madId).length).toBeLessThan(25);
    await say(ann, null, 'NONE');
    all.stop();
  });
});

describe('availability', () => {
  it('is set by oneself, and for others by those who administer them; once', async () => {
    const after = (await server.run(InboxDocument, { first: 1 }, owner)).conversations.syncCursor;
    const set = (token: string, availability: 'ONLINE' | 'BUSY', userId: string | null = null) =>
      server.ask(SetAvailabilityDocument, { input: { availability, userId } as never }, token);
    expect((await set(ann, 'BUSY')).data.setAvailability.user).toEqual({ id: ids.ann, availability: 'BUSY' });
    expect((await set(ann, 'BUSY')).errors).toBeUndefined();
    expect(codesOf(await set(ann, 'ONLINE', ids.ben))).toEqual(['FORBIDDEN']);
    expect(codesOf(await set(ben, 'ONLINE', ids.owner))).toEqual(['FORBIDDEN']);
    expect(codesOf(await set(other, 'ONLINE', ids.ann))).toEqual(['NOT_FOUND']);
    expect(codesOf(await set(owner, 'ONLINE', uuidV7()))).toEqual(['NOT_FOUND']);
    expect((await set(ben, 'ONLINE', ids.ann)).data.setAvailability.user.availability).toBe('ONLINE');
    const stream = collect(server.connect(ben), StreamDocument, { after });
    const events = () =>
      stream.items.flatMap(({ events: item }) =>
        item.__typename === 'DomainEvent' && item.type === 'USER_UPDATED' ? [item] : [],
      );
    await waitFor(() => JSON.stringify(stream.items).includes('CaughtUp'));
    expect(events().map(({ node }) => node)).toEqual([{ __typename: 'User' }, { __typename: 'User' }]);
    const { rows } = await server.app.database.pool.query(
      "select actor_id as by, changes from activities where action = 'user.availability_set' order by id",
    );
    expect(rows).toEqual([
      {
        by: ids.ann,
        changes: [{ field: 'availability', before: 'OFFLINE', after: 'BUSY', isHidden: false }],
      },
      { by: ids.ben, changes: [{ field: 'availability', before: 'BUSY', after: 'ONLINE', isHidden: false }] },
    ]);
  });
});
