import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { MessageStatus } from '../../src/domain/delivery-status.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import type { ChannelStatusReport } from '../../src/messages/status-report.js';
import { createRetryMessage } from '../../src/outbox/retry-message.js';
import { createSendMessage } from '../../src/outbox/send-message.job.js';
import { createSendReply } from '../../src/outbox/send-reply.js';
import {
  accepted,
  createOutboxFixture,
  createScriptedProvider,
  eventsOf,
  historyOf,
  messageState,
  type OutboxFixture,
  type ScriptedProvider,
} from '../support/outbox-fixture.js';
import { recordStatusReport } from '../support/record-status-report.js';

let fixture: OutboxFixture;
let provider: ScriptedProvider;
let channelId: string;
let phones = 0;

const { SENT, DELIVERED, READ, FAILED } = MessageStatus;

const report = (messageKey: string, status: MessageStatus, more: Partial<ChannelStatusReport> = {}) =>
  recordStatusReport(fixture.database, {
    tenantId: fixture.tenant.tenantId,
    channelId,
    messageKey,
    correlationId: null,
    status,
    at: null,
    failure: null,
    sourceEventId: null,
    ...more,
  });

const reply = async (): Promise<string> => {
  const { tenantId, userId } = fixture.tenant;
  const conversationId = await fixture.tenant.addConversation(
    channelId,
    `7702${String(++phones).padStart(7, '0')}`,
  );
  const sendReply = createSendReply({ database: fixture.database, getProvider: () => provider });
  return (await sendReply({ tenantId, authorUserId: userId, input: { conversationId, text: 'Да' } }))
    .messageId;
};

const send = (messageId: string): Promise<void> =>
  createSendMessage({
    database: fixture.database,
    getProvider: () => provider,
    http: async () => ({ ok: false, reached: false, reason: 'no network in this test' }),
    openCredentials: () => ({}),
    pacer: fixture.pacer,
    log: () => {},
  })({ tenantId: fixture.tenant.tenantId, messageId, channelId, attemptsBefore: 0 });

/** A message that the provider accepted under a key. */
const sent = async (messageKey: string): Promise<string> => {
  provider.answer = () => accepted(messageKey);
  const id = await reply();
  await send(id);
  return id;
};

beforeAll(async () => {
  fixture = await createOutboxFixture();
  channelId = await fixture.tenant.addChannel('instance_a');
});

beforeEach(() => {
  provider = createScriptedProvider();
});

afterAll(() => fixture.close());

describe('a status report', () => {
  it('moves the message up, and stays in the history when it comes late', async () => {
    const id = await sent('up');
    expect(await report('up', READ)).toEqual({ messageId: id, applied: true });
    expect(await report('up', DELIVERED)).toEqual({ messageId: id, applied: false });
    expect(await report('up', SENT)).toEqual({ messageId: id, applied: false });
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'READ' });
    expect(await historyOf(fixture.database, id)).toEqual([
      'QUEUED',
      'SENDING',
      'SENT',
      'READ',
      '(DELIVERED)',
      '(SENT)',
    ]);
    expect((await eventsOf(fixture.database, id)).slice(-3).map(event => event.changed)).toEqual([
      ['status', 'statusHistory'],
      ['statusHistory'],
      ['statusHistory'],
    ]);
  });

  it('of a failure says whether sending it again can help', async () => {
    for (const [key, retryable] of [
      ['too-fast', true],
      ['for-good', false],
    ] as const) {
      const id = await sent(key);
      await report(key, FAILED, { failure: { providerCode: 'x', message: 'Why', retryable } });
      expect(await messageState(fixture.database, id)).toMatchObject({ failureRetryable: retryable });
    }
  });

  it('that is told twice changes nothing the second time', async () => {
    const id = await sent('twice');
    const at = new Date('2026-06-01T08:00:00.123Z');
    await report('twice', DELIVERED, { at });
    const events = await eventsOf(fixture.database, id);
    expect(await report('twice', DELIVERED, { at })).toEqual({ messageId: id, applied: false });
    expect(await eventsOf(fixture.database, id)).toEqual(events);
  });

  it('without a time that is told twice, as by a callback that is repeated, changes nothing either', async () => {
    const sourceEventId = uuidV7();
    const id = await sent('timeless');
    expect(await report('timeless', DELIVERED, { sourceEventId })).toEqual({ messageId: id, applied: true });
    expect(await report('timeless', DELIVERED, { sourceEventId })).toEqual({ messageId: id, applied: false });
    expect(await report('waits', DELIVERED, { sourceEventId })).toEqual({ messageId: null, applied: false });
    expect(await report('waits', DELIVERED, { sourceEventId })).toEqual({ messageId: null, applied: false });
    const later = await sent('waits');
    for (const message of [id, later])
      expect((await historyOf(fixture.database, message)).filter(word => word.includes('DELIVERED'))).toEqual(
        ['DELIVERED'],
      );
  });

  it('of the second failure of a message that was sent again is not taken for the first', async () => {
    const sourceEventId = uuidV7();
    const id = await sent('first-try');
    await report('first-try', FAILED, { sourceEventId });
    const { tenantId } = fixture.tenant;
    const retryMessage = createRetryMessage({ database: fixture.database, getProvider: () => provider });
    await retryMessage({ tenantId, messageId: id, acceptPossibleDuplicate: false });
    provider.answer = () => accepted('second-try');
    await send(id);
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'SENT',
      externalId: 'second-try',
    });
    expect(await report('second-try', FAILED, { sourceEventId })).toEqual({ messageId: id, applied: true });
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'FAILED' });
  });

  it('of a failure keeps the code, and a proof of delivery beats it without hiding it', async () => {
    const id = await sent('fails');
    await report('fails', FAILED, { failure: { providerCode: '131047', message: 'Window closed.' } });
    const failed = { failureCode: '131047', failureMessage: 'Window closed.', failureRetryable: false };
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'FAILED', ...failed });
    await report('fails', DELIVERED);
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'DELIVERED', ...failed });
  });

  it('settles an UNKNOWN message by our own id, and gives it the id of the provider', async () => {
    provider.answer = () => ({ outcome: 'UNKNOWN', detail: 'no answer', httpStatus: null });
    const id = await reply();
    await send(id);
    await report('learned', DELIVERED, { correlationId: id });
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'DELIVERED',
      externalId: 'learned',
      failureMessage: null,
    });
    expect(await report('learned', READ)).toEqual({ messageId: id, applied: true });
  });

  it('that is faster than the answer to the send is not lowered by it', async () => {
    const id = await reply();
    provider.answer = async () => {
      await report('fast', DELIVERED, { correlationId: id });
      return { outcome: 'RETRY', providerCode: null, detail: 'odd', httpStatus: 500, retryAfterMs: null };
    };
    await send(id);
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'DELIVERED',
      failureMessage: null,
    });
    expect(await historyOf(fixture.database, id)).toEqual(['QUEUED', 'SENDING', 'DELIVERED', '(FAILED)']);
  });

  it('that comes before its message waits for it', async () => {
    expect(await report('early', READ)).toEqual({ messageId: null, applied: false });
    expect(await report('early', DELIVERED)).toEqual({ messageId: null, applied: false });
    const id = await sent('early');
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'READ' });
    expect((await historyOf(fixture.database, id)).toSorted()).toEqual(
      ['QUEUED', 'SENDING', 'SENT', 'READ', '(DELIVERED)'].toSorted(),
    );
  });

  it('does not reach a message of another channel or tenant, nor an inbound one', async () => {
    const id = await sent('mine');
    const other = await fixture.addTenant();
    const otherChannel = await other.addChannel('instance_a');
    const foreign = { tenantId: other.tenantId, channelId: otherChannel, correlationId: id };
    expect(await report('mine', READ, foreign)).toEqual({ messageId: null, applied: false });
    const secondChannel = await fixture.tenant.addChannel('instance_b');
    expect(await report('mine', READ, { channelId: secondChannel, correlationId: id })).toMatchObject({
      messageId: null,
    });
    const conversationId = await fixture.tenant.addConversation(channelId, '77020000000');
    const inbound = await fixture.tenant.addInbound(conversationId);
    expect(await report(inbound, READ)).toMatchObject({ messageId: null });
    expect(await report('odd', READ, { correlationId: 'not one of ours' })).toMatchObject({
      messageId: null,
    });
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'SENT' });
  });

  it('is never lost between the answer to the send and the report, whichever commits first', async () => {
    for (let round = 0; round < 20; round += 1) {
      const key = `race-${round}`;
      provider.answer = () => accepted(key);
      const id = await reply();
      await Promise.all([send(id), report(key, DELIVERED)]);
      expect(await messageState(fixture.database, id)).toMatchObject({ status: 'DELIVERED' });
    }
  });

  it('ends in the same status whatever the order and however often it is told', async () => {
    const told = fc.constantFrom<MessageStatus[]>(
      SENT,
      DELIVERED,
      READ,
      FAILED,
      MessageStatus.QUEUED,
      MessageStatus.SENDING,
    );
    const ranks = [SENT, FAILED, DELIVERED, READ];
    await fc.assert(
      fc.asyncProperty(fc.array(told, { maxLength: 6 }), fc.nat(6), async (statuses, before) => {
        const key = uuidV7();
        provider.answer = () => accepted(key);
        const id = await reply();
        for (const status of statuses.slice(0, before)) await report(key, status);
        await send(id);
        for (const status of statuses.slice(before)) await report(key, status);
        const highest = ranks.findLast(status => status === SENT || statuses.includes(status));
        expect(await messageState(fixture.database, id)).toMatchObject({ status: highest });
      }),
      { numRuns: 40 },
    );
  });
});
