/**
 * Notices are sent through any channel, in its vendor's format, and their delivery is tracked. If the vendor accepts
 * free text only after the customer wrote, a notice to any other customer is FAILED with the reason. A channel that
 * is not ACTIVE holds its notices.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { sendDueReminders } from '../../src/bookings/reminders.js';
import { ChannelStatus, ProviderKind } from '../../src/domain/vocabulary.js';
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
  BookingNotificationsDocument,
  ChannelsDocument,
  OutboxDocument,
  SetChannelStatusDocument,
  SimulateInboundDocument,
  UpsertSalonDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

let server: TestApp;
let owner: string;

beforeAll(async () => {
  server = await startTestApp();
  owner = await server.signIn('owner@demo.test');
});
afterAll(async () => {
  await server.stop();
});

/** Vendors of WhatsApp's own API. */
const windowed = new Set<string>([
  ProviderKind.TATA,
  ProviderKind.WHATSAPP_CLOUD,
  ProviderKind.TWILIO_CONVERSATIONS,
  ProviderKind.TWILIO_MESSAGING,
]);

const conversationsWith = async (phone: string): Promise<number> => {
  const { rows } = await server.app.database.pool.query(
    'select 1 from conversations where strpos(address, $1) > 0',
    [phone.slice(1)],
  );
  return rows.length;
};

it('of every vendor of the demo', async () => {
  const { channels } = await server.run(ChannelsDocument, {}, owner);
  const kinds = [...new Set(channels.nodes.map(({ kind }) => kind))];
  expect(kinds.length).toBeGreaterThan(3);
  const reached: Record<string, string> = {};
  for (const kind of kinds) {
    const channel = channels.nodes.findLast(node => node.kind === kind);
    if (!channel) throw new Error(`The demo has no number at ${kind}.`);
    await server.run(
      UpsertSalonDocument,
      { input: { companyId: '307001', noticeChannelId: channel.id, recentActivityMinutes: 0 } },
      owner,
    );
    const { envelope, id, phone } = ownRecord();
    if (windowed.has(kind) && !channel.externalId.startsWith('+1')) {
      const { envelope: early, id: earlyId, phone: stranger } = ownRecord();
      await postBooking(server, early);
      expect(await decisionsOf(server, earlyId)).toMatchObject([
        { decision: 'FAILED', reason: expect.stringContaining('has not written'), text: null },
      ]);
      expect(await conversationsWith(stranger)).toBe(0);
      await server.run(
        SimulateInboundDocument,
        { channelId: channel.id, from: phone.slice(1), text: 'Здравствуйте' },
        owner,
      );
      await waitFor(async () => (await conversationsWith(phone)) === 1);
    }
    await postBooking(server, envelope);
    const [decision] = await decisionsOf(server, id);
    expect({ kind, ...decision }).toMatchObject({
      decision: 'SENT',
      channel: channel.externalId,
      address: expect.stringContaining(phone.slice(1)),
    });
    const status = async () => {
      const { bookingNotifications } = await server.run(BookingNotificationsDocument, { first: 1 }, owner);
      reached[kind] = bookingNotifications.nodes[0]?.message?.status ?? '';
      return reached[kind];
    };
    await waitFor(async () => ['SENT', 'DELIVERED', 'READ', 'FAILED'].includes(await status()));
    const isFollowed = kind !== 'CHATFLOW';
    if (isFollowed) await waitFor(async () => ['DELIVERED', 'READ', 'FAILED'].includes(await status()));
  }
  expect(Object.entries(reached).filter(([, status]) => status === 'FAILED')).toEqual([]);
  expect(
    Object.values(reached).filter(status => ['DELIVERED', 'READ'].includes(status)).length,
  ).toBeGreaterThan(1);
});

describe('a notice on a number that is not ACTIVE', () => {
  let channelId: string;

  beforeEach(async () => {
    const { channels } = await server.run(ChannelsDocument, {}, owner);
    channelId = channels.nodes.find(({ externalId }) => externalId === 'instance_yyy')?.id ?? '';
    const input = { companyId: '307001', noticeChannelId: channelId, recentActivityMinutes: 0 };
    await server.run(UpsertSalonDocument, { input }, owner);
    await setStatus(ChannelStatus.PAUSED);
  });

  const setStatus = (status: ChannelStatus) =>
    server.run(SetChannelStatusDocument, { id: channelId, status }, owner);
  const at = (second: number) => `2036-06-01T13:00:0${second}+0500`;
  const remind = async (id: string) => {
    const { pool } = server.app.database;
    await pool.query(
      "update bookings set created_at = '2036-05-01', told_at = '2036-05-01' where external_id = $1",
      [id],
    );
    const tools = { calendarLink: () => null, toContent: createToContent(getProvider) };
    await sendDueReminders({
      ...{ database: server.app.database, tools, now: () => new Date('2036-06-02T09:01:00Z') },
    });
  };
  /** Kind of each notice of a booking with its message's status and failure; oldest first. */
  const messagesOf = async (id: string): Promise<string[]> => {
    const { rows } = await server.app.database.pool.query(
      `select n.notification_type as kind, m.status, m.failure_code as code, m.failure_message as reason
         from booking_notifications n join bookings b on b.id = n.booking_id join messages m on m.id = n.message_id
        where b.external_id = $1 order by m.id`,
      [id],
    );
    return rows.map(({ kind, status, code, reason }) =>
      [kind, status, code, reason].filter(fact => fact !== null).join(' '),
    );
  };
  /** Makes the channel ACTIVE, and waits until no notice of the booking is queued. */
  const resume = async (id: string): Promise<string[]> => {
    await setStatus(ChannelStatus.ACTIVE);
    await waitFor(async () => (await messagesOf(id)).every(text => !/ (QUEUED|SENDING)/.test(text)));
    return messagesOf(id);
  };

  it('is held, whatever the status, shown in the outbox, and sent in order when the number is ACTIVE again', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await server.app.database.pool.query("update channels set status = 'DISCONNECTED' where id = $1", [
      channelId,
    ]);
    await remind(id);
    expect(verdicts(await decisionsOf(server, id))).toEqual(['CREATED SENT', 'REMINDER SENT']);
    const { bookingNotifications } = await server.run(BookingNotificationsDocument, { first: 50 }, owner);
    const notices = bookingNotifications.nodes.filter(({ booking }) => booking.externalId === id);
    const { outbox } = await server.run(OutboxDocument, {}, owner);
    const entries = notices.map(({ message }) =>
      outbox.nodes.find(entry => entry.message.id === message?.id),
    );
    const held = { status: 'QUEUED', heldReason: 'DISCONNECTED', attempts: [] };
    expect(entries).toMatchObject([held, held]);
    expect(await resume(id)).toEqual(['CREATED SENT', 'REMINDER SENT']);
  });

  it('is not sent after its visit, and says why; the next notice is', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await postBooking(
      server,
      changed(envelope, 'update', { date: '2036-06-09 14:00:00', last_change_date: at(1) }),
    );
    await closeWindows(server);
    expect(await messagesOf(id)).toEqual(['CREATED QUEUED', 'UPDATED QUEUED']);
    await server.app.database.pool.query(
      `update booking_notifications n set visit_starts_at = now() - interval '61 minutes' from bookings b
        where b.id = n.booking_id and b.external_id = $1 and n.notification_type = 'CREATED'`,
      [id],
    );
    expect(await resume(id)).toEqual([
      "CREATED FAILED NOTICE_OUTDATED By the branch's clock the visit is over.",
      'UPDATED SENT',
    ]);
  });

  const outdated = 'FAILED NOTICE_OUTDATED The visit was cancelled or moved before the notice was sent.';

  it('is not sent when the visit was cancelled meanwhile; the cancellation is', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await remind(id);
    await postBooking(server, changed(envelope, 'delete', { deleted: true, last_change_date: at(1) }));
    await settled(server);
    expect(await resume(id)).toEqual([`CREATED ${outdated}`, `REMINDER ${outdated}`, 'CANCELLED SENT']);
  });

  it('that reminds of a time from which the visit was moved is not sent; the new time is', async () => {
    const { envelope, id } = ownRecord();
    await postBooking(server, envelope);
    await settled(server);
    await remind(id);
    await postBooking(
      server,
      changed(envelope, 'update', { date: '2036-06-09 14:00:00', last_change_date: at(1) }),
    );
    await closeWindows(server);
    expect(await resume(id)).toEqual(['CREATED SENT', `REMINDER ${outdated}`, 'UPDATED SENT']);
  });

  it('about several bookings is sent while it holds for one of them, and not when it holds for none', async () => {
    const { envelope: first, id } = ownRecord();
    const records = [first, ownRecord().envelope];
    const { client } = first.data;
    const change = (envelope: Envelope, status: string, second: number, data: object) =>
      postBooking(server, changed(envelope, status, { ...data, client, last_change_date: at(second) }));
    const changeBoth = async (date: string, second: number) => {
      for (const envelope of records)
        await change(envelope, second === 0 ? 'create' : 'update', second, { date });
      await closeWindows(server);
    };
    await changeBoth('2036-06-03 14:00:00', 0);
    await changeBoth('2036-06-09 14:00:00', 1);
    await change(first, 'delete', 2, { deleted: true });
    await settled(server);
    const sentGroup = [`CREATED ${outdated}`, 'GROUPED SENT', 'CANCELLED SENT'];
    expect(await resume(id)).toEqual(sentGroup);
    await setStatus(ChannelStatus.PAUSED);
    await change(first, 'create', 3, { date: '2036-06-10 14:00:00' });
    await settled(server);
    await changeBoth('2036-06-11 14:00:00', 4);
    for (const envelope of records) await change(envelope, 'delete', 5, { deleted: true });
    await settled(server);
    expect((await resume(id)).slice(sentGroup.length)).toEqual([
      `CREATED ${outdated}`,
      `GROUPED ${outdated}`,
      'CANCELLED SENT',
    ]);
  });
});
