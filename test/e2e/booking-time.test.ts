/** Timed work: reminders, the pull of changed records; and the calendar file. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import ICAL from 'ical.js';
import { sendDueReminders } from '../../src/bookings/reminders.js';
import { runProgram } from '../../src/cli/run-program.js';
import { createToContent } from '../../src/outbox/reply-content.js';
import { getProvider } from '../../src/providers/registry.js';
import type { SimulatedRecord } from '../../src/providers/yclients/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  changed,
  decisionsOf,
  ownRecord,
  postBooking,
  settled,
  verdicts,
} from '../support/booking-notices.js';
import {
  ReplayWebhookEventsDocument,
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

const tools = { calendarLink: () => null, toContent: createToContent(getProvider) };
const remind = (now: string) =>
  sendDueReminders({ database: server.app.database, tools, now: () => new Date(now) });

/** A booking that was made, and notified, long before its visit: on 3 June 2026 at 09:00 UTC. */
async function longKnown(data: Record<string, unknown> = {}) {
  const record = ownRecord();
  await postBooking(server, changed(record.envelope, 'create', data));
  await settled(server);
  await server.app.database.pool.query(
    "update bookings set created_at = '2036-05-01', told_at = '2036-05-01' where external_id = $1",
    [record.id],
  );
  return record;
}

describe('reminders', () => {
  it('go out once at each of the hours of the branch, and say when', async () => {
    const { id } = await longKnown();
    await remind('2036-06-02T08:59:00Z');
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT']);
    await remind('2036-06-02T09:01:00Z');
    await remind('2036-06-02T09:02:00Z');
    await remind('2036-06-03T07:01:00Z');
    await remind('2036-06-03T07:30:00Z');
    const decisions = await decisionsOf(server, id);
    expect(verdicts(decisions)).toEqual(['CREATED SENT', 'REMINDER SENT', 'REMINDER SENT']);
    expect(decisions[1]).toMatchObject({ channel: 'instance_xxx', author: 'SYSTEM' });
    expect(decisions[1]?.text).toBe(`⏰ *Напоминаем о записи*

📅 3 июня в 14:00
💇 Мужская стрижка
👤 Мастер: Нурлан
📍 ул. Ленина 10

Если планы изменились - напишите мне здесь 👇`);
  });

  it('two processes send one', async () => {
    const { id } = await longKnown();
    await Promise.all([remind('2036-06-02T10:00:00Z'), remind('2036-06-02T10:00:00Z')]);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT', 'REMINDER SENT']);
  });

  it('are late after an outage rather than never, but not absurdly late', async () => {
    const late = await longKnown();
    await remind('2036-06-02T20:00:00Z');
    expect(verdicts(await decisionsOf(server, late.id))).toEqual(['CREATED SENT', 'REMINDER SENT']);
    const absurd = await longKnown();
    await remind('2036-06-03T06:00:00Z');
    await remind('2036-06-03T08:30:00Z');
    expect(verdicts(await decisionsOf(server, absurd.id))).toEqual(['CREATED SENT']);
  });

  it('stay away from what was cancelled, has no phone, took place, or was told of a moment ago', async () => {
    const cancelled = await longKnown();
    await postBooking(
      server,
      changed(cancelled.envelope, 'delete', { deleted: true, last_change_date: '2036-06-01T13:00:00+0500' }),
    );
    const mute = await longKnown({ client: null });
    const came = await longKnown({ attendance: 1 });
    const fresh = await longKnown();
    await server.app.database.pool.query(
      "update bookings set told_at = '2036-06-02T09:00:30Z' where external_id = $1",
      [fresh.id],
    );
    await settled(server);
    await remind('2036-06-02T09:01:00Z');
    for (const { id } of [cancelled, mute, came, fresh]) {
      expect((await decisionsOf(server, id)).filter(({ kind }) => kind === 'REMINDER')).toEqual([]);
    }
  });

  it('follow a visit that was moved', async () => {
    const { envelope, id } = await longKnown();
    await remind('2036-06-02T09:01:00Z');
    await postBooking(
      server,
      changed(envelope, 'update', {
        date: '2036-06-10 14:00:00',
        datetime: '2036-06-10T14:00:00+05:00',
        last_change_date: '2036-06-01T13:00:00+0500',
      }),
    );
    await settled(server);
    await server.app.database.pool.query(
      "update bookings set told_at = '2036-05-01' where external_id = $1",
      [id],
    );
    await remind('2036-06-09T09:01:00Z');
    const reminders = (await decisionsOf(server, id)).filter(({ kind }) => kind === 'REMINDER');
    expect(reminders.map(({ text }) => text?.split('\n')[2])).toEqual([
      '📅 3 июня в 14:00',
      '📅 10 июня в 14:00',
    ]);
  });
});

describe('the pull of changed records', () => {
  const pull = () => server.app.bookingParts.bookings.reconcile.run();
  const lost = (data: Record<string, unknown>) => {
    const { envelope, id } = ownRecord();
    const now = new Date().toISOString().replace(/\.\d+Z$/, '+0000');
    const record = { ...envelope.data, company_id: 307001, create_date: now, last_change_date: now, ...data };
    return { record: record as unknown as SimulatedRecord, id };
  };

  it('finds what was made, changed and cancelled while its webhooks were lost', async () => {
    const { simulator } = server.app.bookingParts;
    const made = lost({});
    simulator?.keep(made.record);
    await pull();
    expect(verdicts(await decisionsOf(server, made.id))).toEqual(['CREATED SENT']);
    const later = new Date(Date.now() + 1_000).toISOString().replace(/\.\d+Z$/, '+0000');
    simulator?.keep({ ...made.record, deleted: true, last_change_date: later });
    await pull();
    expect(verdicts(await decisionsOf(server, made.id))).toEqual(['CREATED SENT', 'CANCELLED SENT']);
  });

  it('tells nothing a second time, and nothing of records that were made before', async () => {
    const { simulator } = server.app.bookingParts;
    const told = lost({});
    await postBooking(server, {
      company_id: 307001,
      resource: 'record',
      resource_id: Number(told.id),
      status: 'create',
      data: told.record,
    });
    await settled(server);
    simulator?.keep(told.record);
    const old = lost({ create_date: '2020-01-01T10:00:00+0500' });
    simulator?.keep(old.record);
    await pull();
    await pull();
    expect(verdicts(await decisionsOf(server, told.id))).toEqual(['CREATED SENT']);
    const { rows } = await server.app.database.pool.query(
      "select 1 from webhook_events where kept_body like '%' || $1 || '%'",
      [told.id],
    );
    expect(rows).toHaveLength(1);
    expect(verdicts(await decisionsOf(server, old.id))).toEqual(['UPDATED SKIPPED_NO_CHANGE']);
  });

  it('leaves alone what a record does not mention', async () => {
    const { simulator } = server.app.bookingParts;
    const whole = lost({});
    simulator?.keep(whole.record);
    await pull();
    await settled(server);
    const later = new Date(Date.now() + 1_000).toISOString().replace(/\.\d+Z$/, '+0000');
    const { id, company_id } = whole.record;
    simulator?.keep({ id, company_id, comment: 'Опоздает', last_change_date: later });
    await pull();
    expect(verdicts(await decisionsOf(server, whole.id))).toEqual([
      'CREATED SENT',
      'UPDATED SKIPPED_NO_CHANGE',
    ]);
  });

  it('is off without credentials', async () => {
    const { simulator } = server.app.bookingParts;
    const { pool } = server.app.database;
    const { rows } = await pool.query('select credentials_cipher as kept from booking_accounts');
    await pool.query('update booking_accounts set credentials_cipher = null');
    const before = simulator?.pulls();
    expect(await pull()).toBe(0);
    expect(simulator?.pulls()).toBe(before);
    await pool.query('update booking_accounts set credentials_cipher = $1', [rows[0].kept]);
  });
});

describe('the calendar file', () => {
  it('is linked under a notice that asks for it, and a real parser reads it', async () => {
    const input = {
      kind: 'CREATED' as const,
      locale: 'ru',
      body: 'Запись: {{when}}',
      attachCalendarFile: true,
    };
    await server.run(UpsertNotificationTemplateDocument, { input }, owner);
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    const [decision] = await decisionsOf(server, id);
    const [, link = ''] =
      /^Запись: 3 июня в 14:00\n\n🗓 Добавить в календарь: (\S+)$/.exec(decision?.text ?? '') ?? [];
    const response = await fetch(link);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/calendar');
    const calendar = new ICAL.Component(ICAL.parse(await response.text()));
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
    expect(event.summary).toBe('Мужская стрижка');
    expect(event.location).toBe('Barbershop Demo, ул. Ленина 10');
    expect(event.startDate.toJSDate()).toEqual(new Date('2036-06-03T09:00:00Z'));
    expect(event.endDate.toJSDate()).toEqual(new Date('2036-06-03T10:00:00Z'));
    expect(event.sequence).toBe(1);

    const tampered = link.replace(
      /\.(.)([\w-]{21})\.ics$/,
      (_, c, rest) => `.${c === 'A' ? 'B' : 'A'}${rest}.ics`,
    );
    expect((await fetch(tampered)).status).toBe(404);
    expect((await fetch(`${server.url}/calendar/nothing.ics`)).status).toBe(404);

    await postBooking(
      server,
      changed(envelope, 'delete', { deleted: true, last_change_date: '2036-06-01T13:00:00+0500' }),
    );
    await settled(server);
    const cancelled = new ICAL.Component(ICAL.parse(await (await fetch(link)).text()));
    expect(cancelled.getFirstSubcomponent('vevent')?.getFirstPropertyValue('status')).toBe('CANCELLED');
  });
});

describe('the ledger of bookings', () => {
  it('is replayed like any other', async () => {
    const { envelope, id } = ownRecord();
    const { pool } = server.app.database;
    const [event] = await postBooking(server, { ...envelope, company_id: 307_099 });
    expect(event).toMatchObject({ status: 'QUARANTINED' });
    const replay = async (dryRun: boolean) =>
      (await server.run(ReplayWebhookEventsDocument, { input: { ids: [event?.id ?? ''], dryRun } }, owner))
        .replayWebhookEvents.report;
    expect(await replay(false)).toMatchObject({ matched: 1, unchanged: 1, replayed: 0 });
    await server.run(UpsertSalonDocument, { input: { companyId: '307099' } }, owner);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED FAILED']);
    await pool.query("update webhook_events set status = 'FAILED' where id = $1", [event?.id]);
    expect(await replay(true)).toMatchObject({ wouldChange: 1 });
    expect(await replay(false)).toMatchObject({ replayed: 1 });
    await settled(server);
    const { rows } = await pool.query('select status from webhook_events where id = $1', [event?.id]);
    expect(rows).toEqual([{ status: 'PROCESSED' }]);
  });

  it('counts what a replay changes, not what it looks at', async () => {
    const { envelope, id } = ownRecord();
    const [event] = await postBooking(server, envelope);
    await settled(server);
    const older = { last_change_date: '2036-06-01T12:00:00+0500' };
    const [late] = await postBooking(server, changed(envelope, 'update', older));
    const decisions = verdicts(await decisionsOf(server, id));
    const replay = async (eventId: string | undefined, dryRun: boolean) =>
      (await server.run(ReplayWebhookEventsDocument, { input: { ids: [eventId ?? ''], dryRun } }, owner))
        .replayWebhookEvents.report;
    for (const dryRun of [true, false, true]) {
      expect(await replay(late?.id, dryRun)).toMatchObject({ unchanged: 1, wouldChange: 0, replayed: 0 });
      expect(await replay(event?.id, dryRun)).toMatchObject({ unchanged: 1, wouldChange: 0, replayed: 0 });
    }
    expect(verdicts(await decisionsOf(server, id))).toEqual(decisions);
  });
});

describe('the demo', () => {
  it('is seeded once, however often it starts', async () => {
    const again = await startTestApp({ databaseUrl: server.databaseUrl });
    const { rows } = await server.app.database.pool.query(
      "select s.company_id, s.timezone, c.external_id from salons s join channels c on c.id = s.notice_channel_id where s.company_id = '307001'",
    );
    expect(rows).toEqual([{ company_id: '307001', timezone: 'Asia/Almaty', external_id: 'instance_xxx' }]);
    await again.stop();
  });

  it('plays the guide’s script as a command, and shows what the customer is told', async () => {
    const out: string[] = [];
    const err: string[] = [];
    const run = (...args: string[]) =>
      runProgram(['simulate', 'booking', '79005554433', ...args, '--url', server.url], {
        env: {},
        result: text => out.push(text),
        progress: text => err.push(text),
        readInput: async () => '',
        ask: async () => null,
      });
    expect(await run('record.deleted', '--service', 'Стрижка', '--master', 'Иван', '--cost', '1500')).toBe(0);
    expect(out.join('\n')).toContain('CANCELLED SENT');
    expect(out.join('\n')).toContain('❌ *Ваша запись отменена*');
    expect(await run('record.lost')).toBe(2);
    expect(err.join('\n')).toContain('record.created, record.updated, record.deleted');
  });
});
