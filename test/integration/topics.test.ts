/** Topics: upsertTopic, matchTopics, and what archived topics still do. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { Topic } from '../../src/entities/topic.entity.js';
import { createAccountDirectory } from '../../src/ingest/account-directory.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner } from '../support/run-graphql.js';
import {
  insertRows,
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
let tenants = 0;

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  foreign = await seedTenant(database, 'foreign');
});
beforeEach(async () => {
  tenants += 1;
  tenant = await seedTenant(database, `company${tenants}`);
});
afterAll(async () => {
  await database?.close();
  await files?.drop();
});

const upsertDocument = `mutation ($input: UpsertTopicInput!) {
  upsertTopic(input: $input) { topic { id name keywords isArchived } } }`;
const upsert = (input: object, role: Role = Role.OWNER) => run(tenant, upsertDocument, { input }, role);

async function upserted(input: object) {
  const { data, codes } = await upsert(input);
  expect(codes).toEqual([]);
  return data.upsertTopic.topic;
}

/** The code, and the facts of the error. */
async function refusal(input: object) {
  const { errors, codes } = await upsert(input);
  const facts = (errors[0]?.originalError as { facts?: object } | undefined)?.facts;
  return { code: codes.join(), ...facts };
}

async function listTopics(includeArchived = false): Promise<{ name: string }[]> {
  const document = 'query ($all: Boolean!) { topics(includeArchived: $all) { name } }';
  return (await run(tenant, document, { all: includeArchived })).data.topics;
}

const eventsOf = async () =>
  (
    await database.pool.query(
      'select kind, subject_id, changed from domain_events where tenant_id = $1 order by position',
      [tenant.tenantId],
    )
  ).rows;

describe('upsertTopic', () => {
  it('creates a topic, changes what is given, and reports each change once', async () => {
    const created = await upserted({
      name: '  Двери \n входные ',
      keywords: ['дверь', ' замок  врезной ', 'Дверь'],
    });
    expect(created).toEqual({
      id: expect.any(String),
      name: 'Двери входные',
      keywords: ['дверь', 'замок врезной'],
      isArchived: false,
    });
    const { id } = created;
    expect(await upserted({ id, name: 'Двери' })).toEqual({ ...created, name: 'Двери' });
    expect(await upserted({ id, keywords: ['дверь', 'двер*'] })).toMatchObject({
      name: 'Двери',
      keywords: ['дверь', 'двер*'],
    });
    expect(
      await upserted({ id, name: 'Двери', keywords: ['дверь', 'двер*'], isArchived: false }),
    ).toMatchObject({ name: 'Двери' });
    expect(await upserted({ id, keywords: null })).toMatchObject({ keywords: [] });
    const event = { kind: 'TENANT_UPDATED', subject_id: tenant.tenantId, changed: ['topics'] };
    expect(await eventsOf()).toEqual([event, event, event, event]);
  });

  it('refuses a name in use, in any capitals, also of an archived topic and also when it renames', async () => {
    const { id } = await upserted({ name: 'Двери' });
    await upserted({ id, isArchived: true });
    expect(await refusal({ name: 'ДВЕРИ' })).toEqual({ code: 'CONFLICT', reason: 'EXISTS', id });
    expect(await refusal({ id: tenant.topicIds[0], name: 'двери' })).toMatchObject({ reason: 'EXISTS' });
    expect(await upserted({ id, name: 'ДВЕРИ' })).toMatchObject({ id, name: 'ДВЕРИ' });
  });

  it('creates one topic when two calls with one name run at the same time', async () => {
    const calls = Array.from({ length: 8 }, (_, n) => upsert({ name: n % 2 === 0 ? 'Окна' : 'окна' }));
    const codes = (await Promise.all(calls)).map(answer => answer.codes.join());
    expect(codes.sort()).toEqual(['', ...Array(7).fill('CONFLICT')]);
    expect((await listTopics()).filter(({ name }) => name.toLowerCase() === 'окна')).toHaveLength(1);
  });

  it.each([
    ['no name for a new topic', { keywords: ['дверь'] }, 'name'],
    ['null as a name', { name: null }, 'name'],
    ['an empty name', { name: ' \n ' }, 'name'],
    ['an invisible name', { name: '\u200b\u2060' }, 'name'],
    ['a name of 101 characters', { name: 'я'.repeat(101) }, 'name'],
    [
      '201 keywords',
      { name: 'Двери', keywords: Array.from({ length: 201 }, (_, n) => `слово${n}`) },
      'keywords',
    ],
    ['a keyword of 101 characters', { name: 'Двери', keywords: ['я'.repeat(101)] }, 'keywords'],
    ['an empty keyword', { name: 'Двери', keywords: ['дверь', ''] }, 'keywords'],
    ['a keyword without letters', { name: 'Двери', keywords: ['!?'] }, 'keywords'],
    ['a star alone', { name: 'Двери', keywords: ['*'] }, 'keywords'],
    ['a star in a word', { name: 'Двери', keywords: ['дв*рь'] }, 'keywords'],
    ['a star before a word', { name: 'Двери', keywords: ['*дверь'] }, 'keywords'],
    ['two stars', { name: 'Двери', keywords: ['двер**'] }, 'keywords'],
  ])('refuses %s and names the field', async (_what, input, field) => {
    expect(await refusal(input)).toEqual({ code: 'BAD_USER_INPUT', field });
    expect(await listTopics()).toHaveLength(2);
    expect(await eventsOf()).toEqual([]);
  });

  it('accepts what is exactly at the limits', async () => {
    const keywords = Array.from({ length: 200 }, (_, n) => `слово${n}`.padEnd(100, 'о'));
    expect(await upserted({ name: 'я'.repeat(100), keywords })).toMatchObject({ keywords });
  });

  it('allows 200 topics, and one more for each that is archived; 5,000 keywords in all', async () => {
    const { tenantId } = tenant;
    const rows = Array.from({ length: 198 }, (_, n) => ({
      id: uuidV7(),
      tenantId,
      name: `Filler ${n}`,
      keywords: [],
    }));
    await insertRows(database, Topic, rows);
    expect(await refusal({ name: 'One more' })).toEqual({ code: 'LIMIT_REACHED', limit: 'topics', max: 200 });
    await upserted({ id: rows[0]?.id, isArchived: true });
    const { id } = await upserted({ name: 'One more' });
    expect(await refusal({ id: rows[0]?.id, isArchived: false })).toMatchObject({ code: 'LIMIT_REACHED' });
    expect(await listTopics()).toHaveLength(200);

    await database.pool.query(
      `update topics set keywords = (select array_agg('w' || n) from generate_series(1, 25) n) where tenant_id = $1 and name like 'Filler%'`,
      [tenantId],
    );
    expect(
      await refusal({ id, keywords: ['a', 'b'].concat(Array.from({ length: 198 }, (_, n) => `k${n}`)) }),
    ).toEqual({
      code: 'LIMIT_REACHED',
      limit: 'keywords',
      max: 5_000,
    });
    expect(await upserted({ id, keywords: ['a'] })).toMatchObject({ keywords: ['a'] });
  });

  it("answers NOT_FOUND for another company's topic, which stays as it is", async () => {
    for (const id of [foreign.topicIds[0], uuidV7(), 'no-uuid'])
      expect((await upsert({ id, name: 'Taken over' })).codes).toEqual(['NOT_FOUND']);
    const { rows } = await database.pool.query('select name from topics where id = $1', [
      foreign.topicIds[0],
    ]);
    expect(rows).toEqual([{ name: 'Topic 0' }]);
    // The same name in two companies is no conflict.
    await upserted({ name: 'Окна' });
    expect((await run(foreign, upsertDocument, { input: { name: 'Окна' } }, Role.OWNER)).codes).toEqual([]);
  });

  it.each([
    [Role.OWNER, []],
    [Role.HEAD_OF_SALES, []],
    [Role.MANAGER, ['FORBIDDEN']],
    [Role.INTEGRATION, ['FORBIDDEN']],
    [Role.READ_ONLY, ['FORBIDDEN']],
  ])('called by %s is answered with %j', async (role, codes) => {
    expect((await upsert({ name: 'Двери' }, role)).codes).toEqual(codes);
  });
});

describe('an archived topic', () => {
  it('leaves the list and ingest, stays where it is set, cannot be chosen, and comes back', async () => {
    const [conversation] = (await seedConversations(database, tenant, { messagesEach: 1 })) as [
      SeededConversation,
    ];
    const other = (
      (await seedConversations(database, tenant, { messagesEach: 1 })) as [SeededConversation]
    )[0];
    const [topicId] = tenant.topicIds;
    const setTopic = `mutation ($id: ID!, $topicId: ID) { setTopic(input: { conversationId: $id, topicId: $topicId }) {
      conversation { topic { id name isArchived } lead { topic { id isArchived } } } } }`;
    const set = (id: string, chosen: string | null) => run(tenant, setTopic, { id, topicId: chosen });
    expect((await set(conversation.id, topicId)).codes).toEqual([]);

    await upserted({ id: topicId, isArchived: true });
    expect(await listTopics()).toEqual([{ name: 'Topic 1' }]);
    expect(await listTopics(true)).toHaveLength(2);
    const directory = createAccountDirectory(database);
    const entry = await directory.findById(tenant.accountId, { fresh: true });
    expect(entry?.topics.map(({ id }) => id)).toEqual([tenant.topicIds[1]]);

    const kept = await set(conversation.id, topicId);
    expect(kept.data.setTopic.conversation).toEqual({
      topic: { id: topicId, name: 'Topic 0', isArchived: true },
      lead: { topic: { id: topicId, isArchived: true } },
    });
    const again = await set(other.id, topicId);
    expect(again.codes).toEqual(['CONFLICT']);
    expect(again.errors[0]?.originalError).toMatchObject({ facts: { reason: 'ARCHIVED' } });
    const updateLead = `mutation ($id: ID!, $topicId: ID, $name: String) {
      updateLead(input: { id: $id, topicId: $topicId, name: $name }) { lead { name topic { id } } } }`;
    const update = (id: string | null) => run(tenant, updateLead, { id, topicId, name: 'Ann' });
    expect((await update(other.leadId)).codes).toEqual(['CONFLICT']);
    expect((await update(conversation.leadId)).data.updateLead.lead).toEqual({
      name: 'Ann',
      topic: { id: topicId },
    });
    const createLead = `mutation ($channelId: ID!, $topicId: ID) {
      createLead(input: { phone: "+77019990011", channelId: $channelId, topicId: $topicId }) { created } }`;
    const { codes } = await run(tenant, createLead, { channelId: tenant.channelIds[0], topicId });
    expect(codes).toEqual(['CONFLICT']);

    await upserted({ id: topicId, isArchived: false });
    expect((await set(other.id, topicId)).codes).toEqual([]);
  });
});

describe('matchTopics', () => {
  const document = `query ($text: String!) { matchTopics(text: $text) {
    topic { name } candidates { topic { name } count keywords { keyword words } } } }`;
  const match = async (text: string, role: Role = Role.READ_ONLY) => {
    const { data, codes } = await run(tenant, document, { text }, role);
    expect(codes).toEqual([]);
    return data.matchTopics;
  };

  it('says which topic a text gets, and which keywords matched', async () => {
    await upserted({ name: 'Двери', keywords: ['дверь', 'дверной замок'] });
    await upserted({ name: 'Доставка', keywords: ['доставка'] });
    await upserted({ name: 'Архив', keywords: ['доставка', 'дверь'], isArchived: true });
    expect(await match('Двери с доставкой, ДВЕРНОЙ ЗАМОК отдельно?')).toEqual({
      topic: { name: 'Двери' },
      candidates: [
        {
          topic: { name: 'Двери' },
          count: 2,
          keywords: [
            { keyword: 'дверь', words: 'двери' },
            { keyword: 'дверной замок', words: 'дверной замок' },
          ],
        },
        { topic: { name: 'Доставка' }, count: 1, keywords: [{ keyword: 'доставка', words: 'доставкой' }] },
      ],
    });
    expect(await match('Здравствуйте')).toEqual({ topic: null, candidates: [] });
    expect(await match('')).toEqual({ topic: null, candidates: [] });
  });

  it('lists 20 matches of a topic, counts all, and refuses a text of more than 10,000 characters', async () => {
    const [candidate] = (await match('word0 '.repeat(50))).candidates;
    expect(candidate.count).toBe(50);
    expect(candidate.keywords).toHaveLength(20);
    await match('я'.repeat(10_000));
    const { errors, codes } = await run(tenant, document, { text: 'я'.repeat(10_001) });
    expect(codes).toEqual(['BAD_USER_INPUT']);
    expect(errors[0]?.originalError).toMatchObject({ facts: { field: 'text' } });
  });

  it("reads the caller's own topics only", async () => {
    await run(foreign, upsertDocument, { input: { name: 'Secret', keywords: ['секрет'] } }, Role.OWNER);
    expect(await match('секрет')).toEqual({ topic: null, candidates: [] });
  });
});

describe('the account directory', () => {
  it('returns the same array while the topics are unchanged, so that keywords are compiled once', async () => {
    const directory = createAccountDirectory(database);
    const read = async () => (await directory.findById(tenant.accountId, { fresh: true }))?.topics;
    const before = await read();
    expect(await read()).toBe(before);
    await upserted({ id: tenant.topicIds[0], keywords: ['новое'] });
    const after = await read();
    expect(after).not.toBe(before);
    expect(after?.[0]?.keywords).toEqual(['новое']);
  });
});
