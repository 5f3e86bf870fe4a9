/** Events whose number has to be asked about: in the ledger before the answer, filed after it, whatever happens between. */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase } from '../../src/database/database.js';
import type { ChannelLookup } from '../../src/domain/channel-lookup.js';
import type { InboundEvent } from '../../src/domain/inbound-event.js';
import { createChannelLookups } from '../../src/ingest/channel-lookups.js';
import { createFindChannel } from '../../src/ingest/find-channel.job.js';
import { createIngest, type Ingest } from '../../src/ingest/ingest.js';
import { reviveLookups } from '../../src/ingest/lookup-queue.js';
import { createReplay } from '../../src/ingest/replay.js';
import { createIngestFixture, type IngestFixture } from '../support/ingest-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let testDatabase: TestDatabase;
let database: Database;
let fixture: IngestFixture;
let ingest: Ingest;
let asked: string[];
let answers: (ChannelLookup | Promise<ChannelLookup>)[];
/** What each kept body parses to: the item's own event. */
let events: Map<string, InboundEvent>;
let lookups: ReturnType<typeof createChannelLookups>;

const found = (channelExternalId: string): ChannelLookup => ({ outcome: 'FOUND', channelExternalId });
const again: ChannelLookup = { outcome: 'RETRY', detail: 'The vendor is away.', retryAfterMs: null };

beforeEach(async () => {
  testDatabase = await createTestDatabase();
  database = await openDatabase({ url: testDatabase.url, poolSize: 6, timeoutMs: 8_000, log: () => {} });
  fixture = await createIngestFixture(database);
  lookups = createChannelLookups();
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

const runJob = (job: { tenantId: string; eventId: string }) =>
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

/** Accepts a message that does not name its number; answers its ledger id. */
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

const job = (eventId: string) => ({ tenantId: fixture.tenantId, eventId });

describe('an event whose number has to be asked about', () => {
  it('is in the ledger with its job before anybody is asked, and never on the default channel', async () => {
    const id = await accept('Здравствуйте');
    expect(await row(id)).toMatchObject({ status: 'RECEIVED', channel: null, text: null });
    expect(await jobs()).toMatchObject([{ key: `find-channel:${id}` }]);
    expect(asked).toEqual([]);
  });

  it('is filed under the number that the vendor says', async () => {
    const id = await accept('Здравствуйте');
    answers = [found('instance_yyy')];
    await runJob(job(id));
    expect(await row(id)).toMatchObject({
      status: 'PROCESSED',
      channel: 'instance_yyy',
      text: 'Здравствуйте',
    });
    await runJob(job(id));
    expect(asked).toEqual(['IS1/CH1/MB1']);
    expect(await row(id)).toMatchObject({ status: 'PROCESSED' });
  });

  it('is asked about once for a whole conversation, at the same time and afterwards', async () => {
    const ids = await Promise.all(['one', 'two', 'three'].map(text => accept(text)));
    answers = [new Promise(resolve => setImmediate(() => resolve(found('instance_xxx'))))];
    await Promise.all(ids.map(id => runJob(job(id))));
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
      await runJob(job(id));
      const { status, reason, attempts, next_attempt_at: nextAt } = await row(id);
      expect({ status, reason, attempts }).toEqual({
        status: 'RECEIVED',
        reason: 'The vendor is away.',
        attempts: attempt + 1,
      });
      const waitMs = nextAt.getTime() - Date.now();
      expect(waitMs).toBeGreaterThan(lastWaitMs);
      lastWaitMs = waitMs;
      expect((await jobs()).map(({ key, run_at: runAt }) => [key, runAt.getTime()])).toEqual([
        [`find-channel:${id}`, nextAt.getTime()],
      ]);
    }
    answers = [{ ...again, retryAfterMs: 60_000 } as ChannelLookup, found('instance_xxx')];
    await runJob(job(id));
    expect((await row(id)).next_attempt_at.getTime() - Date.now()).toBeGreaterThan(50_000);
    await runJob(job(id));
    expect(await row(id)).toMatchObject({ status: 'PROCESSED', text: 'Здравствуйте', next_attempt_at: null });
  });

  it('is left to a person when the vendor does not know, and when it has been away for two days', async () => {
    const unknown = await accept('one');
    answers = [{ outcome: 'NOT_FOUND', detail: 'Nobody knows.' }];
    await runJob(job(unknown));
    expect(await row(unknown)).toMatchObject({
      status: 'QUARANTINED',
      reason: 'Nobody knows. Resolve this event by hand.',
    });
    const late = await accept('two');
    await database.pool.query('update webhook_events set attempts = 300 where id = $1', [late]);
    await runJob(job(late));
    expect(await row(late)).toMatchObject({ status: 'QUARANTINED' });
  });

  it('of a number that is no channel yet waits for it under its name', async () => {
    const id = await accept('Здравствуйте');
    answers = [found('instance_new')];
    await runJob(job(id));
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
    expect(await reviveLookups(database)).toBe(0);
    await database.pool.query(
      'select graphile_worker.complete_jobs(array_agg(id)) from graphile_worker.jobs',
    );
    expect(await jobs()).toEqual([]);
    expect(await reviveLookups(database)).toBe(1);
    expect(await jobs()).toMatchObject([{ key: `find-channel:${id}` }]);
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

describe('what a vendor said', () => {
  it('fills in whom an echo was written to, and is not enough without that', async () => {
    const { account, ...rest } = await fixture.item({});
    const echo = {
      ...rest.event,
      type: 'echo',
      to: '',
      channelExternalId: null,
      channelLookup: 'q',
      correlationId: null,
      isFromApi: null,
    } as unknown as InboundEvent;
    const item = { ...rest, account, event: echo };
    lookups.complete({ ...item, event: { ...echo, channelExternalId: 'instance_xxx' } as InboundEvent });
    expect(lookups.complete(item)).toBe(item);
    await lookups.ask(account.id, 'q', async () => ({
      outcome: 'FOUND',
      channelExternalId: 'instance_xxx',
      personAddress: '+7701',
    }));
    expect(lookups.complete(item).event).toMatchObject({ to: '+7701', channelExternalId: 'instance_xxx' });
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
    await lookups.ask(asks.account.id, 'IS1/CH1/MB1/', async () => found('instance_xxx'));
    await lookups.ask(asks.account.id, 'IS1/CH2/MB2/', async () => found('instance_xxx'));
    lookups.complete(told({ channelExternalId: 'instance_yyy', channelLookup: 'IS1/CH1/MB1/' }));
    expect(lookups.complete(asks).event.channelExternalId).toBe('instance_yyy');
    lookups.complete(told({ endsLookups: '/CH1/' }));
    expect(lookups.complete(asks).event.channelExternalId).toBeNull();
    expect(lookups.complete(other).event.channelExternalId).toBe('instance_xxx');
  });

  it('is forgotten after an hour', async () => {
    let now = 0;
    const memory = createChannelLookups(() => now);
    const given = await fixture.item({ channelExternalId: null, channelLookup: 'q' });
    await memory.ask(given.account.id, 'q', async () => found('instance_xxx'));
    expect(memory.complete(given).event.channelExternalId).toBe('instance_xxx');
    now = 60 * 60_000;
    expect(memory.complete(given).event.channelExternalId).toBeNull();
  });
});
