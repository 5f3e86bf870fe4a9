/** Addresses that a provider attests to be one person's: one contact and one lead, whatever comes first and how often. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createContacts } from '../../src/contacts/contacts.js';
import { type Database, openDatabase } from '../../src/database/database.js';
import type { InboundMessage } from '../../src/domain/inbound-event.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { createIngest, type Ingest } from '../../src/ingest/ingest.js';
import type { IngestItem } from '../../src/ingest/ingest-item.js';
import { createIngestFixture, type IngestFixture } from '../support/ingest-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const phone = '77010000021';
const lid = '123456789012345@lid';
const userId = 'KZ.13491208655302741918';

let testDatabase: TestDatabase;
let database: Database;
let fixture: IngestFixture;
let ingest: Ingest;
let number = 0;

beforeAll(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 8, timeoutMs: 8_000, log: () => {} });
});
beforeEach(async () => {
  number += 1;
  fixture = await createIngestFixture(database, `tenant-${number}`);
  ingest = createIngest({
    database,
    directory: fixture.directory,
    log: () => {},
    alert: (message, facts) => {
      throw new Error(`${message} ${JSON.stringify(facts)}`);
    },
  });
});
afterAll(async () => {
  await database.close();
  await testDatabase.drop();
});

const rows = async (sql: string, ...values: unknown[]) =>
  (await database.pool.query(sql, [fixture.tenantId, ...values])).rows;
const accept = async (message: Partial<InboundMessage>) => ingest.accept(await fixture.item(message));
const people = () =>
  rows('select * from contacts where tenant_id = $1 and merged_into_id is null order by created_at, id');
const cases = () => rows('select * from leads where tenant_id = $1 and merged_into_id is null');
const eventsAfter = (position: number) =>
  rows('select * from domain_events where tenant_id = $1 and position > $2 order by position', position);
const position = async () =>
  (await rows('select position::int from event_counters where tenant_id = $1'))[0].position;

/** Everything that has to agree whatever the order was; ids and times left out. */
async function state() {
  return {
    people: (await people()).map(row => [row.display_name, row.phone]),
    addresses: (
      await rows(
        `select kind, canonical, contact_id in (select id from contacts where merged_into_id is null) as living
           from contact_identities where tenant_id = $1 order by canonical`,
      )
    ).map(row => [row.kind, row.canonical, row.living]),
    conversations: (
      await rows(
        `select v.address, v.unread_count, l.merged_into_id is null as with_open_lead, v.contact_id = i.contact_id as agrees,
                l.contact_id = v.contact_id as lead_agrees,
                (select count(*)::int from messages m where m.conversation_id = v.id and m.direction = 'INBOUND') as messages
           from conversations v join contact_identities i on i.id = v.identity_id left join leads l on l.id = v.lead_id
          where v.tenant_id = $1 order by v.address`,
      )
    ).map(row => Object.values(row)),
    leads: (await cases()).map(row => [row.name, row.phone]),
    notes: (
      await rows(
        `select count(*)::int as count, bool_and(l.merged_into_id is null) as kept from notes n join leads l on l.id = n.lead_id where n.tenant_id = $1`,
      )
    )[0],
  };
}

async function expectDenseLog() {
  const positions = (await eventsAfter(0)).map(row => Number(row.position));
  expect(positions).toEqual(positions.map((_, index) => index + 1));
}

describe('a message that names two addresses of one person', () => {
  it('of a stranger makes one contact, one lead, one conversation and two addresses', async () => {
    await accept({ from: phone, alsoKnownAs: [userId], messageKey: 'A1' });
    expect(await state()).toEqual({
      people: [['Айгерим', '+77010000021']],
      addresses: [
        ['WHATSAPP_JID', `${phone}@s.whatsapp.net`, true],
        ['WHATSAPP_BSUID', userId, true],
      ],
      conversations: [[phone, 1, true, true, true, 1]],
      leads: [['Айгерим', '+77010000021']],
      notes: { count: 1, kept: true },
    });
    const kinds = (await eventsAfter(0)).map(row => row.kind);
    expect(kinds).toEqual(['LEAD_ADDED', 'CONVERSATION_ADDED', 'MESSAGE_ADDED', 'NOTE_ADDED']);
  });

  it('finds the person by the other one: no second lead appears, not even for a moment', async () => {
    await accept({ from: phone, messageKey: 'B1' });
    const before = await position();
    const result = await accept({ from: lid, alsoKnownAs: [phone], messageKey: 'B2' });
    expect(result).toMatchObject({ status: 'PROCESSED', isNewContact: false });
    expect(await people()).toHaveLength(1);
    expect(await cases()).toHaveLength(1);
    const kinds = (await eventsAfter(before)).map(row => row.kind);
    expect(kinds).toEqual(['CONVERSATION_ADDED', 'MESSAGE_ADDED']);
  });

  it('shows the phone of who had hidden it, on the contact and on the lead, and tells of it', async () => {
    await accept({ from: lid, messageKey: 'C1' });
    const before = await position();
    await accept({ from: lid, alsoKnownAs: [phone], messageKey: 'C2' });
    expect((await people())[0]).toMatchObject({ phone: '+77010000021', match_key: 'tel:+77010000021' });
    expect((await cases())[0]).toMatchObject({ phone: '+77010000021' });
    const told = (await eventsAfter(before)).map(row => [row.kind, row.changed]);
    expect(told).toEqual([
      ['MESSAGE_ADDED', []],
      ['CONVERSATION_UPDATED', ['contact']],
      ['LEAD_UPDATED', ['phone']],
    ]);
  });

  it('merges two contacts into the older one, with notes, unread messages and the further stage', async () => {
    const stage = uuidV7();
    await database.pool.query(
      `insert into lead_stages (id, tenant_id, name, position) values ($1, $2, 'Talks', 2)`,
      [stage, fixture.tenantId],
    );
    await accept({ from: phone, messageKey: 'D1' });
    await accept({ from: lid, messageKey: 'D2', channelExternalId: 'instance_yyy', text: 'Есть ламинат?' });
    await accept({ from: lid, messageKey: 'D3', channelExternalId: 'instance_yyy' });
    const [older, younger] = await people();
    const [, second] = await rows('select * from leads where tenant_id = $1 order by id');
    await database.pool.query('update leads set stage_id = $2 where id = $1', [second.id, stage]);
    const before = await position();

    await accept({ from: lid, alsoKnownAs: [phone], messageKey: 'D4', channelExternalId: 'instance_yyy' });

    expect(await people()).toEqual([expect.objectContaining({ id: older.id })]);
    const [merged] = await rows('select * from contacts where tenant_id = $1 and id = $2', younger.id);
    expect(merged.merged_into_id).toBe(older.id);
    const [open] = await cases();
    expect(open).toMatchObject({
      contact_id: older.id,
      channel_id: fixture.channelIds.instance_xxx,
      stage_id: stage,
      topic_source: 'RULE',
    });
    const joined = (await rows('select * from leads where tenant_id = $1 and id = $2', second.id))[0];
    expect(joined).toMatchObject({ contact_id: older.id, merged_into_id: open.id });
    expect((await state()).conversations).toEqual([
      [lid, 3, true, true, true, 3],
      [phone, 1, true, true, true, 1],
    ]);
    expect((await state()).notes).toEqual({ count: 2, kept: true });
    const told = (await eventsAfter(before)).map(row => [row.kind, row.subject_id, row.changed]);
    const [room] = await rows('select id from conversations where tenant_id = $1 and address = $2', lid);
    expect(told).toEqual([
      ['MESSAGE_ADDED', expect.anything(), []],
      ['CONTACT_MERGED', younger.id, ['mergedInto']],
      ['CONVERSATION_UPDATED', room.id, ['contact', 'lead']],
      ['LEAD_UPDATED', second.id, ['contact', 'mergedInto']],
      ['LEAD_UPDATED', open.id, ['stage', 'topic', 'notes', 'conversations']],
    ]);
    const [record] = await rows('select * from contact_merges where tenant_id = $1');
    expect(record).toMatchObject({ kept_id: older.id, merged_id: younger.id, merged_by_id: null });
    expect(record.source_event_id).not.toBeNull();
  });

  it('that comes again links nothing again, and a plain one costs nothing', async () => {
    await accept({ from: phone, alsoKnownAs: [userId], messageKey: 'E1' });
    const before = await rows('select * from contact_identities where tenant_id = $1 order by id');
    await accept({ from: phone, alsoKnownAs: [userId], messageKey: 'E1' });
    await createIngest({ database, directory: fixture.directory, log: () => {} }).accept(
      await fixture.item({ from: phone, alsoKnownAs: [userId], messageKey: 'E2' }),
    );
    expect(await rows('select * from contact_identities where tenant_id = $1 order by id')).toEqual(before);
    expect(await rows('select 1 from contact_merges where tenant_id = $1')).toEqual([]);
  });

  it('is a person that a booking had made known by phone only', async () => {
    const contactId = uuidV7();
    await database.pool.query(
      `insert into contacts (id, tenant_id, display_name, phone, match_key, created_at) values ($1, $2, 'Booked', '+77010000021', 'tel:+77010000021', now())`,
      [contactId, fixture.tenantId],
    );
    await accept({ from: lid, messageKey: 'F1' });
    await accept({ from: lid, alsoKnownAs: [phone], messageKey: 'F2' });
    expect(await people()).toEqual([expect.objectContaining({ id: contactId, display_name: 'Booked' })]);
    expect(await cases()).toHaveLength(1);
  });

  it('with a second phone is found by both', async () => {
    const other = '77020000022';
    await accept({ from: phone, messageKey: 'G1' });
    await accept({ from: phone, alsoKnownAs: [other], messageKey: 'G2' });
    const result = await accept({
      from: `${other}@c.us`,
      messageKey: 'G3',
      channelExternalId: 'instance_yyy',
    });
    expect(result.isNewContact).toBe(false);
    expect(await people()).toHaveLength(1);
    const [holder] = await rows(
      'select * from contacts where tenant_id = $1 and match_key = $2',
      `tel:+${other}`,
    );
    expect(holder.merged_into_id).toBe((await people())[0].id);
  });
});

describe('a report that says nothing but that addresses are one person', () => {
  const report = async (addresses: readonly string[]) => {
    const item = await fixture.item({});
    const { channelExternalId, externalEventId } = item.event;
    const event = {
      type: 'same-person' as const,
      channelExternalId,
      externalEventId,
      eventType: 'ids',
      addresses,
    };
    return ingest.accept({ ...item, event } as IngestItem);
  };

  it('links them when one is known, and then knows them', async () => {
    expect(await report([userId, 'KZ.2'])).toMatchObject({ status: 'IGNORED' });
    await accept({ from: userId, messageKey: 'H1' });
    expect(await report([userId, 'KZ.2', phone])).toMatchObject({ status: 'PROCESSED' });
    expect(await report([userId, 'KZ.2', phone])).toMatchObject({ status: 'DUPLICATE' });
    await accept({ from: 'KZ.2', messageKey: 'H2' });
    expect(await people()).toHaveLength(1);
    expect(await cases()).toHaveLength(1);
  });
});

describe('the order of arrival', () => {
  const events: readonly Partial<InboundMessage>[] = [
    { from: phone, messageKey: 'phone' },
    { from: userId, messageKey: 'user', channelExternalId: 'instance_yyy' },
    { from: lid, messageKey: 'lid' },
    { from: phone, alsoKnownAs: [userId], messageKey: 'phone and user' },
    { from: lid, alsoKnownAs: [phone], messageKey: 'lid and phone' },
  ];

  it('ends in the same state for all 120 permutations of five messages', async () => {
    const ends = new Map<string, string>();
    for (const order of permutations(events)) {
      number += 1;
      fixture = await createIngestFixture(database, `tenant-${number}`);
      ingest = createIngest({ database, directory: fixture.directory, log: () => {} });
      for (const event of order) await accept(event);
      // Every lead that was made before the addresses were linked brought the note of its first message along.
      const { notes, ...rest } = await state();
      expect(notes.count).toBeGreaterThan(0);
      ends.set(
        JSON.stringify({ ...rest, notesAreKept: notes.kept }),
        order.map(event => event.messageKey).join(),
      );
    }
    expect([...ends.keys()].map(text => JSON.parse(text))).toEqual([
      {
        people: [['Айгерим', '+77010000021']],
        addresses: [
          ['WHATSAPP_LID', lid, true],
          ['WHATSAPP_JID', `${phone}@s.whatsapp.net`, true],
          ['WHATSAPP_BSUID', userId, true],
        ],
        conversations: [
          [lid, 2, true, true, true, 2],
          [phone, 2, true, true, true, 2],
          [userId, 1, true, true, true, 1],
        ],
        leads: [['Айгерим', '+77010000021']],
        notesAreKept: true,
      },
    ]);
  });

  function permutations<Item>(items: readonly Item[]): Item[][] {
    if (items.length < 2) return [[...items]];
    return items.flatMap((item, n) =>
      permutations(items.filter((_, other) => other !== n)).map(rest => [item, ...rest]),
    );
  }
});

describe('twenty events at once', () => {
  it.each([1, 2, 3, 4, 5])(
    'over two processes are one person with one lead, and no unread message is lost (round %i)',
    async () => {
      const other = createIngest({ database, directory: fixture.directory, log: () => {} });
      const kinds: readonly Partial<InboundMessage>[] = [
        { from: phone },
        { from: userId, channelExternalId: 'instance_yyy' },
        { from: phone, alsoKnownAs: [userId] },
        { from: userId, alsoKnownAs: [phone, lid], channelExternalId: 'instance_yyy' },
        { from: lid },
      ];
      const items = await Promise.all(
        [...Array(20).keys()].map(n => fixture.item({ ...kinds[n % kinds.length], messageKey: `S${n}` })),
      );
      const results = await Promise.all(items.map((item, n) => (n % 2 === 0 ? ingest : other).accept(item)));
      expect(results.filter(result => result.status === 'PROCESSED')).toHaveLength(20);
      expect(await people()).toHaveLength(1);
      expect(await cases()).toHaveLength(1);
      expect((await state()).conversations).toEqual([
        [lid, 4, true, true, true, 4],
        [phone, 8, true, true, true, 8],
        [userId, 8, true, true, true, 8],
      ]);
      await expectDenseLog();
    },
  );

  it('of which half merge the person by hand end in one person too', async () => {
    const userRow = uuidV7();
    await database.pool.query(
      `insert into users (id, tenant_id, email, name, role, password_hash, created_at) values ($1, $2, $3, 'M', 'MANAGER', 'x', now())`,
      [userRow, fixture.tenantId, `m${number}@acme.test`],
    );
    await accept({ from: phone, messageKey: 'T1' });
    await accept({ from: lid, messageKey: 'T2' });
    const [first, second] = await people();
    const contacts = createContacts(database);
    const actor = { tenantId: fixture.tenantId, userId: userRow };
    const items = await Promise.all(
      [...Array(10).keys()].map(n => fixture.item({ from: n % 2 ? phone : lid, messageKey: `T${n + 3}` })),
    );
    const outcomes = await Promise.allSettled([
      ...items.map(item => ingest.accept(item)),
      ...[...Array(10).keys()].map(n =>
        n % 2 ? contacts.merge(actor, first.id, second.id) : contacts.merge(actor, second.id, first.id),
      ),
    ]);
    const failures = outcomes.filter(outcome => outcome.status === 'rejected');
    expect(failures).toHaveLength(9);
    expect(failures.map(failure => failure.reason.code)).toEqual(failures.map(() => 'CONFLICT'));
    expect(await people()).toHaveLength(1);
    expect((await state()).conversations).toEqual([
      [lid, 6, true, true, true, 6],
      [phone, 6, true, true, true, 6],
    ]);
    await expectDenseLog();
  });
});

describe('a merge', () => {
  const actor = async () => {
    const userRow = uuidV7();
    await database.pool.query(
      `insert into users (id, tenant_id, email, name, role, password_hash, created_at) values ($1, $2, $3, 'M', 'MANAGER', 'x', now())`,
      [userRow, fixture.tenantId, `u${number}@acme.test`],
    );
    return { tenantId: fixture.tenantId, userId: userRow };
  };
  const snapshot = async () => ({
    contacts: await rows(
      'select id, display_name, phone, match_key, merged_into_id from contacts where tenant_id = $1 order by id',
    ),
    identities: await rows('select * from contact_identities where tenant_id = $1 order by id'),
    conversations: await rows(
      'select id, contact_id, lead_id, unread_count from conversations where tenant_id = $1 order by id',
    ),
    leads: await rows(
      'select id, contact_id, stage_id, topic_id, topic_source, owner_id, name, phone, merged_into_id from leads where tenant_id = $1 order by id',
    ),
    notes: await rows('select id, lead_id from notes where tenant_id = $1 order by id'),
  });

  it('that is taken back leaves everything as it was', async () => {
    await accept({ from: phone, senderName: null, messageKey: 'U1' });
    await accept({ from: lid, messageKey: 'U2', text: 'Есть ламинат?' });
    await accept({ from: userId, messageKey: 'U3', channelExternalId: 'instance_yyy' });
    const contacts = createContacts(database);
    const manager = await actor();
    const [first, second, third] = await people();
    const before = await snapshot();
    await contacts.merge(manager, second.id, third.id);
    const between = await snapshot();
    await contacts.merge(manager, first.id, second.id);
    expect(await people()).toHaveLength(1);
    expect((await people())[0]).toMatchObject({ display_name: 'Айгерим' });
    expect(await cases()).toHaveLength(1);
    await contacts.unmerge(manager, second.id);
    expect(await snapshot()).toEqual(between);
    await contacts.unmerge(manager, third.id);
    expect(await snapshot()).toEqual(before);
    await expect(contacts.unmerge(manager, third.id)).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  it('that was taken back is not made again by a provider, only by a person', async () => {
    await accept({ from: phone, messageKey: 'V1' });
    await accept({ from: lid, alsoKnownAs: [], messageKey: 'V2' });
    await accept({ from: lid, alsoKnownAs: [phone], messageKey: 'V3' });
    const contacts = createContacts(database);
    const manager = await actor();
    const [merged] = await rows('select * from contacts where tenant_id = $1 and merged_into_id is not null');
    await contacts.unmerge(manager, merged.id);
    const fresh = createIngest({ database, directory: fixture.directory, log: () => {} });
    await fresh.accept(await fixture.item({ from: lid, alsoKnownAs: [phone], messageKey: 'V4' }));
    expect(await people()).toHaveLength(2);
    expect(await cases()).toHaveLength(2);
    await contacts.merge(manager, merged.merged_into_id, merged.id);
    expect(await people()).toHaveLength(1);
  });

  it('sends later messages of either address to the kept contact and its lead', async () => {
    await accept({ from: phone, messageKey: 'W1' });
    await accept({ from: lid, messageKey: 'W2' });
    const [first, second] = await people();
    await createContacts(database).merge(await actor(), second.id, first.id);
    for (const [n, from] of [phone, lid].entries()) {
      await accept({ from, messageKey: `W${n + 3}` });
      await accept({ from, messageKey: `W${n + 5}`, channelExternalId: 'instance_yyy' });
    }
    expect(await people()).toEqual([expect.objectContaining({ id: second.id })]);
    const leads = await rows('select distinct lead_id from conversations where tenant_id = $1');
    expect(leads).toEqual([{ lead_id: (await cases())[0].id }]);
    // A third kind of address of the same phone finds the merged contact by its key, and follows.
    await accept({ from: `whatsapp:+${phone}`, messageKey: 'W9' });
    expect(await people()).toHaveLength(1);
    expect(await cases()).toHaveLength(1);
  });

  it('refuses one and the same, merged, foreign and unknown contacts', async () => {
    await accept({ from: phone, messageKey: 'X1' });
    await accept({ from: lid, messageKey: 'X2' });
    const [first, second] = await people();
    const contacts = createContacts(database);
    const manager = await actor();
    const refuse = async (keepId: string, mergeId: string) =>
      contacts.merge(manager, keepId, mergeId).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    expect(await refuse(first.id, first.id)).toBe('BAD_USER_INPUT');
    expect(await refuse(first.id, uuidV7())).toBe('NOT_FOUND');
    expect(await refuse('x', second.id)).toBe('NOT_FOUND');
    const foreign = await createIngestFixture(database, `foreign-${number}`);
    const stranger = createIngest({ database, directory: foreign.directory, log: () => {} });
    await stranger.accept(await foreign.item({ from: phone }));
    const [theirs] = (
      await database.pool.query('select id from contacts where tenant_id = $1', [foreign.tenantId])
    ).rows;
    expect(await refuse(first.id, theirs.id)).toBe('NOT_FOUND');
    expect(await refuse(theirs.id, second.id)).toBe('NOT_FOUND');
    await contacts.merge(manager, first.id, second.id);
    expect(await refuse(first.id, second.id)).toBe('CONFLICT');
    expect(await refuse(second.id, first.id)).toBe('CONFLICT');
  });
});
