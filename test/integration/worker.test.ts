import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createDeadWorkerSweep, workerLock } from '../../src/jobs/dead-workers.js';
import { createOwnJobs, type OwnJobsOptions } from '../../src/jobs/own-jobs.js';
import { openSessionLocks } from '../../src/jobs/session-locks.js';
import { type JobPart, startJobs } from '../../src/jobs/start-jobs.js';
import { startSweeps } from '../../src/jobs/sweep.js';
import type { JobWorker } from '../../src/jobs/worker.js';
import { claimMessage } from '../../src/messages/claim-message.js';
import type { SendJob } from '../../src/messages/send-job.js';
import { createLostJobSweep } from '../../src/outbox/lost-jobs.js';
import {
  createOutboxUseCases,
  createSendJobs,
  type OutboxUseCases,
  type SendJobsOptions,
} from '../../src/outbox/outbox.js';
import { createPacer } from '../../src/outbox/pacer.js';
import type { SendOutcome } from '../../src/providers/contract/send.js';
import { openLossyPath } from '../support/lossy-path.js';
import {
  accepted,
  attemptsOf,
  createOutboxFixture,
  createScriptedProvider,
  jobsOf,
  messageState,
  type OutboxFixture,
  type ScriptedProvider,
} from '../support/outbox-fixture.js';
import { seeded } from '../support/seeded.js';
import { waitFor } from '../support/wait-for.js';

let fixture: OutboxFixture;
let provider: ScriptedProvider;
let outbox: OutboxUseCases;
let channelId: string;
let phones = 0;
const workers: JobWorker[] = [];
const complaints: unknown[] = [];

const startWorker = async ({
  tasks,
  sweeps,
  ...sending
}: Partial<SendJobsOptions> & JobPart = {}): Promise<JobWorker> => {
  const log: SendJobsOptions['log'] = (stage, facts) => complaints.push([stage, facts]);
  const options = {
    database: fixture.database,
    getProvider: () => provider,
    http: async () => ({ ok: false, reached: false, reason: 'no network in this test' }) as const,
    openCredentials: () => ({}),
    log,
    ...sending,
  };
  const worker = await startJobs({
    database: fixture.database,
    concurrency: 4,
    pollIntervalMs: 100,
    deadWorkerConfirmMs: 200,
    parts: locks => [createSendJobs({ ...options, locks }), { tasks, sweeps }],
    log: message => log('worker', { message }),
  });
  workers.push(worker);
  return worker;
};

const newConversation = (channel = channelId): Promise<string> =>
  fixture.tenant.addConversation(channel, `7704${String(++phones).padStart(7, '0')}`);

const reply = async (conversationId: string, text = 'Да'): Promise<string> => {
  const { tenantId, userId } = fixture.tenant;
  return (await outbox.sendReply({ tenantId, authorUserId: userId, input: { conversationId, text } }))
    .messageId;
};

const statusOf = async (id: string): Promise<string> => (await messageState(fixture.database, id)).status;

const allAre = (ids: readonly string[], status: string) =>
  waitFor(async () => (await Promise.all(ids.map(statusOf))).every(found => found === status), {
    timeoutMs: 15_000,
  });

const settled = (ids: readonly string[]) =>
  waitFor(async () => {
    const states = await Promise.all(ids.map(statusOf));
    return states.every(status => ['SENT', 'FAILED', 'UNKNOWN'].includes(status));
  });

beforeAll(async () => {
  fixture = await createOutboxFixture();
  channelId = await fixture.tenant.addChannel('instance_a');
});

beforeEach(() => {
  provider = createScriptedProvider();
  outbox = createOutboxUseCases({ database: fixture.database, getProvider: () => provider });
});

afterEach(async () => {
  await Promise.all(workers.splice(0).map(worker => worker.stop(5_000)));
  await fixture.database.pool.query('delete from graphile_worker._private_jobs');
  await fixture.database.pool.query(
    `update messages set status = 'CANCELLED' where status in ('QUEUED', 'SENDING')`,
  );
});

afterAll(() => fixture.close());

describe('the worker', () => {
  it('sends what is queued, at once, and leaves no job behind', async () => {
    await startWorker();
    const id = await reply(await newConversation());
    await allAre([id], 'SENT');
    await waitFor(async () => (await jobsOf(fixture.database)).length === 0);
  });

  it(
    'keeps the order of each conversation, whatever the provider does, with two processes',
    seeded(async random => {
      await Promise.all([startWorker(), startWorker()]);
      const refusals = new Set<string>();
      provider.answer = async ({ text }) => {
        await delay(random() * 5);
        if (random() > 0.8 && !refusals.has(text ?? '')) {
          refusals.add(text ?? '');
          return {
            outcome: 'RETRY',
            providerCode: null,
            detail: 'later',
            httpStatus: 503,
            retryAfterMs: null,
          };
        }
        return accepted();
      };
      const conversations = await Promise.all(Array.from({ length: 4 }, () => newConversation()));
      const ids: string[] = [];
      for (let n = 0; n < 5; n += 1) {
        ids.push(
          ...(await Promise.all(conversations.map((conversation, c) => reply(conversation, `${c}:${n}`)))),
        );
      }
      await fixture.database.pool.query('update graphile_worker._private_jobs set run_at = now()');
      const hurry = setInterval(
        () =>
          void fixture.database.pool.query(
            'update graphile_worker._private_jobs set run_at = now() where run_at > now()',
          ),
        50,
      );
      await allAre(ids, 'SENT').finally(() => clearInterval(hurry));
      for (const c of conversations.keys()) {
        const texts = provider.sent
          .map(message => message.text ?? '')
          .filter(text => text.startsWith(`${c}:`));
        expect([...new Set(texts)]).toEqual(['0', '1', '2', '3', '4'].map(n => `${c}:${n}`));
        expect(texts).toEqual(texts.toSorted());
      }
    }),
  );

  it('finishes what it began before it stops', async () => {
    const worker = await startWorker();
    const { promise, resolve } = Promise.withResolvers<SendOutcome>();
    provider.answer = () => promise;
    const id = await reply(await newConversation());
    await waitFor(() => provider.sent.length === 1);
    const stopped = worker.stop(5_000);
    workers.length = 0;
    resolve(accepted());
    await stopped;
    expect(await statusOf(id)).toBe('SENT');
  });

  it('goes on after its connections were cut', async () => {
    await startWorker();
    await fixture.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name in ('trunkline jobs', 'trunkline locks')`,
    );
    const id = await reply(await newConversation());
    await allAre([id], 'SENT');
  });

  it('runs the tasks and sweeps of other parts', async () => {
    const done: string[] = [];
    await startWorker({
      tasks: { remind: async payload => void done.push(`task ${(payload as { of: string }).of}`) },
      sweeps: [{ name: 'tidy', everyMs: 60_000, run: async () => void done.push('sweep') }],
    });
    await fixture.database.pool.query(`select graphile_worker.add_job('remind', '{"of": "tea"}')`);
    await waitFor(() => done.length === 2);
    expect(done.toSorted()).toEqual(['sweep', 'task tea']);
  });
});

describe('a process that died', () => {
  it('in the middle of a send leaves UNKNOWN to the next one, which does not send again', async () => {
    const first = await startWorker();
    const { promise, resolve } = Promise.withResolvers<SendOutcome>();
    provider.answer = () => promise;
    const conversation = await newConversation();
    const [id, behind] = [await reply(conversation, 'lost'), await reply(conversation, 'behind')];
    await waitFor(() => provider.sent.length === 1);
    // Stopping without waiting leaves the state of a kill: the job locked, its attempt started, the locks released.
    await first.stop(0);
    workers.length = 0;
    provider.answer = () => accepted();
    await startWorker();
    await allAre([id], 'UNKNOWN');
    await allAre([behind], 'SENT');
    expect(provider.sent.map(message => message.text)).toEqual(['lost', 'behind']);
    expect(await attemptsOf(fixture.database, id)).toEqual(['UNKNOWN']);
    resolve(accepted('late'));
    await allAre([id], 'SENT');
  });

  it('before it began leaves its job to the next one, which sends it', async () => {
    const id = await reply(await newConversation());
    await fixture.database.pool.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-dead', locked_at = now(), attempts = 1`,
    );
    await startWorker();
    await allAre([id], 'SENT');
    expect(provider.sent).toHaveLength(1);
  });

  it('is told from one whose lock session was only cut', async () => {
    const locks = await openSessionLocks(fixture.database.url, () => {});
    await locks.hold(workerLock('pool-alive'));
    await reply(await newConversation());
    const lock = (by: string) =>
      fixture.database.pool.query(
        `update graphile_worker._private_jobs set locked_by = $1, locked_at = now()`,
        [by],
      );
    await lock('pool-alive');
    const sweep = createDeadWorkerSweep({
      database: fixture.database,
      confirmAfterMs: 1_500,
      log: () => {},
      onReleased: () => {},
    });
    const stopping = new AbortController().signal;
    await fixture.database.pool.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
        where datname = current_database() and application_name = 'trunkline locks'`,
    );
    await sweep.run(stopping);
    expect(await jobsOf(fixture.database)).toMatchObject([{ lockedBy: 'pool-alive' }]);
    await locks.close();
    await waitFor(async () => {
      await sweep.run(stopping);
      expect(await jobsOf(fixture.database)).toMatchObject([{ lockedBy: null }]);
      return true;
    });
  });
});

describe('a message without a job', () => {
  it('gets one, unless it waits behind another or its job runs', async () => {
    const conversation = await newConversation();
    const [head] = [await reply(conversation), await reply(conversation)];
    const running = await reply(await newConversation());
    const { pool } = fixture.database;
    await pool.query(`update messages set created_at = now() - interval '2 minutes' where status = 'QUEUED'`);
    await pool.query('delete from graphile_worker._private_jobs where key <> $1', [`send:${running}`]);
    await pool.query(
      `update graphile_worker._private_jobs set locked_by = 'pool-x', locked_at = now(), attempts = 25`,
    );
    await createLostJobSweep({ database: fixture.database, log: () => {} }).run(new AbortController().signal);
    const keys = (await jobsOf(fixture.database)).map(job => job.key);
    expect(keys.toSorted()).toEqual([`send:${head}`, `send:${running}`].toSorted());
  });
});

describe('sweeps', () => {
  it('go on after one failed, and end when they are stopped', async () => {
    const told: string[] = [];
    let runs = 0;
    const run = async (): Promise<void> => {
      runs += 1;
      if (runs === 1) throw new Error('no luck');
    };
    const sweeps = startSweeps([{ name: 'tidy', everyMs: 1, run }], message => told.push(message));
    await waitFor(() => runs > 2);
    await sweeps.stop();
    expect(told).toEqual(['tidy: no luck']);
  });
});

describe('pacing', () => {
  it('spaces the sends of a channel over two processes and slows no other', async () => {
    const other = await fixture.tenant.addChannel('instance_b');
    const times = new Map<string, number[]>();
    provider.answer = ({ from }) => {
      times.set(from, [...(times.get(from) ?? []), performance.now()]);
      return accepted();
    };
    const ids: string[] = [];
    for (let n = 0; n < 6; n += 1) ids.push(await reply(await newConversation(), `slow ${n}`));
    const quick = await reply(await newConversation(other), 'quick');
    const options = { sendsPerSecond: () => 5, concurrency: 2 };
    await Promise.all([startWorker(options), startWorker(options)]);
    await allAre([quick], 'SENT');
    expect(times.get('instance_a')?.length ?? 0).toBeLessThanOrEqual(3);
    await allAre(ids, 'SENT');
    // Even with late measurements, six at five a second are not sent at the same time.
    const sent = times.get('instance_a') ?? [];
    expect(Math.max(...sent) - Math.min(...sent)).toBeGreaterThan(500);
  });

  it('lets a number go on after the files of one of its messages could not be read', async () => {
    const [broken, next] = [await reply(await newConversation()), await reply(await newConversation())];
    await fixture.database.pool.query('update messages set has_attachments = true where id = $1', [broken]);
    let reads = 0;
    const filesOf = async () => {
      reads += 1;
      if (reads === 1) throw new Error('the storage is away');
      return [];
    };
    await startWorker({ sendsPerSecond: () => 20, filesOf });
    await allAre([next], 'SENT');
    await fixture.database.pool.query('update graphile_worker._private_jobs set run_at = now()');
    await allAre([broken], 'SENT');
    // They are read before the number's pace is asked, so once more when it has just sent.
    expect(reads).toBeGreaterThan(1);
  });

  it('frees a number again when work under its permit throws, does nothing, or never ends', async () => {
    const locks = await openSessionLocks(fixture.database.url, () => {});
    const others = await openSessionLocks(fixture.database.url, () => {});
    const pacer = createPacer(locks, { longestHoldMs: 50 });
    const other = createPacer(others);
    const isFree = () =>
      waitFor(async () => (await other.withPermit(channelId, 1, async () => 'ran'))?.result === 'ran');
    const failing = pacer.withPermit(channelId, 60_000, async () => {
      throw new Error('no database');
    });
    await expect(failing).rejects.toThrow('no database');
    await isFree();
    expect(await pacer.withPermit(channelId, 60_000, async () => 'nothing to send')).not.toBeNull();
    await isFree();
    await new Promise<void>(begun => {
      void pacer.withPermit(channelId, 60_000, () => {
        begun();
        return new Promise(() => {});
      });
    });
    await isFree();
    // The pacer may still be releasing the permit whose work never ended.
    await waitFor(async () => (await pacer.withPermit(channelId, 60_000, async use => use())) !== null);
    expect(await other.withPermit(channelId, 60_000, async () => 'ran')).toBeNull();
    pacer.close();
    other.close();
    await Promise.all([locks.close(), others.close()]);
  });

  it('takes a new session for its locks when the old one no longer answers', async () => {
    const path = await openLossyPath(fixture.database.url);
    const locks = await openSessionLocks(path.url, () => {}, { answerTimeoutMs: 100 });
    const name = { use: 721_530_299, of: 'a number' };
    expect(await locks.tryTake(name)).toBe(true);
    path.silence();
    expect(await locks.tryTake({ ...name, of: 'another number' })).toBe(false);
    await waitFor(() => locks.tryTake({ ...name, of: 'another number' }));
    await locks.close();
    await path.close();
  });
});

describe('a process that runs the sends of its own replies', () => {
  const mine = (options: OwnJobsOptions = {}) => {
    const ownSends = createOwnJobs<SendJob>(options);
    const useCases = createOutboxUseCases({
      database: fixture.database,
      getProvider: () => provider,
      ownSends,
    });
    return { ownSends, useCases };
  };
  const replyBy = async ({ sendReply }: OutboxUseCases, conversationId: string, text = 'Да') => {
    const { tenantId, userId } = fixture.tenant;
    return (await sendReply({ tenantId, authorUserId: userId, input: { conversationId, text } })).messageId;
  };
  const lockers = async () => (await jobsOf(fixture.database)).map(({ lockedBy }) => lockedBy ?? 'nobody');

  it('locks the job as it is added, and ends it together with the message', async () => {
    const { ownSends, useCases } = mine();
    const conversation = await newConversation();
    // Before the worker has started, it is left to the workers.
    const early = await replyBy(useCases, conversation, 'early');
    expect(await lockers()).toEqual(['nobody']);
    await startWorker({ ownSends });
    await allAre([early], 'SENT');
    const seen: string[][] = [];
    provider.answer = async () => {
      seen.push(await lockers());
      return accepted();
    };
    await allAre([await replyBy(useCases, conversation, 'later')], 'SENT');
    expect(await jobsOf(fixture.database)).toEqual([]);
    expect(seen).toEqual([[expect.stringMatching(/^own-/)]]);
  });

  it(
    'keeps the order of each conversation, among two processes and retries',
    seeded(async random => {
      const both = [mine(), mine()];
      await Promise.all(both.map(({ ownSends }) => startWorker({ ownSends })));
      const refusals = new Set<string>();
      provider.answer = async ({ text }) => {
        await delay(random() * 5);
        if (random() < 0.8 || refusals.has(text ?? '')) return accepted();
        refusals.add(text ?? '');
        const failure = { providerCode: null, detail: 'later', httpStatus: 503, retryAfterMs: null };
        return { outcome: 'RETRY', ...failure };
      };
      const conversations = await Promise.all(Array.from({ length: 4 }, () => newConversation()));
      const ids: string[] = [];
      for (let n = 0; n < 6; n += 1) {
        const { useCases } = both[n % 2] as (typeof both)[0];
        const sent = conversations.map((conversation, c) => replyBy(useCases, conversation, `${c}:${n}`));
        ids.push(...(await Promise.all(sent)));
      }
      const hurry = setInterval(
        () =>
          void fixture.database.pool.query(
            'update graphile_worker._private_jobs set run_at = now() where run_at > now()',
          ),
        50,
      );
      await allAre(ids, 'SENT').finally(() => clearInterval(hurry));
      for (const c of conversations.keys()) {
        const texts = provider.sent.map(({ text }) => text ?? '').filter(text => text.startsWith(`${c}:`));
        expect(texts).toEqual(texts.toSorted());
        expect(new Set(texts).size).toBe(6);
      }
      await waitFor(async () => (await jobsOf(fixture.database)).length === 0);
    }),
  );

  it('leaves to the workers what it cannot begin soon', async () => {
    const { ownSends, useCases } = mine({ patienceMs: 20 });
    await startWorker({ ownSends, ownConcurrency: 1 });
    const { promise, resolve } = Promise.withResolvers<SendOutcome>();
    provider.answer = ({ text }) => (text === 'slow' ? promise : accepted());
    const slow = await replyBy(useCases, await newConversation(), 'slow');
    await waitFor(() => provider.sent.length === 1);
    const others = [
      await replyBy(useCases, await newConversation()),
      await replyBy(useCases, await newConversation()),
    ];
    await allAre(others, 'SENT');
    expect(await statusOf(slow)).toBe('SENDING');
    resolve(accepted());
    await allAre([slow], 'SENT');
  });

  it('leaves to the workers more than it can hold, and a number that waits for its pace', async () => {
    const { ownSends, useCases } = mine({ most: 1 });
    const rate: { perSecond: number | null } = { perSecond: null };
    await startWorker({ ownSends, sendsPerSecond: () => rate.perSecond });
    const seen: string[] = [];
    const { promise, resolve } = Promise.withResolvers<void>();
    provider.answer = async ({ messageId }) => {
      const job = (await jobsOf(fixture.database)).find(({ key }) => key === `send:${messageId}`);
      seen.push((job?.lockedBy ?? '').replace(/-.*/, ''));
      await promise;
      return accepted();
    };
    const conversations = await Promise.all(Array.from({ length: 4 }, () => newConversation()));
    const ids = await Promise.all(conversations.map(id => replyBy(useCases, id)));
    resolve();
    await allAre(ids, 'SENT');
    expect(seen.splice(0).toSorted()).toEqual(['own', 'pool', 'pool', 'pool']);
    rate.perSecond = 2;
    const first = await replyBy(useCases, await newConversation());
    await waitFor(() => seen.length === 1);
    const second = await replyBy(useCases, await newConversation());
    await allAre([first, second], 'SENT');
    expect(seen).toEqual(['own', 'pool']);
  });

  it('releases what has not begun when it stops, and leaves the rest as it was to the next process', async () => {
    const { ownSends, useCases } = mine({ patienceMs: 60_000 });
    const first = await startWorker({ ownSends, ownConcurrency: 1 });
    const { promise, resolve } = Promise.withResolvers<SendOutcome>();
    provider.answer = () => promise;
    const begun = await replyBy(useCases, await newConversation(), 'begun');
    await waitFor(() => provider.sent.length === 1);
    const waiting = await replyBy(useCases, await newConversation(), 'waiting');
    expect(new Set((await lockers()).map(name => name.replace(/-.*/, '')))).toEqual(new Set(['own']));
    // As it is after a kill: the attempt is open, its job locked, the lock session gone.
    await first.stop(0);
    workers.length = 0;
    provider.answer = () => accepted();
    await startWorker();
    await allAre([waiting], 'SENT');
    await allAre([begun], 'UNKNOWN');
    expect(provider.sent.map(({ text }) => text)).toEqual(['begun', 'waiting']);
    resolve(accepted('late'));
    await allAre([begun], 'SENT');
  });

  it('leaves a job that it never began to the next process when it is killed', async () => {
    const id = await reply(await newConversation());
    await fixture.database.pool.query(
      `update graphile_worker._private_jobs set locked_by = 'own-dead', locked_at = now(), attempts = 1`,
    );
    await startWorker();
    await allAre([id], 'SENT');
    expect(provider.sent).toHaveLength(1);
  });

  it('releases a job whose insert was committed and not answered', async () => {
    const { ownSends, useCases } = mine({ unknownAfterMs: 0 });
    await startWorker({ ownSends });
    const cut: typeof ownSends = {
      ...ownSends,
      add: (flags, insert, toJob) =>
        ownSends.add(
          flags,
          async lockedBy => {
            await insert(lockedBy);
            throw new Error('the connection was cut');
          },
          toJob,
        ),
    };
    const { sendReply } = createOutboxUseCases({
      ...{ database: fixture.database, getProvider: () => provider, ownSends: cut },
    });
    await expect(replyBy({ ...useCases, sendReply }, await newConversation())).rejects.toThrow('was cut');
    const [job] = await jobsOf(fixture.database);
    expect(job?.lockedBy).toMatch(/^own-/);
    await ownSends.sweep.run(new AbortController().signal);
    await allAre([job?.key?.replace('send:', '') ?? ''], 'SENT');
    expect(provider.sent).toHaveLength(1);
  });

  it('tries a job again that failed by a fault of this server', async () => {
    const { ownSends, useCases } = mine();
    let asked = 0;
    const getProvider = () => {
      asked += 1;
      if (asked === 1) throw new Error('a fault of this server');
      return provider;
    };
    await startWorker({ ownSends, getProvider });
    const id = await replyBy(useCases, await newConversation());
    await waitFor(async () => (await lockers()).join() === 'nobody');
    expect((await jobsOf(fixture.database))[0]).toMatchObject({ key: `send:${id}`, attempts: 1 });
    await fixture.database.pool.query('update graphile_worker._private_jobs set run_at = now()');
    await allAre([id], 'SENT');
    expect(provider.sent).toHaveLength(1);
  });

  it('commits no claim for a process that died while the claim waited for a lock', async () => {
    const { database, tenant } = fixture;
    const { tenantId } = tenant;
    const messageId = await reply(await newConversation());
    const locks = await openSessionLocks(database.url, () => {});
    await locks.hold(workerLock('own-dying'));
    const { rows } = await database.pool.query<{ id: string }>(
      `update graphile_worker._private_jobs set locked_by = 'own-dying', locked_at = now(), attempts = 1 returning id::text as id`,
    );
    const holder = await database.pool.connect();
    await holder.query('begin');
    await holder.query('select from event_counters where tenant_id = $1 for update', [tenantId]);
    const run = { jobId: rows[0]?.id ?? '', lockedBy: 'own-dying', runAt: new Date() };
    const claiming = claimMessage(
      database,
      { tenantId, messageId, channelId, attemptsBefore: 0 },
      false,
      run,
    );
    const refused = expect(claiming).rejects.toThrow('is gone');
    await waitFor(async () => {
      const waiting = await database.pool.query(
        `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and query like '%claim_queued_messages%'`,
      );
      return waiting.rows.length === 1;
    });
    await locks.close();
    await holder.query('rollback');
    holder.release();
    await refused;
    expect(await statusOf(messageId)).toBe('QUEUED');
    expect(await attemptsOf(database, messageId)).toEqual([]);
    await startWorker();
    await allAre([messageId], 'SENT');
    expect(provider.sent).toHaveLength(1);
  });
});

describe('a number that is not ACTIVE', () => {
  const setStatus = (status: string) =>
    fixture.database.pool.query('update channels set status = $2 where id = $1', [channelId, status]);
  const jobsAreDone = () => waitFor(async () => (await jobsOf(fixture.database)).length === 0);
  const texts = () => provider.sent.map(message => message.text);
  const hurry = () => fixture.database.pool.query('update graphile_worker._private_jobs set run_at = now()');
  afterEach(() => setStatus('ACTIVE'));

  it.each(['PAUSED', 'DISCONNECTED', 'AUTH_REQUIRED'])(
    'sends nothing of its queue while it is %s, and all of it in order afterwards, from another process too',
    async status => {
      const conversation = await newConversation();
      const ids = [await reply(conversation, 'one'), await reply(conversation, 'two')];
      ids.push(await reply(await newConversation(), 'three'));
      await setStatus(status);
      const first = await startWorker();
      await jobsAreDone();
      await first.stop(5_000);
      workers.length = 0;
      await startWorker();
      await createLostJobSweep({ database: fixture.database, minAgeMs: 0, log: () => {} }).run(
        new AbortController().signal,
      );
      expect(await jobsOf(fixture.database)).toEqual([]);
      expect(await Promise.all(ids.map(statusOf))).toEqual(['QUEUED', 'QUEUED', 'QUEUED']);
      expect(provider.sent).toEqual([]);
      await setStatus('ACTIVE');
      await allAre(ids, 'SENT');
      expect(texts().filter(text => text !== 'three')).toEqual(['one', 'two']);
      expect(texts()).toHaveLength(3);
    },
  );

  it('does not try again what was put off, and gives it all its attempts when it is ACTIVE', async () => {
    provider.answer = () => ({
      outcome: 'RETRY',
      providerCode: null,
      detail: 'later',
      httpStatus: 503,
      retryAfterMs: null,
    });
    await startWorker({ maxAttempts: 2 });
    const id = await reply(await newConversation());
    await waitFor(async () => (await attemptsOf(fixture.database, id)).join() === 'RETRY');
    await setStatus('PAUSED');
    await hurry();
    await jobsAreDone();
    expect(await statusOf(id)).toBe('QUEUED');
    expect(provider.sent).toHaveLength(1);
    await setStatus('ACTIVE');
    await waitFor(async () => (await attemptsOf(fixture.database, id)).length === 2);
    await waitFor(async () => (await statusOf(id)) === 'QUEUED');
    provider.answer = () => accepted();
    await waitFor(async () => (await jobsOf(fixture.database)).some(job => job.lockedBy === null));
    await hurry();
    await allAre([id], 'SENT');
    expect(await attemptsOf(fixture.database, id)).toEqual(['RETRY', 'RETRY', 'ACCEPTED']);
  });

  it('goes on waiting for the next attempt of a message when it is ACTIVE again before', async () => {
    provider.answer = () => ({
      outcome: 'RETRY',
      providerCode: null,
      detail: 'later',
      httpStatus: 503,
      retryAfterMs: 60_000,
    });
    await startWorker();
    const id = await reply(await newConversation());
    await waitFor(async () => ((await jobsOf(fixture.database))[0]?.delayMs ?? 0) > 30_000);
    await setStatus('PAUSED');
    await setStatus('ACTIVE');
    const [job] = await jobsOf(fixture.database);
    expect(job).toMatchObject({ key: `send:${id}` });
    expect(job?.delayMs).toBeGreaterThan(30_000);
  });
});

/** One step of a random history; `at` is one of nine conversations, or one of the messages so far. */
type Step =
  | { readonly do: 'inbound' | 'retry'; readonly at: number }
  | { readonly do: 'reply'; readonly at: number; readonly expected: number | null };

describe('a reply', () => {
  it("never leaves from another number than its conversation's, whatever the history", async () => {
    const numbers = ['n0', 'n1', 'n2'];
    const channels = await Promise.all(numbers.map(number => fixture.tenant.addChannel(number)));
    await startWorker();
    const step: fc.Arbitrary<Step> = fc.oneof(
      fc.record({ do: fc.constantFrom('inbound', 'retry'), at: fc.nat(8) }),
      {
        weight: 2,
        arbitrary: fc.record({
          do: fc.constant('reply'),
          at: fc.nat(8),
          expected: fc.option(fc.nat(2), { freq: 2 }),
        }),
      },
    );
    const outcomes: SendOutcome[] = [
      accepted(),
      { outcome: 'REJECTED', providerCode: null, detail: 'no', httpStatus: 400 },
      { outcome: 'UNKNOWN', detail: 'no answer', httpStatus: null },
    ];
    const run = async (steps: readonly Step[], script: readonly number[]): Promise<void> => {
      // Three contacts, each of whom wrote to all three channels.
      const people = Array.from({ length: 3 }, () => `7705${String(++phones).padStart(7, '0')}`);
      const places = await Promise.all(
        people.flatMap(phone =>
          channels.map(async (channel, n) => ({
            channel,
            number: numbers[n],
            address: `${phone}@s.whatsapp.net`,
            conversation: await fixture.tenant.addConversation(channel, phone),
          })),
        ),
      );
      const placeOfMessage = new Map<string, (typeof places)[number]>();
      const { tenantId, userId } = fixture.tenant;
      let sends = 0;
      provider.answer = () => outcomes[script[sends++ % script.length] ?? 0] ?? accepted();
      const before = provider.sent.length;
      for (const each of steps) {
        const place = places[each.at];
        if (!place) continue;
        if (each.do === 'inbound') await fixture.tenant.addInbound(place.conversation);
        if (each.do === 'reply') {
          const expectedChannelId = each.expected === null ? null : channels[each.expected];
          const input = { conversationId: place.conversation, text: 'Да', expectedChannelId };
          const sending = outbox.sendReply({ tenantId, authorUserId: userId, input });
          if (expectedChannelId && expectedChannelId !== place.channel) {
            await expect(sending).rejects.toMatchObject({ code: 'CHANNEL_MISMATCH' });
          } else placeOfMessage.set((await sending).messageId, place);
        }
        if (each.do === 'retry') {
          const ids = [...placeOfMessage.keys()];
          const messageId = ids[each.at % Math.max(1, ids.length)];
          if (!messageId) continue;
          await settled([messageId]);
          const wasSent = (await statusOf(messageId)) === 'SENT';
          const retrying = outbox.retryMessage({ tenantId, messageId, acceptPossibleDuplicate: true });
          if (wasSent) {
            await expect(retrying).rejects.toMatchObject({ code: 'MESSAGE_NOT_RETRYABLE' });
          } else await retrying;
        }
      }
      await settled([...placeOfMessage.keys()]);
      for (const message of provider.sent.slice(before)) {
        const place = placeOfMessage.get(message.messageId);
        expect({ from: message.from, to: message.to }).toEqual({ from: place?.number, to: place?.address });
      }
      for (const [id, place] of placeOfMessage) {
        expect(await messageState(fixture.database, id)).toMatchObject({ channelId: place.channel });
      }
    };
    const script = fc.array(fc.nat(2), { minLength: 1, maxLength: 6 });
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 20 }), script, run), {
      numRuns: 25,
    });
    expect(provider.sent.length).toBeGreaterThan(25);
  });
});
