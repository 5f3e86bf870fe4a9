import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { MessageStatus } from '../../src/domain/delivery-status.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import {
  type ConfirmUnknownMessage,
  createConfirmUnknownMessage,
} from '../../src/outbox/confirm-unknown-message.js';
import { createRetryMessage, type RetryMessage } from '../../src/outbox/retry-message.js';
import { createSendMessage } from '../../src/outbox/send-message.job.js';
import { createSendReply } from '../../src/outbox/send-reply.js';
import type { SendOutcome } from '../../src/providers/contract/send.js';
import {
  accepted,
  attemptsOf,
  createOutboxFixture,
  createScriptedProvider,
  eventsOf,
  historyOf,
  jobsOf,
  messageState,
  type OutboxFixture,
  type ScriptedProvider,
} from '../support/outbox-fixture.js';
import { recordStatusReport } from '../support/record-status-report.js';

let fixture: OutboxFixture;
let provider: ScriptedProvider;
let retryMessage: RetryMessage;
let confirmUnknownMessage: ConfirmUnknownMessage;
let channelId: string;
let phones = 0;

const rejected: SendOutcome = { outcome: 'REJECTED', providerCode: '400', detail: 'No.', httpStatus: 400 };
const unknown: SendOutcome = { outcome: 'UNKNOWN', detail: 'No answer.', httpStatus: null };
const later: SendOutcome = {
  outcome: 'RETRY',
  providerCode: null,
  detail: 'Later.',
  httpStatus: 503,
  retryAfterMs: null,
};

const retry = (messageId: string, acceptPossibleDuplicate = false) =>
  retryMessage({ tenantId: fixture.tenant.tenantId, messageId, acceptPossibleDuplicate });

const send = (messageId: string, attemptsBefore = 0): Promise<void> =>
  createSendMessage({
    database: fixture.database,
    getProvider: () => provider,
    http: async () => ({ ok: false, reached: false, reason: 'no network in this test' }),
    openCredentials: () => ({}),
    pacer: fixture.pacer,
    maxAttempts: 2,
    log: () => {},
  })({ tenantId: fixture.tenant.tenantId, messageId, channelId, attemptsBefore });

/** A message whose first attempt ended with this outcome; its job is gone. */
const ended = async (outcome: SendOutcome): Promise<string> => {
  const { tenantId, userId } = fixture.tenant;
  const conversationId = await fixture.tenant.addConversation(
    channelId,
    `7703${String(++phones).padStart(7, '0')}`,
  );
  const sendReply = createSendReply({ database: fixture.database, getProvider: () => provider });
  const { messageId } = await sendReply({
    tenantId,
    authorUserId: userId,
    input: { conversationId, text: 'Да' },
  });
  provider.answer = () => outcome;
  await send(messageId);
  await fixture.database.pool.query('delete from graphile_worker._private_jobs');
  return messageId;
};

beforeAll(async () => {
  fixture = await createOutboxFixture();
  channelId = await fixture.tenant.addChannel('instance_a');
  confirmUnknownMessage = createConfirmUnknownMessage(fixture.database);
  retryMessage = createRetryMessage({ database: fixture.database, getProvider: () => provider });
});

beforeEach(() => {
  provider = createScriptedProvider();
});

afterAll(() => fixture.close());

describe('retryMessage', () => {
  it('queues a FAILED message again as a new attempt on the same channel', async () => {
    const id = await ended(rejected);
    await retry(id);
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'QUEUED',
      channelId,
      failureCode: null,
      failureMessage: null,
      failureRetryable: null,
    });
    expect((await eventsOf(fixture.database, id)).at(-1)?.changed).toEqual([
      'failure',
      'status',
      'statusHistory',
    ]);
    provider.answer = () => accepted();
    await send(id, 1);
    expect(await attemptsOf(fixture.database, id)).toEqual(['REJECTED', 'ACCEPTED']);
    expect(await historyOf(fixture.database, id)).toEqual([
      'QUEUED',
      'SENDING',
      'FAILED',
      'QUEUED',
      'SENDING',
      'SENT',
    ]);
  });

  it('wants it accepted that an UNKNOWN message may arrive twice', async () => {
    const id = await ended(unknown);
    await expect(retry(id)).rejects.toMatchObject({ code: 'MESSAGE_NOT_RETRYABLE' });
    expect(await jobsOf(fixture.database)).toEqual([]);
    await retry(id, true);
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'QUEUED' });
  });

  it('refuses every other status, an inbound message, and what the tenant does not have', async () => {
    const id = await ended(accepted());
    await expect(retry(id, true)).rejects.toMatchObject({
      code: 'MESSAGE_NOT_RETRYABLE',
      facts: { status: 'SENT' },
    });
    const conversationId = await fixture.tenant.addConversation(channelId, '77030000000');
    const inbound = await fixture.tenant.addInbound(conversationId);
    await expect(retry(inbound, true)).rejects.toMatchObject({ code: 'MESSAGE_NOT_RETRYABLE' });
    await expect(retry(uuidV7())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(retry('no id')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    const other = await fixture.addTenant();
    const foreign = retryMessage({ tenantId: other.tenantId, messageId: id, acceptPossibleDuplicate: true });
    await expect(foreign).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('refuses while the channel cannot send', async () => {
    const id = await ended(rejected);
    await fixture.database.pool.query(`update channels set status = 'DISCONNECTED' where id = $1`, [
      channelId,
    ]);
    try {
      await expect(retry(id)).rejects.toMatchObject({ code: 'CHANNEL_NOT_ACTIVE' });
    } finally {
      await fixture.database.pool.query(`update channels set status = 'ACTIVE' where id = $1`, [channelId]);
    }
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'FAILED' });
  });

  it('makes one job of ten calls at once', async () => {
    const id = await ended(rejected);
    const answers = await Promise.allSettled(Array.from({ length: 10 }, () => retry(id)));
    expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(1);
    expect((await jobsOf(fixture.database)).map(job => job.key)).toEqual([`send:${id}`]);
  });

  it('gives the message a full round of attempts again', async () => {
    const id = await ended(later);
    await send(id);
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'FAILED',
      failureRetryable: true,
    });
    await retry(id);
    await send(id, 2);
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'QUEUED' });
    await send(id, 2);
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'FAILED' });
    expect(await attemptsOf(fixture.database, id)).toEqual(['RETRY', 'RETRY', 'RETRY', 'RETRY']);
  });
});

describe('confirmUnknownMessage', () => {
  const confirm = (messageId: string, { tenantId } = fixture.tenant) =>
    confirmUnknownMessage({ tenantId, messageId });

  it('settles an UNKNOWN message as SENT, with its history and one event, and nothing sends it again', async () => {
    const id = await ended(unknown);
    await confirm(id);
    expect(await messageState(fixture.database, id)).toMatchObject({
      ...{ status: 'SENT', failureMessage: null, failureRetryable: null },
    });
    expect(await historyOf(fixture.database, id)).toEqual(['QUEUED', 'SENDING', 'UNKNOWN', 'SENT']);
    expect((await eventsOf(fixture.database, id)).at(-1)?.changed).toEqual([
      ...['failure', 'status', 'statusHistory'],
    ]);
    expect(await jobsOf(fixture.database)).toEqual([]);
    // A job that was lost before, and found now.
    const sentBefore = provider.sent.length;
    await send(id);
    await expect(retry(id, true)).rejects.toMatchObject({ code: 'MESSAGE_NOT_RETRYABLE' });
    expect(provider.sent).toHaveLength(sentBefore);
    expect(await attemptsOf(fixture.database, id)).toEqual(['UNKNOWN']);
  });

  it('is overruled by the provider only upwards, or by a failure that it reports', async () => {
    const [read, failed] = [await ended(unknown), await ended(unknown)];
    for (const [id, status] of [
      [read, 'READ'],
      [failed, 'FAILED'],
    ] as const) {
      await confirm(id);
      await recordStatusReport(fixture.database, {
        ...{ tenantId: fixture.tenant.tenantId, channelId, messageKey: `key-${id}`, correlationId: id },
        ...{ status: MessageStatus[status], at: new Date(), failure: null, sourceEventId: null },
      });
      expect(await messageState(fixture.database, id)).toMatchObject({ status });
    }
  });

  it('refuses every other status, an inbound message, and what the tenant does not have', async () => {
    const wrong = { code: 'CONFLICT', facts: { reason: 'WRONG_STATE' } };
    for (const outcome of [accepted(), rejected, later])
      await expect(confirm(await ended(outcome))).rejects.toMatchObject(wrong);
    const conversationId = await fixture.tenant.addConversation(channelId, '77030009999');
    await expect(confirm(await fixture.tenant.addInbound(conversationId))).rejects.toMatchObject(wrong);
    await expect(confirm(uuidV7())).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(confirm('no id')).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(confirm(await ended(unknown), await fixture.addTenant())).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it('and a retry at once: one of them happens', async () => {
    const id = await ended(unknown);
    const answers = await Promise.allSettled([confirm(id), retry(id, true), confirm(id), retry(id, true)]);
    expect(answers.filter(answer => answer.status === 'fulfilled')).toHaveLength(1);
    const { status } = await messageState(fixture.database, id);
    expect((await jobsOf(fixture.database)).filter(({ key }) => key === `send:${id}`)).toHaveLength(
      status === 'QUEUED' ? 1 : 0,
    );
  });
});
