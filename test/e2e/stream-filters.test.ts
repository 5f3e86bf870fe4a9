/** One filter for all streams: what matches comes, what left comes once with `matches` false, the rest does not. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connectProvider } from '../../src/accounts/provider-accounts.js';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { ProviderKind, Role } from '../../src/domain/vocabulary.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  AssignToDocument,
  ChooseTopicDocument,
  ConversationUpdatedDocument,
  type ConversationUpdatedSubscription,
  type ConversationUpdatedSubscriptionVariables,
  EventPagesDocument,
  InboxDocument,
  MessageAddedDocument,
  MessageUpdatedDocument,
  SetConversationStatusDocument,
  StreamDocument,
  type StreamFilter,
  UpdateConversationDocument,
  UpdateConversationsDocument,
  UpsertLabelDocument,
  UpsertTeamDocument,
  UpsertTopicDocument,
  ViewerDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let owner: string;
let key: string;
let channelId: string;
let ann: string;
let ben: string;
let wallpaper: string;
let floors: string;
let people = 0;

beforeAll(async () => {
  server = await startTestApp();
  const company = await server.addTenant('acme', Role.OWNER);
  owner = company.token;
  const cipher = createSecretCipher(Buffer.alloc(32, 7));
  const { webhookKey } = await connectProvider(server.app.database, cipher, company.tenantId, {
    ...{ kind: ProviderKind.CHATFLOW, name: 'ChatFlow' },
    credentials: { apiToken: 'a-token', instanceId: 'instance_a' },
  });
  key = webhookKey;
  const idOf = async (name: string) => {
    const token = await server.addUser(company.tenantId, `${name}@acme.test`, Role.MANAGER);
    return (await server.run(ViewerDocument, {}, token)).viewer.id;
  };
  [ann, ben] = [await idOf('ann'), await idOf('ben')];
  const topic = async (name: string, keyword: string) =>
    (await server.run(UpsertTopicDocument, { input: { name, keywords: [keyword] } }, owner)).upsertTopic.topic
      .id;
  [wallpaper, floors] = [await topic('Wallpaper', 'обои'), await topic('Floors', 'ламинат')];
});
afterAll(() => server.stop());

const syncCursor = async () =>
  (await server.run(InboxDocument, { first: 1 }, owner)).conversations.syncCursor;

async function write(phone: string, message: string): Promise<void> {
  const { status } = await server.post(`/webhooks/chatflow?key=${key}`, {
    message,
    metadata: { remoteJid: `${phone}@s.whatsapp.net`, sender: `Person ${phone}`, messageId: uuidV7() },
  });
  expect(status).toBe(200);
}

/** A conversation of a new person. */
async function converse(message = 'Здравствуйте'): Promise<{ id: string; phone: string }> {
  people += 1;
  const phone = `7702${String(people).padStart(7, '0')}`;
  await write(phone, message);
  const { conversations } = await server.run(InboxDocument, { filter: { search: phone } }, owner);
  const [node] = conversations.nodes;
  if (!node) throw new Error('The message opened no conversation.');
  channelId = node.channel.id;
  return { id: node.id, phone };
}

const assign = (id: string, userId: string | null) => server.run(AssignToDocument, { id, userId }, owner);
const choose = (id: string, topicId: string | null) =>
  server.run(ChooseTopicDocument, { id, topicId }, owner);
const setStatus = (id: string, status: 'OPEN' | 'PENDING' | 'RESOLVED') =>
  server.run(SetConversationStatusDocument, { id, status }, owner);

const item = (matches: boolean, ...changed: string[]) => ({ changed, matches, isShown: true });
type Items = ReturnType<
  typeof collect<ConversationUpdatedSubscription, ConversationUpdatedSubscriptionVariables>
>;
const itemsOf = ({ items }: Items, id: string) =>
  items
    .map(({ conversationUpdated }) => conversationUpdated)
    .filter(({ conversationId }) => conversationId === id)
    .map(({ changed, matches, conversation }) => ({ changed, matches, isShown: conversation?.id === id }));

/** The items of one conversation after each step. On one socket the unfiltered stream comes second. */
async function follow(filter: StreamFilter, id: string, steps: readonly (() => Promise<unknown>)[]) {
  const after = await syncCursor();
  const client = server.connect(owner);
  const filtered = collect(client, ConversationUpdatedDocument, { filter, after });
  const all = collect(client, ConversationUpdatedDocument, { after });
  const found: ReturnType<typeof itemsOf>[] = [];
  for (const step of steps) {
    const before = [itemsOf(filtered, id).length, itemsOf(all, id).length] as const;
    await step();
    await waitFor(() => itemsOf(all, id).length > before[1]);
    found.push(itemsOf(filtered, id).slice(before[0]));
  }
  expect([filtered.errors, all.errors]).toEqual([[], []]);
  filtered.stop();
  all.stop();
  return found;
}

/** The items of a subscriber who was away during the change. */
async function resume(filter: StreamFilter, id: string, change: () => Promise<unknown>) {
  const after = await syncCursor();
  await change();
  const client = server.connect(owner);
  const filtered = collect(client, ConversationUpdatedDocument, { filter, after });
  const all = collect(client, ConversationUpdatedDocument, { after });
  await waitFor(() => itemsOf(all, id).length > 0);
  // The streams catch up one after the other; a later event ends both.
  const sentinel = await converse();
  await waitFor(() => itemsOf(all, sentinel.id).length > 0);
  const found = itemsOf(filtered, id);
  filtered.stop();
  all.stop();
  return found;
}

describe('conversationUpdated', () => {
  it('tells once that a conversation was given to somebody else, and nothing afterwards', async () => {
    const { id, phone } = await converse();
    const items = await follow({ assigneeIds: [ann] }, id, [
      () => setStatus(id, 'PENDING'),
      () => assign(id, ann),
      () => write(phone, 'Ещё вопрос'),
      () => assign(id, ben),
      () => setStatus(id, 'RESOLVED'),
      () => write(phone, 'И ещё'),
      () => assign(id, null),
      () => assign(id, ann),
    ]);
    const received = ['lastMessage', 'lastActivityAt', 'unreadCount'];
    expect(items).toEqual([
      [],
      [item(true, 'assignee')],
      [item(true, ...received, 'status')],
      [item(false, 'assignee')],
      [],
      [],
      [],
      [item(true, 'assignee')],
    ]);
  });

  it('follows those without an assignee, or with one', async () => {
    const { id } = await converse();
    const steps = [() => assign(id, ann), () => assign(id, ben), () => assign(id, null)];
    expect(await follow({ unassigned: true }, id, steps)).toEqual([
      [item(false, 'assignee')],
      [],
      [item(true, 'assignee')],
    ]);
    expect(await follow({ unassigned: false }, id, steps)).toEqual([
      [item(true, 'assignee')],
      [item(true, 'assignee')],
      [item(false, 'assignee')],
    ]);
  });

  it('follows topics, also when the words of a message change them', async () => {
    const { id, phone } = await converse();
    const received = ['lastMessage', 'lastActivityAt', 'unreadCount'];
    const items = await follow({ topicIds: [wallpaper] }, id, [
      () => write(phone, 'Нужны обои'),
      () => write(phone, 'Спасибо'),
      () => write(phone, 'А есть ламинат?'),
      () => write(phone, 'Ламинат нужен'),
      () => choose(id, wallpaper),
      () => write(phone, 'Про ламинат'),
      () => choose(id, floors),
    ]);
    expect(items).toEqual([
      [item(true, ...received)],
      [item(true, ...received)],
      [item(false, ...received)],
      [],
      [item(true, 'topic')],
      [item(true, ...received)],
      [item(false, 'topic')],
    ]);
  });

  it('follows labels and teams, also when several change at once', async () => {
    const { id, phone } = await converse();
    const label = async (name: string) =>
      (await server.run(UpsertLabelDocument, { input: { name } }, owner)).upsertLabel.label.id;
    const [vip, hot] = [await label('VIP'), await label('Hot')];
    const team = (await server.run(UpsertTeamDocument, { input: { name: 'Doors' } }, owner)).upsertTeam.team
      .id;
    const mark = (add: string[], remove: string[] = []) =>
      server.run(
        UpdateConversationDocument,
        { input: { id, addLabelIds: add, removeLabelIds: remove } },
        owner,
      );
    const update = (input: object) =>
      server.run(UpdateConversationsDocument, { input: { ids: [id], ...input } }, owner);
    const steps = [
      () => mark([vip]),
      () => mark([hot]),
      () => mark([], [vip]),
      () => write(phone, 'Про обои'),
      () => update({ removeLabelIds: [hot], teamId: team, topicId: floors }),
      () => update({ addLabelIds: [vip] }),
      () => update({ teamId: null, status: 'PENDING' }),
    ];
    const received = ['lastMessage', 'lastActivityAt', 'unreadCount'];
    expect(await follow({ labelIds: [hot, vip] }, id, steps)).toEqual([
      [item(true, 'labels')],
      [item(true, 'labels')],
      [item(true, 'labels')],
      [item(true, ...received)],
      [item(false, 'team', 'topic', 'labels')],
      [item(true, 'labels')],
      [item(true, 'status', 'team')],
    ]);
    expect(
      await follow({ teamIds: [team] }, id, [() => update({ teamId: team }), () => update({ teamId: null })]),
    ).toEqual([[item(true, 'team')], [item(false, 'team')]]);
    // A rule's topic and the labels: the event of the message has both of before.
    await update({ topicId: null, addLabelIds: [vip] });
    await write(phone, 'обои');
    const both = async () => {
      await write(phone, 'а есть ламинат');
      await mark([], [vip]);
    };
    expect(await resume({ labelIds: [vip], topicIds: [wallpaper] }, id, both)).toMatchObject([
      { matches: false },
    ]);
  });

  it('holds all that is given, and an empty list matches nothing', async () => {
    const { id } = await converse('обои');
    const steps = [
      () => assign(id, ann),
      () => choose(id, floors),
      () => choose(id, wallpaper),
      () => assign(id, null),
    ];
    expect(
      await follow({ assigneeIds: [ann], topicIds: [wallpaper], channelIds: [channelId] }, id, steps),
    ).toEqual([
      [item(true, 'assignee')],
      [item(false, 'topic')],
      [item(true, 'topic')],
      [item(false, 'assignee')],
    ]);
    for (const [n, name] of ['assigneeIds', 'topicIds', 'channelIds', 'conversationIds'].entries())
      expect(
        await follow({ [name]: [] }, id, [() => setStatus(id, n % 2 === 0 ? 'PENDING' : 'RESOLVED')]),
      ).toEqual([[]]);
    const other = await converse();
    expect(await follow({ conversationIds: [id.toUpperCase()] }, id, [() => assign(id, ben)])).toEqual([
      [item(true, 'assignee')],
    ]);
    expect(await follow({ conversationIds: [id] }, other.id, [() => assign(other.id, ben)])).toEqual([[]]);
  });

  it('tells those who come back of what left meanwhile', async () => {
    const { id, phone } = await converse('обои');
    await assign(id, ann);
    expect(await resume({ assigneeIds: [ann] }, id, () => assign(id, ben))).toEqual([
      item(false, 'assignee'),
    ]);
    expect(await resume({ topicIds: [wallpaper] }, id, () => write(phone, 'ламинат'))).toMatchObject([
      { matches: false },
    ]);
    // Left by two changes at once: by the first event, as the second was about a conversation that had left.
    await assign(id, ann);
    await choose(id, wallpaper);
    const both = async () => {
      await assign(id, ben);
      await choose(id, floors);
    };
    expect(await resume({ assigneeIds: [ann], topicIds: [wallpaper] }, id, both)).toEqual([
      item(false, 'assignee'),
    ]);
  });
});

describe('the same filter', () => {
  it('holds for messages and their changes, in the current state of the conversation', async () => {
    const mine = await converse();
    const other = await converse();
    await assign(mine.id, ann);
    const after = await syncCursor();
    const client = server.connect(owner);
    const added = collect(client, MessageAddedDocument, { filter: { assigneeIds: [ann] }, after });
    const updated = collect(client, MessageUpdatedDocument, {
      filter: { conversationIds: [mine.id] },
      after,
    });
    const all = collect(client, MessageAddedDocument, { filter: { channelIds: [channelId] }, after });
    for (const { phone } of [other, mine, other]) await write(phone, 'Вопрос');
    await waitFor(() => all.items.length === 3);
    expect(added.items.map(one => one.messageAdded.conversation.id)).toEqual([mine.id]);
    expect([updated.items, updated.errors]).toEqual([[], []]);
    for (const stream of [added, updated, all]) stream.stop();
  });

  it('holds for events of conversations, while all others come, live and in pages', async () => {
    const mine = await converse();
    await assign(mine.id, ann);
    const after = await syncCursor();
    const filter = { assigneeIds: [ann] };
    const live = collect(server.connect(owner), StreamDocument, { filter, after });
    const other = await converse();
    await write(mine.phone, 'Вопрос');
    await assign(mine.id, ben);
    await setStatus(mine.id, 'RESOLVED');
    await server.run(
      UpsertTopicDocument,
      { input: { id: floors, name: 'Floors', keywords: ['ламинат'] } },
      owner,
    );
    await server.run(UpsertTopicDocument, { input: { id: floors, name: `Floors ${other.phone}` } }, owner);
    const types = () =>
      live.items.flatMap(({ events }) => (events.__typename === 'DomainEvent' ? [events.type] : []));
    await waitFor(() => types().includes('TENANT_UPDATED'));
    const page = (await server.run(EventPagesDocument, { after, first: 500, filter }, owner)).events;
    // The page sees the conversation as it is now: the message of before no longer matches.
    expect(page.events.map(({ type }) => type)).toEqual(types().filter(type => type !== 'MESSAGE_ADDED'));
    expect(types().filter(type => type !== 'LEAD_ADDED')).toEqual([
      'MESSAGE_ADDED',
      'CONVERSATION_UPDATED',
      'TENANT_UPDATED',
    ]);
    const { rows } = await server.app.database.pool.query(
      "select position, subject_id from domain_events where kind = 'TENANT_UPDATED' order by position desc limit 1",
    );
    expect(page.events.at(-1)).toMatchObject({
      position: String(rows[0].position),
      nodeId: rows[0].subject_id,
    });
    live.stop();
  });

  it('is refused with an id that is none, or with more than 100', async () => {
    const refused = async (filter: StreamFilter) => {
      const stream = collect(server.connect(owner), MessageAddedDocument, { filter });
      await waitFor(() => stream.errors.length > 0);
      const pull = await server.ask(EventPagesDocument, { filter }, owner);
      const codes = [...(stream.errors as { extensions: object }[]), ...(pull.errors ?? [])];
      return codes.map(({ extensions }) => extensions);
    };
    for (const [field, ids] of [
      ['assigneeIds', ['nobody']],
      ['topicIds', ['x']],
      ['channelIds', ['instance_a']],
      ['conversationIds', Array.from({ length: 101 }, () => ann)],
    ] as const)
      expect(await refused({ [field]: ids })).toMatchObject([
        { code: 'BAD_USER_INPUT', field },
        { code: 'BAD_USER_INPUT', field },
      ]);
  });
});
