import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { IdentityKind } from '../../src/domain/identity/identity-kind.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { Role } from '../../src/domain/vocabulary.js';
import { Contact } from '../../src/entities/contact.entity.js';
import { ContactIdentity } from '../../src/entities/contact-identity.entity.js';
import { Conversation } from '../../src/entities/conversation.entity.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createRunner } from '../support/run-graphql.js';
import { insertRows, openTestDatabase, type SeededTenant, seedTenant } from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
let foreign: SeededTenant;
let run: ReturnType<typeof createRunner>;

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  tenant = await seedTenant(database, 'acme');
  foreign = await seedTenant(database, 'foreign');
  run = createRunner(await createSchema(), database);
});
afterAll(async () => {
  await database.close();
  await files.drop();
});

interface PersonOptions {
  readonly name: string | null;
  readonly phone?: string;
  readonly matchKeys?: readonly string[];
  readonly channel?: 0 | 1;
  readonly daysAgo?: number;
  readonly of?: SeededTenant;
}

/** A contact who wrote once. */
async function person({ name, phone, matchKeys, channel, daysAgo = 0, of = tenant }: PersonOptions) {
  const [id, identityId] = [uuidV7(), uuidV7()];
  const { tenantId } = of;
  const at = new Date(Date.now() - daysAgo * 86_400_000);
  const matchKey = phone ? `tel:${phone}` : `lid:${id}`;
  await insertRows(database, Contact, [
    { id, tenantId, displayName: name, phone: phone ?? null, matchKey, createdAt: at },
  ]);
  await insertRows(database, ContactIdentity, [
    {
      ...{ id: identityId, tenantId, contactId: id, rawValue: id, canonical: id, firstSeenAt: at },
      kind: phone ? IdentityKind.WHATSAPP_JID : IdentityKind.WHATSAPP_LID,
      matchKeys: [...(matchKeys ?? [matchKey])],
    },
  ]);
  if (channel !== undefined)
    await insertRows(database, Conversation, [
      {
        ...{
          id: uuidV7(),
          tenantId,
          contactId: id,
          identityId,
          address: id,
          channelId: of.channelIds[channel],
        },
        ...{ status: 'OPEN' as never, handoff: 'HUMAN_ACTIVE' as never, unreadCount: 0 },
        ...{ lastActivityAt: at, createdAt: at },
      },
    ]);
  return id;
}

const suggestionsOf = async (id: string) =>
  (
    await run(
      tenant,
      'query($id: ID!) { contact(id: $id) { mergeSuggestions { id reason score other { id displayName } } } }',
      { id },
    )
  ).data.contact.mergeSuggestions;

describe('suggestions to merge', () => {
  it('name a person of the same name who hides the phone, for both, most of all on the same number', async () => {
    const known = await person({ name: 'Айгерим С.', phone: '+77010000001', channel: 0 });
    const hidden = await person({ name: 'айгерим с.', channel: 0, daysAgo: 3 });
    const [suggestion] = await suggestionsOf(known);
    expect(suggestion).toEqual({
      id: [known, hidden].sort().join('~'),
      reason:
        'The same name, one of the two hides the phone, and both wrote to the same number within a month.',
      score: 0.8,
      other: { id: hidden, displayName: 'айгерим с.' },
    });
    expect(await suggestionsOf(hidden)).toEqual([
      { ...suggestion, other: { id: known, displayName: 'Айгерим С.' } },
    ]);
  });

  it('of two phones need the same number and a time; a name alone says nothing', async () => {
    const one = await person({ name: 'Ержан А.', phone: '+77010000002', channel: 0 });
    const near = await person({ name: 'Ержан А.', phone: '+77010000003', channel: 0, daysAgo: 5 });
    await person({ name: 'Ержан А.', phone: '+77010000004', channel: 0, daysAgo: 90 });
    await person({ name: 'Ержан А.', phone: '+77010000005', channel: 1 });
    const found = await suggestionsOf(one);
    expect(found.map((row: { other: { id: string }; score: number }) => [row.other.id, row.score])).toEqual([
      [near, 0.1],
    ]);
  });

  it('find a phone that an older rule kept under another key', async () => {
    const old = await person({ name: null, phone: '+551181234567' });
    const current = await person({
      name: null,
      phone: '+5511981234567',
      matchKeys: ['tel:+5511981234567', 'tel:+551181234567'],
    });
    expect(await suggestionsOf(current)).toMatchObject([{ score: 0.95, other: { id: old } }]);
  });

  it('weigh little where many have the name, and are five at the most', async () => {
    const ids = [];
    for (let n = 0; n < 9; n += 1) ids.push(await person({ name: 'Anna Ivanova' }));
    const found = await suggestionsOf(ids[0] ?? '');
    expect(found).toHaveLength(5);
    expect(found[0].score).toBeLessThan(0.1);
    expect(found[0].reason).toContain('8 others have the name');
  });

  it('never name the merged, the erased, somebody without a name, or anybody of another company', async () => {
    const known = await person({ name: 'Lone One', phone: '+77010000010' });
    const merged = await person({ name: 'Lone One' });
    await database.pool.query('update contacts set merged_into_id = $2 where id = $1', [merged, known]);
    const erased = await person({ name: 'Lone One' });
    await database.pool.query('update contacts set erased_at = now() where id = $1', [erased]);
    await person({ name: 'Lone One', of: foreign });
    expect(await suggestionsOf(known)).toEqual([]);
    const dots = [await person({ name: '.' }), await person({ name: '.' })];
    expect(await suggestionsOf(dots[0] ?? '')).toEqual([]);
  });

  it('take names of any length', async () => {
    const name = Array.from({ length: 4_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join('');
    const known = await person({ name, phone: '+77010000020' });
    const hidden = await person({ name });
    expect(await suggestionsOf(known)).toMatchObject([{ other: { id: hidden } }]);
  });

  it('end with the merge, and do not come back when it is taken back', async () => {
    const known = await person({ name: 'Split Person', phone: '+77010000011' });
    const hidden = await person({ name: 'Split Person' });
    const merge =
      'mutation($a: ID!, $b: ID!) { mergeContacts(input: { keepId: $a, mergeId: $b }) { contact { id mergeSuggestions { id } } } }';
    const merged = await run(tenant, merge, { a: known, b: hidden });
    expect(merged.data.mergeContacts.contact).toEqual({ id: known, mergeSuggestions: [] });
    const read = await run(tenant, 'query($id: ID!) { contact(id: $id) { id mergedInto { id } } }', {
      id: hidden,
    });
    expect(read.data.contact).toEqual({ id: hidden, mergedInto: { id: known } });
    const undo =
      'mutation($id: ID!) { unmergeContact(input: { contactId: $id }) { contact { id mergedInto { id } mergeSuggestions { id } } } }';
    expect((await run(tenant, undo, { id: hidden })).data.unmergeContact.contact).toEqual({
      ...{ id: hidden, mergedInto: null, mergeSuggestions: [] },
    });
    expect(await suggestionsOf(known)).toEqual([]);
    expect((await run(tenant, undo, { id: hidden })).codes).toEqual(['CONFLICT']);
  });

  it('take one statement for a whole page, which follows indexes', async () => {
    for (let n = 0; n < 60; n += 1)
      await person({
        name: `Pair ${n >> 1}`,
        channel: 0,
        ...(n % 2 ? { phone: `+770200000${10 + n}` } : {}),
      });
    await database.pool.query(
      `insert into contacts (id, tenant_id, display_name, match_key, created_at)
       select gen_random_uuid(), $1, 'Filler ' || n, 'lid:' || n, now() from generate_series(1, 20000) n`,
      [foreign.tenantId],
    );
    await database.pool.query(
      `insert into contact_identities (id, tenant_id, contact_id, kind, raw_value, canonical, match_keys, first_seen_at)
       select id, tenant_id, id, 'WHATSAPP_LID', match_key, match_key, array[match_key], now() from contacts where tenant_id = $1`,
      [foreign.tenantId],
    );
    await database.pool.query(
      `insert into conversations (id, tenant_id, channel_id, contact_id, identity_id, address, last_activity_at, created_at)
       select id, tenant_id, $2, id, id, match_key, now(), now() from contacts where tenant_id = $1 and match_key like 'lid:%' and display_name like 'Filler%'`,
      [foreign.tenantId, foreign.channelIds[0]],
    );
    await database.pool.query('analyze contacts, contact_identities, conversations, contact_merges');
    const page =
      'query($first: Int!) { contacts(first: $first) { nodes { id mergeSuggestions { score other { id } } } } }';
    const small = await run(tenant, page, { first: 2 });
    const large = await run(tenant, page, { first: 50 });
    expect(large.errors).toEqual([]);
    expect(large.data.contacts.nodes[0].mergeSuggestions).toHaveLength(1);
    expect(large.statements.length).toBe(small.statements.length);
    const taken = large.statements.find(({ statement }) => statement.name === 'merge-suggestions');
    if (!taken) throw new Error('the statement was not taken');
    const { rows } = await database.pool.query(`explain ${taken.statement.text}`, [
      tenant.tenantId,
      ...taken.parameters,
    ]);
    const plan = rows.map(row => row['QUERY PLAN']).join('\n');
    expect(plan).not.toMatch(/Seq Scan on (contacts|contact_identities|conversations)/);
    expect(plan).toContain('contacts_name_idx');
  });
});

describe('merging by hand', () => {
  it('is for those who work conversations', async () => {
    const merge = 'mutation { mergeContacts(input: { keepId: "x", mergeId: "y" }) { contact { id } } }';
    expect((await run(tenant, merge, {}, Role.READ_ONLY)).codes).toEqual(['FORBIDDEN']);
    expect((await run(tenant, merge, {}, Role.INTEGRATION)).codes).toEqual(['FORBIDDEN']);
    expect((await run(tenant, merge, {}, Role.MANAGER)).codes).toEqual(['NOT_FOUND']);
  });
});

describe('the explanation of an address', () => {
  const explain = async (raw: string, country?: string) =>
    (
      await run(
        tenant,
        'query($raw: String!, $country: String) { explainIdentity(raw: $raw, country: $country) { raw canonical matchKeys rule country candidates { id } } }',
        { raw, country },
      )
    ).data.explainIdentity;

  it('names the rule, the keys and whom it means', async () => {
    const known = await person({ name: 'Rule', phone: '+77013334455' });
    expect(await explain('8 (701) 333-44-55')).toEqual({
      raw: '8 (701) 333-44-55',
      canonical: '+77013334455',
      matchKeys: ['tel:+77013334455'],
      rule: expect.stringMatching(/^PLUS_SEVEN: Kazakhstan and Russia share \+7/),
      country: 'KZ',
      candidates: [{ id: known }],
    });
    expect(await explain('11 8123-4567', 'BR')).toMatchObject({
      matchKeys: ['tel:+5511981234567', 'tel:+551181234567'],
      rule: expect.stringMatching(/^BRAZIL_NINTH_DIGIT: /),
      country: 'BR',
    });
    expect(await explain('123456789012345@lid')).toMatchObject({
      canonical: '123456789012345@lid',
      matchKeys: ['lid:123456789012345'],
      rule: expect.stringMatching(/^WHATSAPP_LID: /),
      country: null,
    });
    expect(await explain('KZ.13491208655302741918')).toMatchObject({
      rule: expect.stringMatching(/^WHATSAPP_BSUID/),
    });
    expect(await explain('120363043968066561@g.us')).toMatchObject({
      canonical: null,
      matchKeys: [],
      rule: expect.stringMatching(/^GROUP: /),
      candidates: [],
    });
  });

  it('follows a merged contact, and refuses a country that is none', async () => {
    const kept = await person({ name: 'Kept' });
    const merged = await person({ name: 'Merged', phone: '+77013334466' });
    const merge =
      'mutation($a: ID!, $b: ID!) { mergeContacts(input: { keepId: $a, mergeId: $b }) { contact { id phone } } }';
    const answer = await run(tenant, merge, { a: kept, b: merged });
    expect(answer.data.mergeContacts.contact).toEqual({ id: kept, phone: '+77013334466' });
    expect(await explain('+77013334466')).toMatchObject({ candidates: [{ id: kept }] });
    const byPhone = await run(tenant, 'query { contact(phone: "+77013334466") { id } }');
    expect(byPhone.data.contact).toEqual({ id: kept });
    const wrong = await run(tenant, 'query { explainIdentity(raw: "1", country: "kz") { raw } }');
    expect(wrong.codes).toEqual(['BAD_USER_INPUT']);
  });
});
