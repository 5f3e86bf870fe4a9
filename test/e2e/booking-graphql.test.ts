/** Bookings as the front end queries them. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Role } from '../../src/domain/vocabulary.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  changed,
  closeWindows,
  decisionsOf,
  ownRecord,
  postBooking,
  settled,
  verdicts,
} from '../support/booking-notices.js';
import {
  BookingEventsDocument,
  BookingNotificationsDocument,
  BookingStreamDocument,
  BookingsDocument,
  ChannelsDocument,
  ConnectBookingsDocument,
  EventCountsDocument,
  InboxDocument,
  LedgerDocument,
  NotificationPreviewDocument,
  NotificationTemplatesDocument,
  RegisterBotBookingDocument,
  ReplayWebhookEventsDocument,
  RotateBookingsKeyDocument,
  SalonsDocument,
  SimulateBookingDocument,
  UpsertNotificationTemplateDocument,
  UpsertSalonDocument,
  UpsertTemplateVariantDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let owner: string;
const warnings: string[] = [];

beforeAll(async () => {
  server = await startTestApp({ onLog: line => warnings.push(line) });
  owner = await server.signIn('owner@demo.test');
});
afterAll(async () => {
  await server.stop();
});

const bookingOf = async (externalId: string, token = owner) => {
  const { bookings } = await server.run(BookingsDocument, { first: 50 }, token);
  return bookings.nodes.find(node => node.externalId === externalId);
};

describe('a booking', () => {
  it('is shown with its customer, its changes, its decisions and where each came from', async () => {
    const { envelope, id, phone } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(
      server,
      changed(envelope, 'update', {
        date: '2036-06-04 15:00:00',
        datetime: '2036-06-04T15:00:00+05:00',
        last_change_date: '2036-06-01T13:05:00+0500',
      }),
    );
    await closeWindows(server);
    const booking = await bookingOf(id);
    const price = { amount: '6000', currency: 'KZT' };
    expect(booking).toMatchObject({
      externalId: id,
      companyExternalId: '307001',
      status: 'ACTIVE',
      startsAt: '2036-06-04T10:00:00.000Z',
      startsAtLocal: '2036-06-04T15:00:00',
      services: [
        { externalId: '5034001', title: 'Мужская стрижка', cost: price, firstCost: price, discount: 0 },
      ],
      staffName: 'Нурлан',
      totalCost: price,
      address: 'ул. Ленина 10',
      createdByBot: false,
      clientPhone: phone,
      contact: { phone, displayName: 'Айгерим' },
      salon: { companyId: '307001', timezone: 'Asia/Almaty', noticeChannel: { externalId: 'instance_xxx' } },
    });
    expect(booking?.revisions).toMatchObject([
      {
        number: 1,
        action: 'CREATED',
        sourceEvent: { eventType: 'record.created', booking: { id: booking?.id } },
      },
      {
        number: 2,
        action: 'UPDATED',
        at: '2036-06-01T08:05:00.000Z',
        changes: { startsAtLocal: { from: '2036-06-03T14:00:00', to: '2036-06-04T15:00:00' } },
      },
    ]);
    expect(booking?.notifications).toMatchObject([
      { kind: 'CREATED', decision: 'SENT', message: { author: { __typename: 'SystemActor' } } },
      { kind: 'UPDATED', decision: 'SENT', message: { channel: { externalId: 'instance_xxx' } } },
    ]);
    await waitFor(async () => (await bookingOf(id))?.notifications[1]?.message?.status === 'SENT');
  });

  it('is found by state, time and person, page by page', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, changed(envelope, 'create', { date: '2041-02-03 10:00:00', datetime: '' }));
    await settled(server);
    const [from, to] = ['2041-02-01T00:00:00.000Z', '2041-03-01T00:00:00.000Z'];
    const filter = { startsAfter: from, startsBefore: to, status: 'ACTIVE' } as const;
    const { bookings } = await server.run(BookingsDocument, { filter }, owner);
    expect(bookings.nodes.map(node => node.externalId)).toEqual([id]);
    expect(bookings.totalCount).toBe(1);
    const salonId = await server.app.database.pool.query(
      'select salon_id as id from bookings where external_id = $1',
      [id],
    );
    const contactIdOf = bookings.nodes[0]?.contact?.id ?? '';
    const at = async (salonIds: string[]) =>
      (await server.run(BookingsDocument, { filter: { ...filter, salonIds } }, owner)).bookings.nodes.length;
    expect([await at([salonId.rows[0].id]), await at([]), await at([contactIdOf])]).toEqual([1, 0, 0]);
    const contactId = bookings.nodes[0]?.contact?.id;
    const ofPerson = await server.run(
      BookingsDocument,
      { filter: { contactId, status: 'CANCELLED' } },
      owner,
    );
    expect(ofPerson.bookings.nodes).toEqual([]);
    const first = await server.run(BookingsDocument, { first: 1 }, owner);
    const second = await server.run(
      BookingsDocument,
      { first: 1, after: first.bookings.pageInfo.endCursor },
      owner,
    );
    expect(first.bookings.nodes[0]?.externalId).toBe(id);
    expect(second.bookings.nodes[0]?.externalId).not.toBe(id);
    const orderBy = 'NEXT_VISIT_FIRST';
    const after = first.bookings.pageInfo.endCursor;
    const other = await server.ask(BookingsDocument, { orderBy, after }, owner);
    expect(other.errors).toMatchObject([{ extensions: { code: 'CURSOR_INVALID' } }]);
    const next = (await server.run(BookingsDocument, { orderBy, first: 50 }, owner)).bookings.nodes;
    const starts = next.map(node => node.startsAt ?? '');
    expect(starts).toEqual(starts.filter(Boolean).sort());
    expect(next.at(-1)?.externalId).toBe(id);
    const none = await server.run(BookingsDocument, { first: 0 }, owner);
    expect(none.bookings).toMatchObject({
      nodes: [],
      totalCount: expect.any(Number),
      pageInfo: { hasNextPage: true },
    });
  });

  it('tells the event stream what changed and what was decided', async () => {
    const { envelope, id } = ownRecord();
    const after = (await server.run(InboxDocument, { first: 1 }, owner)).conversations.syncCursor;
    const live = collect(server.connect(owner), BookingStreamDocument, { after });
    await postBooking(server, envelope);
    await waitFor(() => live.items.filter(({ events }) => events.__typename === 'DomainEvent').length >= 2);
    const events = live.items.map(item => item.events).filter(item => item.__typename === 'DomainEvent');
    expect(events).toMatchObject([
      { type: 'BOOKING_CHANGED', changed: [], node: { __typename: 'Booking', externalId: id } },
      { type: 'BOOKING_NOTIFICATION', node: { __typename: 'BookingNotification', decision: 'SENT' } },
    ]);
    const pages = await server.run(BookingEventsDocument, { after }, owner);
    expect(pages.events.events.map(event => event.type)).toEqual(['BOOKING_CHANGED', 'BOOKING_NOTIFICATION']);
    live.stop();
  });

  it('is found in the ledger by the id of its record, repeats too, and can be replayed by it', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await postBooking(server, envelope);
    await settled(server);
    const filter = { externalEventId: id };
    const { webhookEvents } = await server.run(LedgerDocument, { filter }, owner);
    const [repeat, first] = webhookEvents.nodes;
    expect(webhookEvents.nodes.map(node => node.status)).toEqual(['DUPLICATE', 'PROCESSED']);
    expect(repeat?.duplicateOf).toEqual({ id: first?.id });
    const { replayWebhookEvents } = await server.run(
      ReplayWebhookEventsDocument,
      { input: { filter, dryRun: true } },
      owner,
    );
    expect(replayWebhookEvents.report).toMatchObject({ matched: 2, wouldChange: 0 });
  });

  it('is nobody else’s', async () => {
    const stranger = await server.addTenant('stranger', Role.OWNER);
    expect((await server.run(BookingsDocument, {}, stranger.token)).bookings.nodes).toEqual([]);
    expect(
      (await server.run(BookingNotificationsDocument, {}, stranger.token)).bookingNotifications.nodes,
    ).toEqual([]);
    expect((await server.run(SalonsDocument, {}, stranger.token)).salons).toEqual([]);
    const channelId = (await server.run(ChannelsDocument, {}, owner)).channels.nodes[0]?.id ?? '';
    await server.run(ConnectBookingsDocument, { input: {} }, stranger.token);
    const { errors } = await server.ask(
      UpsertSalonDocument,
      { input: { companyId: '1', noticeChannelId: channelId } },
      stranger.token,
    );
    expect(errors?.[0]?.extensions.code).toBe('NOT_FOUND');
  });
});

describe('a branch that removes the application', () => {
  const state = async () => {
    const { salons } = await server.run(SalonsDocument, {}, owner);
    return salons.find(salon => salon.companyId === '307001')?.connectionState;
  };

  it.each(['uninstall', 'freeze'])('shows %s until a booking of it comes again', async event => {
    const call = { salon_id: 307001, application_id: 7, event, partner_token: 'secret' };
    const [told] = await postBooking(server, call);
    expect(told).toMatchObject({ status: 'PROCESSED' });
    expect(await state()).toBe(event);
    await postBooking(server, call);
    const alerts = () => warnings.map(line => JSON.parse(line)).filter(line => line.state === event);
    expect(alerts()).toMatchObject([{ companyId: '307001', msg: expect.stringContaining('branch') }]);
    await postBooking(server, { ...call, event: 'payment' });
    expect(await state()).toBe(event);
    await postBooking(server, ownRecord().envelope);
    await settled(server);
    expect(await state()).toBeNull();
  });
});

describe('decisions and counts', () => {
  it('say why nothing was sent', async () => {
    const bot = ownRecord('record-create-bot-comment.json');
    const mute = ownRecord();
    await postBooking(server, bot.envelope);
    await settled(server);
    await postBooking(server, changed(mute.envelope, 'create', { client: null }));
    await settled(server);
    const { bookingNotifications } = await server.run(
      BookingNotificationsDocument,
      { filter: { decision: ['SKIPPED_CREATED_BY_BOT', 'SKIPPED_NO_PHONE'] } },
      owner,
    );
    expect(bookingNotifications.nodes).toMatchObject([
      { decision: 'SKIPPED_NO_PHONE', booking: { externalId: mute.id }, message: null },
      {
        decision: 'SKIPPED_CREATED_BY_BOT',
        reason: 'The bot made this booking, and told the customer itself.',
        booking: { externalId: bot.id },
      },
    ]);
    const since = new Date(Date.now() - 60_000).toISOString();
    const { webhookEventCounts } = await server.run(EventCountsDocument, { since }, owner);
    expect(webhookEventCounts).toContainEqual({
      eventType: 'record.updated',
      status: 'PROCESSED',
      count: 1,
    });
  });

  it('know a booking that the bot registered by its id, without a mark in the comment', async () => {
    const { envelope, id } = ownRecord();
    const integration = await server.addUser(
      (await server.app.database.pool.query("select id from tenants where slug = 'demo'")).rows[0].id,
      'bot@demo.test',
      Role.INTEGRATION,
    );
    await server.run(RegisterBotBookingDocument, { companyId: '307001', externalId: id }, integration);
    await postBooking(server, envelope);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SKIPPED_CREATED_BY_BOT']);
    expect((await bookingOf(id))?.createdByBot).toBe(true);
  });
});

describe('simulateBooking', () => {
  it.each([
    ['CREATED', /^✅ \*Вы записаны!\*/],
    ['UPDATED', /^📝 \*Ваша запись изменена\*\n\nБыло: \d+ [а-я]+ в 14:00\nСтало: \d+ [а-я]+ в 15:00\n/],
    ['CANCELLED', /^❌ \*Ваша запись отменена\*/],
  ] as const)('%s leads to its message', async (eventType, text) => {
    const input = { phone: '+77019998877', eventType, service: 'Стрижка', master: 'Иван', cost: 1500 };
    const { simulateBooking } = await server.run(SimulateBookingDocument, { input }, owner);
    expect(['RECEIVED', 'PROCESSED']).toContain(simulateBooking.event?.status);
    await closeWindows(server);
    const { bookingNotifications } = await server.run(BookingNotificationsDocument, { first: 1 }, owner);
    expect(bookingNotifications.nodes[0]).toMatchObject({ kind: eventType, decision: 'SENT' });
    expect(bookingNotifications.nodes[0]?.message?.text).toMatch(text);
  });

  it('is for administrators', async () => {
    const manager = await server.signIn('manager@demo.test');
    const input = { phone: '+77019998877', eventType: 'CREATED' as const };
    const { errors } = await server.ask(SimulateBookingDocument, { input }, manager);
    expect(errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  });
});

describe('wordings', () => {
  it('are built in for three languages, and previewed without sending', async () => {
    const { notificationTemplates } = await server.run(NotificationTemplatesDocument, {}, owner);
    expect(notificationTemplates).toHaveLength(15);
    const preview = async (kind: 'CREATED' | 'UPDATED' | 'CANCELLED', locale: string) =>
      (await server.run(NotificationPreviewDocument, { input: { kind, locale } }, owner)).notificationPreview
        .text;
    expect(await preview('UPDATED', 'ru')).toBe(`📝 *Ваша запись изменена*

Было: 15 августа в 14:00
Стало: 16 августа в 15:00

💇 Мужская стрижка
👤 Мастер: Александр

Если есть вопросы - пишите!`);
    expect(await preview('CREATED', 'en')).toBe(`✅ *You are booked!*

📅 15 August at 14:00
💇 Мужская стрижка
👤 With: Александр
💰 Price: ₸1,500
📍 ул. Ленина 10

To cancel or move it, write to me here 👇`);
    expect(await preview('CANCELLED', 'kk')).toBe(`❌ *Жазылуыңыз тоқтатылды*

Уақыты: 15 тамыз, сағат 14:00
Қызмет: Мужская стрижка

Басқа уақытқа жазылғыңыз келе ме? Маған жазыңыз!`);
  });

  it('of the company take the place of the built-in ones, that of the business before that of all', async () => {
    const template = (businessType: string | null, body: string) => ({
      input: { kind: 'CREATED' as const, locale: 'ru', businessType, body },
    });
    await server.run(UpsertNotificationTemplateDocument, template(null, 'Для всех: {{when}}'), owner);
    await server.run(UpsertNotificationTemplateDocument, template('dentist', 'Зубы: {{when}}'), owner);
    await server.run(UpsertNotificationTemplateDocument, template('Barbershop', 'Барбер: {{when}}'), owner);
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    expect((await decisionsOf(server, id))[0]?.text).toBe('Барбер: 3 июня в 14:00');
    const preview = await server.run(
      NotificationPreviewDocument,
      { input: { kind: 'CREATED', locale: 'ru', businessType: 'dentist' } },
      owner,
    );
    expect(preview.notificationPreview.text).toBe('Зубы: 15 августа в 14:00');
    const wrong = await server.ask(
      UpsertNotificationTemplateDocument,
      { input: { kind: 'CREATED', locale: 'ru', body: '{{password}}' } },
      owner,
    );
    expect(wrong.errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('are tried against each other: a person always gets the same, and each variant is counted', async () => {
    const { upsertNotificationTemplate } = await server.run(
      UpsertNotificationTemplateDocument,
      { input: { kind: 'CREATED', locale: 'ru', businessType: 'barbershop', body: 'Без варианта {{when}}' } },
      owner,
    );
    const templateId = upsertNotificationTemplate.template?.id ?? '';
    for (const key of ['A', 'B']) {
      await server.run(
        UpsertTemplateVariantDocument,
        { input: { templateId, key, weight: 1, body: `Вариант ${key}: {{when}}` } },
        owner,
      );
    }
    const texts = new Map<string, Set<string>>();
    for (let n = 0; n < 12; n += 1) {
      const { envelope, phone } = ownRecord();
      for (let again = 0; again < 2; again += 1) {
        const { envelope: other, id } = ownRecord();
        const body = { ...other, data: { ...other.data, client: { ...envelope.data.client, phone } } };
        await postBooking(server, body);
        const [decision] = await decisionsOf(server, id);
        texts.set(phone, (texts.get(phone) ?? new Set()).add(decision?.text ?? ''));
      }
    }
    expect([...texts.values()].every(seen => seen.size === 1)).toBe(true);
    const { notificationTemplates } = await server.run(NotificationTemplatesDocument, {}, owner);
    const { variants } = notificationTemplates.find(({ id }) => id === templateId) ?? { variants: [] };
    expect(variants.map(({ key }) => key)).toEqual(['A', 'B']);
    expect(variants.reduce((sum, { sent }) => sum + sent, 0)).toBe(24);
    expect(variants.every(({ sent }) => sent > 0)).toBe(true);

    const [phone] = texts.keys();
    const { rows } = await server.app.database.pool.query(
      `update messages m set status = 'DELIVERED' from conversations v join contacts c on c.id = v.contact_id
        where m.conversation_id = v.id and c.phone = $1 and m.direction = 'OUTBOUND' returning m.id`,
      [phone],
    );
    await server.post('/webhooks/chatflow?key=demo&instance_id=instance_xxx', {
      message: 'Спасибо!',
      metadata: { remoteJid: `${phone?.slice(1)}@s.whatsapp.net`, sender: 'Имя', messageId: `r-${phone}` },
    });
    const counted = await server.run(NotificationTemplatesDocument, {}, owner);
    const after = counted.notificationTemplates.find(({ id }) => id === templateId)?.variants ?? [];
    expect(after.reduce((sum, { delivered }) => sum + delivered, 0)).toBe(rows.length);
    expect(after.reduce((sum, { replied }) => sum + replied, 0)).toBe(rows.length);
  });
});

describe('branches and connections', () => {
  it('a company that nobody knows waits, and is processed when its branch is added', async () => {
    const { token } = await server.addTenant('salon', Role.OWNER);
    const { connectBookings } = await server.run(ConnectBookingsDocument, { input: {} }, token);
    const path = new URL(String(connectBookings.webhookUrl));
    const { envelope, id } = ownRecord();
    const [event] = await postBooking(server, { ...envelope, company_id: 5 }, path.pathname + path.search);
    expect(event).toMatchObject({ status: 'QUARANTINED' });
    const { upsertSalon } = await server.run(
      UpsertSalonDocument,
      {
        input: {
          companyId: '5',
          name: 'Салон',
          timezone: 'Europe/Berlin',
          locale: 'en',
          reminderHours: [48, 3],
        },
      },
      token,
    );
    expect(upsertSalon.salon).toMatchObject({
      currency: 'KZT',
      groupingSeconds: 60,
      locale: 'en',
      reminderHours: [48, 3],
      botCommentMarkers: ['AI администратор', 'AI Admin', 'WhatsApp'],
    });
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED FAILED']);
    expect((await bookingOf(id, token))?.startsAt).toBe('2036-06-03T12:00:00.000Z');

    const rotated = await server.run(
      RotateBookingsKeyDocument,
      { accountId: connectBookings.account?.id ?? '' },
      token,
    );
    expect((await server.post(path.pathname + path.search, envelope)).status).toBe(401);
    const fresh = new URL(String(rotated.rotateBookingsKey.webhookUrl));
    expect((await server.post(fresh.pathname + fresh.search, envelope)).status).toBe(200);
  });
});
