/** Bookings through the public interfaces of the booking system and its customers. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { simulatedAccount } from '../../src/accounts/simulated-provider.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  changed,
  closeWindows,
  decisionsOf,
  fixtureText,
  inTenYears,
  ownRecord,
  postBooking,
  settled,
  verdicts,
} from '../support/booking-notices.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;

beforeAll(async () => {
  server = await startTestApp();
});
afterAll(async () => {
  await server.stop();
});

const bookingOf = async (externalId: string) => {
  const { rows } = await server.app.database.pool.query(
    `select b.starts_at as "startsAt", b.starts_at_local as "startsAtLocal", b.client_phone as phone, b.status,
            b.total_cost as total, b.company_external_id || ':' || b.external_id as "externalId"
       from bookings b where external_id = $1`,
    [externalId],
  );
  return rows[0];
};
const ledgerOf = async (id: string) => {
  const { rows } = await server.app.database.pool.query(
    'select status, reason, event_type as "eventType", dedupe_key as "eventId" from webhook_events where id = $1',
    [id],
  );
  return rows[0];
};

describe('every YClients fixture, through HTTP', () => {
  const { items } = JSON.parse(inTenYears(readFileSync('test/fixtures/yclients/manifest.json', 'utf8'))) as {
    items: { file: string; expect: Record<string, unknown> }[];
  };
  const expectations: Record<string, { decision: string; text: string | null }> = {
    'record-create.json': {
      decision: 'CREATED SENT',
      text: `✅ *Вы записаны!*

📅 3 июня в 14:00
💇 Мужская стрижка
👤 Мастер: Нурлан
💰 Стоимость: 6000 ₸
📍 ул. Ленина 10

Для отмены или переноса напишите мне здесь 👇`,
    },
    'record-update-reschedule.json': {
      decision: 'UPDATED SENT',
      text: `📝 *Ваша запись изменена*

Было: 3 июня в 14:00
Стало: 4 июня в 15:00

💇 Мужская стрижка
👤 Мастер: Нурлан

Если есть вопросы - пишите!`,
    },
    'record-delete.json': {
      decision: 'CANCELLED SENT',
      text: `❌ *Ваша запись отменена*

Была на: 4 июня в 15:00
Услуга: Мужская стрижка

Хотите записаться на другое время? Напишите мне!`,
    },
    'record-create-bot-comment.json': { decision: 'CREATED SKIPPED_CREATED_BY_BOT', text: null },
    'record-create-online-discount.json': {
      decision: 'CREATED SENT',
      text: `✅ *Вы записаны!*

📅 3 июня в 14:00
💇 Мужская стрижка, Борода
👤 Мастер: Нурлан
💰 Стоимость: 5500 ₸
📍 ул. Ленина 10

Для отмены или переноса напишите мне здесь 👇`,
    },
    'record-update-arrived.json': { decision: 'UPDATED SKIPPED_NO_CHANGE', text: null },
    'simplified-record-created.json': {
      decision: 'CREATED SENT',
      text: `✅ *Вы записаны!*

📅 3 июня в 14:00
💇 Мужская стрижка
👤 Мастер: Александр
💰 Стоимость: 1500 ₸
📍 ул. Ленина 10

Для отмены или переноса напишите мне здесь 👇`,
    },
  };

  it.each(items.map(item => [item.file.replace('yclients/', ''), item.expect] as const))(
    '%s comes to what the manifest says, its text compared in full',
    async (file, expected) => {
      const [event] = await postBooking(server, fixtureText(file));
      if (expected.kind === 'client') {
        expect(event).toMatchObject({ status: 'IGNORED' });
        expect(await ledgerOf(event?.id ?? '')).toMatchObject({ eventType: 'client.updated' });
        return;
      }
      expect(event).toMatchObject({ status: 'RECEIVED' });
      await closeWindows(server);
      expect(await ledgerOf(event?.id ?? '')).toMatchObject({
        status: 'PROCESSED',
        eventType: `record.${expected.action}`,
        ...(expected.eventId ? { eventId: expected.eventId } : {}),
      });
      const body = JSON.parse(fixtureText(file));
      const externalId = String(body.data.id);
      const booking = await bookingOf(externalId);
      expect(booking.status).toBe(expected.action === 'deleted' ? 'CANCELLED' : 'ACTIVE');
      if (expected.externalId) expect(booking.externalId).toBe(expected.externalId);
      if (expected.phone) expect(booking.phone).toBe(`+${expected.phone}`);
      if (expected.startsAt) expect(booking.startsAt).toEqual(new Date(String(expected.startsAt)));
      if (expected.total) expect(booking.total).toBe(expected.total);
      const last = (await decisionsOf(server, externalId)).at(-1);
      expect(`${last?.kind} ${last?.decision}`).toBe(expectations[file]?.decision);
      expect(last?.text ?? null).toBe(expectations[file]?.text);
      if (expected.notify === false) expect(last?.text ?? null).toBeNull();
      if (last?.text) expect(last).toMatchObject({ channel: 'instance_xxx', author: 'SYSTEM' });
    },
  );

  it('left from the number of the branch, and no other', async () => {
    const deliveries = () => server.app.simulatorHost?.deliveries(simulatedAccount) ?? [];
    await waitFor(() => deliveries().length === 5);
    expect(new Set(deliveries().map(({ from }) => from))).toEqual(new Set(['instance_xxx']));
    expect(new Set(deliveries().map(({ to }) => to))).toEqual(
      new Set(['77010000021@s.whatsapp.net', '79001234567@s.whatsapp.net']),
    );
  });
});

describe('once each', () => {
  it('a creation and four edits within a minute, replayed twice, are one "booked" and one "changed"', async () => {
    const { envelope, id } = ownRecord();
    const edits = [1, 2, 3, 4].map(n =>
      changed(envelope, 'update', {
        date: `2036-06-0${3 + n} 1${n}:00:00`,
        datetime: `2036-06-0${3 + n}T1${n}:00:00+05:00`,
        last_change_date: `2036-06-01T12:49:${10 * n + 10}+0500`,
      }),
    );
    const all = [envelope, ...edits];
    for (const body of [...all, ...all, ...all]) await postBooking(server, body);
    await closeWindows(server);
    for (const body of all) expect(await postBooking(server, body)).toMatchObject([{ status: 'DUPLICATE' }]);
    await settled(server);
    const sent = (await decisionsOf(server, id)).filter(({ text }) => text !== null);
    expect(verdicts(sent)).toEqual(['CREATED SENT', 'UPDATED SENT']);
    expect(sent[1]?.text).toContain('Было: 3 июня в 14:00\nСтало: 7 июня в 14:00');
  });

  it('four identical updates of one change are one notice, whatever time they claim', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    for (const second of [1, 2, 3, 4]) {
      const update = changed(envelope, 'update', {
        date: '2036-06-05 16:30:00',
        datetime: '2036-06-05T16:30:00+05:00',
        last_change_date: `2036-06-01T13:00:0${second}+0500`,
      });
      await Promise.all([postBooking(server, update), postBooking(server, update)]);
    }
    await closeWindows(server);
    const late = changed(envelope, 'update', {
      date: '2036-06-05 16:30:00',
      datetime: '2036-06-05T16:30:00+05:00',
      last_change_date: '2036-06-01T13:00:09+0500',
    });
    await postBooking(server, late);
    expect(verdicts(await decisionsOf(server, id))).toEqual([
      'CREATED SENT',
      'UPDATED SENT',
      'UPDATED SKIPPED_NO_CHANGE',
    ]);
  });

  it('an event that is older than what is known changes nothing', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    const older = changed(envelope, 'update', {
      date: '2036-06-09 09:00:00',
      last_change_date: '2036-06-01T12:00:00+0500',
    });
    const [event] = await postBooking(server, older);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT', 'UPDATED SKIPPED_DUPLICATE']);
    expect(await ledgerOf(event?.id ?? '')).toMatchObject({ status: 'IGNORED' });
    expect((await bookingOf(id)).startsAtLocal).toBe('2036-06-03T14:00:00');
  });

  it('a hundred posts of one event at once are one booking, one notice, ninety-nine duplicates', async () => {
    const { envelope, id } = ownRecord();
    const answers = await Promise.all(Array.from({ length: 100 }, () => postBooking(server, envelope)));
    const statuses = answers.map(([event]) => event?.status).sort();
    expect(statuses.filter(status => status === 'RECEIVED')).toHaveLength(1);
    expect(statuses.filter(status => status === 'DUPLICATE')).toHaveLength(99);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT']);
  });
});

describe("the set-up guide's words", () => {
  it('its test request leads to its message', async () => {
    const response = await fetch(`${server.url}/webhook/yclients/test`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: `{
    "phone": "79001234567",
    "eventType": "record.created",
    "service": "Стрижка",
    "master": "Иван",
    "cost": 1500
  }`,
    });
    expect(response.status).toBe(200);
    await settled(server);
    const { rows } = await server.app.database.pool.query(
      "select text from messages where text like '%Иван%' and direction = 'OUTBOUND'",
    );
    expect(rows).toHaveLength(1);
    expect(rows[0].text).toMatch(
      /^✅ \*Вы записаны!\*\n\n📅 \d{1,2} [а-я]+ в 14:00\n💇 Стрижка\n👤 Мастер: Иван\n💰 Стоимость: 1500 ₸\n📍 ул. Ленина 10\n\nДля отмены или переноса напишите мне здесь 👇$/,
    );
  });

  it('its two statistics run as written there', async () => {
    const events = await server.app.database.pool.query(`-- Статистика событий
SELECT event_type, COUNT(*) 
FROM webhook_events 
WHERE created_at > NOW() - INTERVAL '1 day'
GROUP BY event_type;`);
    expect(events.rows.map(row => row.event_type)).toEqual(
      expect.arrayContaining(['record.created', 'record.updated', 'record.deleted', 'client.updated']),
    );
    const notices = await server.app.database.pool.query(`-- Статистика уведомлений
SELECT notification_type, COUNT(*) 
FROM booking_notifications 
WHERE sent_at > NOW() - INTERVAL '1 day'
GROUP BY notification_type;`);
    const counts = Object.fromEntries(notices.rows.map(row => [row.notification_type, row.count]));
    expect(counts).toMatchObject({ UPDATED: 3, CANCELLED: 1 });
  });
});
