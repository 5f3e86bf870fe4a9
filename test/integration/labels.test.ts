/** Labels, teams and canned replies: the company's lists, what they are set on, filters, and one change of many conversations. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { CannedReply } from '../../src/entities/canned-reply.entity.js';
import { Label } from '../../src/entities/label.entity.js';
import { Team } from '../../src/entities/team.entity.js';
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

const nobody = '01990000-0000-7000-8000-000000000001';

/** Runs a mutation with one input; the payload, or the code and facts of its error. */
async function change(mutation: string, input: object, selection: string, role: Role = Role.OWNER) {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const document = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} } }`;
  const { data, codes, errors } = await run(tenant, document, { input }, role);
  if (codes.length === 0) return data[mutation];
  const facts = (errors[0]?.originalError as { facts?: object } | undefined)?.facts;
  return { code: codes.join(), ...facts };
}

const upsertLabel = (input: object, role?: Role) =>
  change('upsertLabel', input, 'label { id name color isArchived }', role);
const upsertTeam = (input: object, role?: Role) =>
  change('upsertTeam', input, 'team { id name isArchived members { id } }', role);
const setLabels = (id: string, input: object) =>
  change('updateConversation', { id, ...input }, 'conversation { labels { name } }');
const updateAll = (input: object) =>
  change(
    'updateConversations',
    input,
    'results { id code message conversation { status snoozedUntil assignee { id } team { id } topic { id } labels { name } } }',
  );
const labelNamed = async (name: string): Promise<string> => (await upsertLabel({ name })).label.id;
const teamNamed = async (name: string, memberIds: readonly string[] = []): Promise<string> =>
  (await upsertTeam({ name, memberIds })).team.id;

interface Event {
  readonly kind: string;
  readonly subject_id: string;
  readonly changed: string[];
  readonly was: object | null;
}

/** The events after this call, when the result is called. */
async function listenToLog(): Promise<() => Promise<Event[]>> {
  const position = async () =>
    (await database.pool.query('select position from event_counters where tenant_id = $1', [tenant.tenantId]))
      .rows[0].position;
  const from = await position();
  return async () =>
    (
      await database.pool.query(
        'select kind, subject_id, changed, was from domain_events where tenant_id = $1 and position > $2 order by position',
        [tenant.tenantId, from],
      )
    ).rows;
}

const one = async (): Promise<SeededConversation> => {
  const [first] = await seedConversations(database, tenant);
  if (!first) throw new Error('No conversation was seeded.');
  return first;
};

describe('upsertLabel', () => {
  it('creates a label, changes what is given, and reports each change once', async () => {
    const events = await listenToLog();
    const { label } = await upsertLabel({ name: ' Срочно\n ', color: '#FF8800' });
    expect(label).toEqual({ id: expect.any(String), name: 'Срочно', color: '#ff8800', isArchived: false });
    expect(await upsertLabel({ id: label.id, name: 'Горит' })).toMatchObject({
      label: { name: 'Горит', color: '#ff8800' },
    });
    expect(await upsertLabel({ id: label.id, isArchived: true })).toMatchObject({
      label: { isArchived: true },
    });
    expect(await upsertLabel({ id: label.id, isArchived: true })).toMatchObject({
      label: { isArchived: true },
    });
    expect(await upsertLabel({ name: 'Без цвета' })).toMatchObject({ label: { color: '#6b7280' } });
    expect(await events()).toEqual(
      Array(4).fill({ kind: 'TENANT_UPDATED', subject_id: tenant.tenantId, changed: ['labels'], was: null }),
    );
    const { data } = await run(tenant, '{ labels { name } all: labels(includeArchived: true) { name } }');
    expect(data).toEqual({
      labels: [{ name: 'Без цвета' }],
      all: [{ name: 'Без цвета' }, { name: 'Горит' }],
    });
  });

  it.each([
    ['no name for a new one', {}, { code: 'BAD_USER_INPUT', field: 'name' }],
    ['a name as a colour', { name: 'A', color: 'red' }, { code: 'BAD_USER_INPUT', field: 'color' }],
    ['a short colour', { name: 'A', color: '#fff' }, { code: 'BAD_USER_INPUT', field: 'color' }],
    ['null as a colour', { name: 'A', color: null }, { code: 'BAD_USER_INPUT', field: 'color' }],
    ['an unknown id', { id: nobody, name: 'A' }, { code: 'NOT_FOUND' }],
    ['an id that is none', { id: 'x', name: 'A' }, { code: 'NOT_FOUND' }],
  ])('refuses %s', async (_what, input, expected) => {
    expect(await upsertLabel(input)).toMatchObject(expected);
  });

  it('creates one label when two calls with one name run at the same time, and refuses managers', async () => {
    const calls = Array.from({ length: 6 }, (_, n) => upsertLabel({ name: n % 2 === 0 ? 'VIP' : 'vip' }));
    const codes = (await Promise.all(calls)).map(answer => answer.code ?? 'ok');
    expect(codes.sort()).toEqual([...Array(5).fill('CONFLICT'), 'ok']);
    expect(await upsertLabel({ name: 'Mine' }, Role.MANAGER)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('refuses more than 500 labels', async () => {
    const { tenantId } = tenant;
    await insertRows(
      database,
      Label,
      Array.from({ length: 500 }, (_, n) => ({ id: uuidV7(), tenantId, name: `L${n}`, color: '#000000' })),
    );
    expect(await upsertLabel({ name: 'More' })).toMatchObject({ code: 'LIMIT_REACHED', max: 500 });
  });
});

describe('the labels of a conversation', () => {
  it('are added and removed, in one event with the former ones', async () => {
    const { id } = await one();
    const [vip, hot] = [await labelNamed('VIP'), await labelNamed('Hot')];
    const events = await listenToLog();
    expect(await setLabels(id, { addLabelIds: [vip, hot.toUpperCase(), vip] })).toEqual({
      conversation: { labels: [{ name: 'Hot' }, { name: 'VIP' }] },
    });
    expect(await setLabels(id, { addLabelIds: [vip], removeLabelIds: null })).toMatchObject({
      conversation: { labels: [{ name: 'Hot' }, { name: 'VIP' }] },
    });
    expect(await setLabels(id, { removeLabelIds: [hot] })).toEqual({
      conversation: { labels: [{ name: 'VIP' }] },
    });
    const was = { assigneeId: null, teamId: null, topicId: null };
    expect(await events()).toEqual([
      { kind: 'CONVERSATION_UPDATED', subject_id: id, changed: ['labels'], was: { ...was, labelIds: [] } },
      {
        kind: 'CONVERSATION_UPDATED',
        subject_id: id,
        changed: ['labels'],
        was: { ...was, labelIds: [vip, hot] },
      },
    ]);
  });

  it('lose nothing when many users change them at the same time', async () => {
    const { id } = await one();
    const ids = await Promise.all(['A', 'B', 'C', 'D', 'E', 'F'].map(labelNamed));
    await setLabels(id, { addLabelIds: ids.slice(0, 3) });
    await Promise.all(
      ids.map((label, n) => setLabels(id, n < 3 ? { removeLabelIds: [label] } : { addLabelIds: [label] })),
    );
    const { data } = await run(tenant, 'query ($id: ID!) { conversation(id: $id) { labels { name } } }', {
      id,
    });
    expect(data.conversation.labels).toEqual([{ name: 'D' }, { name: 'E' }, { name: 'F' }]);
  });

  it('cannot be archived ones, unless it has them; nor unknown ones, one in both lists, or too many', async () => {
    const { id } = await one();
    const [old, other] = [await labelNamed('Old'), await labelNamed('Other')];
    await setLabels(id, { addLabelIds: [old] });
    await upsertLabel({ id: old, isArchived: true });
    expect(await setLabels(id, { addLabelIds: [old] })).toMatchObject({
      conversation: { labels: [{ name: 'Old' }] },
    });
    await setLabels(id, { removeLabelIds: [old] });
    expect(await setLabels(id, { addLabelIds: [old] })).toMatchObject({
      code: 'CONFLICT',
      reason: 'ARCHIVED',
    });
    expect(await setLabels(id, { addLabelIds: [nobody] })).toMatchObject({
      code: 'NOT_FOUND',
      what: 'label',
    });
    expect(await setLabels(id, { removeLabelIds: ['x'] })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await setLabels(id, { addLabelIds: [other], removeLabelIds: [other] })).toMatchObject({
      code: 'BAD_USER_INPUT',
      field: 'removeLabelIds',
    });
    expect(await setLabels(id, {})).toEqual({ conversation: { labels: [] } });
    expect(await setLabels(nobody, { addLabelIds: [other] })).toMatchObject({ code: 'NOT_FOUND' });
    const { tenantId } = tenant;
    const many = Array.from({ length: 50 }, (_, n) => ({
      id: uuidV7(),
      tenantId,
      name: `L${n}`,
      color: '#000000',
    }));
    await insertRows(database, Label, many);
    expect(await setLabels(id, { addLabelIds: [...many.map(row => row.id), other] })).toMatchObject({
      code: 'BAD_USER_INPUT',
    });
    await setLabels(id, { addLabelIds: many.map(row => row.id) });
    expect(await setLabels(id, { addLabelIds: [other] })).toMatchObject({ code: 'LIMIT_REACHED', max: 50 });
  });

  it('are read with their team for a whole page in a fixed number of statements, and filter it', async () => {
    const conversations = await seedConversations(database, tenant, { count: 12 });
    const [vip, hot] = [await labelNamed('VIP'), await labelNamed('Hot')];
    const [doors, floors] = [await teamNamed('Doors', [tenant.users.MANAGER]), await teamNamed('Floors')];
    const ids = conversations.map(({ id }) => id);
    await updateAll({ ids: ids.slice(0, 8), addLabelIds: [vip], teamId: doors });
    await updateAll({ ids: ids.slice(6), addLabelIds: [hot], teamId: floors });
    const document = `query ($first: Int!) { conversations(first: $first) {
      nodes { id status labels { name color } team { name } contact { displayName labels { name } } } } }`;
    const [few, many] = [
      await run(tenant, document, { first: 3 }),
      await run(tenant, document, { first: 12 }),
    ];
    const names = (answer: typeof few) =>
      answer.statements.map(({ statement }) => statement.name.replaceAll('"', ''));
    expect(names(many)).toEqual([
      expect.stringMatching(/^inbox:(columns-\d+|card):first$/),
      ...['labels-by-id', 'teams-by-id'],
    ]);
    expect(names(few)).toEqual(names(many));
    expect(many.data.conversations.nodes).toHaveLength(12);
    const shown = many.data.conversations.nodes.find((node: { id: string }) => node.id === ids[6]);
    expect(shown).toMatchObject({ labels: [{ name: 'Hot' }, { name: 'VIP' }], team: { name: 'Floors' } });

    const filtered = async (filter: object) => {
      const text =
        'query ($filter: ConversationFilter) { conversations(first: 50, filter: $filter) { totalCount nodes { id } } }';
      const { data, codes } = await run(tenant, text, { filter });
      expect(codes).toEqual([]);
      expect(data.conversations.totalCount).toBe(data.conversations.nodes.length);
      return data.conversations.nodes
        .map(({ id }: { id: string }) => ids.indexOf(id))
        .sort((a: number, b: number) => a - b);
    };
    expect(await filtered({ labelIds: [vip] })).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(await filtered({ labelIds: [vip, hot] })).toHaveLength(12);
    expect(await filtered({ labelIds: [vip], teamIds: [floors] })).toEqual([6, 7]);
    expect(await filtered({ teamIds: [doors] })).toEqual([0, 1, 2, 3, 4, 5]);
    expect(await filtered({ labelIds: [] })).toEqual([]);
    expect(await filtered({ labelIds: [nobody] })).toEqual([]);
    const bad = await run(tenant, '{ conversations(filter: { labelIds: ["x"] }) { nodes { id } } }');
    expect(bad.codes).toEqual(['BAD_USER_INPUT']);
  });
});

describe('the labels of a contact', () => {
  it('are changed with its other fields, filter the list, and move with a merge', async () => {
    const [kept, merged] = (await seedConversations(database, tenant, { count: 2 })) as [
      SeededConversation,
      SeededConversation,
    ];
    const [vip, hot] = [await labelNamed('VIP'), await labelNamed('Hot')];
    const update = (id: string, input: object) =>
      change('updateContact', { id, ...input }, 'contact { displayName version labels { name } }');
    const events = await listenToLog();
    expect(await update(kept.contactId, { addLabelIds: [vip] })).toMatchObject({
      contact: { labels: [{ name: 'VIP' }] },
    });
    await update(kept.contactId, { addLabelIds: [vip], displayName: 'Asha' });
    await update(merged.contactId, { addLabelIds: [hot, vip] });
    expect(await events()).toMatchObject([
      { kind: 'CONTACT_UPDATED', subject_id: kept.contactId, changed: ['labels'] },
      { kind: 'CONTACT_UPDATED', subject_id: kept.contactId, changed: ['displayName'] },
      { kind: 'CONTACT_UPDATED', subject_id: merged.contactId, changed: ['labels'] },
    ]);
    expect(await update(kept.contactId, { addLabelIds: [nobody] })).toMatchObject({ code: 'NOT_FOUND' });
    const filtered = async (labelIds: string[]) =>
      (
        await run(tenant, 'query ($ids: [ID!]) { contacts(filter: { labelIds: $ids }) { nodes { id } } }', {
          ids: labelIds,
        })
      ).data.contacts.nodes.map(({ id }: { id: string }) => id);
    expect(await filtered([hot])).toEqual([merged.contactId]);
    const more = await listenToLog();
    const after = await change(
      'mergeContacts',
      { keepId: kept.contactId, mergeId: merged.contactId },
      'contact { labels { name } }',
    );
    expect(after).toEqual({ contact: { labels: [{ name: 'Hot' }, { name: 'VIP' }] } });
    expect(await more()).toContainEqual({
      ...{ kind: 'CONTACT_UPDATED', subject_id: kept.contactId, changed: ['labels'], was: null },
    });
    expect(await filtered([hot])).toEqual([kept.contactId]);
  });
});

describe('upsertTeam', () => {
  it('creates a team with members, replaces them, and reports the list and each user', async () => {
    const { MANAGER, HEAD_OF_SALES, OWNER } = tenant.users;
    const events = await listenToLog();
    const { team } = await upsertTeam({ name: 'Doors', memberIds: [MANAGER, HEAD_OF_SALES] });
    expect(new Set(team.members.map(({ id }: { id: string }) => id))).toEqual(
      new Set([MANAGER, HEAD_OF_SALES]),
    );
    await upsertTeam({ id: team.id, memberIds: [MANAGER, OWNER] });
    await upsertTeam({ id: team.id, memberIds: [OWNER, MANAGER], name: 'Doors' });
    expect(await upsertTeam({ id: team.id, memberIds: null })).toMatchObject({ team: { members: [] } });
    const list = { kind: 'TENANT_UPDATED', changed: ['teams'] };
    const of = (subject_id: string) => ({ kind: 'USER_UPDATED', subject_id, changed: ['teams'] });
    const found = await events();
    expect(found).toHaveLength(9);
    expect(found.filter(({ kind }) => kind === 'TENANT_UPDATED')).toHaveLength(3);
    expect(found[2]).toMatchObject(list);
    for (const [user, times] of [
      [MANAGER, 2],
      [HEAD_OF_SALES, 2],
      [OWNER, 2],
    ] as const)
      expect(found.filter(({ subject_id }) => subject_id === user)).toEqual(
        Array(times).fill(expect.objectContaining(of(user))),
      );
  });

  it('shows the teams of users, filters users by them, and counts open conversations', async () => {
    const { MANAGER, OWNER } = tenant.users;
    const [doors, floors] = [
      await teamNamed('Doors', [MANAGER]),
      await teamNamed('Floors', [MANAGER, OWNER]),
    ];
    const ids = (await seedConversations(database, tenant, { count: 3 })).map(({ id }) => id);
    await updateAll({ ids, teamId: floors });
    await updateAll({ ids: ids.slice(0, 1), status: 'RESOLVED' });
    const { data, statements } = await run(
      tenant,
      `query ($ids: [ID!]) {
         users(filter: { teamIds: $ids }) { nodes { id teams { name } } }
         teams { name openConversations members { id teams { name } } } }`,
      { ids: [doors] },
    );
    const both = [{ name: 'Doors' }, { name: 'Floors' }];
    expect(data.users.nodes).toEqual([{ id: MANAGER, teams: both }]);
    expect(data.teams).toEqual([
      { name: 'Doors', openConversations: 0, members: [{ id: MANAGER, teams: both }] },
      {
        name: 'Floors',
        openConversations: 2,
        members: expect.arrayContaining([{ id: MANAGER, teams: both }]),
      },
    ]);
    expect(
      statements
        .map(({ statement }) => statement.name.replaceAll('"', ''))
        .filter(name => name.includes('team'))
        .sort(),
    ).toEqual([...['members-of-teams', 'open-conversations-of-teams', 'teams', 'teams-by-id']]);
    await upsertTeam({ id: doors, isArchived: true });
    const later = await run(tenant, '{ teams { name } users { nodes { id teams { name } } } }');
    expect(later.data.teams).toEqual([{ name: 'Floors' }]);
    expect(later.data.users.nodes.find(({ id }: { id: string }) => id === MANAGER).teams).toEqual([
      { name: 'Floors' },
    ]);
  });

  it('refuses unknown, foreign and deactivated members, and leaves everything as it was', async () => {
    const { MANAGER, READ_ONLY } = tenant.users;
    const id = await teamNamed('Doors', [MANAGER]);
    await database.pool.query('update users set disabled_at = now() where id = $1', [READ_ONLY]);
    const events = await listenToLog();
    for (const stranger of [nobody, 'x', foreign.users.MANAGER, READ_ONLY])
      expect(await upsertTeam({ id, name: 'Renamed', memberIds: [stranger] })).toMatchObject({
        code: 'NOT_FOUND',
      });
    expect(await upsertTeam({ name: 'doors' })).toMatchObject({ code: 'CONFLICT', reason: 'EXISTS', id });
    const tooMany = Array.from({ length: 501 }, () => uuidV7());
    expect(await upsertTeam({ id, memberIds: tooMany })).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(await events()).toEqual([]);
    const { data } = await run(tenant, '{ teams { name members { id } } }');
    expect(data.teams).toEqual([{ name: 'Doors', members: [{ id: MANAGER }] }]);
  });

  it('refuses more than 100 teams', async () => {
    const { tenantId } = tenant;
    await insertRows(
      database,
      Team,
      Array.from({ length: 100 }, (_, n) => ({ id: uuidV7(), tenantId, name: `T${n}` })),
    );
    expect(await upsertTeam({ name: 'More' })).toMatchObject({ code: 'LIMIT_REACHED', max: 100 });
  });
});

describe('assignConversation', () => {
  it('sets the team and the user independently, and refuses an archived team', async () => {
    const { id } = await one();
    const team = await teamNamed('Doors');
    const { MANAGER } = tenant.users;
    const assign = (input: object) =>
      change(
        'assignConversation',
        { conversationId: id, ...input },
        'conversation { assignee { id } team { id } }',
      );
    const events = await listenToLog();
    expect(await assign({ teamId: team })).toEqual({ conversation: { assignee: null, team: { id: team } } });
    expect(await assign({ userId: MANAGER })).toEqual({
      conversation: { assignee: { id: MANAGER }, team: { id: team } },
    });
    expect(await assign({ userId: null, teamId: null })).toEqual({
      conversation: { assignee: null, team: null },
    });
    expect(await assign({})).toEqual({ conversation: { assignee: null, team: null } });
    expect((await events()).map(({ changed, was }) => ({ changed, was }))).toMatchObject([
      { changed: ['team'], was: { teamId: null } },
      { changed: ['assignee'], was: { assigneeId: null, teamId: team } },
      { changed: ['assignee', 'team'], was: { assigneeId: MANAGER, teamId: team } },
    ]);
    await upsertTeam({ id: team, isArchived: true });
    expect(await assign({ teamId: team })).toMatchObject({ code: 'CONFLICT', reason: 'ARCHIVED' });
    expect(await assign({ teamId: nobody })).toMatchObject({ code: 'NOT_FOUND', what: 'team' });
  });
});

describe('updateConversations', () => {
  it('changes many at once, with a result, an event and the leads of each', async () => {
    const conversations = await seedConversations(database, tenant, { count: 5 });
    const ids = conversations.map(({ id }) => id);
    const [vip, team] = [await labelNamed('VIP'), await teamNamed('Doors')];
    const { MANAGER } = tenant.users;
    const [topicId] = tenant.topicIds;
    const until = new Date(Date.now() + 3_600_000);
    const events = await listenToLog();
    const { results } = await updateAll({
      ids: [...ids, ids[0], nobody, 'x'],
      ...{
        status: 'SNOOZED',
        snoozedUntil: until,
        userId: MANAGER,
        teamId: team,
        topicId,
        addLabelIds: [vip],
      },
    });
    const conversation = {
      ...{ status: 'SNOOZED', snoozedUntil: until, assignee: { id: MANAGER }, team: { id: team } },
      ...{ topic: { id: topicId }, labels: [{ name: 'VIP' }] },
    };
    expect(results).toEqual([
      ...ids.map(id => ({ id, code: null, message: null, conversation })),
      { id: nobody, code: 'NOT_FOUND', message: expect.stringContaining(nobody), conversation: null },
      { id: 'x', code: 'NOT_FOUND', message: expect.any(String), conversation: null },
    ]);
    const found = await events();
    const changed = ['status', 'snoozedUntil', 'assignee', 'team', 'topic', 'labels'];
    expect(found.filter(({ kind }) => kind === 'CONVERSATION_UPDATED')).toEqual(
      ids.map(id => ({
        ...{ kind: 'CONVERSATION_UPDATED', subject_id: id, changed },
        was: { assigneeId: null, teamId: null, topicId: null, labelIds: [] },
      })),
    );
    expect(found.filter(({ kind }) => kind === 'LEAD_UPDATED')).toHaveLength(5);
    const { rows } = await database.pool.query(
      'select count(*)::int as n from graphile_worker.jobs where key = any($1) and run_at = $2',
      [ids.map(id => `open-snoozed:${id}`), until],
    );
    expect(rows[0].n).toBe(5);
    const again = await listenToLog();
    await updateAll({ ids, status: 'SNOOZED', snoozedUntil: until, userId: MANAGER });
    expect(await again()).toEqual([]);
  });

  it('changes the others where one cannot be changed', async () => {
    const [first, second] = (await seedConversations(database, tenant, { count: 2 })).map(({ id }) => id) as [
      string,
      string,
    ];
    const team = await teamNamed('Old');
    await updateAll({ ids: [first], teamId: team });
    await upsertTeam({ id: team, isArchived: true });
    const { results } = await updateAll({ ids: [second, first], teamId: team, status: 'RESOLVED' });
    expect(results).toMatchObject([
      { id: second, code: 'CONFLICT', conversation: null },
      { id: first, code: null, conversation: { status: 'RESOLVED', team: { id: team } } },
    ]);
    const { data } = await run(tenant, 'query ($id: ID!) { conversation(id: $id) { status team { id } } }', {
      id: second,
    });
    expect(data.conversation).toEqual({ status: 'OPEN', team: null });
  });

  it('fails as a whole for what is wrong for all', async () => {
    const { id } = await one();
    const [foreignOne] = await seedConversations(database, foreign);
    const cases: [object, object][] = [
      [
        { ids: [], status: 'OPEN' },
        { code: 'BAD_USER_INPUT', field: 'ids' },
      ],
      [
        { ids: Array(101).fill(id), status: 'OPEN' },
        { code: 'BAD_USER_INPUT', field: 'ids' },
      ],
      [
        { ids: [id], status: null },
        { code: 'BAD_USER_INPUT', field: 'status' },
      ],
      [
        { ids: [id], status: 'SNOOZED' },
        { code: 'BAD_USER_INPUT', field: 'snoozedUntil' },
      ],
      [
        { ids: [id], userId: null, snoozedUntil: new Date() },
        { code: 'BAD_USER_INPUT', field: 'snoozedUntil' },
      ],
      [
        { ids: [id], userId: nobody },
        { code: 'NOT_FOUND', what: 'user' },
      ],
      [
        { ids: [id], teamId: nobody },
        { code: 'NOT_FOUND', what: 'team' },
      ],
      [
        { ids: [id], topicId: foreign.topicIds[0] },
        { code: 'NOT_FOUND', what: 'topic' },
      ],
      [
        { ids: [id], addLabelIds: [nobody] },
        { code: 'NOT_FOUND', what: 'label' },
      ],
    ];
    const events = await listenToLog();
    for (const [input, expected] of cases) expect(await updateAll(input)).toMatchObject(expected);
    const { results } = await updateAll({ ids: [foreignOne?.id], status: 'RESOLVED' });
    expect(results).toMatchObject([{ code: 'NOT_FOUND' }]);
    expect(await events()).toEqual([]);
  });

  it('takes as many statements for one conversation as for fifty', async () => {
    const ids = (await seedConversations(database, tenant, { count: 51 })).map(({ id }) => id);
    const vip = await labelNamed('VIP');
    const logger = (await database.mapper()).config.getLogger();
    const count = async (input: object): Promise<number> => {
      let queries = 0;
      const spied = logger.logQuery.bind(logger);
      logger.logQuery = context => {
        queries += 1;
        return spied(context);
      };
      try {
        expect((await updateAll(input)).results[0].code).toBeNull();
      } finally {
        logger.logQuery = spied;
      }
      return queries;
    };
    const to = { status: 'PENDING', topicId: tenant.topicIds[1], addLabelIds: [vip] };
    const [few, many] = [
      await count({ ids: ids.slice(0, 1), ...to }),
      await count({ ids: ids.slice(1), ...to }),
    ];
    expect(few).toBeGreaterThan(0);
    expect(many).toBe(few);
  });

  it('waits for a change of one of them, and two with the same ids in another order end both', async () => {
    const ids = (await seedConversations(database, tenant, { count: 20 })).map(({ id }) => id);
    const labels = await Promise.all(['A', 'B', 'C', 'D'].map(labelNamed));
    await Promise.all(
      labels.map((label, n) =>
        updateAll({ ids: n % 2 === 0 ? ids : ids.toReversed(), addLabelIds: [label] }),
      ),
    );
    const { data } = await run(tenant, '{ conversations(first: 50) { nodes { labels { name } } } }');
    expect(
      new Set(data.conversations.nodes.map(({ labels: has }: { labels: unknown[] }) => has.length)),
    ).toEqual(new Set([4]));
  });
});

describe('canned replies', () => {
  const upsert = (input: object, role: Role = Role.MANAGER) =>
    change(
      'upsertCannedReply',
      input,
      'cannedReply { id shortcut title body isArchived owner { id } teams { name } channels { id } }',
      role,
    );
  const words = { title: 'Hello', body: 'Hello {{contact.name}}' };
  const made = async (input: object, role?: Role): Promise<string> =>
    (await upsert({ ...words, ...input }, role)).cannedReply.id;
  const listed = async (role: Role, args = '') =>
    (await run(tenant, `{ cannedReplies${args} { shortcut } }`, {}, role)).data.cannedReplies.map(
      ({ shortcut }: { shortcut: string }) => shortcut,
    );

  it('are own ones, or shared ones that need MANAGE_DESK', async () => {
    const events = await listenToLog();
    const own = await upsert({ ...words, shortcut: '/Hello' });
    expect(own.cannedReply).toEqual({
      ...{ id: expect.any(String), shortcut: 'hello', ...words, isArchived: false },
      ...{ owner: { id: tenant.users.MANAGER }, teams: null, channels: null },
    });
    const { id } = own.cannedReply;
    expect(await upsert({ ...words, shortcut: 'all', isShared: true })).toMatchObject({
      ...{ code: 'FORBIDDEN', permission: 'MANAGE_DESK' },
    });
    const shared = await made({ shortcut: 'all', isShared: true }, Role.HEAD_OF_SALES);
    expect(await upsert({ id: shared, title: 'Mine' })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await upsert({ id: shared, isShared: false })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await upsert({ id, title: 'Theirs' }, Role.OWNER)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await listed(Role.MANAGER)).toEqual(['all', 'hello']);
    expect(await listed(Role.OWNER)).toEqual(['all']);
    expect(await upsert({ id, isArchived: true })).toMatchObject({ cannedReply: { isArchived: true } });
    expect(await listed(Role.MANAGER)).toEqual(['all']);
    const whole = '{ cannedReplies(includeArchived: true) { shortcut isArchived } }';
    expect((await run(tenant, whole, {}, Role.MANAGER)).data.cannedReplies).toEqual([
      { shortcut: 'all', isArchived: false },
      { shortcut: 'hello', isArchived: true },
    ]);
    await upsert({ id, isArchived: true });
    expect((await events()).map(({ changed }) => changed)).toEqual(Array(3).fill(['cannedReplies']));
    const nodes = 'query ($id: ID!) { node(id: $id) { __typename } }';
    expect((await run(tenant, nodes, { id })).data.node).toEqual({ __typename: 'CannedReply' });
    expect((await run(tenant, nodes, { id }, Role.OWNER)).data.node).toBeNull();
  });

  it('have shortcuts that are unique among those that one user sees', async () => {
    await made({ shortcut: 'price' });
    const theirs = await made({ shortcut: 'price' }, Role.HEAD_OF_SALES);
    expect(await upsert({ ...words, shortcut: 'PRICE' })).toMatchObject({
      code: 'CONFLICT',
      reason: 'EXISTS',
    });
    await made({ shortcut: 'address', isShared: true }, Role.OWNER);
    expect(await upsert({ ...words, shortcut: 'address' })).toMatchObject({ code: 'CONFLICT' });
    expect(await upsert({ ...words, shortcut: 'Address', isShared: true }, Role.OWNER)).toMatchObject({
      code: 'CONFLICT',
    });
    await upsert({ id: theirs, isShared: true }, Role.HEAD_OF_SALES);
    expect(await upsert({ ...words, shortcut: 'price', isShared: true }, Role.OWNER)).toMatchObject({
      ...{ code: 'CONFLICT', id: theirs },
    });
  });

  it('are offered on their numbers and to their teams, and found by their words', async () => {
    const { MANAGER } = tenant.users;
    const [first, second] = tenant.channelIds;
    const team = await teamNamed('Doors');
    const shared = (input: object) => made({ isShared: true, ...input }, Role.OWNER);
    await shared({ shortcut: 'a', channelIds: [first], title: 'Опоздание' });
    await shared({ shortcut: 'b', teamIds: [team], body: '100% хлопок' });
    await shared({ shortcut: 'c', channelIds: [] });
    expect(await listed(Role.MANAGER)).toEqual(['a', 'c']);
    expect(await listed(Role.OWNER)).toEqual(['a', 'b', 'c']);
    await upsertTeam({ id: team, memberIds: [MANAGER] });
    expect(await listed(Role.MANAGER)).toEqual(['a', 'b', 'c']);
    expect(await listed(Role.MANAGER, `(channelId: "${first}")`)).toEqual(['a', 'b']);
    expect(await listed(Role.MANAGER, `(channelId: "${second}")`)).toEqual(['b']);
    expect(await listed(Role.MANAGER, '(search: "опоздание")')).toEqual(['a']);
    expect(await listed(Role.MANAGER, '(search: "100%")')).toEqual(['b']);
    expect(await upsert({ ...words, shortcut: 'own', teamIds: [team] })).toMatchObject({
      ...{ code: 'BAD_USER_INPUT', field: 'teamIds' },
    });
  });

  it.each([
    ['no shortcut', { ...words }, 'shortcut'],
    ['a space in the shortcut', { ...words, shortcut: 'a b' }, 'shortcut'],
    ['a long shortcut', { ...words, shortcut: 'a'.repeat(51) }, 'shortcut'],
    ['no title', { shortcut: 'a', body: 'B' }, 'title'],
    ['an empty body', { ...words, shortcut: 'a', body: ' \n' }, 'body'],
    ['a body of 10,001 characters', { ...words, shortcut: 'a', body: 'я'.repeat(10_001) }, 'body'],
    ['an unknown placeholder', { ...words, shortcut: 'a', body: 'Hi {{contact.password}}' }, 'body'],
    ['an attribute that cannot be', { ...words, shortcut: 'a', body: '{{attribute.A}}' }, 'body'],
    [
      'eleven files',
      { ...words, shortcut: 'a', attachmentIds: Array.from({ length: 11 }, uuidV7) },
      'attachmentIds',
    ],
  ])('refuse %s', async (_what, input, field) => {
    expect(await upsert(input)).toMatchObject({ code: 'BAD_USER_INPUT', field });
  });

  it('refuse unknown numbers, teams and files, and those of other companies', async () => {
    const base = { ...words, shortcut: 'a', isShared: true };
    for (const input of [
      { channelIds: [foreign.channelIds[0]] },
      { channelIds: ['x'] },
      { teamIds: [nobody] },
      { attachmentIds: [nobody] },
    ])
      expect(await upsert({ ...base, ...input }, Role.OWNER)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await listed(Role.OWNER)).toEqual([]);
  });

  it('are filled in with the values of a conversation, and values are not filled in again', async () => {
    const { id: conversationId, contactId, leadId } = await one();
    const body =
      '{{contact.name}}, {{ agent.name }}; {{channel.name}} {{lead.name}} {{attribute.city}} {{attribute.none}} {{contact.phone}}';
    const id = await made({ shortcut: 'fill', body });
    await database.pool.query(
      "update contacts set display_name = '{{agent.name}} $&', phone = null where id = $1",
      [contactId],
    );
    await database.pool.query('update leads set attributes = $2 where id = $1', [leadId, { city: 'Алматы' }]);
    const text = async (of: string) => {
      const document = `query ($id: ID!) { cannedReplies { id text(conversationId: $id) } }`;
      const { data, codes } = await run(tenant, document, { id: of });
      return data?.cannedReplies.find((row: { id: string }) => row.id === id)?.text ?? codes;
    };
    const { rows } = await database.pool.query('select name from leads where id = $1', [leadId]);
    expect(await text(conversationId)).toBe(
      `{{agent.name}} $&, MANAGER; Number 0 ${rows[0].name} Алматы [attribute.none] [contact.phone]`,
    );
    const [foreignOne] = await seedConversations(database, foreign);
    expect(await text(foreignOne?.id ?? '')).toEqual(['NOT_FOUND']);
  });

  it('refuse more than 200 own ones', async () => {
    const { tenantId, users } = tenant;
    const rows = Array.from({ length: 200 }, (_, n) => ({
      ...{ id: uuidV7(), tenantId, ownerId: users.MANAGER, shortcut: `s${n}`, ...words },
    }));
    await insertRows(database, CannedReply, rows);
    expect(await upsert({ ...words, shortcut: 'more' })).toMatchObject({ code: 'LIMIT_REACHED', max: 200 });
  });
});
