/** Own read states, timelines, and messages that are taken back. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'graphql';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { createOutboxUseCases } from '../../src/outbox/outbox.js';
import { cancelAnswered, sendScheduledReply } from '../../src/outbox/send-scheduled.job.js';
import { getProvider } from '../../src/providers/registry.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  CancelQueuedMessageDocument,
  CancelScheduledReplyDocument,
  ContactTimelineDocument,
  ConversationTimelineDocument,
  ConversationUpdatedDocument,
  InboxDocument,
  MarkReadDocument,
  MarkUnreadDocument,
  MessageAddedDocument,
  ReadStatesDocument,
  RetryMessageDocument,
  ScheduledRepliesDocument,
  ScheduledReplyNodeDocument,
  ScheduleReplyDocument,
  SendReplyDocument,
  StreamDocument,
  ViewerDocument,
  ViewerStreamDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let tenantId: string;
let owner: string;
let ann: string;
let ben: string;
let other: string;
let people = 0;

beforeAll(async () => {
  server = await startTestApp();
  [owner, ann, ben] = await Promise.all([
    server.signIn('owner@demo.test'),
    server.signIn('manager@demo.test'),
    server.signIn('head@demo.test'),
  ]);
  tenantId = (await server.run(ViewerDocument, {}, owner)).tenant.id;
  other = (await server.addTenant('other', Role.OWNER)).token;
});
afterAll(() => server.stop());

async function write(phone: string, message: string): Promise<void> {
  const { status } = await server.post('/webhooks/chatflow?key=demo', {
    message,
    metadata: { remoteJid: `${phone}@s.whatsapp.net`, sender: `Person ${phone}`, messageId: uuidV7() },
  });
  expect(status).toBe(200);
}

/** A conversation of a new person with some inbound messages. */
async function converse(count: number) {
  people += 1;
  const phone = `7703${String(people).padStart(7, '0')}`;
  for (let n = 1; n <= count; n += 1) await write(phone, `message ${n}`);
  const { conversations } = await server.run(InboxDocument, { filter: { search: phone } }, owner);
  const [node] = conversations.nodes;
  if (!node) throw new Error('The messages opened no conversation.');
  const { rows } = await server.app.database.pool.query(
    'select id from messages where conversation_id = $1 order by id',
    [node.id],
  );
  const messageIds = rows.map(row => row.id as string);
  return { id: node.id, contactId: node.contact.id, channelId: node.channel.id, phone, messageIds };
}

const stateOf = async (id: string, token: string) => {
  const { conversations } = await server.run(ReadStatesDocument, {}, token);
  const node = conversations.nodes.find(found => found.id === id);
  return [node?.viewerState.unreadCount, node?.viewerState.lastReadMessage?.id ?? null, node?.unreadCount];
};
const markRead = (id: string, upToMessageId: string | undefined, token: string) =>
  server.run(MarkReadDocument, { id, upToMessageId: upToMessageId ?? '' }, token);
const syncCursor = async (token = owner) =>
  (await server.run(InboxDocument, { first: 1 }, token)).conversations.syncCursor;
const codesOf = (answer: { errors?: readonly { extensions: { code: string } }[] }) =>
  (answer.errors ?? []).map(error => error.extensions.code);

describe('what each user has read', () => {
  it('is one state for each user; the shared count is what nobody has read', async () => {
    const { id, messageIds } = await converse(3);
    expect(await stateOf(id, ann)).toEqual([3, null, 3]);
    const { markConversationRead } = await markRead(id, messageIds[1], ann);
    expect(markConversationRead.conversation).toEqual({
      ...{ id, unreadCount: 1 },
      viewerState: { unreadCount: 1, lastReadMessage: { id: messageIds[1] } },
    });
    expect(await stateOf(id, ben)).toEqual([3, null, 1]);
    await markRead(id, messageIds[2], ben);
    expect(await stateOf(id, ben)).toEqual([0, messageIds[2], 0]);
    expect(await stateOf(id, ann)).toEqual([1, messageIds[1], 0]);
    // A stale request moves nothing back.
    await markRead(id, messageIds[0], ben);
    expect(await stateOf(id, ben)).toEqual([0, messageIds[2], 0]);
  });

  it('can be returned, for oneself alone', async () => {
    const { id, messageIds } = await converse(3);
    await markRead(id, messageIds[2], ann);
    await markRead(id, messageIds[2], ben);
    await server.run(MarkUnreadDocument, { id }, ann);
    expect(await stateOf(id, ann)).toEqual([1, messageIds[1], 0]);
    await server.run(MarkUnreadDocument, { id, fromMessageId: messageIds[0] }, ann);
    expect(await stateOf(id, ann)).toEqual([3, null, 0]);
    // Already unread: a later message changes nothing.
    await server.run(MarkUnreadDocument, { id, fromMessageId: messageIds[2] }, ann);
    expect(await stateOf(id, ann)).toEqual([3, null, 0]);
    expect(await stateOf(id, ben)).toEqual([0, messageIds[2], 0]);
  });

  it('refuses messages of another conversation, our own messages, and other companies', async () => {
    const { id, messageIds } = await converse(1);
    const second = await converse(1);
    const ask = (fromMessageId: string, token = ann) =>
      server.ask(MarkUnreadDocument, { id, fromMessageId }, token);
    expect(codesOf(await ask(second.messageIds[0] ?? ''))).toEqual(['NOT_FOUND']);
    expect(codesOf(await ask(messageIds[0] ?? '', other))).toEqual(['NOT_FOUND']);
    const { sendReply } = await server.run(
      SendReplyDocument,
      { input: { conversationId: id, text: 'Hello' } },
      ann,
    );
    expect(codesOf(await ask(sendReply.message.id))).toEqual(['BAD_USER_INPUT']);
  });

  it('is moved by a reply of the user, and not by that of a program', async () => {
    const { id, messageIds } = await converse(2);
    const after = await syncCursor();
    const stream = collect(server.connect(ann), ViewerStreamDocument, { after });
    await waitFor(() => stream.items.length > 0);
    const reply = (token: string) =>
      server.run(SendReplyDocument, { input: { conversationId: id, text: 'Hello' } }, token);
    await reply(ann);
    expect(await stateOf(id, ann)).toEqual([0, messageIds[1], 2]);
    expect(await stateOf(id, ben)).toEqual([2, null, 2]);
    // Nothing is unread any more: a second reply changes no state and writes no event.
    await reply(ann);
    const create = 'mutation { createApiToken(input: { name: "bot", scopes: [READ, SEND] }) { secret } }';
    const { createApiToken } = (await server.run(parse(create) as never, {} as never, owner)) as never as {
      createApiToken: { secret: string };
    };
    await reply(createApiToken.secret);
    expect(await stateOf(id, createApiToken.secret)).toMatchObject([0, null, 2]);
    await markRead(id, messageIds[1], ben);
    await server.run(MarkUnreadDocument, { id }, ann);
    await waitFor(() => stream.items.length >= 3);
    const events = stream.items.flatMap(({ viewerEvents }) =>
      viewerEvents.__typename === 'DomainEvent' ? [viewerEvents] : [],
    );
    expect(events.map(({ type, changed }) => [type, changed])).toEqual([
      ['READ_STATE_UPDATED', ['viewerState']],
      ['READ_STATE_UPDATED', ['viewerState']],
    ]);
    expect(events.at(-1)?.node).toMatchObject({
      ...{ __typename: 'Conversation', id },
      viewerState: { unreadCount: 1, lastReadMessage: { id: messageIds[0] } },
    });
  });

  it('stops counting at 100, in one statement a page', async () => {
    const { id, messageIds } = await converse(1);
    await server.app.database.pool.query(
      `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at)
       select (left(id::text, 24) || lpad(n::text, 12, '0'))::uuid, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at
         from messages, generate_series(1, 120) n where id = $1`,
      [messageIds[0]],
    );
    expect((await stateOf(id, ann))[0]).toBe(100);
  });

  it('filters the inbox', async () => {
    const read = await converse(1);
    const unread = await converse(1);
    await markRead(read.id, read.messageIds[0], ann);
    const idsOf = async (unreadByViewer: boolean, token: string) =>
      (await server.run(ReadStatesDocument, { filter: { unreadByViewer } }, token)).conversations.nodes.map(
        node => node.id,
      );
    expect(await idsOf(true, ann)).toContain(unread.id);
    expect(await idsOf(true, ann)).not.toContain(read.id);
    expect(await idsOf(false, ann)).toContain(read.id);
    expect(await idsOf(false, ann)).not.toContain(unread.id);
    expect(await idsOf(true, ben)).toContain(read.id);
  });

  it('counts for a new user only what comes after the user was created', async () => {
    const { id, phone, messageIds } = await converse(2);
    const eve = await server.addUser(tenantId, `eve${people}@demo.test`, Role.MANAGER);
    expect(await stateOf(id, eve)).toEqual([0, null, 2]);
    await markRead(id, messageIds[0], eve);
    expect((await stateOf(id, eve)).slice(0, 2)).toEqual([0, null]);
    await write(phone, 'one more');
    expect((await stateOf(id, eve))[0]).toBe(1);
  });
});

describe('the events of one user', () => {
  it('come in no other stream and to no other user, live and from the log', async () => {
    const { id, messageIds, phone } = await converse(2);
    const after = await syncCursor();
    const everything = collect(server.connect(ann), StreamDocument, { after });
    const ofBen = collect(server.connect(ben), ViewerStreamDocument, { after });
    const ofAnn = [
      collect(server.connect(ann), ViewerStreamDocument, { after }),
      collect(server.connect(ann), ViewerStreamDocument, { after }),
    ];
    await waitFor(() => [everything, ofBen, ...ofAnn].every(({ items }) => items.length > 0));
    await markRead(id, messageIds[1], ann);
    await write(phone, 'the end');
    const late = collect(server.connect(ann), ViewerStreamDocument, { after });
    const lateBen = collect(server.connect(ben), ViewerStreamDocument, { after });
    const kinds = (items: readonly { viewerEvents: { __typename: string } }[]) =>
      items.map(({ viewerEvents }) => viewerEvents.__typename);
    await waitFor(() => [...ofAnn, late].every(({ items }) => kinds(items).includes('DomainEvent')));
    await waitFor(() => kinds(lateBen.items).includes('CaughtUp'));
    await waitFor(() => JSON.stringify(everything.items).includes('MESSAGE_ADDED'));
    expect(JSON.stringify(everything.items)).not.toContain('READ_STATE_UPDATED');
    expect([kinds(ofBen.items), kinds(lateBen.items)]).toEqual([['CaughtUp'], ['CaughtUp']]);
    expect(kinds(late.items)).toEqual(['DomainEvent', 'CaughtUp']);
    const page = await server.run(
      parse(`{ events(after: "${after}", first: 500) { events { type } } }`) as never,
      {} as never,
      ann,
    );
    expect(JSON.stringify(page)).toContain('CONVERSATION_UPDATED');
    expect(JSON.stringify(page)).not.toContain('READ_STATE_UPDATED');
  });

  it('have the only stream in which the own state can be selected: others refuse it by name', async () => {
    const direct = parse(
      'subscription { conversationUpdated { conversation { viewerState { unreadCount } } } }',
    );
    const hidden = parse(
      `subscription Hidden { events { __typename ... on DomainEvent { node { ...Part } } } }
       fragment Part on Conversation { id viewerState { unreadCount } }`,
    );
    for (const document of [direct, hidden]) {
      const refused = collect(server.connect(ann), document as never, {} as never);
      await waitFor(() => refused.errors.length > 0);
      expect(refused.errors).toMatchObject([
        {
          message: expect.stringContaining('Conversation.viewerState'),
          extensions: { code: 'BAD_USER_INPUT' },
        },
      ]);
    }
    const { id } = await converse(1);
    const fine = collect(server.connect(ann), MessageAddedDocument, { filter: { conversationIds: [id] } });
    expect(fine.errors).toEqual([]);
  });

  it('are refused in endpoints of outgoing webhooks', async () => {
    const create = parse(
      'mutation { createWebhookEndpoint(input: { url: "https://example.com/", eventTypes: [READ_STATE_UPDATED] }) { secret } }',
    );
    expect(codesOf(await server.ask(create as never, {} as never, owner))).toEqual(['BAD_USER_INPUT']);
  });
});

describe('timelines', () => {
  it('merge messages, notes and notices by id, in both directions, in pages', async () => {
    const { id, contactId, channelId, messageIds, phone } = await converse(2);
    const { pool } = server.app.database;
    const add = (body: string) =>
      server.run(
        parse(
          `mutation { addNote(input: { conversationId: "${id}", body: "${body}" }) { note { id } } }`,
        ) as never,
        {} as never,
        ann,
      ) as Promise<{ addNote: { note: { id: string } } }>;
    const { addNote: first } = await add('first note');
    await write(phone, 'message 3');
    const [account, salon, booking, told, untold] = [uuidV7(), uuidV7(), uuidV7(), uuidV7(), uuidV7()];
    await pool.query(
      `insert into booking_accounts (id, tenant_id, name, webhook_key_hash, webhook_key_prefix, created_at) values ($1, $2, 'Y', $1::uuid::text, 'abcd', now())`,
      [account, tenantId],
    );
    await pool.query(
      `insert into salons (id, tenant_id, account_id, company_id, name, timezone, grouping_seconds, reminder_hours, bot_comment_markers, created_at)
       values ($1, $2, $3, '1', 'Salon', 'Asia/Almaty', 0, '{}', '{}', now())`,
      [salon, tenantId, account],
    );
    await pool.query(
      `insert into bookings (id, tenant_id, salon_id, company_external_id, external_id, contact_id, status, services, revision, created_at, updated_at)
       values ($1, $2, $3, '1', '1', $4, 'ACTIVE', '[]', 1, now(), now())`,
      [booking, tenantId, salon, contactId],
    );
    for (const [notice, messageId] of [
      [told, messageIds[0]],
      [untold, null],
    ])
      await pool.query(
        `insert into booking_notifications (id, tenant_id, booking_id, notification_type, decision, revision, dedupe_key, message_id, created_at)
         values ($1, $2, $3, 'CREATED', 'SENT', 1, $1::uuid::text, $4, now())`,
        [notice, tenantId, booking, messageId],
      );
    const { addNote: second } = await add('second note');
    const { rows } = await pool.query('select id from messages where conversation_id = $1 order by id', [id]);
    const [m1, m2, m3] = rows.map(row => row.id as string);
    const idsOf = (nodes: readonly { id?: string }[]) => nodes.map(node => node.id);
    const ofConversation = async (variables: object = {}) => {
      const { conversation } = await server.run(ConversationTimelineDocument, { id, ...variables }, ann);
      if (!conversation) throw new Error('The conversation is gone.');
      return conversation.timeline;
    };
    const ofContact = async (variables: object = {}) =>
      (await server.run(ContactTimelineDocument, { id: contactId, ...variables }, ann)).contact?.timeline;
    const whole = [m1, m2, first.note.id, m3, told, second.note.id];
    const all = await ofConversation();
    expect(idsOf(all.nodes)).toEqual(whole);
    expect(all.nodes.map(node => node.__typename)).toEqual([
      ...['Message', 'Message', 'Note', 'Message', 'BookingNotification', 'Note'],
    ]);
    expect(idsOf((await ofContact())?.nodes ?? [])).toEqual([...whole.slice(0, 5), untold, second.note.id]);

    const forward: unknown[] = [];
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const page = await ofConversation({ first: 2, after });
      forward.push(...idsOf(page.nodes));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    }
    expect(forward).toEqual(whole);
    const newest = await ofConversation({ last: 4 });
    expect([idsOf(newest.nodes), newest.pageInfo.hasPreviousPage]).toEqual([whole.slice(2), true]);
    const older = await ofConversation({ last: 4, before: newest.pageInfo.startCursor });
    expect([idsOf(older.nodes), older.pageInfo.hasPreviousPage]).toEqual([whole.slice(0, 2), false]);

    expect(idsOf((await ofConversation({ filter: { kinds: ['NOTE'] } })).nodes)).toEqual([
      first.note.id,
      second.note.id,
    ]);
    expect((await ofConversation({ filter: { kinds: [] } })).nodes).toEqual([]);
    expect(idsOf((await ofConversation({ filter: { channelIds: [channelId] } })).nodes)).toEqual(whole);
    expect((await ofContact({ filter: { channelIds: [uuidV7()] } }))?.nodes).toEqual([]);
    expect(idsOf((await ofContact({ filter: { channelIds: [channelId] } }))?.nodes ?? [])).toEqual(whole);
    expect(await ofConversation({ first: 0 })).toMatchObject({ nodes: [], syncCursor: expect.any(String) });
  });

  it('refuse what no list takes', async () => {
    const { id } = await converse(1);
    const ask = async (variables: object) =>
      codesOf(await server.ask(ConversationTimelineDocument, { id, ...variables } as never, ann));
    const inbox = await syncCursor();
    for (const variables of [
      { filter: { channelIds: ['x'] } },
      { filter: { channelIds: Array.from({ length: 1_001 }, () => uuidV7()) } },
      { filter: { kinds: ['NOPE'] } },
      { first: -1 },
      { first: 1, last: 1 },
    ])
      expect(await ask(variables)).toEqual(['BAD_USER_INPUT']);
    expect(await ask({ after: inbox })).toEqual(['CURSOR_INVALID']);
    expect(await ask({ filter: { kinds: null, channelIds: null } })).toEqual([]);
    expect(await ask({ filter: { channelIds: [] } })).toEqual([]);
  });

  it('of a contact include the notes of the leads', async () => {
    const { contactId } = await converse(1);
    const { rows } = await server.app.database.pool.query('select id from leads where contact_id = $1', [
      contactId,
    ]);
    await server.run(
      parse(
        `mutation { addNote(input: { leadId: "${rows[0].id}", body: "of the lead" }) { note { id } } }`,
      ) as never,
      {} as never,
      ann,
    );
    const { contact } = await server.run(ContactTimelineDocument, { id: contactId }, ann);
    expect(contact?.timeline.nodes).toMatchObject([{ text: 'message 1' }, { body: 'of the lead' }]);
  });
});

describe('activities in timelines', () => {
  const change = async (text: string, token = ann) =>
    (await server.run(parse(`mutation { ${text} }`) as never, {} as never, token)) as never;
  const timelineOf = async (id: string, token: string, variables: object = {}) => {
    const { conversation } = await server.run(ConversationTimelineDocument, { id, ...variables }, token);
    return (conversation?.timeline.nodes ?? []) as readonly {
      id: string;
      __typename: string;
      action?: string;
      actor?: { name: string };
      ipAddress?: string | null;
      changes?: { field: string; before: unknown; after: unknown; isHidden: boolean }[];
    }[];
  };
  const ofContact = async (id: string, filter: object = {}) => {
    const variables = { id, filter, last: 50 };
    return (await server.run(ContactTimelineDocument, variables as never, ann)).contact?.timeline.nodes ?? [];
  };
  const actionsOf = (nodes: readonly object[]) =>
    nodes.map(node => ('action' in node ? node.action : (node as { __typename: string }).__typename));
  const activitiesOnly = { kinds: ['ACTIVITY'] } as never;
  let label: string;

  /** A conversation with one change of each kind between two messages. */
  async function work() {
    const made = await converse(1);
    const { pool } = server.app.database;
    const { rows } = await pool.query(
      `select c.lead_id, (select id from users where email = 'head@demo.test') as ben, (select id from topics where tenant_id = $2 limit 1) as topic,
              (select id from lead_stages where tenant_id = $2 order by position offset 1 limit 1) as stage from conversations c where c.id = $1`,
      [made.id, tenantId],
    );
    const [{ lead_id: leadId, ben: colleague, topic, stage }] = rows;
    label ??= (
      (await change('upsertLabel(input: { name: "Warm", color: "#00aa00" }) { label { id } }', owner)) as {
        upsertLabel: { label: { id: string } };
      }
    ).upsertLabel.label.id;
    await change(
      `assignConversation(input: { conversationId: "${made.id}", userId: "${colleague}" }) { conversation { id } }`,
    );
    await change(
      `setConversationStatus(input: { conversationId: "${made.id}", status: PENDING }) { conversation { id } }`,
    );
    await change(
      `setTopic(input: { conversationId: "${made.id}", topicId: "${topic}" }) { conversation { id } }`,
    );
    await change(
      `updateConversation(input: { id: "${made.id}", addLabelIds: ["${label}"] }) { conversation { id } }`,
    );
    await change(`updateLead(input: { id: "${leadId}", stageId: "${stage}" }) { lead { id } }`);
    await change(`addNote(input: { conversationId: "${made.id}", body: "in between" }) { note { id } }`);
    await change(
      `updateContact(input: { id: "${made.contactId}", displayName: "Renamed" }) { contact { id } }`,
    );
    await write(made.phone, 'message 2');
    return { ...made, leadId, colleague, topic, stage };
  }
  const changed = [
    ...['conversation.assigned', 'conversation.status_set', 'conversation.topic_set', 'conversation.updated'],
    'lead.updated',
  ];

  it('say who did what, before and after, in one order with everything else', async () => {
    const { id, contactId, channelId, colleague, topic, stage } = await work();
    const whole = ['Message', ...changed, 'Note', 'contact.updated', 'Message'];
    const all = await timelineOf(id, ann);
    expect(actionsOf(all)).toEqual(whole);
    expect(actionsOf(await ofContact(contactId))).toEqual(whole);
    const byAction = new Map(all.map(node => [node.action, node]));
    const changesOf = (action: string) =>
      byAction
        .get(action)
        ?.changes?.map(({ field, before, after, isHidden }) => [field, before, after, isHidden]);
    const { name } = (await server.run(ViewerDocument, {}, ann)).viewer;
    expect(byAction.get('conversation.assigned')?.actor).toEqual({ __typename: 'User', name });
    expect(changesOf('conversation.assigned')).toEqual([['assigneeId', null, colleague, false]]);
    expect(changesOf('conversation.status_set')).toEqual([['status', 'OPEN', 'PENDING', false]]);
    expect(changesOf('conversation.topic_set')?.[0]).toEqual(['topicId', null, topic, false]);
    expect(changesOf('conversation.updated')).toEqual([['labelIds', [], [label], false]]);
    expect(changesOf('lead.updated')?.[0]).toMatchObject(['stageId', expect.any(String), stage, false]);
    expect(changesOf('contact.updated')).toEqual([['displayName', null, null, true]]);

    const paged: string[] = [];
    for (let after: string | null | undefined = null; after !== undefined; ) {
      const page: { nodes: readonly object[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } =
        (await server.run(ConversationTimelineDocument, { id, first: 2, after }, ann)).conversation
          ?.timeline as never;
      paged.push(...page.nodes.map(node => (node as { id: string }).id));
      after = page.pageInfo.hasNextPage ? page.pageInfo.endCursor : undefined;
    }
    expect(paged).toEqual(all.map(node => node.id));
    expect(actionsOf(await timelineOf(id, ann, { last: 3 }))).toEqual(whole.slice(-3));
    expect(actionsOf(await timelineOf(id, ann, { filter: activitiesOnly }))).toEqual([
      ...changed,
      'contact.updated',
    ]);
    // A change of the person is on no number.
    for (const filter of [{ channelIds: [channelId] }, { channelIds: [channelId], kinds: ['ACTIVITY'] }])
      expect(actionsOf(await ofContact(contactId, filter))).not.toContain('contact.updated');
    expect(actionsOf(await ofContact(contactId, { channelIds: [channelId] }))).toContain('lead.updated');
    expect(await ofContact(contactId, { channelIds: [uuidV7()] })).toEqual([]);
  });

  it('show from where only to those who may read the audit log, and are found by their id', async () => {
    const { id } = await work();
    const filter = activitiesOnly;
    const [forAnn, forOwner] = [
      await timelineOf(id, ann, { filter }),
      await timelineOf(id, owner, { filter }),
    ];
    const hidden = { credentialId: null, ipAddress: null, userAgent: null };
    for (const node of forAnn) expect(node).toMatchObject(hidden);
    for (const node of forOwner)
      expect(node).toMatchObject({ credentialId: expect.any(String), ipAddress: '127.0.0.1' });
    expect(codesOf(await server.ask(ConversationTimelineDocument, { id }, other))).toEqual(['NOT_FOUND']);
    const [{ id: activityId } = { id: '' }] = forAnn;
    const find = async (token: string, wanted = activityId) =>
      (await server.run(parse(`{ node(id: "${wanted}") { __typename } }`) as never, {} as never, token)) as {
        node: object | null;
      };
    expect(await find(ann)).toEqual({ node: { __typename: 'Activity' } });
    expect(await find(other)).toEqual({ node: null });
    const { rows } = await server.app.database.pool.query(
      "select id from activities where tenant_id = $1 and action = 'label.saved' limit 1",
      [tenantId],
    );
    expect(await find(ann, rows[0].id)).toEqual({ node: null });
    expect(await find(owner, rows[0].id)).toEqual({ node: { __typename: 'Activity' } });
  });

  it('follow a person who is merged, and the numbers of a token', async () => {
    const [first, second] = [await work(), await work()];
    await change(
      `mergeContacts(input: { keepId: "${first.contactId}", mergeId: "${second.contactId}" }) { contact { id } }`,
      owner,
    );
    const ofPerson = actionsOf(await timelineOf(second.id, ann, { filter: activitiesOnly }));
    expect(ofPerson.filter(action => action === 'contact.updated')).toHaveLength(2);
    expect(ofPerson.at(-1)).toBe('contact.merged');
    const whole = actionsOf(await ofContact(first.contactId, { kinds: ['ACTIVITY'] }));
    expect(whole.filter(action => action === 'conversation.assigned')).toHaveLength(2);
    expect(whole.filter(action => action === 'contact.merged')).toHaveLength(1);

    const tokenOf = async (channelId: string) => {
      const made = (await change(
        `createApiToken(input: { name: "one", scopes: [READ], channelIds: ["${channelId}"] }) { secret }`,
        owner,
      )) as { createApiToken: { secret: string } };
      return made.createApiToken.secret;
    };
    const { rows } = await server.app.database.pool.query(
      'select id from channels where tenant_id = $1 and id <> $2 limit 1',
      [tenantId, first.channelId],
    );
    const [own, foreign] = [await tokenOf(first.channelId), await tokenOf(rows[0].id)];
    const seen = await timelineOf(first.id, own, { filter: activitiesOnly });
    expect(actionsOf(seen)).toEqual(changed);
    expect(await timelineOf(first.id, foreign)).toEqual([]);
    const ask = async (token: string) =>
      server.run(parse(`{ node(id: "${seen[0]?.id}") { id } }`) as never, {} as never, token);
    expect(await ask(own)).toEqual({ node: { id: seen[0]?.id } });
    expect(await ask(foreign)).toEqual({ node: null });
  });
});

describe('a message that is taken back', () => {
  const queue = async (conversationId: string, text: string) => {
    const { sendReply } = await server.run(SendReplyDocument, { input: { conversationId, text } }, ann);
    return sendReply.message.id;
  };

  it('is CANCELLED while it is QUEUED, is never sent, and lets the next one go', async () => {
    const { id, channelId } = await converse(1);
    const { pool } = server.app.database;
    const after = await syncCursor();
    const messageId = uuidV7();
    await pool.query(
      `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at)
       values ($1, $2, $3, $4, 'OUTBOUND', 'TEXT', 'not yet', 'USER', 'QUEUED', now(), now())`,
      [messageId, tenantId, id, channelId],
    );
    const next = await queue(id, 'the next');
    const stream = collect(server.connect(ann), StreamDocument, { after });
    const cancelled = await server.run(CancelQueuedMessageDocument, { messageId }, ann);
    expect(cancelled.cancelQueuedMessage.message).toMatchObject({ id: messageId, status: 'CANCELLED' });
    await waitFor(() => JSON.stringify(stream.items).includes('MESSAGE_UPDATED'));
    await waitFor(async () => {
      const { rows } = await pool.query('select status from messages where id = $1', [next]);
      return !['QUEUED', 'SENDING'].includes(rows[0].status);
    });
    const attempts = await pool.query('select 1 from send_attempts where message_id = $1', [messageId]);
    expect(attempts.rows).toEqual([]);
    const { rows } = await pool.query(
      "select action from activities where target_id = $1 and action = 'message.cancelled'",
      [messageId],
    );
    expect(rows).toHaveLength(1);
    const again = await server.ask(CancelQueuedMessageDocument, { messageId }, ann);
    expect(again.errors).toMatchObject([{ extensions: { code: 'CONFLICT', reason: 'WRONG_STATE' } }]);
    const retried = await server.ask(
      RetryMessageDocument,
      { id: messageId, acceptPossibleDuplicate: true },
      ann,
    );
    expect(codesOf(retried)).toEqual(['MESSAGE_NOT_RETRYABLE']);
  });

  it('is refused once it is being sent, for received messages, and for other companies', async () => {
    const { id, messageIds } = await converse(1);
    const sent = await queue(id, 'gone');
    const { pool } = server.app.database;
    await waitFor(async () => {
      const { rows } = await pool.query('select status from messages where id = $1', [sent]);
      return rows[0].status !== 'QUEUED';
    });
    const ask = (messageId: string | undefined, token = ann) =>
      server.ask(CancelQueuedMessageDocument, { messageId: messageId ?? '' }, token);
    expect((await ask(sent)).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'TOO_LATE' } },
    ]);
    expect((await ask(messageIds[0])).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'WRONG_STATE' } },
    ]);
    expect(codesOf(await ask(sent, other))).toEqual(['NOT_FOUND']);
  });
});

describe('a scheduled reply', () => {
  const later = () => new Date(Date.now() + 3_600_000).toISOString();
  const schedule = async (conversationId: string, more: object = {}, reply: object = {}) => {
    const input = { reply: { conversationId, text: 'Good morning', ...reply }, sendAt: later(), ...more };
    return (await server.run(ScheduleReplyDocument, { input } as never, ann)).scheduleReply;
  };
  const nodeOf = async (id: string) => {
    const { node } = await server.run(ScheduledReplyNodeDocument, { id }, ann);
    if (!node || !('status' in node)) throw new Error('The scheduled reply is gone.');
    return node;
  };
  const outboundOf = async (conversationId: string) => {
    const { rows } = await server.app.database.pool.query(
      "select id, text, status from messages where conversation_id = $1 and direction = 'OUTBOUND'",
      [conversationId],
    );
    return rows;
  };
  const runJob = (scheduledReplyId: string) => {
    const { database } = server.app;
    const { sendReply } = createOutboxUseCases({ database, getProvider });
    return sendScheduledReply({ database, sendReply }, { scheduledReplyId });
  };

  it('is listed until its time, then the worker makes it one message', async () => {
    const { id } = await converse(1);
    const after = await syncCursor();
    const filter = { conversationIds: [id] };
    const stream = collect(server.connect(ben), ConversationUpdatedDocument, { after, filter });
    const sendAt = new Date(Date.now() + 1_500).toISOString();
    const { scheduledReply, replayed } = await schedule(id, { sendAt });
    expect([scheduledReply.status, replayed, scheduledReply.author.__typename]).toEqual([
      'SCHEDULED',
      false,
      'User',
    ]);
    const listed = await server.run(ScheduledRepliesDocument, { id }, ben);
    expect(listed.conversation?.scheduledReplies).toMatchObject([
      { id: scheduledReply.id, text: 'Good morning' },
    ]);
    expect(await outboundOf(id)).toEqual([]);
    await waitFor(() => JSON.stringify(stream.items).includes('scheduledReplies'));
    await waitFor(async () => (await nodeOf(scheduledReply.id)).status === 'SENT');
    expect(await outboundOf(id)).toMatchObject([{ text: 'Good morning' }]);
    expect((await nodeOf(scheduledReply.id)).message).toMatchObject({ text: 'Good morning' });
    expect((await server.run(ScheduledRepliesDocument, { id }, ann)).conversation?.scheduledReplies).toEqual(
      [],
    );
    // It has read nothing for its author.
    expect(await stateOf(id, ann)).toEqual([1, null, 1]);
  });

  it('is sent once by jobs that run at the same time, or again', async () => {
    const { id } = await converse(1);
    const { scheduledReply } = await schedule(id);
    await Promise.all([1, 2, 3].map(() => runJob(scheduledReply.id)));
    await runJob(scheduledReply.id);
    expect((await nodeOf(scheduledReply.id)).status).toBe('SENT');
    expect(await outboundOf(id)).toHaveLength(1);
  });

  it('can be cancelled once, and is not sent then', async () => {
    const { id } = await converse(1);
    const { scheduledReply } = await schedule(id);
    const cancel = (token = ann) =>
      server.ask(CancelScheduledReplyDocument, { id: scheduledReply.id }, token);
    expect(codesOf(await cancel(other))).toEqual(['NOT_FOUND']);
    expect((await cancel()).data.cancelScheduledReply.scheduledReply.status).toBe('CANCELLED');
    expect((await cancel()).errors).toMatchObject([
      { extensions: { code: 'CONFLICT', reason: 'WRONG_STATE' } },
    ]);
    await runJob(scheduledReply.id);
    expect(await outboundOf(id)).toEqual([]);
  });

  it('is cancelled when the contact writes before, if wanted: by the sweep, or by the job', async () => {
    const { id, phone } = await converse(1);
    const { scheduledReply: swept } = await schedule(id, { cancelOnInbound: true });
    const { scheduledReply: kept } = await schedule(id);
    await write(phone, 'one more question');
    await cancelAnswered(server.app.database, null);
    expect((await nodeOf(swept.id)).status).toBe('CANCELLED');
    const { scheduledReply: late } = await schedule(id, { cancelOnInbound: true });
    await write(phone, 'and another');
    await runJob(late.id);
    expect([(await nodeOf(late.id)).status, (await nodeOf(kept.id)).status]).toEqual([
      'CANCELLED',
      'SCHEDULED',
    ]);
    expect(await outboundOf(id)).toEqual([]);
  });

  it('is FAILED with the code when it is refused at its time', async () => {
    const { id } = await converse(1);
    const { scheduledReply } = await schedule(id);
    await server.app.database.pool.query(
      'update contact_identities set opted_out_at = now() where id = (select identity_id from conversations where id = $1)',
      [id],
    );
    await runJob(scheduledReply.id);
    expect(await nodeOf(scheduledReply.id)).toMatchObject({
      status: 'FAILED',
      failureCode: 'RECIPIENT_OPTED_OUT',
    });
    expect(await outboundOf(id)).toEqual([]);
    // It is listed until someone has seen it.
    const list = async () =>
      (await server.run(ScheduledRepliesDocument, { id }, ben)).conversation?.scheduledReplies;
    expect(await list()).toMatchObject([{ id: scheduledReply.id, status: 'FAILED' }]);
    await server.run(CancelScheduledReplyDocument, { id: scheduledReply.id }, ben);
    expect(await list()).toEqual([]);
  });

  it('is one for one key, and is refused in the past, in another company, and beyond 20', async () => {
    const { id } = await converse(1);
    const sendAt = later();
    const key = { idempotencyKey: uuidV7() };
    const first = await schedule(id, { sendAt }, key);
    const again = await schedule(id, { sendAt }, key);
    expect([again.replayed, again.scheduledReply.id]).toEqual([true, first.scheduledReply.id]);
    const ask = async (more: object, reply: object = {}, token = ann) => {
      const input = { reply: { conversationId: id, text: 'Good morning', ...reply }, sendAt, ...more };
      return codesOf(await server.ask(ScheduleReplyDocument, { input } as never, token));
    };
    expect(await ask({}, { ...key, text: 'other words' })).toEqual(['IDEMPOTENCY_KEY_REUSED']);
    expect(await ask({ sendAt: new Date().toISOString() })).toEqual(['BAD_USER_INPUT']);
    expect(await ask({}, { text: ' ' })).toEqual(['BAD_USER_INPUT']);
    expect(await ask({}, {}, other)).toEqual(['NOT_FOUND']);
    for (let n = 1; n < 20; n += 1) await schedule(id);
    expect(await ask({})).toEqual(['LIMIT_REACHED']);
  });
});
