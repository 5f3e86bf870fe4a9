import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { tableOf } from '../../src/database/columns.js';
import type { Database } from '../../src/database/database.js';
import { as, int, sql, typedAs } from '../../src/database/sql.js';
import { statement } from '../../src/database/statement.js';
import { openDueSnoozed, openSnoozed, openSnoozedTask } from '../../src/desk/open-snoozed.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { Tenant } from '../../src/entities/tenant.entity.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner } from '../support/run-graphql.js';
import {
  openTestDatabase,
  type SeededConversation,
  type SeededTenant,
  seedConversations,
  seedTenant,
} from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let foreign: SeededTenant;
let run: ReturnType<typeof createRunner>;

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  tenant = await seedTenant(database, 'desk');
  foreign = await seedTenant(database, 'foreign');
});

afterAll(async () => {
  await database?.close();
  await files?.drop();
});

const one = async (messagesEach = 3) =>
  ((await seedConversations(database, tenant, { messagesEach })) as [SeededConversation])[0];

interface LoggedEvent {
  kind: string;
  subject_id: string;
  changed: string[];
}

/** The events that `work` adds to the tenant's log. */
async function eventsOf(work: () => Promise<unknown>): Promise<LoggedEvent[]> {
  const read = async () =>
    (
      await database.pool.query<LoggedEvent & { position: number }>(
        'select position, kind, subject_id, changed from domain_events where tenant_id = $1 order by position',
        [tenant.tenantId],
      )
    ).rows;
  const before = await read();
  await work();
  return (await read())
    .slice(before.length)
    .map(({ kind, subject_id, changed }) => ({ kind, subject_id, changed }));
}

async function ok(document: string, variables: object = {}, role: Role = Role.MANAGER) {
  const { data, codes } = await run(tenant, document, variables as never, role);
  expect(codes).toEqual([]);
  return data;
}

const refused = async (document: string, variables: object = {}, role: Role = Role.MANAGER) =>
  (await run(tenant, document, variables as never, role)).codes;

describe('a unit of work', () => {
  it('gives a statement the same rows as the pool: dates, numbers and lists, and the mapper the same dates', async () => {
    const tenants = tableOf(Tenant);
    const read = statement(
      'test-rows-of-a-unit',
      sql`select ${tenants.select('t', ['id', 'createdAt', 'webhookRetentionDays'])}, ${as('big', int('9007199254740991::int8'))},
                 ${as('words', typedAs<string[]>("array['a']"))}
            from ${tenants.table} t where ${tenants.of('t').id} = $1`,
    );
    const plain = await database.query(read, [tenant.tenantId]);
    expect(plain).toEqual([
      {
        id: tenant.tenantId,
        createdAt: expect.any(Date),
        webhookRetentionDays: expect.any(Number),
        big: Number.MAX_SAFE_INTEGER,
        words: ['a'],
      },
    ]);
    await database.change(tenant.tenantId, async ({ em, query }) => {
      expect(await query(read, [tenant.tenantId])).toEqual(plain);
      const { createdAt } = await em.findOneOrFail(Tenant, { id: tenant.tenantId });
      expect(createdAt).toEqual(plain[0]?.createdAt);
    });
  });
});

describe('setConversationStatus', () => {
  const document = `mutation ($id: ID!, $status: ConversationStatus!, $until: DateTime) {
    setConversationStatus(input: { conversationId: $id, status: $status, snoozedUntil: $until }) { conversation { status snoozedUntil } } }`;

  it('snoozes until a moment to come, and opens again', async () => {
    const { id } = await one();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const snooze = () => ok(document, { id, status: 'SNOOZED', until });
    expect(await eventsOf(snooze)).toEqual([
      { kind: 'CONVERSATION_UPDATED', subject_id: id, changed: ['status', 'snoozedUntil'] },
    ]);
    expect(await eventsOf(snooze)).toEqual([]);
    const { setConversationStatus } = await ok(document, { id, status: 'OPEN' });
    expect(setConversationStatus.conversation).toEqual({ status: 'OPEN', snoozedUntil: null });
  });

  it('opens by itself when its time has come, once, and tells of it; not before, and not when it was snoozed again', async () => {
    const { id } = await one();
    const until = new Date(Date.now() + 3_600_000).toISOString();
    const opening = { kind: 'CONVERSATION_UPDATED', subject_id: id, changed: ['status', 'snoozedUntil'] };
    const wake = () => openSnoozed(database, { conversationId: id });
    const pass = () =>
      database.pool.query("update conversations set snoozed_until = now() - interval '1 s' where id = $1", [
        id,
      ]);
    const jobs = async () =>
      (
        await database.pool.query(
          'select run_at from graphile_worker.jobs where task_identifier = $1 and key = $2',
          [openSnoozedTask, `open-snoozed:${id}`],
        )
      ).rows;

    await ok(document, { id, status: 'SNOOZED', until });
    expect(await jobs()).toEqual([{ run_at: new Date(until) }]);
    expect(await eventsOf(wake)).toEqual([]);
    const later = new Date(Date.now() + 7_200_000).toISOString();
    await ok(document, { id, status: 'SNOOZED', until: later });
    expect(await jobs()).toEqual([{ run_at: new Date(later) }]);
    await pass();
    expect(await eventsOf(wake)).toEqual([opening]);
    expect(await eventsOf(wake)).toEqual([]);

    await ok(document, { id, status: 'SNOOZED', until });
    await pass();
    expect(await eventsOf(() => openDueSnoozed(database))).toEqual([opening]);
    await ok(document, { id, status: 'SNOOZED', until });
    await ok(document, { id, status: 'RESOLVED' });
    expect(await eventsOf(wake)).toEqual([]);
    expect(await eventsOf(() => openDueSnoozed(database))).toEqual([]);
  });

  it('refuses a moment that is missing, past or out of place, and a foreign conversation', async () => {
    const { id } = await one();
    const past = new Date(0).toISOString();
    expect(await refused(document, { id, status: 'SNOOZED' })).toEqual(['BAD_USER_INPUT']);
    expect(await refused(document, { id, status: 'SNOOZED', until: past })).toEqual(['BAD_USER_INPUT']);
    expect(await refused(document, { id, status: 'OPEN', until: past })).toEqual(['BAD_USER_INPUT']);
    const [theirs] = await seedConversations(database, foreign, {});
    expect(await refused(document, { id: theirs?.id, status: 'OPEN' })).toEqual(['NOT_FOUND']);
    expect(await refused(document, { id: 'nonsense', status: 'OPEN' })).toEqual(['NOT_FOUND']);
    expect(await refused(document, { id, status: 'OPEN' }, Role.READ_ONLY)).toEqual(['FORBIDDEN']);
    expect(await refused(document, { id, status: 'OPEN' }, Role.INTEGRATION)).toEqual(['FORBIDDEN']);
  });
});

describe('assignConversation', () => {
  const document = `mutation ($id: ID!, $userId: ID) { assignConversation(input: { conversationId: $id, userId: $userId }) { conversation { assignee { id } } } }`;

  it('gives a conversation to a colleague and back to everybody', async () => {
    const { id } = await one();
    const userId = tenant.users.OWNER;
    const events = await eventsOf(async () => {
      expect(await ok(document, { id, userId })).toEqual({
        assignConversation: { conversation: { assignee: { id: userId } } },
      });
      await ok(document, { id, userId });
      // Absent: the assignee stays.
      expect(await ok(document, { id })).toEqual({
        assignConversation: { conversation: { assignee: { id: userId } } },
      });
      expect(await ok(document, { id, userId: null })).toEqual({
        assignConversation: { conversation: { assignee: null } },
      });
    });
    expect(events).toEqual([
      { kind: 'CONVERSATION_UPDATED', subject_id: id, changed: ['assignee'] },
      { kind: 'CONVERSATION_UPDATED', subject_id: id, changed: ['assignee'] },
    ]);
  });

  it('knows no colleague of another company, and none who has left', async () => {
    const { id } = await one();
    expect(await refused(document, { id, userId: foreign.users.OWNER })).toEqual(['NOT_FOUND']);
    await database.pool.query('update users set disabled_at = now() where id = $1', [tenant.users.READ_ONLY]);
    expect(await refused(document, { id, userId: tenant.users.READ_ONLY })).toEqual(['NOT_FOUND']);
  });
});

describe('markConversationRead', () => {
  const document = `mutation ($id: ID!, $upTo: ID!) { markConversationRead(input: { conversationId: $id, upToMessageId: $upTo }) { conversation { unreadCount } } }`;
  const unread = (data: { markConversationRead: { conversation: { unreadCount: number } } }) =>
    data.markConversationRead.conversation.unreadCount;

  it('leaves what came in after the message, and never marks anything unread', async () => {
    const { id, messageIds } = await one(7);
    const upTo = (n: number) => ok(document, { id, upTo: messageIds[n] });
    expect(unread(await upTo(1))).toBe(3);
    expect(unread(await upTo(4))).toBe(1);
    expect(await eventsOf(() => upTo(6))).toEqual([
      { kind: 'READ_STATE_UPDATED', subject_id: id, changed: ['viewerState'] },
      { kind: 'CONVERSATION_UPDATED', subject_id: id, changed: ['unreadCount'] },
    ]);
    expect(await eventsOf(() => upTo(0))).toEqual([]);
    expect(unread(await upTo(0))).toBe(0);
  });

  it('refuses a message of another conversation', async () => {
    const [mine, other] = [await one(), await one()];
    expect(await refused(document, { id: mine.id, upTo: other.messageIds[0] })).toEqual(['NOT_FOUND']);
  });
});

describe('setTopic', () => {
  const document = `mutation ($id: ID!, $topicId: ID) { setTopic(input: { conversationId: $id, topicId: $topicId }) { conversation { topic { id } lead { topic { id } } } } }`;
  const sources = async (id: string) =>
    (
      await database.pool.query(
        'select c.topic_source as c, l.topic_source as l from conversations c join leads l on l.id = c.lead_id where c.id = $1',
        [id],
      )
    ).rows[0];

  it('sets the topic of the conversation and its lead by hand, and hands it back to the rules', async () => {
    const { id, leadId } = await one();
    const topic = { id: tenant.topicIds[0] };
    const set = () => ok(document, { id, topicId: topic.id });
    expect(await eventsOf(set)).toEqual([
      { kind: 'CONVERSATION_UPDATED', subject_id: id, changed: ['topic'] },
      { kind: 'LEAD_UPDATED', subject_id: leadId, changed: ['topic'] },
    ]);
    expect(await set()).toEqual({ setTopic: { conversation: { topic, lead: { topic } } } });
    expect(await sources(id)).toEqual({ c: 'HAND', l: 'HAND' });
    await ok(document, { id });
    expect(await sources(id)).toEqual({ c: null, l: null });
  });

  it('knows no topic of another company', async () => {
    expect(await refused(document, { id: (await one()).id, topicId: foreign.topicIds[0] })).toEqual([
      'NOT_FOUND',
    ]);
  });
});

describe('the notes of a lead', () => {
  const page = `query ($id: ID!, $first: Int, $after: Cursor) { lead(id: $id) { notes(first: $first, after: $after) {
    pageInfo { hasNextPage endCursor } nodes { id body createdAt sourceMessage { id } conversation { id } lead { id } author { __typename } } } } }`;
  const add =
    'mutation ($id: ID!, $body: String!) { addNote(input: { leadId: $id, body: $body }) { note { id } } }';

  it('are its remarks and every message of its conversations, by reference, the newest first', async () => {
    const { id, leadId, messageIds } = await one(5);
    const before = await database.pool.query('select count(*)::int as n from notes');
    await ok(add, { id: leadId, body: 'Called' });
    const { lead } = await ok(page, { id: leadId, first: 10 });
    expect(lead.notes.nodes.map((node: { body: string }) => node.body)).toEqual([
      'Called',
      ...messageIds.map((_, n) => expect.stringMatching(`^Message ${4 - n}`)),
    ]);
    expect(
      lead.notes.nodes.slice(1).map((node: { sourceMessage: { id: string } }) => node.sourceMessage.id),
    ).toEqual(messageIds.toReversed());
    expect(lead.notes.nodes[1]).toMatchObject({ conversation: { id }, lead: { id: leadId } });
    expect(new Set([...messageIds, ...lead.notes.nodes.map((node: { id: string }) => node.id)]).size).toBe(
      11,
    );
    const after = await database.pool.query('select count(*)::int as n from notes');
    expect(after.rows[0].n).toBe(before.rows[0].n + 1);
  });

  it('show a message once, whether it has a row of its own or not, on pages of any size', async () => {
    const { id, leadId, messageIds } = await one(5);
    await database.pool.query(
      `insert into notes (id, tenant_id, lead_id, conversation_id, author_kind, source_message_id, created_at)
       values ($1, $2, $3, $4, 'CONTACT', $5, now())`,
      [uuidV7(), tenant.tenantId, leadId, id, messageIds[0]],
    );
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const {
        lead,
      }: {
        lead: {
          notes: {
            nodes: { sourceMessage: { id: string } }[];
            pageInfo: { hasNextPage: boolean; endCursor: string };
          };
        };
      } = await ok(page, { id: leadId, first: 2, after });
      seen.push(...lead.notes.nodes.map(node => node.sourceMessage.id));
      if (!lead.notes.pageInfo.hasNextPage) break;
      after = lead.notes.pageInfo.endCursor;
    }
    expect(seen.toSorted()).toEqual(messageIds.toSorted());
  });
});

describe('createLead', () => {
  const document = `mutation ($input: CreateLeadInput!) { createLead(input: $input) { created lead {
    id name phone source stage { name } topic { id } channel { id } contact { id displayName phone identities { kind canonical } }
    notes { nodes { body author { ... on User { name } } } } } } }`;
  const input = (phone: string, rest: object = {}) => ({
    input: { phone, channelId: tenant.channelIds[1], ...rest },
  });

  it('makes person, address, lead and note', async () => {
    const events = await eventsOf(async () => {
      const { createLead } = await ok(
        document,
        input('+77010009001', { name: 'Ann', note: 'called', topicId: tenant.topicIds[1] }),
      );
      expect(createLead).toEqual({
        created: true,
        lead: {
          id: expect.any(String),
          name: 'Ann',
          phone: '+77010009001',
          source: null,
          stage: { name: 'New' },
          topic: { id: tenant.topicIds[1] },
          channel: { id: tenant.channelIds[1] },
          contact: {
            id: expect.any(String),
            displayName: 'Ann',
            phone: '+77010009001',
            identities: [{ kind: 'PHONE', canonical: '+77010009001' }],
          },
          notes: { nodes: [{ body: 'called', author: { name: 'MANAGER' } }] },
        },
      });
    });
    expect(events.map(event => event.kind)).toEqual(['LEAD_ADDED', 'NOTE_ADDED']);
  });

  it('answers the open lead of a person who is known, by any spelling', async () => {
    const { createLead: first } = await ok(document, input('+5511987654321', { name: 'Bia' }));
    const { createLead: second } = await ok(
      document,
      input('+551187654321', { name: 'Another', note: 'again' }),
    );
    expect(second.created).toBe(false);
    expect(second.lead).toMatchObject({
      id: first.lead.id,
      name: 'Bia',
      contact: { id: first.lead.contact.id, displayName: 'Bia' },
    });
    expect(second.lead.notes.nodes).toHaveLength(1);
    await ok('mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { lead { id } } }', {
      input: { id: first.lead.id, stageId: tenant.stageIds[2] },
    });
    const { createLead: third } = await ok(document, input('+5511987654321', { name: 'Third' }));
    expect(third).toMatchObject({
      created: true,
      lead: { name: 'Third', contact: { id: first.lead.contact.id } },
    });
  });

  it('makes a lead with its value, and leaves that of an open one', async () => {
    const valued = `mutation ($input: CreateLeadInput!) { createLead(input: $input) { created lead { version value { amount currency } } } }`;
    const make = (amount: string) =>
      ok(valued, input('+77010009010', { value: { amount, currency: 'USD' } }));
    expect((await make('1200.00')).createLead).toEqual({
      ...{ created: true, lead: { version: 1, value: { amount: '1200', currency: 'USD' } } },
    });
    expect((await make('7')).createLead).toMatchObject({
      created: false,
      lead: { value: { amount: '1200' } },
    });
  });

  it('names a known contact that has no name, and keeps a name that is there', async () => {
    const nameOf = async (rest: object) => {
      const { createLead } = await ok(document, input('+77010009008', rest));
      return createLead.lead.contact.displayName;
    };
    expect(await nameOf({})).toBeNull();
    expect(await nameOf({ name: 'Ann' })).toBe('Ann');
    expect(await nameOf({ name: 'Bea' })).toBe('Ann');
  });

  it('takes a name that shows nothing for none', async () => {
    const { createLead } = await ok(document, input('+77010009009', { name: '\u3164\u200b' }));
    expect(createLead.lead).toMatchObject({ name: null, contact: { displayName: null } });
  });

  it.each(['87001234567', '8 (700) 123-45-67', '7001234567', '+7 700 123 45 67', '77001234567'])(
    'makes the person that contact(phone:) and explainIdentity find, when both are asked with %s',
    async phone => {
      const { createLead } = await ok(document, input(phone));
      const contact = { id: createLead.lead.contact.id, phone: '+77001234567' };
      const find = `query ($phone: PhoneNumber!, $raw: String!) { contact(phone: $phone) { id phone } explainIdentity(raw: $raw) { candidates { id phone } } }`;
      expect(await ok(find, { phone, raw: phone })).toEqual({
        contact,
        explainIdentity: { candidates: [contact] },
      });
    },
  );

  it('makes one person and one lead of twenty calls at once', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => ok(document, input('+77010009002'))));
    expect(new Set(answers.map(({ createLead }) => createLead.lead.id)).size).toBe(1);
    expect(answers.filter(({ createLead }) => createLead.created)).toHaveLength(1);
  });

  it('refuses numbers that cannot exist, foreign channels and foreign topics', async () => {
    expect(await refused(document, input('+7700'))).not.toEqual([]);
    expect(await refused(document, input('+77010009003', { channelId: foreign.channelIds[0] }))).toEqual([
      'NOT_FOUND',
    ]);
    expect(await refused(document, input('+77010009003', { topicId: foreign.topicIds[0] }))).toEqual([
      'NOT_FOUND',
    ]);
    expect(await refused(document, input('+77010009003', { note: ' ' }))).toEqual(['BAD_USER_INPUT']);
    const { rows } = await database.pool.query("select from contacts where phone = '+77010009003'");
    expect(rows).toEqual([]);
  });
});

describe('updateLead', () => {
  const document = `mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { lead { name stage { id } topic { id } owner { id } } } }`;

  it('refuses what cannot be stored, and names where it is; a letter that is cut in half is replaced', async () => {
    const { leadId: id } = await one();
    const refused = await run(tenant, document, { input: { id, name: 'An\0n' } }, Role.MANAGER);
    expect(refused.codes).toEqual(['BAD_USER_INPUT']);
    expect(refused.errors[0]?.message).toBe('"input.name" must not hold the character U+0000.');
    const { updateLead } = await ok(document, { input: { id, name: 'Ann\ud83d' } });
    expect(updateLead.lead.name).toBe('Ann\ufffd');
  });

  it('changes what is given, clears what is null, leaves the rest', async () => {
    const { leadId: id } = await one();
    const [stageId, ownerId, topicId] = [tenant.stageIds[1], tenant.users.MANAGER, tenant.topicIds[0]];
    const events = await eventsOf(async () => {
      const { updateLead } = await ok(document, {
        input: { id, stageId, ownerId, topicId, name: ' Ann ' },
      });
      expect(updateLead.lead).toEqual({
        name: 'Ann',
        stage: { id: stageId },
        topic: { id: topicId },
        owner: { id: ownerId },
      });
      await ok(document, { input: { id, stageId } });
      const cleared = await ok(document, { input: { id, ownerId: null, topicId: null } });
      expect(cleared.updateLead.lead).toEqual({
        name: 'Ann',
        stage: { id: stageId },
        topic: null,
        owner: null,
      });
    });
    expect(events.map(event => event.changed)).toEqual([
      ['stage', 'topic', 'owner', 'name'],
      ['topic', 'owner'],
    ]);
  });

  it('has a value, exact and in a currency, which null clears; the same again changes nothing', async () => {
    const { leadId: id } = await one();
    const valued = `mutation ($input: UpdateLeadInput!) { updateLead(input: $input) { lead { version value { amount currency } } } }`;
    const set = async (value: object | null) => (await ok(valued, { input: { id, value } })).updateLead.lead;
    const events = await eventsOf(async () => {
      const first = await set({ amount: '90071992547409.93', currency: 'KZT' });
      expect(first).toMatchObject({ value: { amount: '90071992547409.93', currency: 'KZT' } });
      expect(await set({ amount: '090071992547409.930', currency: 'KZT' })).toEqual(first);
      await ok(valued, { input: { id, name: 'Ann' } });
      expect(await set({ amount: 12500, currency: 'RUB' })).toEqual({
        ...{ version: first.version + 2, value: { amount: '12500', currency: 'RUB' } },
      });
      expect(await set(null)).toMatchObject({ value: null });
    });
    expect(events.map(event => event.changed)).toEqual([['value'], ['name'], ['value'], ['value']]);
    for (const value of [
      { amount: '-1', currency: 'KZT' },
      { amount: '0.00001', currency: 'KZT' },
      { amount: '1', currency: 'XXZ' },
      { amount: '1', currency: 'kzt' },
      { amount: 'much', currency: 'KZT' },
    ])
      expect(await refused(valued, { input: { id, value } })).toEqual(['BAD_USER_INPUT']);
  });

  it('refuses a lead without a stage, and what belongs to others', async () => {
    const { leadId: id } = await one();
    expect(await refused(document, { input: { id, stageId: null } })).toEqual(['BAD_USER_INPUT']);
    expect(await refused(document, { input: { id, stageId: foreign.stageIds[0] } })).toEqual(['NOT_FOUND']);
    expect(await refused(document, { input: { id, ownerId: foreign.users.OWNER } })).toEqual(['NOT_FOUND']);
    expect(await refused(document, { input: { id: uuidV7() } })).toEqual(['NOT_FOUND']);
  });
});

describe('addNote', () => {
  const document = `mutation ($leadId: ID, $conversationId: ID, $body: String!) {
    addNote(input: { leadId: $leadId, conversationId: $conversationId, body: $body }) { note { body author { __typename } lead { id } conversation { id } } } }`;

  it('adds a remark to a lead or to a conversation', async () => {
    const { id, leadId } = await one();
    const events = await eventsOf(async () => {
      const onLead = await ok(document, { leadId, body: 'first' });
      expect(onLead.addNote.note).toEqual({
        body: 'first',
        author: { __typename: 'User' },
        lead: { id: leadId },
        conversation: null,
      });
      const onConversation = await ok(document, { conversationId: id, body: 'second' });
      expect(onConversation.addNote.note).toMatchObject({ lead: null, conversation: { id } });
    });
    expect(events.map(event => event.kind)).toEqual(['NOTE_ADDED', 'NOTE_ADDED']);
  });

  it('takes exactly one of them', async () => {
    const { id, leadId } = await one();
    expect(await refused(document, { body: 'x' })).toEqual(['BAD_USER_INPUT']);
    expect(await refused(document, { leadId, conversationId: id, body: 'x' })).toEqual(['BAD_USER_INPUT']);
    expect(await refused(document, { leadId, body: ' \0 ' })).toEqual(['BAD_USER_INPUT']);
    expect(await refused(document, { leadId: uuidV7(), body: 'x' })).toEqual(['NOT_FOUND']);
  });
});

describe('everything done at the desk', () => {
  it('keeps the positions of the event log dense', async () => {
    const conversations = await Promise.all([one(), one(), one(), one()]);
    await Promise.all(
      conversations.flatMap(({ id }) => [
        ok(
          'mutation ($id: ID!) { setConversationStatus(input: { conversationId: $id, status: RESOLVED }) { conversation { id } } }',
          { id },
        ),
        ok(
          'mutation ($id: ID!, $user: ID) { assignConversation(input: { conversationId: $id, userId: $user }) { conversation { id } } }',
          { id, user: tenant.users.OWNER },
        ),
      ]),
    );
    const { rows } = await database.pool.query(
      'select count(*) as count, max(e.position) as last, (select position from event_counters where tenant_id = $1) as counter from domain_events e where tenant_id = $1',
      [tenant.tenantId],
    );
    expect(rows[0].count).toBe(rows[0].last);
    expect(rows[0].counter).toBe(rows[0].last);
  });
});
