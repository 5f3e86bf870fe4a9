/** Notices leave through any channel, in the way of its vendor, and their delivery is followed. */
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/app.js';
import { decisionsOf, ownRecord, postBooking } from '../support/booking-notices.js';
import {
  BookingNotificationsDocument,
  ChannelsDocument,
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
      { input: { companyId: '307001', noticeChannelId: channel.id } },
      owner,
    );
    const { envelope, id, phone } = ownRecord();
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
