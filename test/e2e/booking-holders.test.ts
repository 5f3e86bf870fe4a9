/**
 * The holder of a visit, the fields of an event, and its time: no customer gets a wrong notice, or one about another
 * customer's visit.
 */

import type { ResultOf } from '@graphql-typed-document-node/core';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sendDueReminders } from '../../src/bookings/reminders.js';
import { createToContent } from '../../src/outbox/reply-content.js';
import { getProvider } from '../../src/providers/registry.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  changed,
  closeWindows,
  decisionsOf,
  type Envelope,
  ownRecord,
  postBooking,
  settled,
  verdicts,
} from '../support/booking-notices.js';
import {
  BookingsDocument,
  MergeContactsDocument,
  UpsertNotificationTemplateDocument,
  UpsertSalonDocument,
} from '../support/gql/operations.js';

let server: TestApp;
let owner: string;

beforeAll(async () => {
  server = await startTestApp();
  owner = await server.signIn('owner@demo.test');
});
afterAll(async () => {
  await server.stop();
});

const at = (second: number) => `2036-06-01T13:00:${String(second).padStart(2, '0')}+0500`;
const person = (name: string) => {
  const { envelope, phone } = ownRecord();
  return { client: { ...envelope.data.client, name, display_name: name }, phone };
};
/** The notices of a booking and their recipients: name of the notice, and the digits of the recipient's number. */
const told = async (id: string) =>
  (await decisionsOf(server, id))
    .filter(({ decision }) => decision === 'SENT')
    .map(({ kind, address }) => `${kind} ${/\d+/.exec(address ?? '')?.[0]}`);
const digits = (phone: string) => phone.slice(1);
const bookingOf = async (id: string) => {
  const { rows } = await server.app.database.pool.query('select * from bookings where external_id = $1', [
    id,
  ]);
  return rows[0];
};
const send = async (envelope: Envelope | object) => {
  await postBooking(server, envelope);
  await settled(server);
};

describe('a booking that goes from one customer to another', () => {
  it('tells the former one of its end, the new one of the visit, and neither of the other’s', async () => {
    const { envelope, id, phone } = ownRecord();
    const other = person('Болат');
    await send(envelope);
    await send(
      changed(envelope, 'update', {
        client: other.client,
        date: '2036-06-05 18:00:00',
        services: [{ id: 9, title: 'Борода', cost: 100 }],
        last_change_date: at(1),
      }),
    );
    const decisions = await decisionsOf(server, id);
    expect(verdicts(decisions)).toEqual(['CREATED SENT', 'CANCELLED SENT', 'CREATED SENT']);
    expect(await told(id)).toEqual([
      `CREATED ${digits(phone)}`,
      `CANCELLED ${digits(phone)}`,
      `CREATED ${digits(other.phone)}`,
    ]);
    expect(decisions[1]?.text).toContain('Была на: 3 июня в 14:00\nУслуга: Мужская стрижка');
    expect(decisions[1]?.text).not.toMatch(/Борода|5 июня/);
    expect(decisions[2]?.text).toContain('📅 5 июня в 18:00\n💇 Борода');
    expect(decisions[2]?.text).not.toMatch(/стрижка|3 июня/);
    expect((await bookingOf(id)).client_name).toBe('Болат');

    await send(changed(envelope, 'delete', { client: other.client, deleted: true, last_change_date: at(2) }));
    expect((await told(id)).slice(3)).toEqual([`CANCELLED ${digits(other.phone)}`]);
  });

  it('and back: each is told of every beginning and every end', async () => {
    const { envelope, id, phone } = ownRecord();
    const other = person('Болат');
    await send(envelope);
    await send(changed(envelope, 'update', { client: other.client, last_change_date: at(1) }));
    await send(changed(envelope, 'update', { last_change_date: at(2) }));
    const [a, b] = [digits(phone), digits(other.phone)];
    expect(await told(id)).toEqual([
      `CREATED ${a}`,
      `CANCELLED ${a}`,
      `CREATED ${b}`,
      `CANCELLED ${b}`,
      `CREATED ${a}`,
    ]);
  });

  it('is cancelled for the former one when the new one has no phone, or there is none', async () => {
    for (const client of [null, { id: 4, name: 'Без телефона', phone: '' }]) {
      const { envelope, id, phone } = ownRecord();
      await send(envelope);
      await send(changed(envelope, 'update', { client, last_change_date: at(1) }));
      expect(verdicts(await decisionsOf(server, id))).toEqual([
        'CREATED SENT',
        'CANCELLED SENT',
        'CREATED SKIPPED_NO_PHONE',
      ]);
      expect((await told(id))[1]).toBe(`CANCELLED ${digits(phone)}`);
    }
  });

  it('while a change waited to be told: the former one hears of the end alone', async () => {
    const { envelope, id, phone } = ownRecord();
    const other = person('Болат');
    await send(envelope);
    await send(changed(envelope, 'update', { date: '2036-06-07 11:00:00', last_change_date: at(1) }));
    await send(
      changed(envelope, 'update', {
        client: other.client,
        date: '2036-06-07 11:00:00',
        last_change_date: at(2),
      }),
    );
    await closeWindows(server);
    const decisions = await decisionsOf(server, id);
    expect(await told(id)).toEqual([
      `CREATED ${digits(phone)}`,
      `CANCELLED ${digits(phone)}`,
      `CREATED ${digits(other.phone)}`,
    ]);
    expect(decisions.find(({ kind }) => kind === 'CANCELLED')?.text).toContain('Была на: 3 июня в 14:00');
  });

  it('is reminded of at its new customer only', async () => {
    const { envelope, id } = ownRecord();
    const other = person('Болат');
    await send(envelope);
    await send(changed(envelope, 'update', { client: other.client, last_change_date: at(1) }));
    await server.app.database.pool.query(
      "update bookings set created_at = '2036-05-01', told_at = '2036-05-01' where external_id = $1",
      [id],
    );
    await sendDueReminders({
      database: server.app.database,
      tools: { calendarLink: () => null, toContent: createToContent(getProvider) },
      now: () => new Date('2036-06-02T09:01:00Z'),
    });
    expect((await told(id)).filter(word => word.startsWith('REMINDER'))).toEqual([
      `REMINDER ${digits(other.phone)}`,
    ]);
  });

  it('leaves the former one’s calendar link empty', async () => {
    const kept = { kind: 'CREATED' as const, locale: 'ru', body: 'Запись: {{when}}' };
    await server.run(
      UpsertNotificationTemplateDocument,
      { input: { ...kept, attachCalendarFile: true } },
      owner,
    );
    const { envelope, id } = ownRecord();
    await send(envelope);
    await send(changed(envelope, 'update', { client: person('Болат').client, last_change_date: at(1) }));
    const decisions = await decisionsOf(server, id);
    const links = decisions.flatMap(({ text }) => /http\S+\.ics/.exec(text ?? '')?.[0] ?? []);
    expect(links).toHaveLength(2);
    expect((await fetch(links[0] ?? '')).status).toBe(404);
    expect((await fetch(links[1] ?? '')).status).toBe(200);
    await server.run(
      UpsertNotificationTemplateDocument,
      {
        input: {
          ...kept,
          body: '✅ *Вы записаны!*\n\n📅 {{when}}\n💇 {{services}}\n👤 Мастер: {{staff}}',
          attachCalendarFile: false,
        },
      },
      owner,
    );
  });

  it('is still the same customer’s when another of their numbers stands there', async () => {
    const { envelope, id, phone } = ownRecord();
    const other = person('Айгерим');
    await send(envelope);
    await send(changed(ownRecord().envelope, 'create', { client: other.client }));
    const contactOf = async (number: string) => {
      const { rows } = await server.app.database.pool.query('select id from contacts where phone = $1', [
        number,
      ]);
      return String(rows[0]?.id);
    };
    const [keepId, mergeId] = [await contactOf(phone), await contactOf(other.phone)];
    await server.run(MergeContactsDocument, { keepId, mergeId }, owner);
    await send(changed(envelope, 'update', { client: other.client, last_change_date: at(1) }));
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT', 'UPDATED SKIPPED_NO_CHANGE']);
  });
});

describe('a deletion', () => {
  it.each([
    ['names another customer', () => person('Болат').client],
    ['names nobody', () => null],
  ])('that %s is told to the one who was told, with the visit that they knew', async (_, client) => {
    const { envelope, id, phone } = ownRecord();
    await send(envelope);
    await send(
      changed(envelope, 'delete', {
        client: client(),
        date: '2036-06-09 10:00:00',
        deleted: true,
        last_change_date: at(1),
      }),
    );
    expect(await told(id)).toEqual([`CREATED ${digits(phone)}`, `CANCELLED ${digits(phone)}`]);
    expect((await decisionsOf(server, id))[1]?.text).toContain('Была на: 3 июня в 14:00');
    expect(await bookingOf(id)).toMatchObject({ status: 'CANCELLED', client_phone: phone });
  });

  it('of a booking that nobody was told of reaches nobody', async () => {
    const { envelope, id } = ownRecord();
    await send(changed(envelope, 'create', { client: null }));
    await send(
      changed(envelope, 'delete', { client: person('Болат').client, deleted: true, last_change_date: at(1) }),
    );
    expect(verdicts(await decisionsOf(server, id))).toEqual([
      'CREATED SKIPPED_NO_PHONE',
      'CANCELLED SKIPPED_NO_CHANGE',
    ]);
  });

  it('that is taken back for another customer tells them, and the former one nothing more', async () => {
    const { envelope, id, phone } = ownRecord();
    const other = person('Болат');
    await send(envelope);
    await send(changed(envelope, 'delete', { deleted: true, last_change_date: at(1) }));
    await send(changed(envelope, 'update', { client: other.client, last_change_date: at(2) }));
    expect(await told(id)).toEqual([
      `CREATED ${digits(phone)}`,
      `CANCELLED ${digits(phone)}`,
      `CREATED ${digits(other.phone)}`,
    ]);
  });
});

describe('the time of a visit', () => {
  it.each([
    ['an offset inside date', { date: '2036-06-03T14:00:00+05:00', datetime: undefined }],
    ['UNIX seconds', { date: 2_096_096_400, datetime: null }],
    ['UNIX seconds as digits', { date: '2096096400', datetime: undefined }],
    ['datetime alone', { date: undefined, datetime: '2036-06-03T09:00:00Z' }],
  ])('is read from %s', async (_, data) => {
    const { envelope, id } = ownRecord();
    await send(changed(envelope, 'create', data));
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT']);
    expect(await bookingOf(id)).toMatchObject({
      starts_at: new Date('2036-06-03T09:00:00Z'),
      starts_at_local: '2036-06-03T14:00:00',
    });
  });

  it('that cannot be read, or is missing, is not announced; the booking is listed last', async () => {
    const unreadable = ownRecord();
    const missing = ownRecord();
    await send(changed(unreadable.envelope, 'create', { date: 'завтра в два', datetime: undefined }));
    await send(changed(missing.envelope, 'create', { date: undefined, datetime: undefined }));
    expect(await decisionsOf(server, unreadable.id)).toMatchObject([
      {
        kind: 'CREATED',
        decision: 'SKIPPED_NO_TIME',
        reason: 'The time of the booking cannot be read: "завтра в два".',
        text: null,
      },
    ]);
    expect(await decisionsOf(server, missing.id)).toMatchObject([
      { decision: 'SKIPPED_NO_TIME', text: null },
    ]);

    const all: { externalId: string; startsAt: string | null }[] = [];
    let after: string | null = null;
    for (let hasMore = true; hasMore; ) {
      const page: ResultOf<typeof BookingsDocument>['bookings'] = (
        await server.run(BookingsDocument, { first: 3, after }, owner)
      ).bookings;
      all.push(...page.nodes);
      after = page.pageInfo.endCursor ?? null;
      hasMore = page.pageInfo.hasNextPage;
    }
    expect(all.slice(-2).map(({ externalId }) => externalId)).toEqual([missing.id, unreadable.id]);
    expect(all.slice(0, -2).every(({ startsAt }) => startsAt !== null)).toBe(true);
    expect(new Set(all.map(({ externalId }) => externalId)).size).toBe(all.length);
    const until = await server.run(
      BookingsDocument,
      { first: 50, filter: { startsBefore: '2100-01-01T00:00:00Z' } },
      owner,
    );
    expect(until.bookings.nodes.map(({ externalId }) => externalId)).not.toContain(missing.id);

    await send(changed(unreadable.envelope, 'update', { last_change_date: at(1) }));
    expect(verdicts(await decisionsOf(server, unreadable.id))).toEqual([
      'CREATED SKIPPED_NO_TIME',
      'CREATED SENT',
    ]);
  });

  it('that becomes unreadable stops what waits and the reminders, and is told when it can be read', async () => {
    const { envelope, id } = ownRecord();
    await send(envelope);
    await send(changed(envelope, 'update', { date: '2036-06-05 10:00:00', last_change_date: at(1) }));
    await send(changed(envelope, 'update', { date: '??', datetime: undefined, last_change_date: at(2) }));
    await closeWindows(server);
    expect(verdicts(await decisionsOf(server, id))).toEqual([
      'CREATED SENT',
      'UPDATED SKIPPED_NO_CHANGE',
      'UPDATED SKIPPED_NO_TIME',
    ]);
    await send(changed(envelope, 'update', { date: '2036-06-06 10:00:00', last_change_date: at(3) }));
    await closeWindows(server);
    expect((await decisionsOf(server, id)).at(-1)?.text).toContain(
      'Было: 3 июня в 14:00\nСтало: 6 июня в 10:00',
    );
  });

  it('is the second 02:30 of an autumn night when the offset says so, and the notice says which', async () => {
    const company = {
      companyId: '307055',
      timezone: 'Europe/Berlin',
      locale: 'ru',
      recentActivityMinutes: 0,
    };
    const { salons } = await salonsOf();
    const noticeChannelId = salons.find(({ company_id }) => company_id === '307001')?.notice_channel_id;
    await server.run(UpsertSalonDocument, { input: { ...company, noticeChannelId } }, owner);
    const { envelope, id } = ownRecord();
    const night = (offset: string, second: number) => ({
      ...changed(envelope, second === 0 ? 'create' : 'update', {
        date: '2037-10-25 02:30:00',
        datetime: `2037-10-25T02:30:00${offset}`,
        last_change_date: at(second),
      }),
      company_id: 307_055,
    });
    await send(night('+02:00', 0));
    expect((await bookingOf(id)).starts_at).toEqual(new Date('2037-10-25T00:30:00Z'));
    await send(night('+01:00', 1));
    await closeWindows(server);
    expect((await bookingOf(id)).starts_at).toEqual(new Date('2037-10-25T01:30:00Z'));
    const decisions = await decisionsOf(server, id);
    expect(verdicts(decisions)).toEqual(['CREATED SENT', 'UPDATED SENT']);
    expect(decisions[1]?.text).toContain(
      'Было: 25 октября в 02:30 (UTC+02:00)\nСтало: 25 октября в 02:30 (UTC+01:00)',
    );
  });

  it('gets a reminder of its own when it is moved between the two 02:30 of an autumn night', async () => {
    const { salons } = await salonsOf();
    const noticeChannelId = salons.find(({ company_id }) => company_id === '307001')?.notice_channel_id;
    const input = { companyId: '307056', timezone: 'Europe/Berlin', locale: 'ru', reminderHours: [24] };
    await server.run(UpsertSalonDocument, { input: { ...input, noticeChannelId } }, owner);
    const remind = (now: string) => {
      const tools = { calendarLink: () => null, toContent: createToContent(getProvider) };
      return sendDueReminders({ database: server.app.database, tools, now: () => new Date(now) });
    };
    const { envelope, id } = ownRecord();
    const move = async (date: string, offset: string, second: number) => {
      const data = { date, datetime: date.replace(' ', 'T') + offset, last_change_date: at(second) };
      const status = second === 0 ? 'create' : 'update';
      await send({ ...changed(envelope, status, data), company_id: 307_056 });
      await server.app.database.pool.query(
        "update bookings set created_at = '2036-05-01', told_at = '2036-05-01' where external_id = $1",
        [id],
      );
    };
    const reminders = async () => (await decisionsOf(server, id)).filter(({ kind }) => kind === 'REMINDER');
    await move('2037-10-25 02:30:00', '+02:00', 0);
    await remind('2037-10-24T00:31:00Z');
    await remind('2037-10-24T00:32:00Z');
    expect(await reminders()).toHaveLength(1);
    await move('2037-10-25 02:30:00', '+01:00', 1);
    await remind('2037-10-24T01:31:00Z');
    await remind('2037-10-24T01:32:00Z');
    expect((await reminders()).map(({ decision, text }) => [decision, text?.split('\n')[2]])).toEqual([
      ['SENT', '📅 25 октября в 02:30 (UTC+02:00)'],
      ['SENT', '📅 25 октября в 02:30 (UTC+01:00)'],
    ]);

    // As stored by a version that identified reminders only by time.
    await server.app.database.pool.query(
      `update booking_notifications set dedupe_key = 'REMINDER:24:2037-10-25T02:30:00'
        where id = (
          select n.id from booking_notifications n join bookings b on b.id = n.booking_id
           where b.external_id = $1 and n.notification_type = 'REMINDER' order by n.id desc limit 1)`,
      [id],
    );
    await remind('2037-10-24T01:33:00Z');
    expect(await reminders()).toHaveLength(2);
  });
});

const salonsOf = async () => {
  const { rows } = await server.app.database.pool.query(
    'select company_id, notice_channel_id from salons order by id',
  );
  return { salons: rows as { company_id: string; notice_channel_id: string }[] };
};

describe('an update that mentions some fields only', () => {
  const part = (envelope: Envelope, data: object, second: number) => ({
    ...envelope,
    status: 'update',
    data: { id: envelope.resource_id, last_change_date: at(second), ...data },
  });

  it.each([
    ['comment', { comment: 'Опоздает' }],
    ['attendance', { attendance: 2 }],
    ['client', { client: { id: 0, comment: 'VIP' } }],
    ['staff', { staff: { id: 2835001, rating: 4 } }],
    ['services', { services: [{ id: 5034001, amount: 1 }] }],
    ['length', { seance_length: 5400 }],
  ])('of %s leaves the rest as it was, and tells nothing', async (_, data) => {
    const { envelope, id, phone } = ownRecord();
    await send(envelope);
    const before = await bookingOf(id);
    const own = 'client' in data ? { client: { ...data.client, id: envelope.resource_id } } : data;
    await send(part(envelope, own, 1));
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT', 'UPDATED SKIPPED_NO_CHANGE']);
    const after = await bookingOf(id);
    for (const column of [
      'status',
      'starts_at',
      'services',
      'total_cost',
      'staff_name',
      'client_name',
      'client_phone',
      'contact_id',
    ]) {
      expect([column, after[column]]).toEqual([column, before[column]]);
    }
    expect(after.client_phone).toBe(phone);
  });

  it('of the time tells of the time, and of nothing else', async () => {
    const { envelope, id } = ownRecord();
    await send(envelope);
    await send(part(envelope, { date: '2036-06-04 15:00:00' }, 1));
    await closeWindows(server);
    expect((await decisionsOf(server, id))[1]?.text).toBe(`📝 *Ваша запись изменена*

Было: 3 июня в 14:00
Стало: 4 июня в 15:00

💇 Мужская стрижка
👤 Мастер: Нурлан

Если есть вопросы - пишите!`);
  });

  it('that says null or an empty list clears', async () => {
    const { envelope, id } = ownRecord();
    await send(envelope);
    await send(part(envelope, { services: [], staff: null, seance_length: null }, 1));
    expect(await bookingOf(id)).toMatchObject({
      services: [],
      total_cost: null,
      staff_name: null,
      length_seconds: null,
      starts_at_local: '2036-06-03T14:00:00',
    });
  });

  it('of another person does not keep the former one’s name', async () => {
    const { envelope, id } = ownRecord();
    await send(envelope);
    await send(part(envelope, { client: { id: 77, phone: '+77019990077' }, staff: { id: 5 } }, 1));
    expect(await bookingOf(id)).toMatchObject({
      client_name: null,
      client_phone: '+77019990077',
      staff_name: null,
      staff_external_id: '5',
    });
  });

  it('leaves a cancelled booking cancelled, in the guide’s shape too', async () => {
    const { envelope, id } = ownRecord();
    await send(envelope);
    await send({ ...envelope, status: 'delete', data: { id: Number(id) } });
    await send(part(envelope, { comment: 'Звонил' }, 1));
    await send({
      type: 'record.updated',
      companyId: 307_001,
      data: { id: Number(id), comment: 'Звонил ещё раз' },
    });
    expect((await bookingOf(id)).status).toBe('CANCELLED');
    expect(verdicts(await decisionsOf(server, id))).toEqual([
      'CREATED SENT',
      'CANCELLED SENT',
      'CANCELLED SKIPPED_NO_CHANGE',
      'CANCELLED SKIPPED_NO_CHANGE',
    ]);
  });
});

describe('a visit that is over by the branch’s clock', () => {
  const clock = (hours: number) => {
    const shown = new Date(Date.now() + (hours + 5) * 3_600_000).toISOString();
    return { date: shown.slice(0, 19).replace('T', ' '), datetime: undefined };
  };

  it.each([
    ['create', 'CREATED'],
    ['delete', 'CANCELLED'],
  ])('is not told of by %s', async (status, kind) => {
    const { envelope, id } = ownRecord();
    await send(changed(envelope, status, { ...clock(-3), deleted: status === 'delete' }));
    expect(await decisionsOf(server, id)).toMatchObject([
      { kind, decision: 'SKIPPED_VISIT_OVER', reason: expect.stringContaining('over'), text: null },
    ]);
  });

  it('nor by an update or a deletion of what was told in its day', async () => {
    const { envelope, id } = ownRecord();
    await send(changed(envelope, 'create', clock(48)));
    await server.app.database.pool.query(
      `update bookings set starts_at = starts_at - interval '3 days',
              told = told || jsonb_build_object('startsAt', to_jsonb((now() - interval '1 day')::text),
                                                'startsAtLocal', '2026-01-01T10:00:00')
        where external_id = $1`,
      [id],
    );
    await send(changed(envelope, 'update', { ...clock(-24), last_change_date: at(1) }));
    await send(changed(envelope, 'delete', { ...clock(-24), deleted: true, last_change_date: at(2) }));
    expect(verdicts(await decisionsOf(server, id))).toEqual([
      'CREATED SENT',
      'UPDATED SKIPPED_VISIT_OVER',
      'CANCELLED SKIPPED_VISIT_OVER',
    ]);
  });

  it('is not over before its length has passed; where it has none, its beginning ends it', async () => {
    const running = ownRecord();
    const begun = ownRecord();
    await send(changed(running.envelope, 'create', { ...clock(-0.5), seance_length: 3600 }));
    await send(changed(begun.envelope, 'create', { ...clock(-0.5), seance_length: null, length: null }));
    expect(verdicts(await decisionsOf(server, running.id))).toEqual(['CREATED SENT']);
    expect(verdicts(await decisionsOf(server, begun.id))).toEqual(['CREATED SKIPPED_VISIT_OVER']);
  });

  it('is one of the branch’s clock: nine in the evening there may be the next morning here', async () => {
    const { salons } = await salonsOf();
    const noticeChannelId = salons.find(({ company_id }) => company_id === '307001')?.notice_channel_id;
    const zone = 'America/Los_Angeles';
    await server.run(
      UpsertSalonDocument,
      { input: { companyId: '307056', timezone: zone, locale: 'ru', noticeChannelId } },
      owner,
    );
    const inAnHour = new Date(Date.now() + 3_600_000)
      .toLocaleString('sv-SE', { timeZone: zone })
      .replace(' ', 'T');
    const { envelope, id } = ownRecord();
    await send({ ...changed(envelope, 'create', { date: inAnHour, datetime: null }), company_id: 307_056 });
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT']);
  });
});

describe('recently active', () => {
  const write = async (phone: string, message: object) => {
    const response = await server.post('/whatsapp/webhook?key=demo', {
      typeWebhook: 'incomingMessageReceived',
      instanceData: { idInstance: 7107000101, wid: '77000000010@c.us', typeInstance: 'whatsapp' },
      idMessage: `m${phone}`,
      senderData: { chatId: `${digits(phone)}@c.us`, sender: `${digits(phone)}@c.us`, senderName: 'Имя' },
      ...message,
    });
    expect(response.status).toBe(200);
  };
  const now = () => Math.floor(Date.now() / 1_000);
  const text = { typeMessage: 'textMessage', textMessageData: { textMessage: 'Здравствуйте' } };

  it.each([
    ['a text that arrives five hours late', () => ({ timestamp: now() - 5 * 3_600, messageData: text })],
    [
      'a reaction',
      () => ({
        timestamp: now(),
        messageData: {
          typeMessage: 'reactionMessage',
          extendedTextMessageData: { text: '👍' },
          quotedMessage: { stanzaId: 'earlier' },
        },
      }),
    ],
  ])('%s keeps no notice back', async (_, message) => {
    const { envelope, id, phone } = ownRecord();
    await write(phone, message());
    await send(envelope);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT']);
  });

  it('a text of now does', async () => {
    const { envelope, id, phone } = ownRecord();
    await write(phone, { timestamp: now(), messageData: text });
    await send(envelope);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SKIPPED_RECENTLY_ACTIVE']);
  });
});
