/** Addresses that a provider attests to be one person's: one contact and one lead, in any order, also repeated. */
import { describe, expect, it } from '@jest/globals';
import { mergeSpelledAddresses } from '../../src/database/migrations/migration-20261129-one-address.js';
import type { InboundMessage } from '../../src/domain/inbound-event.js';
import type { IngestItem } from '../../src/domain/ingest-item.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { ensureContactConversation, findRecipient } from '../../src/people/contact-conversation.js';
import { openLeadsOf } from '../../src/people/open-lead.js';
import {
  accept,
  cases,
  database,
  eventsAfter,
  expectDenseLog,
  fixture,
  ingest,
  newIngest,
  people,
  position,
  rows,
  setUpIngest,
  startCompany,
  state,
  throwAlert,
} from '../support/ingest-setup.js';

const phone = '77010000021';
const lid = '123456789012345@lid';
const userId = 'KZ.13491208655302741918';

setUpIngest({ alert: throwAlert });

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
      ['CONTACT_UPDATED', ['identities', 'phone']],
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
    await newIngest().accept(await fixture.item({ from: phone, alsoKnownAs: [userId], messageKey: 'E2' }));
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

describe('one phone in several spellings on one number', () => {
  const spellings = ['8 701 000 00 21', '77010000021@s.whatsapp.net', '+77010000021', '7010000021', phone];

  it.each(spellings.map((first, n) => [first, spellings.toSpliced(n, 1)] as const))(
    'is one contact, one address, one lead and one conversation, also when it begins as %s',
    async (first, others) => {
      for (const [n, from] of [first, ...others].entries()) await accept({ from, messageKey: `S${n}` });
      expect(await state()).toMatchObject({
        people: [['Айгерим', '+77010000021']],
        addresses: [['WHATSAPP_JID', `${phone}@s.whatsapp.net`, true]],
        conversations: [
          [expect.stringMatching(/^\+?77010000021(@s\.whatsapp\.net)?$/), 5, true, true, true, 5],
        ],
      });
      const [identity] = await rows('select raw_value from contact_identities where tenant_id = $1');
      expect(identity.raw_value).toBe(first);
    },
  );

  it('is read by the company’s country: ten digits in Russia are no Indian number', async () => {
    await rows(`update tenants set default_country = 'RU' where id = $1`);
    await accept({ from: '9161234567', messageKey: 'RU1' });
    await accept({ from: '8 (916) 123-45-67', messageKey: 'RU2' });
    await accept({ from: '79161234567@s.whatsapp.net', messageKey: 'RU3' });
    expect(await state()).toMatchObject({
      people: [['Айгерим', '+79161234567']],
      conversations: [['79161234567@s.whatsapp.net', 3, true, true, true, 3]],
    });
  });

  it('that was split before is joined by the migration, with its messages, notes and unread ones', async () => {
    const jid = `${phone}@s.whatsapp.net`;
    await accept({ from: jid, messageKey: 'M1' });
    await accept({ from: lid, messageKey: 'M2' });
    // As earlier versions stored it: the row of the lid is rewritten as the number in its local spelling.
    const spelled = (kept: string) =>
      rows(
        `update contact_identities set kind = 'PHONE', canonical = '+77010000021', raw_value = '8 701 000 00 21', match_keys = $3,
                contact_id = (select contact_id from contact_identities where tenant_id = $1 and canonical = $4)
          where tenant_id = $1 and canonical = $2`,
        lid,
        ['tel:+77010000021'],
        kept,
      );
    await spelled(jid);
    for (let run = 0; run < 2; run += 1)
      for (const sql of mergeSpelledAddresses) await database.pool.query(sql);
    expect((await state()).conversations).toMatchObject([[jid, 2, true, true, true, 2]]);
    const [{ n }] = await rows(
      'select count(distinct conversation_id)::int as n from notes where tenant_id = $1',
    );
    expect(n).toBe(1);
    expect(await accept({ from: '8 701 000 00 21', messageKey: 'M3' })).toMatchObject({
      status: 'PROCESSED',
      isNewContact: false,
    });
    expect((await state()).conversations).toHaveLength(1);
  });

  it('that had only been spelled keeps its conversation after the migration', async () => {
    await accept({ from: '8 701 000 00 21', messageKey: 'N1' });
    await rows(
      `update contact_identities set kind = 'PHONE', canonical = '+77010000021' where tenant_id = $1`,
    );
    for (const sql of mergeSpelledAddresses) await database.pool.query(sql);
    await accept({ from: phone, messageKey: 'N2' });
    expect((await state()).conversations).toMatchObject([[expect.anything(), 2, true, true, true, 2]]);
  });
});

describe('a new conversation of a person who is known', () => {
  const stage = async (isTerminal: boolean) => {
    const id = uuidV7();
    await rows(
      `insert into lead_stages (id, tenant_id, name, position, is_terminal)
       values ($2, $1, $2::uuid::text, (select max(position) + 1 from lead_stages where tenant_id = $1), $3)`,
      id,
      isTerminal,
    );
    return id;
  };
  const leadOf = async (channel: string) => {
    const [row] = await rows(
      'select lead_id, id from conversations where tenant_id = $1 and channel_id = $2',
      fixture.channelIds[channel],
    );
    return row.lead_id as string;
  };
  const close = async (id: string) =>
    rows('update leads set stage_id = $3 where tenant_id = $1 and id = $2', id, await stage(true));
  const addLead = (channel: string) =>
    rows(
      `insert into leads (id, tenant_id, contact_id, channel_id, stage_id, created_at, updated_at)
       select $2, $1, contact_id, channel_id, stage_id, now(), now() from leads where tenant_id = $1 limit 1 returning id`,
      channel,
    );
  const start = async () => {
    const [person] = await people();
    const route = {
      ...{ tenantId: fixture.tenantId, channelId: fixture.channelIds.instance_yyy ?? '' },
      ...{ channelKind: ProviderKind.CHATFLOW, channelExternalId: 'instance_yyy', contactId: person.id },
      ...{ phone: '+77010000021', name: null, firstStageId: await stage(false) },
    };
    await database.transaction(async transaction =>
      ensureContactConversation(transaction, route, await findRecipient(transaction, route)),
    );
  };
  const write = () => accept({ from: phone, messageKey: uuidV7(), channelExternalId: 'instance_yyy' });

  it.each([
    ['when they write', write],
    ['when somebody writes to them first', start],
  ])('belongs to the open lead, though a newer one is closed, %s', async (_sentence, begin) => {
    await accept({ from: phone, messageKey: uuidV7() });
    const open = await leadOf('instance_xxx');
    const [newer] = await addLead(uuidV7());
    await close(newer.id);
    await begin();
    expect(await leadOf('instance_yyy')).toBe(open);
  });

  it.each([
    ['when they write', write],
    ['when somebody writes to them first', start],
  ])('opens a lead where all are closed, %s', async (_sentence, begin) => {
    await accept({ from: phone, messageKey: uuidV7() });
    const closed = await leadOf('instance_xxx');
    await close(closed);
    await begin();
    const lead = await leadOf('instance_yyy');
    expect(lead).not.toBe(closed);
    expect(await leadOf('instance_xxx')).toBe(closed);
    const { rows: open } = await database.pool.query(openLeadsOf('select $1::uuid'), [
      (await people())[0].id,
    ]);
    expect(open.map(row => row.id)).toEqual([lead]);
  });
});

describe('a report that says nothing but that addresses are one person', () => {
  const item = async (addresses: readonly string[]) => {
    const given = await fixture.item({});
    const { channelExternalId, externalEventId } = given.event;
    const event = {
      type: 'same-person' as const,
      channelExternalId,
      externalEventId,
      eventType: 'ids',
      addresses,
    };
    return { ...given, event } as IngestItem;
  };
  const report = async (addresses: readonly string[]) => ingest.accept(await item(addresses));

  it('links them when one is known, and then knows them', async () => {
    expect(await report([userId, 'KZ.2'])).toMatchObject({ status: 'IGNORED' });
    await accept({ from: userId, messageKey: 'H1' });
    const all = [userId, 'KZ.2', phone];
    expect(await ingest.wouldHaveEffect(await item(all))).toBe(true);
    expect(await report(all)).toMatchObject({ status: 'PROCESSED' });
    expect(await ingest.wouldHaveEffect(await item(all))).toBe(false);
    expect(await report(all)).toMatchObject({ status: 'DUPLICATE' });
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
      await startCompany();
      for (const event of order) await accept(event);
      // Every lead created before the addresses were linked kept the note of its first message.
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
      const other = newIngest();
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
});
