/** The main use case, through the public interfaces of providers and dashboards. */

import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simulatedAccount } from '../../src/accounts/simulated-provider.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  ChannelsDocument,
  ConversationUpdatedDocument,
  CreateChannelDocument,
  EventPagesDocument,
  type Fault,
  InboxDocument,
  LeadsDocument,
  LedgerDocument,
  MessageAddedDocument,
  MessageByIdDocument,
  MessageUpdatedDocument,
  OutboxDocument,
  ResolveQuarantinedDocument,
  RetryMessageDocument,
  SendReplyDocument,
  SetConversationStatusDocument,
  SetSimulatorBehaviourDocument,
  SimulateInboundDocument,
  StreamDocument,
} from '../support/gql/operations.js';
import { shortVendorTimeout } from '../support/patient.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let owner: string;
let number = 0;

beforeAll(async () => {
  server = await startTestApp({ env: { PROVIDER_TIMEOUT_MS: shortVendorTimeout() } });
  owner = await server.signIn('owner@demo.test');
});
afterAll(async () => {
  await server.stop();
});

/** The body of the ChatFlow guide, from a new contact. */
const guideBody = (extra: { root?: object; metadata?: object } = {}) => {
  number += 1;
  const phone = `7700${String(1_000_000 + number)}`;
  return {
    phone,
    body: {
      message: `Текст сообщения ${number}`,
      metadata: { remoteJid: `${phone}@s.whatsapp.net`, sender: 'Имя', ...extra.metadata },
      ...extra.root,
    },
  };
};

const syncCursor = async () =>
  (await server.run(InboxDocument, { first: 1 }, owner)).conversations.syncCursor;

describe('the ChatFlow guide, word by word', () => {
  it.each([
    ['instance_id in the root', { root: { instance_id: 'instance_xxx' } }, '', 'instance_xxx'],
    ['instance_id in the metadata', { metadata: { instance_id: 'instance_yyy' } }, '', 'instance_yyy'],
    ['channelId', { root: { channelId: 'instance_zzz' } }, '', 'instance_zzz'],
    ['instance_id in the query', {}, '&instance_id=instance_yyy', 'instance_yyy'],
    ['none', {}, '', 'default'],
  ])(
    '%s: the message is live at a subscriber, once, on the right channel, with contact and lead',
    async (_name, extra, query, externalId) => {
      const { phone, body } = guideBody(extra);
      const client = server.connect(owner);
      const live = collect(client, MessageAddedDocument, { after: await syncCursor() });

      const first = await server.post(`/webhooks/chatflow?key=demo${query}`, body);
      const again = await server.post(`/webhooks/chatflow?key=demo${query}`, body);
      expect([first.status, again.status]).toEqual([200, 200]);

      await waitFor(() => live.items.length > 0);
      expect(live.items[0]?.messageAdded).toMatchObject({
        text: body.message,
        direction: 'INBOUND',
        status: 'RECEIVED',
        channel: { externalId },
        conversation: { unreadCount: 1, contact: { displayName: 'Имя', phone: `+${phone}` } },
      });
      const { leads } = await server.run(LeadsDocument, {}, owner);
      const lead = leads.nodes.find(candidate => candidate.phone === `+${phone}`);
      expect(lead).toMatchObject({
        source: 'CHATFLOW',
        channel: { externalId },
        notes: {
          nodes: [
            { body: body.message, sourceMessage: { text: body.message }, author: { __typename: 'Contact' } },
          ],
        },
      });
      const { webhookEvents } = await server.run(LedgerDocument, {}, owner);
      const rows = webhookEvents.nodes.filter(row => row.rawBody?.includes(body.message));
      expect(rows.map(row => row.status).sort()).toEqual(['DUPLICATE', 'PROCESSED']);
      expect(rows.find(row => row.status === 'DUPLICATE')?.duplicateOf?.id).toBe(
        rows.find(row => row.status === 'PROCESSED')?.id,
      );
      expect(live.items).toHaveLength(1);
      live.stop();
    },
  );

  it('takes the bare URL from loopback in the demo, and refuses a wrong key', async () => {
    expect((await server.post('/webhooks/chatflow', guideBody().body)).status).toBe(200);
    const refused = await server.post('/webhooks/chatflow?key=wrong', guideBody().body);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ error: { code: 'UNAUTHENTICATED' } });
  });
});

describe('every ChatFlow fixture', () => {
  const manifest = JSON.parse(readFileSync('test/fixtures/manifest.json', 'utf8')) as {
    items: {
      file: string;
      query?: Record<string, string>;
      expect: Record<string, unknown> & { media?: Record<string, unknown> };
    }[];
  };
  it.each(
    manifest.items.filter(item => item.file.startsWith('chatflow/')).map(item => [item.file, item] as const),
  )('%s comes to what the manifest says', async (file, { query, expect: expected }) => {
    await server
      .run(
        CreateChannelDocument,
        { input: { accountId: (await accountId()) ?? '', externalId: 'id2', displayName: 'id2' } },
        owner,
      )
      .catch(() => undefined);
    const live = collect(server.connect(owner), MessageAddedDocument, { after: await syncCursor() });
    const parameters = new URLSearchParams({ ...query, key: 'demo' });
    const response = await server.post(
      `/webhooks/chatflow?${parameters}`,
      readFileSync(`test/fixtures/${file}`, 'utf8'),
    );
    expect(response.status).toBe(200);
    await waitFor(() => live.items.length > 0);
    const message = live.items[0]?.messageAdded;
    if (expected.channel) expect(message?.channel.externalId).toBe(expected.channel);
    if (expected.text) expect(message?.text).toBe(expected.text);
    if (expected.phone) expect(message?.conversation.contact.phone).toBe(`+${expected.phone}`);
    if (expected.direction) expect(message?.direction).toBe('INBOUND');
    live.stop();
  });
});

async function accountId(): Promise<string | undefined> {
  const { rows } = await server.app.database.pool.query(
    "select id from provider_accounts where kind = 'CHATFLOW' limit 1",
  );
  return rows[0]?.id;
}

describe('a reply', () => {
  const converse = async (externalId: string) => {
    const { phone, body } = guideBody({ root: { instance_id: externalId } });
    await server.post('/webhooks/chatflow?key=demo', body);
    const { conversations } = await server.run(InboxDocument, { first: 50 }, owner);
    const conversation = conversations.nodes.find(node => node.contact.phone === `+${phone}`);
    if (!conversation) throw new Error('no conversation');
    return { conversation, phone };
  };
  const deliveries = () => server.app.simulatorHost?.deliveries(simulatedAccount) ?? [];

  it.each(['instance_xxx', 'instance_yyy', 'instance_zzz'])(
    'to a person who wrote to %s leaves from there',
    async externalId => {
      const { conversation, phone } = await converse(externalId);
      const updates = collect(server.connect(owner), MessageUpdatedDocument, {
        filter: { conversationIds: [conversation.id] },
        after: await syncCursor(),
      });
      const { sendReply } = await server.run(
        SendReplyDocument,
        {
          input: {
            conversationId: conversation.id,
            text: `Ответ ${phone}`,
            idempotencyKey: `reply-${phone}`,
          },
        },
        owner,
      );
      expect(sendReply).toMatchObject({
        repeated: false,
        message: { status: 'QUEUED', channel: { externalId } },
      });
      await waitFor(() => updates.items.some(item => item.messageUpdated.message.status === 'SENT'));
      expect(deliveries().filter(delivery => delivery.text === `Ответ ${phone}`)).toEqual([
        { from: externalId, to: `${phone}@s.whatsapp.net`, text: `Ответ ${phone}`, mediaUrl: null },
      ]);
      updates.stop();
    },
  );

  it('is not doubled by its own echo, and what somebody types on the phone joins the thread', async () => {
    const { conversation, phone } = await converse('instance_xxx');
    const live = collect(server.connect(owner), MessageAddedDocument, { after: await syncCursor() });
    const echo = (messageId: string, message: string) =>
      server.post('/webhooks/chatflow?key=demo&instance_id=instance_xxx', {
        ...{ messageType: 'text', message, mediaData: null },
        metadata: {
          ...{ remoteJid: `${phone}@s.whatsapp.net`, fromMe: true, messageId },
          timestamp: Math.floor(Date.now() / 1_000),
        },
      });
    const input = { conversationId: conversation.id, text: `Эхо ${phone}` };
    const { id = '' } = (await server.run(SendReplyDocument, { input }, owner)).sendReply.message ?? {};
    await waitFor(
      async () => (await server.run(MessageByIdDocument, { id }, owner)).message?.status === 'SENT',
    );
    expect((await echo(`OWN${phone}`, `Эхо ${phone}`)).status).toBe(200);
    expect((await echo(`TYPED${phone}`, `С телефона ${phone}`)).status).toBe(200);
    await waitFor(() => live.items.some(item => item.messageAdded.text === `С телефона ${phone}`));
    expect(live.items.map(({ messageAdded }) => [messageAdded.text, messageAdded.direction])).toEqual([
      [`Эхо ${phone}`, 'OUTBOUND'],
      [`С телефона ${phone}`, 'OUTBOUND'],
    ]);
    const { conversations } = await server.run(InboxDocument, { first: 50 }, owner);
    const now = conversations.nodes.find(node => node.id === conversation.id);
    expect(now?.lastMessage).toMatchObject({ text: `С телефона ${phone}` });
    live.stop();
  });

  it('grows in version with everything that becomes of it, so that a cache can refuse a late answer', async () => {
    const { conversation, phone } = await converse('instance_xxx');
    const updates = collect(server.connect(owner), MessageUpdatedDocument, {
      filter: { conversationIds: [conversation.id] },
      after: await syncCursor(),
    });
    const input = { conversationId: conversation.id, text: `Версия ${phone}` };
    const queued = (await server.run(SendReplyDocument, { input }, owner)).sendReply.message;
    expect(queued).toMatchObject({ status: 'QUEUED' });
    await waitFor(() => updates.items.some(item => item.messageUpdated.message.status === 'SENT'));
    const sent = updates.items.map(item => item.messageUpdated.message).filter(one => one.status === 'SENT');
    for (const one of sent) expect(one.version).toBeGreaterThan(queued?.version ?? Infinity);
    const { conversations } = await server.run(InboxDocument, { first: 50 }, owner);
    const now = conversations.nodes.find(node => node.id === conversation.id);
    expect(now?.version).toBeGreaterThan(conversation.version);
    expect(now?.lastMessage?.version).toBe(Math.max(...sent.map(one => one.version)));
    updates.stop();
  });

  it('with the same idempotency key is one message and one send, twenty times at once', async () => {
    const { conversation, phone } = await converse('instance_xxx');
    const input = {
      conversationId: conversation.id,
      text: `Один раз ${phone}`,
      idempotencyKey: `once-${phone}`,
    };
    const answers = await Promise.all(
      [...Array(20).keys()].map(() => server.run(SendReplyDocument, { input }, owner)),
    );
    expect(new Set(answers.map(answer => answer.sendReply.message?.id)).size).toBe(1);
    expect(answers.filter(answer => !answer.sendReply.repeated)).toHaveLength(1);
    await waitFor(() => deliveries().some(delivery => delivery.text === input.text));
    expect(deliveries().filter(delivery => delivery.text === input.text)).toHaveLength(1);
  });

  const sendUnder = async (faults: Fault[], text: string) => {
    const { conversation } = await converse('instance_zzz');
    const channelId = conversation.channel.id;
    await server.run(SetSimulatorBehaviourDocument, { channelId, faults }, owner);
    const { sendReply } = await server.run(
      SendReplyDocument,
      { input: { conversationId: conversation.id, text } },
      owner,
    );
    const id = sendReply.message?.id ?? '';
    const find = async () => (await server.run(MessageByIdDocument, { id }, owner)).message;
    await waitFor(async () => !['QUEUED', 'SENDING'].includes((await find())?.status ?? ''));
    await server.run(SetSimulatorBehaviourDocument, { channelId, faults: [] }, owner);
    return { id, message: await find() };
  };

  it('that the provider accepts and never answers is UNKNOWN, not sent again, until a person accepts a second one', async () => {
    const text = 'Дошло или нет?';
    const { id, message } = await sendUnder(['TIMEOUT_AFTER_ACCEPT'], text);
    expect(message?.status).toBe('UNKNOWN');
    expect(deliveries().filter(delivery => delivery.text === text)).toHaveLength(1);
    const refused = await server.ask(RetryMessageDocument, { id, acceptPossibleDuplicate: false }, owner);
    expect(refused.errors?.[0]?.extensions.code).toBe('MESSAGE_NOT_RETRYABLE');
    await server.run(RetryMessageDocument, { id, acceptPossibleDuplicate: true }, owner);
    await waitFor(
      async () => (await server.run(MessageByIdDocument, { id }, owner)).message?.status === 'SENT',
    );
    expect(deliveries().filter(delivery => delivery.text === text)).toHaveLength(2);
  });

  it('that the provider refuses with HTTP 200 is FAILED, with its words and its attempt', async () => {
    const { id, message } = await sendUnder(['REFUSED'], 'Нет');
    expect(message).toMatchObject({ status: 'FAILED', failure: { retryable: false } });
    const { outbox } = await server.run(OutboxDocument, {}, owner);
    expect(outbox.nodes.find(entry => entry.message.id === id)?.attempts).toMatchObject([
      { number: 1, outcome: 'REJECTED' },
    ]);
  });
});

describe('an unknown number', () => {
  it('is quarantined, shown, and replayed when somebody creates the channel', async () => {
    const { body } = guideBody({ root: { instance_id: 'instance_new' } });
    const response = await server.post('/webhooks/chatflow?key=demo', body);
    expect(await response.json()).toMatchObject({ events: [{ status: 'QUARANTINED' }] });
    await server.run(
      CreateChannelDocument,
      { input: { accountId: (await accountId()) ?? '', externalId: 'instance_new', displayName: 'New' } },
      owner,
    );
    const { webhookEvents } = await server.run(LedgerDocument, {}, owner);
    expect(webhookEvents.nodes.find(row => row.rawBody?.includes(body.message))).toMatchObject({
      status: 'PROCESSED',
      channel: { externalId: 'instance_new' },
    });
  });

  it('can be resolved by hand to a channel', async () => {
    const { body } = guideBody({ root: { instance_id: 'typo' } });
    const answer = (await (await server.post('/webhooks/chatflow?key=demo', body)).json()) as {
      events: { id: string }[];
    };
    const { channels } = await server.run(ChannelsDocument, {}, owner);
    const channel = channels.nodes.find(node => node.externalId === 'instance_yyy');
    const { resolveQuarantined } = await server.run(
      ResolveQuarantinedDocument,
      { eventId: answer.events[0]?.id ?? '', channelId: channel?.id ?? '' },
      owner,
    );
    expect(resolveQuarantined.report).toMatchObject({ matched: 1, replayed: 1 });
  });
});

it('the simulator posts in the wire format, duplicates included, and one message comes of it', async () => {
  const { channels } = await server.run(ChannelsDocument, {}, owner);
  const channel = channels.nodes.find(node => node.externalId === 'instance_xxx');
  const live = collect(server.connect(owner), MessageAddedDocument, { after: await syncCursor() });
  const { simulateInbound } = await server.run(
    SimulateInboundDocument,
    { channelId: channel?.id ?? '', from: '77019998877', text: 'Из симулятора', faults: ['DUPLICATE'] },
    owner,
  );
  expect(simulateInbound.event?.message?.id).toBeDefined();
  await waitFor(() => live.items.length > 0);
  expect(live.items.map(item => item.messageAdded.text)).toEqual(['Из симулятора']);
  live.stop();
});

it('one ordered stream shows what it caught up on and when it is live; the pull form agrees', async () => {
  const after = await syncCursor();
  await server.post('/webhooks/chatflow?key=demo', guideBody().body);
  const stream = collect(server.connect(owner), StreamDocument, { after });
  await waitFor(
    () => stream.items.some(item => item.events.__typename === 'CaughtUp') || stream.errors.length > 0,
  );
  await server.post('/webhooks/chatflow?key=demo', guideBody().body);
  // Replies of earlier tests may still be in progress; their states are not tested here.
  const kinds = () =>
    stream.items
      .map(item => (item.events.__typename === 'DomainEvent' ? item.events.type : item.events.__typename))
      .filter(kind => kind !== 'MESSAGE_UPDATED');
  await waitFor(() => kinds().length >= 9);
  expect(stream.errors).toEqual([]);
  const firstContact = ['LEAD_ADDED', 'CONVERSATION_ADDED', 'MESSAGE_ADDED', 'NOTE_ADDED'];
  expect(kinds()).toEqual([...firstContact, 'CaughtUp', ...firstContact]);
  const { events } = await server.run(EventPagesDocument, { after, first: 100 }, owner);
  const pulled = events.events.map(event => event.type).filter(type => type !== 'MESSAGE_UPDATED');
  expect(pulled).toEqual([...firstContact, ...firstContact]);
  stream.stop();
});

it('a snoozed conversation opens within seconds of its time and tells subscribers, also after a restart', async () => {
  await server.post('/webhooks/chatflow?key=demo', guideBody().body);
  const { conversations } = await server.run(InboxDocument, { first: 1 }, owner);
  const id = conversations.nodes[0]?.id ?? '';
  const { pool } = server.app.database;
  const snoozed = async (milliseconds: number) => {
    const snoozedUntil = new Date(Date.now() + milliseconds).toISOString();
    await server.run(SetConversationStatusDocument, { id, status: 'SNOOZED', snoozedUntil }, owner);
    return collect(server.connect(owner), ConversationUpdatedDocument, { after: await syncCursor() });
  };
  const opening = { changed: ['status', 'snoozedUntil'], conversation: { id, status: 'OPEN' } };

  const live = await snoozed(1_000);
  await waitFor(() => live.items.length > 0);
  expect(live.items.map(item => item.conversationUpdated)).toMatchObject([opening]);
  live.stop();

  // As if the job was lost, and its time passed while no server ran.
  const restarted = await snoozed(3_600_000);
  await pool.query('select graphile_worker.remove_job($1)', [`open-snoozed:${id}`]);
  await pool.query("update conversations set snoozed_until = now() - interval '1 s' where id = $1", [id]);
  const other = await startTestApp({ databaseUrl: server.databaseUrl });
  await waitFor(() => restarted.items.length > 0);
  expect(restarted.items.map(item => item.conversationUpdated)).toMatchObject([opening]);
  restarted.stop();
  await other.stop();
});

it('conversationUpdated moves with every message', async () => {
  const updates = collect(server.connect(owner), ConversationUpdatedDocument, { after: await syncCursor() });
  await server.post('/webhooks/chatflow?key=demo', guideBody().body);
  await waitFor(() => updates.items.length >= 2);
  expect(updates.items.map(item => item.conversationUpdated.changed)).toEqual([
    [],
    ['lastMessage', 'lastActivityAt', 'unreadCount'],
  ]);
  updates.stop();
});

it('a message that opens a conversation tells so, live and to those who come back', async () => {
  const remoteJid = '77010000398@s.whatsapp.net';
  let count = 0;
  const write = (more: object = {}) =>
    server.post('/webhooks/chatflow?key=demo', {
      message: 'Here again',
      metadata: { remoteJid, sender: 'Aida', messageId: `opens-${++count}` },
      ...more,
    });
  await write();
  const { conversations } = await server.run(InboxDocument, { first: 1 }, owner);
  const id = conversations.nodes[0]?.id ?? '';
  const later = new Date(Date.now() + 3_600_000).toISOString();
  const ofMessage = ['lastMessage', 'lastActivityAt', 'unreadCount'];
  for (const more of [{}, { message: 'Нужна солнечная панель' }]) {
    for (const status of ['PENDING', 'SNOOZED', 'RESOLVED', null] as const) {
      const snoozedUntil = status === 'SNOOZED' ? later : null;
      if (status) await server.run(SetConversationStatusDocument, { id, status, snoozedUntil }, owner);
      const after = await syncCursor();
      const follow = () => collect(server.connect(owner), ConversationUpdatedDocument, { after });
      const live = follow();
      await write(more);
      const resumed = follow();
      const opened = status === null ? [] : status === 'SNOOZED' ? ['status', 'snoozedUntil'] : ['status'];
      for (const one of [live, resumed]) {
        await waitFor(() => one.items.length > 0);
        expect(one.items.map(item => item.conversationUpdated)).toMatchObject([
          { changed: [...ofMessage, ...opened], conversation: { id, status: 'OPEN' } },
        ]);
        one.stop();
      }
    }
  }
});
