/** When a customer gets a notice and when not, in which time zone, and which webhooks are accepted. */
import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { lostBookingEvents } from '../../src/bookings/lost-events.js';
import { createProcessBookingEvent, createProcessBookingRow } from '../../src/bookings/process-event.js';
import { firstUuidAt } from '../../src/domain/first-uuid-at.js';
import { Role } from '../../src/domain/vocabulary.js';
import { createToContent } from '../../src/outbox/reply-content.js';
import { getProvider } from '../../src/providers/registry.js';
import { parseKeptYclients } from '../../src/providers/yclients/index.js';
import { startTestApp, type TestApp } from '../support/app.js';
import {
  changed,
  closeWindows,
  decisionsOf,
  fixtureText,
  ownRecord,
  postBooking,
  settled,
  verdicts,
} from '../support/booking-notices.js';
import { ChannelsDocument, ConnectBookingsDocument, UpsertSalonDocument } from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let owner: string;
let channelId: string;

beforeAll(async () => {
  server = await startTestApp();
  owner = await server.signIn('owner@demo.test');
  const { channels } = await server.run(ChannelsDocument, {}, owner);
  channelId = channels.nodes.find(({ externalId }) => externalId === 'instance_yyy')?.id ?? '';
});
afterAll(async () => {
  await server.stop();
});

const at = (second: number) => `2036-06-01T13:00:${String(second).padStart(2, '0')}+0500`;
const writeAs = async (phone: string) => {
  const response = await server.post('/webhooks/chatflow?key=demo&instance_id=instance_zzz', {
    message: 'Здравствуйте',
    metadata: { remoteJid: `${phone.slice(1)}@s.whatsapp.net`, sender: 'Имя', messageId: `m${phone}` },
  });
  expect(response.status).toBe(200);
};

describe('a customer is not told', () => {
  it('who wrote within the last five minutes, on whatever number', async () => {
    const { envelope, id, phone } = ownRecord();
    await writeAs(phone);
    await postBooking(server, envelope);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SKIPPED_RECENTLY_ACTIVE']);
  });

  it('whose booking an assistant made while it was talking with them, nor during such a talk', async () => {
    const { pool } = server.app.database;
    const idAt = (moment: Date) => firstUuidAt(moment).slice(0, 24) + randomUUID().slice(24);
    const talk = async (phone: string, handoff: string, ago: string, said: string) => {
      await writeAs(phone);
      const { rows } = await pool.query(
        `update conversations set last_inbound_at = now() - interval '10 minutes', handoff = $2 where address like $1
         returning id, tenant_id, channel_id`,
        [`${phone.slice(1)}%`, handoff],
      );
      const at = new Date(Date.now() - Number(ago) * 60_000);
      await pool.query(
        `insert into messages (id, tenant_id, conversation_id, channel_id, direction, kind, text, author_kind, status, sent_at, created_at)
         values ($5, $1, $2, $3, 'OUTBOUND', 'TEXT', $6, 'AI', 'SENT', $4, $4)`,
        [rows[0].tenant_id, rows[0].id, rows[0].channel_id, at, idAt(at), said],
      );
    };
    const outcome = async (
      handoff: string,
      ago: string,
      said = 'Записываю на 14:00.',
      data: object = {},
      file = 'record-create.json',
    ) => {
      const { envelope, id, phone } = ownRecord(file);
      await talk(phone, handoff, ago, said);
      await postBooking(server, changed(envelope, 'create', { ...data }));
      const decided = verdicts(await decisionsOf(server, id));
      const { rows } = await pool.query('select created_by_bot as bot from bookings where external_id = $1', [
        String(id),
      ]);
      return [...decided, rows[0].bot];
    };
    const [bots, others] = [
      ['CREATED SKIPPED_CREATED_BY_BOT', true],
      ['CREATED SKIPPED_RECENTLY_ACTIVE', false],
    ];
    expect(await outcome('AI_ACTIVE', '1')).toEqual(bots);
    // By hand: nothing tells it from a program's, but the assistant did not name its time.
    expect(await outcome('AI_ACTIVE', '1', 'Какое время вам удобно?')).toEqual(others);
    // The customer made it with the form, and a program gave it an id of its own.
    expect(
      await outcome('AI_ACTIVE', '1', 'Свободно 14:00.', {}, 'record-create-online-discount.json'),
    ).toEqual(others);
    expect(await outcome('AI_ACTIVE', '1', 'ok', { api_id: '01effc9e' })).toEqual(bots);
    // A colleague has taken over since: no longer the bot's, and still a talk.
    expect(await outcome('HUMAN_ACTIVE', '1')).toEqual(others);
    expect(await outcome('AI_ACTIVE', '6')).toEqual(['CREATED SENT', false]);

    // The branch has named the user that only its bot is: that decides, with and without a talk.
    const name = (botUserIds: string[] | null) =>
      server.run(UpsertSalonDocument, { input: { companyId: '307001', botUserIds } }, owner);
    expect((await name([' 12795001 ', '12795001'])).upsertSalon.salon.botUserIds).toEqual(['12795001']);
    expect(await outcome('AI_ACTIVE', '6', 'ok')).toEqual(bots);
    expect(await outcome('AI_ACTIVE', '1', 'Свободно 14:00.', { created_user_id: 7 })).toEqual(others);
    expect((await name(null)).upsertSalon.salon.botUserIds).toEqual([]);
    expect(await outcome('AI_ACTIVE', '6', 'ok')).toEqual(['CREATED SENT', false]);
  });

  it('but is, when they wrote earlier than that, or the branch has set the rule off', async () => {
    const { envelope, id, phone } = ownRecord();
    await writeAs(phone);
    await server.app.database.pool.query(
      "update conversations set last_inbound_at = now() - interval '6 minutes' where address like $1",
      [`${phone.slice(1)}%`],
    );
    await postBooking(server, envelope);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT']);

    const other = ownRecord();
    await writeAs(other.phone);
    await server.run(
      UpsertSalonDocument,
      { input: { companyId: '307001', recentActivityMinutes: 0 } },
      owner,
    );
    await postBooking(server, other.envelope);
    expect(verdicts(await decisionsOf(server, other.id))).toEqual(['CREATED SENT']);
    await server.run(
      UpsertSalonDocument,
      { input: { companyId: '307001', recentActivityMinutes: null } },
      owner,
    );
  });

  it('without a phone; and is told of the booking when it gets one', async () => {
    const { envelope, id } = ownRecord();
    const client = { ...envelope.data.client, phone: '' };
    await postBooking(server, changed(envelope, 'create', { client }));
    await settled(server);
    await postBooking(server, changed(envelope, 'update', { last_change_date: at(1) }));
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SKIPPED_NO_PHONE', 'CREATED SENT']);
  });

  it('after they opted out, and the decision says so', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    const { rows } = await server.app.database.pool.query(
      `update contact_identities i set opted_out_at = now(), opted_out_reason = 'STOP'
         from bookings b where b.external_id = $1 and i.contact_id = b.contact_id returning i.id`,
      [id],
    );
    expect(rows).toHaveLength(1);
    await postBooking(server, changed(envelope, 'delete', { last_change_date: at(1) }));
    await settled(server);
    const decisions = await decisionsOf(server, id);
    expect(verdicts(decisions)).toEqual(['CREATED SENT', 'CANCELLED FAILED']);
    expect(decisions.at(-1)?.reason).toContain('opted out');
  });

  it('with one of our own numbers for a phone, which makes nobody a customer', async () => {
    const { envelope, id } = ownRecord();
    const client = { ...envelope.data.client, phone: '918800000111' };
    await postBooking(server, changed(envelope, 'create', { client }));
    await settled(server);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SKIPPED_NO_PHONE']);
    const { rows } = await server.app.database.pool.query(
      `select 1 from contacts where match_key = 'tel:+918800000111'`,
    );
    expect(rows).toEqual([]);
  });

  it('when nothing changed that they see', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(
      server,
      changed(envelope, 'update', { last_change_date: at(1), sms_now: 1, paid_full: 1 }),
    );
    await postBooking(server, changed(envelope, 'update', { last_change_date: at(2), comment: 'Опоздает' }));
    expect(verdicts(await decisionsOf(server, id))).toEqual([
      'CREATED SENT',
      'UPDATED SKIPPED_NO_CHANGE',
      'UPDATED SKIPPED_NO_CHANGE',
    ]);
  });

  it.each([
    [2, 'Only the status of the visit changed.'],
    [1, 'The visit has taken place: the customer came.'],
    [-1, 'The customer did not come, which is no cancellation.'],
  ])('of attendance %s, which is no reschedule and no cancellation', async (attendance, reason) => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(
      server,
      changed(envelope, 'update', { attendance, visit_attendance: attendance, last_change_date: at(1) }),
    );
    const decisions = await decisionsOf(server, id);
    expect(decisions[1]).toMatchObject({
      kind: 'UPDATED',
      decision: 'SKIPPED_NO_CHANGE',
      reason,
      text: null,
    });
    const { rows } = await server.app.database.pool.query(
      'select status from bookings where external_id = $1',
      [id],
    );
    expect(rows).toEqual([{ status: 'ACTIVE' }]);
  });

  it('of changes to a booking of the bot, unless the branch wants that', async () => {
    const { envelope, id } = ownRecord('record-create-bot-comment.json');
    const moved = (hour: number) =>
      changed(envelope, 'update', {
        date: `2036-06-03 ${hour}:00:00`,
        comment: '',
        last_change_date: at(hour),
      });
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(server, moved(15));
    await settled(server);
    await server.run(
      UpsertSalonDocument,
      { input: { companyId: '307001', tellsChangesOfBotBookings: true } },
      owner,
    );
    await postBooking(server, moved(16));
    await closeWindows(server);
    const decisions = await decisionsOf(server, id);
    expect(verdicts(decisions)).toEqual([
      'CREATED SKIPPED_CREATED_BY_BOT',
      'UPDATED SKIPPED_CREATED_BY_BOT',
      'UPDATED SENT',
    ]);
    expect(decisions[2]?.text).toContain('Было: 3 июня в 15:00\nСтало: 3 июня в 16:00');
    await server.run(
      UpsertSalonDocument,
      { input: { companyId: '307001', tellsChangesOfBotBookings: false } },
      owner,
    );
  });

  it('of an update to a booking that was never known, but of one that is minutes old', async () => {
    const old = ownRecord();
    const young = ownRecord();
    await postBooking(server, changed(old.envelope, 'update', { last_change_date: at(0) }));
    await postBooking(
      server,
      changed(young.envelope, 'update', { last_change_date: '2036-06-01T12:51:00+0500' }),
    );
    expect(verdicts(await decisionsOf(server, old.id))).toEqual(['UPDATED SKIPPED_NO_CHANGE']);
    expect(verdicts(await decisionsOf(server, young.id))).toEqual(['CREATED SENT']);
  });
});

describe('a cancellation', () => {
  it('by its bare id is told with what was known', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(server, { ...envelope, status: 'delete', data: { id: Number(id) } });
    const decisions = await decisionsOf(server, id);
    expect(verdicts(decisions)).toEqual(['CREATED SENT', 'CANCELLED SENT']);
    expect(decisions[1]?.text).toContain('Была на: 3 июня в 14:00\nУслуга: Мужская стрижка');
  });

  it('by an update with deleted set is told once', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(server, changed(envelope, 'update', { deleted: true, last_change_date: at(1) }));
    await settled(server);
    await postBooking(server, changed(envelope, 'delete', { deleted: true, last_change_date: at(2) }));
    expect(verdicts(await decisionsOf(server, id))).toEqual([
      'CREATED SENT',
      'CANCELLED SENT',
      'CANCELLED SKIPPED_NO_CHANGE',
    ]);
  });

  it('without a phone, and of a booking nobody knows, harms nothing', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, changed(envelope, 'delete', { deleted: true, client: null }));
    const unknown = ownRecord();
    await postBooking(server, { ...unknown.envelope, status: 'delete', data: [] });
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CANCELLED SKIPPED_NO_PHONE']);
    expect(verdicts(await decisionsOf(server, unknown.id))).toEqual(['CANCELLED SKIPPED_NO_PHONE']);
  });

  it('takes the place of a change that was not told yet, and names the time that the customer knows', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(
      server,
      changed(envelope, 'update', { date: '2036-06-07 11:00:00', last_change_date: at(1) }),
    );
    await settled(server);
    await postBooking(
      server,
      changed(envelope, 'delete', { date: '2036-06-07 11:00:00', deleted: true, last_change_date: at(2) }),
    );
    await closeWindows(server);
    const decisions = await decisionsOf(server, id);
    expect(verdicts(decisions)).toEqual(['CREATED SENT', 'UPDATED SKIPPED_NO_CHANGE', 'CANCELLED SENT']);
    expect(decisions[2]?.text).toContain('Была на: 3 июня в 14:00');
  });
});

describe('changes within a window', () => {
  it('of several bookings of one customer are one message', async () => {
    const [first, second] = [ownRecord(), ownRecord()];
    const client = first.envelope.data.client;
    await postBooking(server, first.envelope);
    await postBooking(server, changed(second.envelope, 'create', { client }));
    await settled(server);
    const move = (envelope: typeof first.envelope, hour: number) =>
      changed(envelope, 'update', { client, date: `2036-06-05 ${hour}:00:00`, last_change_date: at(1) });
    await postBooking(server, [move(first.envelope, 10), move(second.envelope, 12)]);
    await closeWindows(server);
    const decisions = [...(await decisionsOf(server, first.id)), ...(await decisionsOf(server, second.id))];
    expect(verdicts(decisions)).toEqual(['CREATED SENT', 'GROUPED SENT', 'CREATED SENT', 'GROUPED SENT']);
    expect(decisions[1]?.text).toBe(decisions[3]?.text);
    expect(decisions[1]?.text).toBe(`📝 *Ваши записи изменены*

💇 Мужская стрижка
Было: 3 июня в 14:00
Стало: 5 июня в 10:00

💇 Мужская стрижка
Было: 3 июня в 14:00
Стало: 5 июня в 12:00

Если есть вопросы - пишите!`);
  });

  it('that come back to what was are no notice', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(
      server,
      changed(envelope, 'update', { date: '2036-06-07 11:00:00', last_change_date: at(1) }),
    );
    await postBooking(server, changed(envelope, 'update', { last_change_date: at(2) }));
    await closeWindows(server);
    expect((await decisionsOf(server, id)).filter(({ text }) => text !== null)).toHaveLength(1);
  });

  it('of person, service and price say what was and what became', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(
      server,
      changed(envelope, 'update', {
        staff: { id: 2, name: 'Арман' },
        services: [{ id: 9, title: 'Борода', cost: 12500 }],
        last_change_date: at(1),
      }),
    );
    await closeWindows(server);
    expect((await decisionsOf(server, id))[1]?.text).toBe(`📝 *Ваша запись изменена*

Было: Мужская стрижка, Нурлан, 6000 ₸
Стало: Борода, Арман, 12\u00a0500 ₸

💇 Борода
👤 Мастер: Арман

Если есть вопросы - пишите!`);
  });
});

describe("the customer's clock", () => {
  it.each([
    [
      'Asia/Almaty',
      '2036-06-03 14:00:00',
      '2036-06-03T14:00:00+05:00',
      '2036-06-03T09:00:00Z',
      '📅 3 июня в 14:00',
    ],
    // The system's offset is that of winter: the local time and the branch's zone are correct.
    [
      'Europe/Berlin',
      '2036-07-15 14:00:00',
      '2036-07-15T14:00:00+01:00',
      '2036-07-15T12:00:00Z',
      '📅 15 июля в 14:00',
    ],
    [
      'Europe/Berlin',
      '2026-12-15 14:00:00',
      '2026-12-15T14:00:00+01:00',
      '2026-12-15T13:00:00Z',
      '📅 15 декабря в 14:00',
    ],
    // Without a local time, the instant is shown in the branch's time zone.
    ['America/New_York', undefined, '2036-07-15T18:00:00Z', '2036-07-15T18:00:00Z', '📅 15 июля в 14:00'],
  ])('%s: %s is what they read', async (timezone, date, datetime, instant, line) => {
    const companyId = String(900_000 + Math.floor(Math.random() * 90_000));
    const input = { companyId, timezone, noticeChannelId: channelId, currency: 'RUB', address: null };
    await server.run(UpsertSalonDocument, { input }, owner);
    const { envelope, id } = ownRecord();
    await postBooking(server, {
      ...changed(envelope, 'create', { date, datetime }),
      company_id: Number(companyId),
    });
    const [decision] = await decisionsOf(server, id);
    expect(decision).toMatchObject({ decision: 'SENT', channel: 'instance_yyy' });
    expect(decision?.text).toContain(line);
    expect(decision?.text).toContain('💰 Стоимость: 6000 руб');
    expect(decision?.text).not.toContain('📍');
    const { rows } = await server.app.database.pool.query(
      'select starts_at from bookings where external_id = $1',
      [id],
    );
    expect(rows[0].starts_at).toEqual(new Date(instant));
  });
});

describe('who may tell us', () => {
  it('not a wrong key, nor a forwarded request without one; and nothing is stored', async () => {
    const count = async () =>
      (await server.app.database.pool.query("select 1 from webhook_events where source = 'YCLIENTS'"))
        .rowCount;
    const before = await count();
    const body = fixtureText('record-create.json');
    const statuses = [
      await server.post('/webhook/yclients?key=wrong', body),
      await server.post('/webhook/yclients?key=', body),
      await server.post('/webhook/yclients', body, { 'x-forwarded-for': '203.0.113.9' }),
      await server.post('/webhook/yclients', body, { 'x-yclients-signature': 'a'.repeat(64) }),
      await server.post(
        '/webhook/yclients/test',
        { phone: '79001234567' },
        { 'x-forwarded-for': '203.0.113.9' },
      ),
      await server.post('/webhook/yclients/test', { phone: '79001234567' }, { authorization: 'Bearer no' }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 401, 401, 401, 401, 401]);
    expect(await count()).toBe(before);
    expect((await server.post('/webhook/yclients', fixtureText('client-update.json'))).status).toBe(200);
  });

  it('with a secret, only what is signed: by the key, and by the company alone', async () => {
    const { token } = await server.addTenant('signed', Role.OWNER);
    const webhookSecret = 'a-relay-signs-with-this';
    const { connectBookings } = await server.run(
      ConnectBookingsDocument,
      { input: { webhookSecret } },
      token,
    );
    await server.run(UpsertSalonDocument, { input: { companyId: '77' } }, token);
    const url = new URL(String(connectBookings.webhookUrl));
    const path = url.pathname + url.search;
    const { envelope } = ownRecord();
    const body = JSON.stringify({ ...envelope, company_id: 77 });
    const signature = createHmac('sha256', webhookSecret).update(body).digest('hex');
    const post = async (to: string, header?: string) =>
      (await server.post(to, body, header ? { 'x-yclients-signature': header } : {})).status;
    expect(await post(path)).toBe(401);
    expect(
      await post(
        path,
        signature.replace(/^./, c => (c === '0' ? '1' : '0')),
      ),
    ).toBe(401);
    expect(await post(path, signature)).toBe(200);
    expect(await post('/webhook/yclients', `sha256=${signature}`)).toBe(200);
  });

  it('a signed webhook is taken beside the damaged connection of another company, and by nobody is it told', async () => {
    const [webhookSecret, companyId] = ['a-relay-of-the-second-company', '7801'];
    const connect = async (slug: string, secret: string) => {
      const { token, tenantId } = await server.addTenant(slug, Role.OWNER);
      const { connectBookings } = await server.run(
        ConnectBookingsDocument,
        { input: { webhookSecret: secret } },
        token,
      );
      await server.run(UpsertSalonDocument, { input: { companyId } }, token);
      const url = new URL(String(connectBookings.webhookUrl));
      return { tenantId, path: url.pathname + url.search };
    };
    const damaged = await connect('damaged', 'a-relay-of-the-first-company');
    const sound = await connect('sound', webhookSecret);
    const { pool } = server.app.database;
    const { rows } = await pool.query<{ id: string }>(
      "update booking_accounts set credentials_cipher = 'v1.x.damaged' where tenant_id = $1 returning id",
      [damaged.tenantId],
    );
    const post = (to: string, company: number, secret: string) => {
      const { envelope } = ownRecord();
      const body = JSON.stringify({ ...envelope, company_id: company });
      const signature = createHmac('sha256', secret).update(body).digest('hex');
      return server.post(to, body, { 'x-yclients-signature': signature });
    };
    const tenantOfLatest = async () =>
      (await pool.query('select tenant_id from webhook_events order by id desc limit 1')).rows[0].tenant_id;

    expect((await post('/webhook/yclients', Number(companyId), webhookSecret)).status).toBe(200);
    expect(await tenantOfLatest()).toBe(sound.tenantId);
    // A branch that was not added yet: only the signature identifies the company.
    expect((await post('/webhook/yclients', 7802, webhookSecret)).status).toBe(200);
    expect(await tenantOfLatest()).toBe(sound.tenantId);

    for (const path of [damaged.path, '/webhook/yclients']) {
      const answer = await post(path, Number(companyId), 'a-relay-of-the-first-company');
      expect(answer.status).toBe(503);
      expect(answer.headers.get('retry-after')).toMatch(/^\d+$/);
      const text = await answer.text();
      expect(text).not.toContain(rows[0]?.id);
      expect(text).not.toMatch(/credential|SECRETS_KEY|damaged|configuration/i);
    }
  });

  it.each([
    ['', 200],
    ['null', 200],
    ['[]', 200],
    ['"text"', 200],
    ['{', 400],
    ['{"resource":"record","status":"create","company_id":307001,"resource_id":1,"data":null}', 200],
    ['{"resource":"record","status":"create","company_id":307001,"resource_id":{},"data":[1]}', 200],
    ['{"resource":[],"status":{},"data":"x"}', 200],
    ['{"type":"record.created","data":{"id":"\\u0000\\ud800","client":{"phone":"\\u0000"}}}', 200],
    [
      `{"resource":"record","status":"update","company_id":307001,"resource_id":2,"data":{"id":2,"date":"2036-02-31 25:61:00","services":[null,1,{"title":{}},{"title":"x","cost":"1e999"}],"staff":[],"client":[],"attendance":1e300,"seance_length":-5,"last_change_date":"never"}}`,
      200,
    ],
    ['{"salon_id":1,"application_id":2,"event":"uninstall","partner_token":"secret-token"}', 200],
  ])('whatever the bytes are, it answers: %s', async (body, status) => {
    const response = await server.post('/webhook/yclients?key=demo', body);
    expect(response.status).toBe(status);
    await settled(server);
    const { rows } = await server.app.database.pool.query(
      "select 1 from webhook_events where kept_body like '%secret-token%' or status = 'FAILED'",
    );
    expect(rows).toEqual([]);
  });

  it('a job that fails never reaches the webhook, and its event is not lost', async () => {
    const { pool } = server.app.database;
    const { envelope, id } = ownRecord();
    await pool.query('alter table booking_revisions rename to booking_revisions_away');
    const [event] = await postBooking(server, envelope).finally(() =>
      waitFor(async () => {
        const { rows } = await pool.query("select 1 from webhook_events where reason like '%tried again%'");
        return rows.length > 0;
      }),
    );
    expect(event).toMatchObject({ status: 'RECEIVED' });
    await pool.query('alter table booking_revisions_away rename to booking_revisions');
    await pool.query(
      'select graphile_worker.reschedule_jobs(array_agg(id), run_at => now()) from graphile_worker.jobs',
    );
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT']);
    const { rows } = await pool.query('select status, reason from webhook_events where id = $1', [event?.id]);
    expect(rows).toEqual([{ status: 'PROCESSED', reason: null }]);
  });

  it('a job that runs again, and five at once, have their effect once', async () => {
    const { database } = server.app;
    const { envelope, id } = ownRecord();
    const [event] = await postBooking(server, envelope);
    await settled(server);
    await database.pool.query("update webhook_events set status = 'RECEIVED' where id = $1", [event?.id]);
    const tools = { calendarLink: () => null, toContent: createToContent(getProvider) };
    const processRow = createProcessBookingRow({ parseKept: parseKeptYclients, tools });
    const process = createProcessBookingEvent(database, processRow);
    const { rows } = await database.pool.query(
      'select tenant_id as "tenantId" from webhook_events where id = $1',
      [event?.id],
    );
    const job = { tenantId: rows[0].tenantId, ledgerId: event?.id ?? '' };
    await Promise.all([1, 2, 3, 4, 5].map(() => process(job)));
    const decisions = await decisionsOf(server, id);
    expect(decisions.filter(({ text }) => text !== null)).toHaveLength(1);
    expect(decisions).toHaveLength(2);
  });

  it('an event whose job got lost gets another', async () => {
    const { pool } = server.app.database;
    const { envelope, id } = ownRecord();
    await pool.query('alter table booking_revisions rename to booking_revisions_away');
    const [event] = await postBooking(server, envelope);
    await waitFor(async () => {
      const { rows } = await pool.query(
        'select 1 from webhook_events where id = $1 and next_attempt_at is not null',
        [event?.id],
      );
      return rows.length > 0;
    });
    await pool.query('alter table booking_revisions_away rename to booking_revisions');
    await pool.query("select graphile_worker.remove_job('booking-event:' || $1)", [event?.id]);
    await pool.query("update webhook_events set received_at = now() - interval '2 minutes' where id = $1", [
      event?.id,
    ]);
    await lostBookingEvents.enqueue(server.app.database);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT']);
  });
});
