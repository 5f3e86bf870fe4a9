import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { findOutdatedAnswerReason } from '../../src/ai/outdated-answer.js';
import { ConfigurationInvalidError } from '../../src/domain/errors.js';
import { backOffMs } from '../../src/messages/back-off.js';
import type { SendJob } from '../../src/messages/send-job.js';
import type { Pacer } from '../../src/outbox/pacer.js';
import { createRetryMessage } from '../../src/outbox/retry-message.js';
import {
  createSendMessage,
  type SendMessage,
  type SendMessageOptions,
} from '../../src/outbox/send-message.job.js';
import { createSendReply, type SendReply } from '../../src/outbox/send-reply.js';
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
import { waitFor } from '../support/wait-for.js';

let fixture: OutboxFixture;
let provider: ScriptedProvider;
let sendReply: SendReply;
let sendMessage: SendMessage;
let channelId: string;
let conversationId: string;
let phones = 0;

const retry = (retryAfterMs: number | null = null): SendOutcome => ({
  outcome: 'RETRY',
  providerCode: '429',
  detail: 'Too many requests.',
  httpStatus: 429,
  retryAfterMs,
});

/** A job runner with the test's provider. */
const runnerOf = (options: Partial<SendMessageOptions> = {}): SendMessage =>
  createSendMessage({
    database: fixture.database,
    getProvider: () => provider,
    http: async () => ({ ok: false, reached: false, reason: 'no network in this test' }),
    openCredentials: () => ({}),
    pacer: fixture.pacer,
    maxAttempts: 3,
    log: () => {},
    ...options,
  });

const jobOf = (messageId: string, attemptsBefore = 0): SendJob => ({
  tenantId: fixture.tenant.tenantId,
  messageId,
  channelId,
  attemptsBefore,
});

const reply = async (text = 'Добрый день'): Promise<string> => {
  const { tenantId, userId } = fixture.tenant;
  return (await sendReply({ tenantId, authorUserId: userId, input: { conversationId, text } })).messageId;
};

const jobDelay = async (messageId: string): Promise<number | undefined> =>
  (await jobsOf(fixture.database)).find(job => job.key === `send:${messageId}`)?.delayMs;

const forgetJobs = () => fixture.database.pool.query('delete from graphile_worker._private_jobs');

beforeAll(async () => {
  fixture = await createOutboxFixture();
  channelId = await fixture.tenant.addChannel('instance_a');
});

beforeEach(async () => {
  conversationId = await fixture.tenant.addConversation(
    channelId,
    `7701${String(++phones).padStart(7, '0')}`,
  );
  provider = createScriptedProvider();
  sendReply = createSendReply({ database: fixture.database, getProvider: () => provider });
  sendMessage = runnerOf();
});

afterAll(() => fixture.close());

describe('an answer of an assistant that waited too long', () => {
  it('is not sent, unless a user sends it again', async () => {
    const find = findOutdatedAnswerReason;
    const careful = runnerOf({
      findOutdatedReason: (tenantId, messageId) => find(fixture.database, tenantId, messageId),
    });
    const [old, fresh, own] = [await reply('старый'), await reply('новый'), await reply('свой')];
    const { pool } = fixture.database;
    await pool.query(`update messages set author_kind = 'AI', author_user_id = null where id = any($1)`, [
      [old, fresh],
    ]);
    await pool.query(`update conversations set handoff = 'AI_ACTIVE' where id = $1`, [conversationId]);
    await pool.query(`update messages set author_kind = 'SYSTEM' where id = $1`, [own]);
    await pool.query(`update messages set created_at = now() - interval '11 minutes' where id = any($1)`, [
      [old, own],
    ]);
    for (const id of [old, fresh, own]) await careful(jobOf(id));
    expect(await messageState(fixture.database, old)).toMatchObject({ status: 'FAILED' });
    const { rows } = await pool.query(
      'select failure_code as code, failure_message as message from messages where id = $1',
      [old],
    );
    expect(rows[0]).toEqual({ code: 'ANSWER_OUTDATED', message: expect.stringContaining('10 minutes') });
    expect(provider.sent.map(({ text }) => text)).toEqual(['новый', 'свой']);
    const retryMessage = createRetryMessage({ database: fixture.database, getProvider: () => provider });
    await retryMessage({
      ...{ tenantId: fixture.tenant.tenantId, messageId: old, acceptPossibleDuplicate: false },
    });
    await careful(jobOf(old, 1));
    expect(provider.sent.map(({ text }) => text)).toEqual(['новый', 'свой', 'старый']);
  });
});

describe('an outcome', () => {
  it('ACCEPTED makes the message SENT, with the id of the provider, and tells every step', async () => {
    provider.answer = () => accepted('wamid-1');
    const id = await reply('Здравствуйте!');
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'SENT', externalId: 'wamid-1' });
    expect(await historyOf(fixture.database, id)).toEqual(['QUEUED', 'SENDING', 'SENT']);
    expect(await attemptsOf(fixture.database, id)).toEqual(['ACCEPTED']);
    expect((await eventsOf(fixture.database, id)).map(event => [event.kind, ...event.changed])).toEqual([
      ['MESSAGE_ADDED'],
      ['MESSAGE_UPDATED', 'status', 'statusHistory'],
      ['MESSAGE_UPDATED', 'status', 'statusHistory', 'externalId'],
    ]);
    expect(provider.sent).toEqual([
      {
        messageId: id,
        from: 'instance_a',
        isDefaultChannel: false,
        to: expect.stringMatching(/^7701\d{7}@s\.whatsapp\.net$/),
        text: 'Здравствуйте!',
        attachments: [],
        quotedExternalId: null,
        template: null,
        publicUrl: null,
      },
    ]);
  });

  it('ACCEPTED keeps the message without the id when another message of the channel has it', async () => {
    provider.answer = () => accepted('wamid-taken');
    const [first, second] = [await reply(), await reply()];
    await sendMessage(jobOf(first));
    await sendMessage(jobOf(second));
    expect(await messageState(fixture.database, second)).toMatchObject({ status: 'SENT', externalId: null });
  });

  it('REJECTED makes it FAILED with the words of the provider', async () => {
    provider.answer = () => ({
      outcome: 'REJECTED',
      providerCode: '131026',
      detail: 'Not on WhatsApp.',
      httpStatus: 400,
    });
    const id = await reply();
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'FAILED',
      failureCode: '131026',
      failureMessage: 'Not on WhatsApp.',
      failureRetryable: false,
    });
    const last = (await eventsOf(fixture.database, id)).at(-1);
    expect(last?.changed).toEqual(['failure', 'status', 'statusHistory']);
  });

  it('UNKNOWN makes it UNKNOWN, and no job sends it again', async () => {
    await forgetJobs();
    provider.answer = () => ({ outcome: 'UNKNOWN', detail: 'No answer within 10 s.', httpStatus: null });
    const id = await reply();
    await sendMessage(jobOf(id));
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'UNKNOWN',
      failureMessage: 'No answer within 10 s.',
    });
    expect(provider.sent).toHaveLength(1);
  });

  it('RETRY puts it back in line with growing waits, and FAILED when the attempts are used up', async () => {
    provider.answer = () => retry();
    const id = await reply();
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'QUEUED',
      failureMessage: null,
    });
    expect(await jobDelay(id)).toBeGreaterThan(1_500);
    await sendMessage(jobOf(id));
    expect(await jobDelay(id)).toBeGreaterThan(3_500);
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'FAILED',
      failureCode: '429',
      failureRetryable: true,
    });
    expect(await attemptsOf(fixture.database, id)).toEqual(['RETRY', 'RETRY', 'RETRY']);
    expect(await historyOf(fixture.database, id)).toEqual([
      'QUEUED',
      ...['SENDING', 'QUEUED'],
      ...['SENDING', 'QUEUED'],
      ...['SENDING', 'FAILED'],
    ]);
  });

  it('RETRY waits as long as the provider asks', async () => {
    provider.answer = () => retry(60_000);
    const id = await reply();
    await sendMessage(jobOf(id));
    expect(await jobDelay(id)).toBeGreaterThan(55_000);
  });

  it('waits while the credentials are sealed with another SECRETS_KEY, and goes when the key is right', async () => {
    const id = await reply();
    const openCredentials = () => {
      throw new ConfigurationInvalidError(['SECRETS_KEY: expected another']);
    };
    await runnerOf({ openCredentials })(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'QUEUED' });
    expect(await attemptsOf(fixture.database, id)).toEqual([]);
    expect(await jobDelay(id)).toBeGreaterThan(30_000);
    const health = async () =>
      (await fixture.database.pool.query('select send_fault from channels where id = $1', [channelId]))
        .rows[0];
    expect(await health()).toEqual({ send_fault: expect.stringContaining('messages wait') });
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'SENT' });
    expect(await health()).toEqual({ send_fault: null });
  });

  it('is UNKNOWN when the provider throws, and FAILED when the credentials cannot be read', async () => {
    provider.answer = () => {
      throw new Error('bug');
    };
    const [thrown, unreadable] = [await reply(), await reply()];
    await sendMessage(jobOf(thrown));
    expect(await messageState(fixture.database, thrown)).toMatchObject({ status: 'UNKNOWN' });
    const openCredentials = () => {
      throw new Error('sealed with another key');
    };
    await runnerOf({ openCredentials })(jobOf(unreadable));
    expect(await messageState(fixture.database, unreadable)).toMatchObject({ status: 'FAILED' });
    expect(provider.sent).toHaveLength(1);
  });
});

describe('the pace of a number', () => {
  it('is what the provider says of it, else of all its numbers, as when credentials cannot be read', async () => {
    const spacings: number[] = [];
    const pacer: Pacer = {
      ...fixture.pacer,
      withPermit: (channel, spacingMs, work) => {
        spacings.push(spacingMs);
        return fixture.pacer.withPermit(channel, spacingMs, work);
      },
    };
    const run = async (extra: object, options: Partial<SendMessageOptions> = {}) => {
      const getProvider = () => ({ ...provider, ...extra });
      await runnerOf({ getProvider, pacer, ...options })(jobOf(await reply()));
    };
    const capabilities = { ...provider.capabilities, sendsPerSecond: 50 };
    await run({ capabilities });
    await run({ capabilities, sendsPerSecond: (channel: string) => (channel === '' ? 1 : 4) });
    const unreadable = () => {
      throw new Error('sealed with another key');
    };
    await run({ capabilities, sendsPerSecond: () => 4 }, { openCredentials: unreadable });
    expect(spacings).toEqual([20, 250, 20]);
  });
});

describe('a number that is paused while a message is being claimed', () => {
  it('sends it no more once the pause is committed, and ends what a crash began before', async () => {
    const { pool } = fixture.database;
    const id = await reply();
    const pausing = await pool.connect();
    await pausing.query('begin');
    await pausing.query('select from channels where id = $1 for update', [channelId]);
    const sending = sendMessage(jobOf(id));
    await waitFor(
      async () =>
        (
          await pool.query(
            "select from pg_stat_activity where wait_event_type = 'Lock' and query like '%claim_queued_message%'",
          )
        ).rows.length > 0,
    );
    await pausing.query("update channels set status = 'PAUSED' where id = $1", [channelId]);
    await pausing.query('commit');
    pausing.release();
    await sending;
    expect(provider.sent).toEqual([]);
    expect(await historyOf(fixture.database, id)).toEqual(['QUEUED']);
    expect(await attemptsOf(fixture.database, id)).toEqual([]);
    // A provider with idempotent sends: a send left by a dead process is repeated, but not yet.
    provider = createScriptedProvider({ idempotentSend: true });
    await pool.query("update messages set status = 'SENDING' where id = $1", [id]);
    await pool.query(
      `insert into send_attempts (id, tenant_id, message_id, number, started_at, outcome)
       values (gen_random_uuid(), $1, $2, 1, now(), 'STARTED')`,
      [fixture.tenant.tenantId, id],
    );
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'QUEUED' });
    await pool.query("update channels set status = 'ACTIVE' where id = $1", [channelId]);
    await sendMessage(jobOf(id));
    expect(await attemptsOf(fixture.database, id)).toEqual(['UNKNOWN', 'ACCEPTED']);
  });
});

describe('a number that its provider refuses', () => {
  const faultOf = async () =>
    (await fixture.database.pool.query('select send_fault from channels where id = $1', [channelId])).rows[0]
      .send_fault;
  const channelEvents = async () =>
    (
      await fixture.database.pool.query(
        "select changed from domain_events where channel_id = $1 and kind = 'CHANNEL_UPDATED' and message_id is null",
        [channelId],
      )
    ).rows.length;
  const refused = (isAccountFault: boolean): SendOutcome => ({
    ...{ outcome: 'REJECTED', providerCode: '401', detail: 'Wrong token.', httpStatus: 401 },
    isAccountFault,
  });
  const run = async (answer: SendOutcome) => {
    const logged: string[] = [];
    provider.answer = () => answer;
    await runnerOf({ log: stage => logged.push(stage) })(jobOf(await reply()));
    return logged.filter(stage => stage !== 'sent');
  };

  it('says so, and is told of once, until a message goes again', async () => {
    const before = await channelEvents();
    expect(await run(refused(false))).toEqual([]);
    expect(await faultOf()).toBeNull();
    expect(await run(refused(true))).toEqual(['provider refuses the number']);
    expect(await run(refused(true))).toEqual([]);
    expect(await faultOf()).toBe('Wrong token.');
    expect(await channelEvents()).toBe(before + 1);
    await run(refused(false));
    expect(await faultOf()).toBe('Wrong token.');
    await run(accepted());
    expect(await faultOf()).toBeNull();
    expect(await channelEvents()).toBe(before + 2);
  });
});

describe('back-off', () => {
  it('doubles from two seconds to five minutes', () => {
    expect([1, 2, 3, 8, 9, 40].map(attempt => backOffMs(attempt, null))).toEqual([
      2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
    ]);
    expect(backOffMs(1, 600_000)).toBe(600_000);
  });
});

describe('a crash', () => {
  /** Starts a send that never ends, as when the process dies during it. */
  const begin = async (id: string): Promise<(outcome: SendOutcome) => Promise<void>> => {
    const { promise, resolve } = Promise.withResolvers<SendOutcome>();
    provider.answer = () => promise;
    const before = provider.sent.length;
    const running = sendMessage(jobOf(id));
    await waitFor(() => provider.sent.length > before);
    return async outcome => {
      resolve(outcome);
      await running;
    };
  };

  it('after the request left makes the message UNKNOWN and does not send it again', async () => {
    const id = await reply();
    const finish = await begin(id);
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'SENDING' });
    expect(await attemptsOf(fixture.database, id)).toEqual(['STARTED']);
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'UNKNOWN' });
    expect(provider.sent).toHaveLength(1);
    // The process was not dead: its result settles the message.
    await finish(accepted('wamid-late'));
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'SENT',
      externalId: 'wamid-late',
      failureMessage: null,
    });
    expect(await attemptsOf(fixture.database, id)).toEqual(['ACCEPTED']);
    expect(await historyOf(fixture.database, id)).toEqual(['QUEUED', 'SENDING', 'UNKNOWN', 'SENT']);
  });

  it('is no reason for UNKNOWN where the provider takes the same message once', async () => {
    provider = createScriptedProvider({ idempotentSend: true });
    const id = await reply();
    await begin(id);
    provider.answer = () => accepted('wamid-repeated');
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'SENT' });
    expect(await attemptsOf(fixture.database, id)).toEqual(['UNKNOWN', 'ACCEPTED']);
    expect(provider.sent.map(message => message.messageId)).toEqual([id, id]);
  });

  it('cannot let an older attempt overwrite a newer one', async () => {
    provider = createScriptedProvider({ idempotentSend: true });
    const id = await reply();
    const finishFirst = await begin(id);
    const finishSecond = await begin(id);
    await finishFirst({ outcome: 'REJECTED', providerCode: null, detail: 'too late', httpStatus: 400 });
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'SENDING' });
    await finishSecond(accepted());
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'SENT', failureMessage: null });
    expect(await attemptsOf(fixture.database, id)).toEqual(['REJECTED', 'ACCEPTED']);
  });

  it('of the database while the outcome is written delays the outcome and loses nothing', async () => {
    const id = await reply();
    const finish = await begin(id);
    const { pool } = fixture.database;
    const holder = await pool.connect();
    await holder.query('begin');
    await holder.query('select 1 from messages where id = $1 for update', [id]);
    const finished = finish(accepted('wamid-cut'));
    await waitFor(async () => {
      const { rows } = await pool.query(
        `select pg_terminate_backend(pid) from pg_stat_activity
          where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return rows.length > 0;
    });
    await holder.query('rollback');
    holder.release();
    await finished;
    expect(await messageState(fixture.database, id)).toMatchObject({
      status: 'SENT',
      externalId: 'wamid-cut',
    });
  });
});

describe('the order in a conversation', () => {
  it('holds the line behind a message that waits for its next attempt', async () => {
    await forgetJobs();
    provider.answer = message => (message.messageId === first ? retry() : accepted());
    const first = await reply('1');
    const second = await reply('2');
    await sendMessage(jobOf(first));
    await forgetJobs();
    await sendMessage(jobOf(second));
    expect(await messageState(fixture.database, second)).toMatchObject({ status: 'QUEUED' });
    expect(await jobDelay(second)).toBeUndefined();
    provider.answer = () => accepted();
    await sendMessage(jobOf(first));
    expect(await jobDelay(second)).toBeLessThan(100);
    await sendMessage(jobOf(second));
    expect(provider.sent.map(message => message.text)).toEqual(['1', '1', '2']);
  });

  it('goes on when the older message failed for good', async () => {
    provider.answer = () => ({ outcome: 'REJECTED', providerCode: null, detail: 'no', httpStatus: 400 });
    const [first, second] = [await reply('1'), await reply('2')];
    await sendMessage(jobOf(second));
    expect(provider.sent).toHaveLength(0);
    await sendMessage(jobOf(first));
    await sendMessage(jobOf(second));
    expect(provider.sent.map(message => message.text)).toEqual(['1', '2']);
  });

  it('does not hold other conversations', async () => {
    await reply('waits');
    conversationId = await fixture.tenant.addConversation(channelId, '77019999999');
    const id = await reply('goes');
    await sendMessage(jobOf(id));
    expect(await messageState(fixture.database, id)).toMatchObject({ status: 'SENT' });
  });
});
