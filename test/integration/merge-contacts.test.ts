/** Two contacts that a user merges, or separates again. */
import { describe, expect, it } from '@jest/globals';
import { statement } from '../../src/database/statement.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { EventType } from '../../src/domain/vocabulary.js';
import { createContacts } from '../../src/people/contacts.js';
import { createIngestFixture } from '../support/ingest-fixture.js';
import {
  accept,
  addColleague,
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
  state,
  throwAlert,
} from '../support/ingest-setup.js';

const phone = '77010000021';
const lid = '123456789012345@lid';
const userId = 'KZ.13491208655302741918';

setUpIngest({ alert: throwAlert });

describe('a merge', () => {
  const snapshot = async () => ({
    contacts: await rows(
      'select id, display_name, phone, match_key, merged_into_id from contacts where tenant_id = $1 order by id',
    ),
    identities: await rows('select * from contact_identities where tenant_id = $1 order by id'),
    conversations: await rows(
      'select id, contact_id, lead_id, unread_count from conversations where tenant_id = $1 order by id',
    ),
    leads: await rows(
      'select id, contact_id, stage_id, topic_id, topic_source, owner_id, name, phone, value, merged_into_id from leads where tenant_id = $1 order by id',
    ),
    notes: await rows('select id, lead_id from notes where tenant_id = $1 order by id'),
  });

  it('that is taken back leaves everything as it was', async () => {
    await accept({ from: phone, senderName: null, messageKey: 'U1' });
    await accept({ from: lid, messageKey: 'U2', text: 'Есть ламинат?' });
    await accept({ from: userId, messageKey: 'U3', channelExternalId: 'instance_yyy' });
    const contacts = createContacts(database);
    const manager = await addColleague();
    const [first, second, third] = await people();
    await database.pool.query('update leads set value = $2 where contact_id = $1', [
      ...[third.id, { amount: '12500.5', currency: 'KZT' }],
    ]);
    const before = await snapshot();
    await contacts.merge(manager, second.id, third.id);
    const between = await snapshot();
    await contacts.merge(manager, first.id, second.id);
    expect(await people()).toHaveLength(1);
    expect((await people())[0]).toMatchObject({ display_name: 'Айгерим' });
    expect(await cases()).toHaveLength(1);
    expect(await rows('select value from leads where tenant_id = $1 and merged_into_id is null')).toEqual([
      { value: { amount: '12500.5', currency: 'KZT' } },
    ]);
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
    const manager = await addColleague();
    const [merged] = await rows('select * from contacts where tenant_id = $1 and merged_into_id is not null');
    await contacts.unmerge(manager, merged.id);
    const fresh = newIngest();
    await fresh.accept(await fixture.item({ from: lid, alsoKnownAs: [phone], messageKey: 'V4' }));
    expect(await people()).toHaveLength(2);
    expect(await cases()).toHaveLength(2);
    await contacts.merge(manager, merged.merged_into_id, merged.id);
    expect(await people()).toHaveLength(1);
  });

  it('between two who were taken apart is not made through a third address either', async () => {
    await accept({ from: phone, messageKey: 'Y1' });
    await accept({ from: lid, messageKey: 'Y2' });
    await accept({ from: userId, messageKey: 'Y3' });
    const [first, second] = await people();
    const contacts = createContacts(database);
    const manager = await addColleague();
    await contacts.merge(manager, second.id, first.id);
    await contacts.unmerge(manager, first.id);
    await accept({ from: userId, alsoKnownAs: [phone, lid], messageKey: 'Y4' });
    expect(await people()).toHaveLength(3);
    await accept({ from: userId, alsoKnownAs: [lid], messageKey: 'Y5' });
    expect(await people()).toHaveLength(2);
    expect(await state()).toMatchObject({
      people: [
        [expect.anything(), '+77010000021'],
        [expect.anything(), null],
      ],
    });
  });

  it('sends later messages of either address to the kept contact and its lead', async () => {
    await accept({ from: phone, messageKey: 'W1' });
    await accept({ from: lid, messageKey: 'W2' });
    const [first, second] = await people();
    await createContacts(database).merge(await addColleague(), second.id, first.id);
    for (const [n, from] of [phone, lid].entries()) {
      await accept({ from, messageKey: `W${n + 3}` });
      await accept({ from, messageKey: `W${n + 5}`, channelExternalId: 'instance_yyy' });
    }
    expect(await people()).toEqual([expect.objectContaining({ id: second.id })]);
    const leads = await rows('select distinct lead_id from conversations where tenant_id = $1');
    expect(leads).toEqual([{ lead_id: (await cases())[0].id }]);
    // A third kind of address of the same phone finds the merged contact by its key, and is linked to it.
    await accept({ from: `whatsapp:+${phone}`, messageKey: 'W9' });
    expect(await people()).toHaveLength(1);
    expect(await cases()).toHaveLength(1);
  });

  it('refuses one and the same, merged, foreign and unknown contacts', async () => {
    await accept({ from: phone, messageKey: 'X1' });
    await accept({ from: lid, messageKey: 'X2' });
    const [first, second] = await people();
    const contacts = createContacts(database);
    const manager = await addColleague();
    const refuse = async (keepId: string, mergeId: string) =>
      contacts.merge(manager, keepId, mergeId).then(
        () => 'done',
        (error: { code: string }) => error.code,
      );
    expect(await refuse(first.id, first.id)).toBe('BAD_USER_INPUT');
    expect(await refuse(first.id, uuidV7())).toBe('NOT_FOUND');
    expect(await refuse('x', second.id)).toBe('NOT_FOUND');
    const foreign = await createIngestFixture(database, 'foreign');
    const stranger = newIngest({}, foreign);
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

  it('by many at once, while messages come in, happens once and loses nothing', async () => {
    await accept({ from: phone, messageKey: 'T1' });
    await accept({ from: lid, messageKey: 'T2' });
    const [first, second] = await people();
    const contacts = createContacts(database);
    const actor = await addColleague();
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

describe('a contact whose name an agent corrects', () => {
  const named = async () => rows('select display_name from contacts where tenant_id = $1 order by id');

  it('keeps that name when the provider sends another one, and every subscriber sees one event', async () => {
    await accept({ from: phone, senderName: 'Айгерим', messageKey: 'N1' });
    const contacts = createContacts(database);
    const manager = await addColleague();
    const [{ id }] = await people();
    await contacts.update(manager, { id, displayName: '  Айгерим Сапарова ' });
    await contacts.update(manager, { id, displayName: 'Айгерим Сапарова' });
    await accept({ from: phone, senderName: 'aika', messageKey: 'N2' });
    expect(await named()).toEqual([{ display_name: 'Айгерим Сапарова' }]);
    const told = await rows(
      "select kind, subject_id, changed from domain_events where tenant_id = $1 and kind = 'CONTACT_UPDATED'",
    );
    expect(told).toEqual([{ kind: 'CONTACT_UPDATED', subject_id: id, changed: ['displayName'] }]);
    await expectDenseLog();
  });

  it('takes no invisible or long name, and is not found elsewhere or after a merge', async () => {
    await accept({ from: phone, senderName: 'Айгерим', messageKey: 'N3' });
    await accept({ from: '77010000022', senderName: 'Данияр', messageKey: 'N4' });
    const contacts = createContacts(database);
    const manager = await addColleague();
    const [first, second] = await people();
    const rename = (id: string, displayName: string | null) => contacts.update(manager, { id, displayName });
    await expect(rename(first.id, 'я'.repeat(201))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await expect(rename('x', 'Анна')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(rename(uuidV7(), 'Анна')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await rename(first.id, '\u200b');
    expect(await named()).toEqual([{ display_name: null }, { display_name: 'Данияр' }]);
    await contacts.merge(manager, first.id, second.id);
    await expect(rename(second.id, 'Анна')).rejects.toMatchObject({
      code: 'CONFLICT',
      facts: { mergedIntoId: first.id },
    });
  });
});

describe('changes that wait for each other', () => {
  const lockBy = (table: string) =>
    statement(`test-lock-${table}`, `select from ${table} where id = $1 for update`);
  const ofContact = lockBy('contacts');
  const ofConversation = lockBy('conversations');

  it('are both made: the one that the database ended is repeated, with its events once', async () => {
    await accept({ from: phone, messageKey: 'D1' });
    const [room] = await rows('select id, contact_id, channel_id from conversations where tenant_id = $1');
    const { tenantId } = fixture;
    const begun: (() => void)[] = [];
    /** The first attempt of each goes on when both hold their first lock. */
    const meet = () =>
      new Promise<void>(resolve => {
        begun.push(resolve);
        if (begun.length >= 2) for (const go of begun) go();
      });
    const event = (changed: string) => ({
      ...{ kind: EventType.CONVERSATION_UPDATED, subjectId: room.id, channelId: room.channel_id },
      ...{ conversationId: room.id, changed: [changed] },
    });
    const before = await position();
    await Promise.all([
      database.publish(tenantId, async ({ query, emit }) => {
        emit(event('status'));
        await query(ofConversation, [room.id]);
        await meet();
        await query(ofContact, [room.contact_id]);
      }),
      database.change(tenantId, async ({ query, emit }) => {
        emit(event('topic'));
        await query(ofContact, [room.contact_id]);
        await meet();
        await query(ofConversation, [room.id]);
      }),
    ]);
    // At least one was ended; on a busy machine the database can end the other one too.
    expect(begun.length).toBeGreaterThanOrEqual(3);
    const events = await eventsAfter(before);
    expect(events.flatMap(({ changed }) => changed).sort()).toEqual(['status', 'topic']);
    await expectDenseLog();
  });

  it.each([
    ['is ended again and again', '40P01', 4],
    ['fails otherwise', '23503', 1],
  ])('are given up when one %s', async (_, code, attempts) => {
    let made = 0;
    const fail = async (): Promise<never> => {
      made += 1;
      throw Object.assign(new Error('from the database'), { code });
    };
    await expect(database.publish(fixture.tenantId, fail)).rejects.toMatchObject({ code });
    await expect(database.change(fixture.tenantId, fail)).rejects.toMatchObject({ code });
    expect(made).toBe(2 * attempts);
  });
});
