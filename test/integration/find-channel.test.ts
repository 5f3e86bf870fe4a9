/**
 * Events whose channel must be looked up: stored in the ledger before the answer, assigned after it, despite any
 * failure between.
 */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../src/database/database.js';
import type { ChannelLookup } from '../../src/domain/channel-lookup.js';
import type { InboundEvent } from '../../src/domain/inbound-event.js';
import { createChannelLookups } from '../../src/ingest/channel-lookups.js';
import { createFindChannel } from '../../src/ingest/find-channel.job.js';
import { createIngest, type Ingest } from '../../src/ingest/ingest.js';
import { type FindChannelJob, lostLookups } from '../../src/ingest/lookup-queue.js';
import { createReplay } from '../../src/ingest/replay.js';
import { createIngestFixture, type IngestFixture } from '../support/ingest-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let testDatabase: TestDatabase;
let database: Database;
let fixture: IngestFixture;
let ingest: Ingest;
let asked: string[];
let answers: (ChannelLookup | Promise<ChannelLookup>)[];
/** The event of each kept body: the item's own. */
let events: Map<string, InboundEvent>;
let lookups: ReturnType<typeof createChannelLookups>;

const found = (channelExternalId: string): ChannelLookup => ({ outcome: 'FOUND', channelExternalId });
const again: ChannelLookup = { outcome: 'RETRY', detail: 'The vendor is away.', retryAfterMs: null };

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 6, timeoutMs: 60_000, log: () => {} });
  fixture = await createIngestFixture(database);
  lookups = createChannelLookups({ database });
  ingest = createIngest({ database, directory: fixture.directory, lookups, log: () => {} });
  asked = [];
  answers = [];
  events = new Map();
});
afterEach(async () => {
  await database.close();
  await testDatabase.drop();
});

const parseKept = (_kind: unknown, keptBody: string) => {
  const event = events.get(keptBody);
  return event ? [event] : [];
};

const runJob = (job: FindChannelJob) =>
  createFindChannel({
    database,
    directory: fixture.directory,
    ingest,
    lookups,
    ask: async (_account, lookup) => {
      asked.push(lookup);
      return answers.shift() ?? again;
    },
    parseKept,
    log: () => {},
  })(job);

/** Accepts a message that does not name its number; returns its ledger id. */
async function accept(text: string, lookup = 'IS1/CH1/MB1'): Promise<string> {
  const given = await fixture.item({ text, channelExternalId: null, channelLookup: lookup });
  const item = { ...given, keptBody: text };
  events.set(text, item.event);
  const result = await ingest.accept(item);
  return result.ledgerId;
}

const row = async (id: string) =>
  (
    await database.pool.query(
      `select w.status, w.reason, w.attempts, w.next_attempt_at, w.channel_external_id, h.external_id as channel, m.text
         from webhook_events w left join channels h on h.id = w.channel_id left join messages m on m.id = w.message_id
        where w.id = $1`,
      [id],
    )
  ).rows[0];

const jobs = async () =>
  (
    await database.pool.query(
      `select key, run_at from graphile_worker.jobs where task_identifier = 'find-channel'`,
    )
  ).rows;

const job = (lane = 'CH1'): FindChannelJob => ({
  tenantId: fixture.tenantId,
  accountId: fixture.accountId,
  lane,
});
const jobKey = (lane = 'CH1') => `find-channel:${fixture.accountId}:${lane}`;
/** As if the time of the next retry had come. */
const makeDue = () => database.pool.query('update webhook_events set next_attempt_at = now()');

describe('an event whose number has to be asked about', () => {
  it('is in the ledger with its job before anybody is asked, and never on the default channel', async () => {
    const id = await accept('Здравствуйте');
    expect(await row(id)).toMatchObject({ status: 'RECEIVED', channel: null, text: null });
    expect(await jobs()).toMatchObject([{ key: jobKey() }]);
    expect(asked).toEqual([]);
  });

  it('is filed under the number that the vendor says', async () => {
    const id = await accept('Здравствуйте');
    answers = [found('instance_yyy')];
    await runJob(job());
    expect(await row(id)).toMatchObject({
      status: 'PROCESSED',
      channel: 'instance_yyy',
      text: 'Здравствуйте',
    });
    await runJob(job());
    expect(asked).toEqual(['IS1/CH1/MB1']);
    expect(await row(id)).toMatchObject({ status: 'PROCESSED' });
  });

  it('is asked about once for a whole conversation, at the same time and afterwards', async () => {
    await Promise.all(['one', 'two', 'three'].map(text => accept(text)));
    answers = [new Promise(resolve => setImmediate(() => resolve(found('instance_xxx'))))];
    await runJob(job());
    expect(asked).toHaveLength(1);
    const later = await accept('four');
    expect(await row(later)).toMatchObject({ status: 'PROCESSED', channel: 'instance_xxx' });
    const another = await accept('five', 'IS1/CH2/MB2');
    expect(await row(another)).toMatchObject({ status: 'RECEIVED' });
  });

  it('is asked about again, later and later, while the vendor is away', async () => {
    const id = await accept('Здравствуйте');
    let lastWaitMs = 0;
    for (const attempt of [1, 2, 3]) {
      await runJob(job());
      const { status, reason, attempts, next_attempt_at: nextAt } = await row(id);
      expect({ status, reason, attempts }).toEqual({
        status: 'RECEIVED',
        reason: 'The vendor is away.',
        attempts: attempt + 1,
      });
      const waitMs = nextAt.getTime() - Date.now();
      expect(waitMs).toBeGreaterThan(lastWaitMs);
      lastWaitMs = waitMs;
      await runJob(job());
      expect(asked).toHaveLength(attempt);
      expect((await jobs()).map(({ key, run_at: runAt }) => [key, runAt.getTime()])).toEqual([
        [jobKey(), nextAt.getTime()],
      ]);
      await makeDue();
    }
    answers = [{ ...again, retryAfterMs: 60_000 } as ChannelLookup, found('instance_xxx')];
    await runJob(job());
    expect((await row(id)).next_attempt_at.getTime() - Date.now()).toBeGreaterThan(50_000);
    await makeDue();
    await runJob(job());
    expect(await row(id)).toMatchObject({ status: 'PROCESSED', text: 'Здравствуйте', next_attempt_at: null });
  });

  it('is left to a person when the vendor does not know, and when it has been away for two days', async () => {
    const unknown = await accept('one');
    answers = [{ outcome: 'NOT_FOUND', detail: 'Nobody knows.' }];
    await runJob(job());
    expect(await row(unknown)).toMatchObject({
      status: 'QUARANTINED',
      reason: 'Nobody knows. Resolve this event by hand.',
    });
    const late = await accept('two');
    await database.pool.query('update webhook_events set attempts = 300 where id = $1', [late]);
    await runJob(job());
    expect(await row(late)).toMatchObject({ status: 'QUARANTINED' });
  });

  it('of a number that is no channel yet waits for it under its name', async () => {
    const id = await accept('Здравствуйте');
    answers = [found('instance_new')];
    await runJob(job());
    expect(await row(id)).toMatchObject({ status: 'QUARANTINED', channel_external_id: 'instance_new' });
    await database.pool.query(
      `insert into channels (id, tenant_id, account_id, kind, external_id, display_name, created_at)
       values (gen_random_uuid(), $1, $2, 'CHATFLOW', 'instance_new', 'New', now())`,
      [fixture.tenantId, fixture.accountId],
    );
    const replay = createReplay({ database, directory: fixture.directory, ingest, parseKept });
    expect(await replay.sweepQuarantined()).toBe(1);
    expect(await row(id)).toMatchObject({ status: 'PROCESSED', channel: 'instance_new' });
  });

  it('gets another job when its own is gone, and only then', async () => {
    const id = await accept('Здравствуйте');
    const makeOld = () =>
      database.pool.query(
        `update webhook_events set next_attempt_at = now() - interval '5 minutes' where id = $1`,
        [id],
      );
    await makeOld();
    expect(await lostLookups.enqueue(database)).toBe(0);
    await database.pool.query(
      'select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs',
    );
    expect(await jobs()).toEqual([]);
    expect(await lostLookups.enqueue(database)).toBe(1);
    expect(await jobs()).toMatchObject([{ key: jobKey() }]);
  });

  it('never waits without a job: where there can be none it is kept as failed, to be replayed', async () => {
    await database.pool.query('alter function graphile_worker.add_job rename to add_job_away');
    const id = await accept('Здравствуйте');
    expect(await row(id)).toMatchObject({ status: 'FAILED' });
    await database.pool.query('alter function graphile_worker.add_job_away rename to add_job');
    const replay = createReplay({ database, directory: fixture.directory, ingest, parseKept });
    await replay.run(fixture.tenantId, { ids: [id] }, false);
    expect(await row(id)).toMatchObject({ status: 'RECEIVED' });
    expect(await jobs()).toHaveLength(1);
  });
});

describe('the events of a conversation', () => {
  const texts = async () =>
    (
      await database.pool.query('select text from messages where tenant_id = $1 order by id', [
        fixture.tenantId,
      ])
    ).rows.map(({ text }) => text);

  it('keep their order: what comes while earlier ones wait, waits behind them, and so over two processes', async () => {
    await accept('1');
    await accept('2');
    // The answer is stored already, but the first events are not assigned to its channel yet.
    await lookups.ask(await account(), 'IS1/CH1/MB1', async () => found('instance_xxx'));
    const third = await accept('3');
    expect(await row(third)).toMatchObject({ status: 'RECEIVED' });
    const other = createIngest({
      ...{ database, directory: fixture.directory, log: () => {} },
      lookups: createChannelLookups({ database }),
    });
    const given = await fixture.item({ text: '4', channelExternalId: null, channelLookup: 'IS1/CH1/MB1' });
    events.set('4', given.event);
    expect(await other.accept({ ...given, keptBody: '4' })).toMatchObject({ status: 'RECEIVED' });
    expect(await jobs()).toHaveLength(1);
    await runJob(job());
    expect(await texts()).toEqual(['1', '2', '3', '4']);
    const later = await fixture.item({ text: '5', channelExternalId: null, channelLookup: 'IS1/CH1/MB1' });
    expect(await other.accept(later)).toMatchObject({ status: 'PROCESSED' });
    expect(asked).toEqual([]);
  });

  it('wait while the vendor is away, the later ones unasked, and other conversations do not', async () => {
    await accept('1');
    const second = await accept('2');
    answers = [again];
    await runJob(job());
    expect(asked).toHaveLength(1);
    expect((await row(second)).attempts).toBe(1);
    await accept('elsewhere', 'IS1/CH2/MB2');
    answers = [found('instance_xxx')];
    await runJob(job('CH2'));
    expect(await texts()).toEqual(['elsewhere']);
    const third = await accept('3');
    const waiting = (await jobs()).find(({ key }) => key === jobKey());
    expect(waiting.run_at.getTime()).toBeGreaterThan(Date.now());
    await makeDue();
    answers = [found('instance_xxx')];
    await runJob(job());
    expect(await row(third)).toMatchObject({ status: 'PROCESSED' });
    expect(await texts()).toEqual(['elsewhere', '1', '2', '3']);
  });

  it('are asked about with all their parts, and one that nobody knows does not hold up the others', async () => {
    const first = await accept('1');
    const second = await accept('2', 'IS1/CH1/MB9');
    answers = [{ outcome: 'NOT_FOUND', detail: 'Nobody knows.' }, found('instance_yyy')];
    await runJob(job());
    expect(await row(first)).toMatchObject({ status: 'QUARANTINED' });
    expect(await row(second)).toMatchObject({ status: 'PROCESSED', channel: 'instance_yyy' });
  });

  it('need no look-up where the settings of the account name the number', async () => {
    ingest = createIngest({
      ...{ database, directory: fixture.directory, log: () => {} },
      lookups: createChannelLookups({ database, answerBySettings: () => found('instance_yyy') }),
    });
    expect(await row(await accept('1'))).toMatchObject({ status: 'PROCESSED', channel: 'instance_yyy' });
    expect(await jobs()).toEqual([]);
  });
});

const account = async () => {
  const entry = await fixture.directory.findById(fixture.accountId);
  if (!entry) throw new Error('The fixture has no account.');
  return entry;
};

describe('what a vendor said', () => {
  it('fills in whom an echo was written to, and is not enough without that', async () => {
    const { account: owner, ...rest } = await fixture.item({});
    const echo = {
      ...rest.event,
      type: 'echo',
      to: '',
      channelExternalId: null,
      channelLookup: 'q',
      correlationId: null,
      isFromApi: null,
    } as unknown as InboundEvent;
    const item = { ...rest, account: owner, event: echo };
    const told = { type: 'ignored', reason: '…', channelExternalId: 'instance_xxx' };
    await lookups.learn({ ...item, event: { ...echo, ...told } as InboundEvent });
    expect(await lookups.complete(item)).toBe(item);
    await lookups.ask(owner, 'q', async () => ({
      outcome: 'FOUND',
      channelExternalId: 'instance_xxx',
      personAddress: '+7701',
    }));
    expect((await lookups.complete(item)).event).toMatchObject({
      to: '+7701',
      channelExternalId: 'instance_xxx',
    });
  });

  it('is replaced by what an event says later, and forgotten when an event ends it', async () => {
    const asks = await fixture.item({ channelExternalId: null, channelLookup: 'IS1/CH1/MB1/' });
    const other = await fixture.item({ channelExternalId: null, channelLookup: 'IS1/CH2/MB2/' });
    const told = (extra: object) => ({
      ...asks,
      event: {
        ...{ type: 'ignored', eventType: 'e', externalEventId: null, reason: '…', channelExternalId: null },
        ...extra,
      } as InboundEvent,
    });
    const channelOf = async (item: typeof asks) => (await lookups.complete(item)).event.channelExternalId;
    await lookups.ask(asks.account, 'IS1/CH1/MB1/', async () => found('instance_xxx'));
    await lookups.ask(asks.account, 'IS1/CH2/MB2/', async () => found('instance_xxx'));
    await lookups.learn(told({ channelExternalId: 'instance_yyy', channelLookup: 'IS1/CH1/MB1/' }));
    expect(await channelOf(asks)).toBe('instance_yyy');
    await lookups.learn(told({ endsLookups: '/CH1/' }));
    expect(await channelOf(asks)).toBeNull();
    expect(await channelOf(other)).toBe('instance_xxx');
  });

  it('is known to every process, also after a restart', async () => {
    const given = await fixture.item({ channelExternalId: null, channelLookup: 'IS1/CH3/MB3/' });
    await lookups.ask(given.account, 'IS1/CH3/MB3/', async () => found('instance_xxx'));
    const restarted = createChannelLookups({ database });
    expect((await restarted.complete(given)).event.channelExternalId).toBe('instance_xxx');
    const question = async () => again;
    expect(await restarted.ask(given.account, 'IS1/CH3/MB3/', question)).toMatchObject(found('instance_xxx'));
  });
});
