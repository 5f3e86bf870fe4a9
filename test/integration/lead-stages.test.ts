/** Stages of the pipeline: upsertLeadStage, reorderLeadStages, and where leads go. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { LeadStage } from '../../src/entities/lead-stage.entity.js';
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
let initial: readonly string[];

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  foreign = await seedTenant(database, 'foreign');
});
beforeEach(async () => {
  tenants += 1;
  tenant = await seedTenant(database, `company${tenants}`);
  initial = await namesInOrder();
});
afterAll(async () => {
  await database?.close();
  await files?.drop();
});

const upsertDocument = `mutation ($input: UpsertLeadStageInput!) { upsertLeadStage(input: $input) {
  stage { id name position isTerminal outcome isArchived } } }`;
const upsert = (input: object, role: Role = Role.OWNER) => run(tenant, upsertDocument, { input }, role);
const reorderDocument =
  'mutation ($ids: [ID!]!) { reorderLeadStages(input: { ids: $ids }) { stages { id } } }';
const reorder = (ids: readonly string[], role: Role = Role.OWNER) =>
  run(tenant, reorderDocument, { ids }, role);

async function upserted(input: object) {
  const { data, codes } = await upsert(input);
  expect(codes).toEqual([]);
  return data.upsertLeadStage.stage;
}

/** The code, and the facts of the error. */
async function refusal(input: object) {
  const { errors, codes } = await upsert(input);
  const facts = (errors[0]?.originalError as { facts?: object } | undefined)?.facts;
  return { code: codes.join(), ...facts };
}

const one = async () => ((await seedConversations(database, tenant)) as [SeededConversation])[0];

async function namesInOrder(includeArchived = false): Promise<string[]> {
  const document = 'query ($all: Boolean!) { leadStages(includeArchived: $all) { name } }';
  const { data } = await run(tenant, document, { all: includeArchived });
  return data.leadStages.map(({ name }: { name: string }) => name);
}

const eventsOf = async () =>
  (
    await database.pool.query(
      'select kind, subject_id, changed from domain_events where tenant_id = $1 order by position',
      [tenant.tenantId],
    )
  ).rows;

const stageOf = async (leadId: string) =>
  (await database.pool.query('select stage_id from leads where id = $1', [leadId])).rows[0]?.stage_id;

const updateLead = (id: string, stageId: string) =>
  run(
    tenant,
    'mutation ($id: ID!, $stageId: ID) { updateLead(input: { id: $id, stageId: $stageId }) { lead { stage { id } } } }',
    { id, stageId },
  );

/** A lead that a user creates for a new phone; its stage. */
async function stageOfNewLead(phone: string): Promise<{ codes: readonly string[]; stageId?: string }> {
  const document = `mutation ($phone: PhoneNumber!, $channelId: ID!) {
    createLead(input: { phone: $phone, channelId: $channelId }) { lead { stage { id } } } }`;
  const { data, codes } = await run(tenant, document, { phone, channelId: tenant.channelIds[0] });
  return { codes, stageId: data?.createLead?.lead.stage.id };
}

describe('upsertLeadStage', () => {
  it('places a new open stage before the first final one, a new final one last, and reports each change', async () => {
    const offer = await upserted({ name: ' Offer ' });
    expect(offer).toEqual({
      ...{ id: expect.any(String), name: 'Offer', position: 2 },
      ...{ isTerminal: false, outcome: 'OPEN', isArchived: false },
    });
    const lost = await upserted({ name: 'Refused', outcome: 'LOST' });
    expect(lost).toMatchObject({ position: 4, isTerminal: true, outcome: 'LOST' });
    expect(await namesInOrder()).toEqual([initial[0], initial[1], 'Offer', initial[2], 'Refused']);

    expect(await upserted({ id: lost.id, outcome: 'WON' })).toMatchObject({
      outcome: 'WON',
      name: 'Refused',
    });
    expect(await upserted({ id: lost.id, outcome: 'OPEN' })).toMatchObject({
      outcome: 'OPEN',
      isTerminal: false,
    });
    await upserted({ id: lost.id, outcome: 'OPEN', name: 'Refused', isArchived: false });
    const event = { kind: 'TENANT_UPDATED', subject_id: tenant.tenantId, changed: ['leadStages'] };
    expect(await eventsOf()).toEqual([event, event, event, event]);
  });

  it('refuses a name in use, in any capitals, and creates one stage for calls at the same time', async () => {
    expect(await refusal({ name: initial[1]?.toUpperCase() })).toMatchObject({
      code: 'CONFLICT',
      reason: 'EXISTS',
    });
    const calls = Array.from({ length: 6 }, () => upsert({ name: 'Offer' }));
    const codes = (await Promise.all(calls)).map(answer => answer.codes.join());
    expect(codes.sort()).toEqual(['', ...Array(5).fill('CONFLICT')]);
    expect(await namesInOrder()).toHaveLength(initial.length + 1);
  });

  it('gives stages that are created at the same time different places', async () => {
    const names = ['A', 'B', 'C', 'D', 'E'];
    const answers = await Promise.all(names.map(name => upsert({ name })));
    expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
    const { rows } = await database.pool.query(
      'select position from lead_stages where tenant_id = $1 order by position',
      [tenant.tenantId],
    );
    expect(rows.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });

  it.each([
    ['no name for a new stage', { outcome: 'OPEN' }, 'name'],
    ['null as a name', { name: null }, 'name'],
    ['a name of 101 characters', { name: 'x'.repeat(101) }, 'name'],
  ])('refuses %s and names the field', async (_what, input, field) => {
    expect(await refusal(input)).toEqual({ code: 'BAD_USER_INPUT', field });
    expect(await namesInOrder()).toEqual(initial);
  });

  it('allows 50 stages', async () => {
    const { tenantId } = tenant;
    const rows = Array.from({ length: 47 }, (_, n) => ({
      id: uuidV7(),
      tenantId,
      name: `S${n}`,
      position: 10 + n,
    }));
    await insertRows(database, LeadStage, rows);
    expect(await refusal({ name: 'One more' })).toEqual({ code: 'LIMIT_REACHED', limit: 'stages', max: 50 });
    await upserted({ id: rows[0]?.id, isArchived: true });
    await upserted({ name: 'One more' });
    expect(await refusal({ id: rows[0]?.id, isArchived: false })).toMatchObject({ code: 'LIMIT_REACHED' });
  });

  it("answers NOT_FOUND for another company's stage, as the stage and as the target", async () => {
    const [stageId] = foreign.stageIds;
    expect((await upsert({ id: stageId, name: 'Taken over' })).codes).toEqual(['NOT_FOUND']);
    const moved = await upsert({ id: tenant.stageIds[0], isArchived: true, moveLeadsToId: stageId });
    expect(moved.codes).toEqual(['NOT_FOUND']);
    expect((await reorder([...tenant.stageIds, stageId])).codes).toEqual(['NOT_FOUND']);
    expect((await reorder(['no-uuid'])).codes).toEqual(['NOT_FOUND']);
    expect(await namesInOrder()).toEqual(initial);
    expect((await run(foreign, 'query { leadStages { name } }')).data.leadStages).toHaveLength(3);
  });

  it.each([
    [Role.OWNER, []],
    [Role.HEAD_OF_SALES, []],
    [Role.MANAGER, ['FORBIDDEN']],
    [Role.INTEGRATION, ['FORBIDDEN']],
    [Role.READ_ONLY, ['FORBIDDEN']],
  ])('called by %s is answered with %j, like reorderLeadStages', async (role, codes) => {
    expect((await upsert({ name: 'Offer' }, role)).codes).toEqual(codes);
    const { rows } = await database.pool.query('select id from lead_stages where tenant_id = $1', [
      tenant.tenantId,
    ]);
    expect(
      (
        await reorder(
          rows.map(({ id }) => id),
          role,
        )
      ).codes,
    ).toEqual(codes);
  });
});

describe('archiving a stage', () => {
  it('is refused while leads are there, and moves them to the given stage with an event for each', async () => {
    const [from, to] = tenant.stageIds;
    const leads = [await one(), await one()].map(({ leadId }) => leadId);
    expect(await refusal({ id: from, isArchived: true })).toEqual({
      code: 'CONFLICT',
      reason: 'IN_USE',
      leads: 2,
    });
    expect(await namesInOrder()).toEqual(initial);
    expect(await eventsOf()).toEqual([]);

    expect(await upserted({ id: from, isArchived: true, moveLeadsToId: to })).toMatchObject({
      isArchived: true,
    });
    for (const leadId of leads) expect(await stageOf(leadId)).toBe(to);
    expect(await namesInOrder()).toEqual(initial.slice(1));
    expect(await namesInOrder(true)).toEqual(initial);
    const moved = leads.map(id => ({ kind: 'LEAD_UPDATED', subject_id: id, changed: ['stage'] }));
    expect(await eventsOf()).toEqual([
      { kind: 'TENANT_UPDATED', subject_id: tenant.tenantId, changed: ['leadStages'] },
      ...moved,
    ]);
  });

  it('lets new leads open at the next open stage, and refuses moves to it by hand', async () => {
    const [first, second, last] = tenant.stageIds;
    const { leadId } = await one();
    await upserted({ id: first, isArchived: true, moveLeadsToId: last });
    expect(await stageOfNewLead('+77019990012')).toEqual({ codes: [], stageId: second });
    const back = await updateLead(leadId, first);
    expect(back.codes).toEqual(['CONFLICT']);
    expect(back.errors[0]?.originalError).toMatchObject({ facts: { reason: 'ARCHIVED' } });
    await upserted({ id: first, isArchived: false });
    expect((await updateLead(leadId, first)).codes).toEqual([]);
    expect(await stageOfNewLead('+77019990013')).toEqual({ codes: [], stageId: first });
  });

  it('moves leads that arrived since when it is repeated, and merged leads without an event', async () => {
    const [first, second] = tenant.stageIds;
    await upserted({ id: first, isArchived: true });
    const [late, merged] = [await one(), await one()];
    await database.pool.query('update leads set merged_into_id = $2 where id = $1', [
      merged.leadId,
      late.leadId,
    ]);
    const before = (await eventsOf()).length;
    await upserted({ id: first, moveLeadsToId: second });
    expect([await stageOf(late.leadId), await stageOf(merged.leadId)]).toEqual([second, second]);
    expect((await eventsOf()).slice(before)).toEqual([
      { kind: 'LEAD_UPDATED', subject_id: late.leadId, changed: ['stage'] },
    ]);
  });

  it('refuses a target that is the stage itself or archived, and a target without archiving', async () => {
    const [first, second, last] = tenant.stageIds;
    const archive = { id: first, isArchived: true };
    expect(await refusal({ ...archive, moveLeadsToId: first })).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'moveLeadsToId',
    });
    expect(await refusal({ id: first, moveLeadsToId: second })).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'moveLeadsToId',
    });
    expect(await refusal({ name: 'New one', moveLeadsToId: second })).toEqual({
      code: 'BAD_USER_INPUT',
      field: 'moveLeadsToId',
    });
    await upserted({ id: last, isArchived: true });
    expect(await refusal({ ...archive, moveLeadsToId: last })).toEqual({
      code: 'CONFLICT',
      reason: 'ARCHIVED',
    });
  });

  it('refuses to lose the last open stage, by archiving or by its outcome, also in two calls at once', async () => {
    const [first, second] = tenant.stageIds;
    const answers = await Promise.all([
      upsert({ id: first, isArchived: true }),
      upsert({ id: second, outcome: 'LOST' }),
    ]);
    expect(answers.map(({ codes }) => codes.join()).sort()).toEqual(['', 'CONFLICT']);
    const { data } = await run(tenant, 'query { leadStages { id isTerminal } }');
    const open = data.leadStages.filter(({ isTerminal }: { isTerminal: boolean }) => !isTerminal);
    expect(open).toHaveLength(1);
    expect(await refusal({ id: open[0].id, outcome: 'WON' })).toEqual({
      code: 'CONFLICT',
      reason: 'LAST_OPEN_STAGE',
    });
    expect(await refusal({ id: open[0].id, isArchived: true })).toEqual({
      code: 'CONFLICT',
      reason: 'LAST_OPEN_STAGE',
    });
  });

  it('refuses to move more than 10,000 leads, and changes nothing then', async () => {
    const { contactId, channelId } = await one();
    const [first, second] = tenant.stageIds;
    await database.pool.query(
      `insert into leads (id, tenant_id, contact_id, channel_id, stage_id, created_at, updated_at)
       select gen_random_uuid(), $1, $2, $3, $4, now(), now() from generate_series(1, 10000)`,
      [tenant.tenantId, contactId, channelId, first],
    );
    expect(await refusal({ id: first, isArchived: true, moveLeadsToId: second })).toMatchObject({
      code: 'LIMIT_REACHED',
      max: 10_000,
    });
    expect(await namesInOrder()).toEqual(initial);
    await database.pool.query(
      'delete from leads where id = (select id from leads where tenant_id = $1 and name is null limit 1)',
      [tenant.tenantId],
    );
    await upserted({ id: first, isArchived: true, moveLeadsToId: second });
    const { rows } = await database.pool.query('select count(*)::int as n from leads where stage_id = $1', [
      second,
    ]);
    expect(rows).toEqual([{ n: 10_000 }]);
    expect(await eventsOf()).toHaveLength(10_001);
  });

  it('leaves no lead behind when users move leads to it at the same time', async () => {
    const [first, second] = tenant.stageIds;
    const leads: string[] = [];
    for (let n = 0; n < 8; n += 1) leads.push((await one()).leadId);
    await database.pool.query('update leads set stage_id = $2 where id = any($1::uuid[])', [
      leads.slice(4),
      tenant.stageIds[2],
    ]);
    const moves = leads.slice(4).map(id => updateLead(id, first));
    const [archived, ...moved] = await Promise.all([
      upsert({ id: first, isArchived: true, moveLeadsToId: second }),
      ...moves,
    ]);
    expect(archived?.codes).toEqual([]);
    expect(moved.flatMap(({ codes }) => codes).filter(code => code !== 'CONFLICT')).toEqual([]);
    const { rows } = await database.pool.query('select count(*)::int as n from leads where stage_id = $1', [
      first,
    ]);
    expect(rows).toEqual([{ n: 0 }]);
  });
});

describe('reorderLeadStages', () => {
  it('sets the order, with archived stages behind, and reports it once', async () => {
    const [first, second, last] = tenant.stageIds;
    const archived = await upserted({ name: 'Old', isArchived: true });
    const before = (await eventsOf()).length;
    const { data, codes } = await reorder([last, second, first]);
    expect(codes).toEqual([]);
    expect(data.reorderLeadStages.stages).toEqual([{ id: last }, { id: second }, { id: first }]);
    expect(await namesInOrder(true)).toEqual([initial[2], initial[1], initial[0], 'Old']);
    await reorder([last, second, first]);
    expect((await eventsOf()).slice(before)).toEqual([
      { kind: 'TENANT_UPDATED', subject_id: tenant.tenantId, changed: ['leadStages'] },
    ]);
    expect((await reorder([last, second, first, archived.id])).codes).toEqual(['CONFLICT']);
  });

  it('opens new leads at the first open stage, even with a final one before it', async () => {
    const [first, second, last] = tenant.stageIds;
    await reorder([last, second, first]);
    expect(await stageOfNewLead('+77019990014')).toEqual({ codes: [], stageId: second });
  });

  it.each([
    ['a missing stage', (ids: readonly string[]) => ids.slice(1)],
    ['a repeated stage', (ids: readonly string[]) => [...ids, ids[0] as string]],
    ['no stage at all', () => []],
  ])('answers %s with CONFLICT and changes nothing', async (_what, change) => {
    expect((await reorder(change(tenant.stageIds))).codes).toEqual(['CONFLICT']);
    expect(await namesInOrder()).toEqual(initial);
    expect(await eventsOf()).toEqual([]);
  });

  it('gives a complete order when calls run at the same time', async () => {
    const [first, second, last] = tenant.stageIds;
    const orders = [
      [first, last, second],
      [last, first, second],
      [second, last, first],
      [last, second, first],
    ];
    const answers = await Promise.all(orders.map(ids => reorder(ids)));
    expect(answers.flatMap(({ codes }) => codes)).toEqual([]);
    const { data } = await run(tenant, 'query { leadStages { id position } }');
    expect(data.leadStages.map(({ position }: { position: number }) => position)).toEqual([0, 1, 2]);
    const order = data.leadStages.map(({ id }: { id: string }) => id);
    expect(orders).toContainEqual(order);
  });
});

it('a merge of two contacts takes no archived stage over an active one', async () => {
  const [first, second] = tenant.stageIds;
  const [kept, other] = [await one(), await one()];
  await database.pool.query('update leads set stage_id = $2 where id = $1', [other.leadId, second]);
  await database.pool.query('update lead_stages set archived_at = now() where id = $1', [second]);
  const document =
    'mutation ($keepId: ID!, $mergeId: ID!) { mergeContacts(input: { keepId: $keepId, mergeId: $mergeId }) { contact { id } } }';
  const { codes } = await run(tenant, document, { keepId: kept.contactId, mergeId: other.contactId });
  expect(codes).toEqual([]);
  expect(await stageOf(kept.leadId)).toBe(first);
});
