/**
 * Notices leave through any channel, in the way of its vendor, and their delivery is followed. Where the vendor takes
 * free words only after the person wrote, a notice to somebody who did not is FAILED and says why.
 */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { ProviderKind } from '../../src/domain/vocabulary.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { decisionsOf, ownRecord, postBooking } from '../support/booking-notices.js';
import {
  BookingNotificationsDocument,
  ChannelsDocument,
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
}, 60_000);
