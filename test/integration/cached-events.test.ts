import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type Database, openDatabase, type Published } from '../../src/database/database.js';
import { createTenantReader } from '../../src/database/tenant-reader.js';
import { CachedEvents } from '../../src/delivery/cached-events.js';
import { EventWithRows, readEventsWithRows, rowNames } from '../../src/delivery/event-with-rows.js';
import type { EventBatch, SharedResult } from '../../src/delivery/subscriber.js';
import { TenantFeed } from '../../src/delivery/tenant-feed.js';
import type { LoggedEvent } from '../../src/domain/logged-event.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { EventType } from '../../src/domain/vocabulary.js';
import { createIngest, type Ingest } from '../../src/ingest/ingest.js';
import { createIngestFixture, type IngestFixture } from '../support/ingest-fixture.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

const eventAt = (position: number): LoggedEvent => ({
  tenantId: 'tenant',
  position,
  kind: EventType.MESSAGE_ADDED,
  subjectId: uuidV7(),
  channelId: null,
  conversationId: null,
  messageId: null,
  changed: [],
  at: new Date(),
  was: null,
});
const positionsOf = (events: readonly LoggedEvent[]) => events.map(({ position }) => position);

describe('cached events', () => {
  it('are taken from the next position on, up to the first gap, in whatever order they came', () => {
    const cached = new CachedEvents(10);
    cached.add([eventAt(5)]);
    cached.add([eventAt(4), eventAt(3)]);
    cached.add([eventAt(7)]);
    expect(positionsOf(cached.takeAfter(1))).toEqual([]);
    expect(positionsOf(cached.takeAfter(2))).toEqual([3, 4, 5]);
    expect(positionsOf(cached.takeAfter(2))).toEqual([]);
    expect(positionsOf(cached.takeAfter(6))).toEqual([7]);
  });

  it('are forgotten when the log was read beyond them, and bounded in number', () => {
    const cached = new CachedEvents(3);
    cached.add([1, 2, 3, 4, 5].map(eventAt));
    expect(positionsOf(cached.takeAfter(0))).toEqual([1, 2, 3]);
    cached.add([4, 5, 6, 7].map(eventAt));
    expect(positionsOf(cached.takeAfter(6))).toEqual([]);
    cached.add([7, 8, 9].map(eventAt));
    expect(positionsOf(cached.takeAfter(6))).toEqual([7, 8, 9]);
  });
});

describe('a feed', () => {
  it('reads the log only for what was not cached, and keeps the order of positions', async () => {
    const log = [1, 2, 3, 4, 5, 6].map(eventAt);
    const reads: number[] = [];
    const feed = new TenantFeed<EventBatch>({
      readAfter: async position => {
        reads.push(position);
        return log.filter(event => event.position > position && event.position <= 4);
      },
      readRange: async () => ({ last: 0, droppedThrough: 0, epoch: 'e' }),
      renewEpoch: async () => 'another',
      makeBatch: events => ({ events }),
      log: message => {
        throw new Error(message);
      },
      delivered: () => {},
      catchUpStarted: () => {},
    });
    const got: number[] = [];
    const operation = {
      key: 'all',
      tenantId: 'tenant',
      kinds: new Set([EventType.MESSAGE_ADDED]),
      run: async () => ({ data: {} }),
    };
    const sink = {
      deliver: (results: readonly SharedResult[]) => {
        got.push(...results.map(({ position }) => position));
        return results.length;
      },
      fail: (error: Error) => {
        throw error;
      },
      isCongested: () => false,
      drained: async () => {},
    };
    await feed.subscribe(operation, sink, null);
    feed.ring(2, log.slice(0, 2));
    await waitFor(() => got.length === 2);
    expect(reads).toEqual([]);
    // Another process committed the third; the fourth arrived with its announcement.
    feed.ring(4, log.slice(3, 4));
    await waitFor(() => got.length === 4);
    expect(reads).toEqual([2]);
    feed.ring(6, log.slice(4));
    await waitFor(() => got.length === 6);
    expect(got).toEqual([1, 2, 3, 4, 5, 6]);
    expect(reads).toEqual([2]);
  });
});

describe('what ingest announces', () => {
  let files: TestDatabase;
  let database: Database;
  let fixture: IngestFixture;
  let ingest: Ingest;
  let announced: Published[];
  let unsubscribe: () => void;

  beforeAll(async () => {
    files = await createTestDatabase();
    database = await openDatabase({ url: files.url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
    fixture = await createIngestFixture(database);
    ingest = createIngest({ database, directory: fixture.directory, log: () => {} });
    await ingest.accept(await fixture.item({ messageKey: 'first', text: 'plain' }));
  });
  afterAll(async () => {
    await database.close();
    await files.drop();
  });
  beforeEach(() => {
    announced = [];
    unsubscribe = database.onPublished(published => announced.push(published));
    database.followedTenants.add(fixture.tenantId);
  });
  afterEach(() => {
    unsubscribe();
    database.followedTenants.clear();
  });

  const accept = async (...messages: Parameters<IngestFixture['item']>[0][]) => {
    const items = await Promise.all(messages.map(message => fixture.item(message)));
    return Promise.all(items.map(item => ingest.accept(item)));
  };
  /** Two concurrent commits may be announced in either order; each announcement is itself in order. */
  const announcedEvents = () =>
    announced.flatMap(({ events = [] }) => events).sort((a, b) => a.position - b.position);
  const comparable = (event: LoggedEvent) => ({
    ...event,
    rows: Object.fromEntries(rowNames.map(name => [name, (event as EventWithRows).rowOf(name)])),
  });

  const facts = ({
    kind,
    position,
    subjectId,
    channelId,
    conversationId,
    messageId,
    changed,
    at,
  }: LoggedEvent) => ({ kind, position, subjectId, channelId, conversationId, messageId, changed, at });

  /** The events that a reader of the log finds at the same positions. */
  const fromLog = async (events: readonly LoggedEvent[]) => {
    const reader = createTenantReader(database, fixture.tenantId);
    const wanted = new Set(positionsOf(events));
    return (await readEventsWithRows(reader, 0, 10_000)).filter(({ position }) => wanted.has(position));
  };

  it('of a lone message is what the log has: the event and its four rows', async () => {
    await accept({ messageKey: 'lone', text: 'plain' });
    const events = announcedEvents();
    expect(events).toHaveLength(1);
    expect(events[0]).toBeInstanceOf(EventWithRows);
    expect(events.map(comparable)).toEqual((await fromLog(events)).map(comparable));
  });

  it('of many messages is each event once, in order, with the newest state of the conversation', async () => {
    await accept(...Array.from({ length: 40 }, (_, n) => ({ messageKey: `many-${n}`, text: `plain ${n}` })));
    const events = announcedEvents();
    expect(events).toHaveLength(40);
    const logged = await fromLog(events);
    expect(positionsOf(events)).toEqual(positionsOf(logged));
    expect(events.map(({ messageId, at }) => [messageId, at])).toEqual(
      logged.map(({ messageId, at }) => [messageId, at]),
    );
    expect(comparable(events.at(-1) as LoggedEvent)).toEqual(comparable(logged.at(-1) as LoggedEvent));
  });

  it.each([2, 3, 4])('of %d texts of known people is what the log has, with all rows', async count => {
    const people = Array.from({ length: count }, (_, n) => ({ from: `770300000${10 + n}`, text: 'plain' }));
    for (const person of people) await accept(person);
    announced = [];
    await accept(...people);
    const events = announcedEvents();
    expect(events).toHaveLength(count);
    expect(events.map(comparable)).toEqual((await fromLog(events)).map(comparable));
  });

  it('of copies is one event', async () => {
    const results = await accept(
      ...Array.from({ length: 16 }, () => ({ messageKey: 'copy', text: 'plain' })),
    );
    const events = announcedEvents();
    expect(events).toHaveLength(1);
    expect(events.map(comparable)).toEqual((await fromLog(events)).map(comparable));
    expect(results.filter(({ status }) => status === 'PROCESSED')).toHaveLength(1);
  });

  it('of new people are the events of the log, in order', async () => {
    await accept(
      ...Array.from({ length: 3 }, (_, n) => ({
        messageKey: `new-${n}`,
        from: `7702999000${n % 2}@s.whatsapp.net`,
      })),
    );
    const events = announcedEvents();
    expect(events.map(facts)).toEqual((await fromLog(events)).map(facts));
    expect(events.map(({ kind }) => kind).toSorted()).toEqual([
      ...['CONVERSATION_ADDED', 'CONVERSATION_ADDED', 'LEAD_ADDED', 'LEAD_ADDED'],
      ...['MESSAGE_ADDED', 'MESSAGE_ADDED', 'MESSAGE_ADDED', 'NOTE_ADDED', 'NOTE_ADDED'],
    ]);
    const added = events.filter(({ kind }) => kind === 'MESSAGE_ADDED');
    const logged = (await fromLog(added)).at(-1) as LoggedEvent;
    expect(comparable(added.at(-1) as LoggedEvent)).toEqual(comparable(logged));
  });

  it.each([
    ['a lone message', 1, false],
    ['a few', 3, false],
    ['a batch', 6, false],
    ['a batch with a referral too', 6, true],
  ])(
    'of %s that changes topics of leads are the events of the log, in order',
    async (_what, count, isReferred) => {
      const people = Array.from({ length: count }, (_, n) => ({
        from: `7704${count}${Number(isReferred)}000${10 + n}`,
      }));
      for (const person of people) await accept({ ...person, text: 'plain' });
      announced = [];
      const none = { sourceType: null, sourceId: null, sourceUrl: null, body: null, clickId: null };
      const more = isReferred ? { referral: { ...none, headline: 'An advertisement' } } : {};
      await accept(...people.map(person => ({ ...person, ...more, text: 'Есть ламинат?' })));
      const events = announcedEvents();
      expect(events.map(facts)).toEqual((await fromLog(events)).map(facts));
      const updated = events.filter(({ kind }) => kind === 'LEAD_UPDATED');
      expect(updated).toHaveLength(count);
      expect(updated[0]?.changed).toEqual(isReferred ? ['topic', 'referral'] : ['topic']);
      expect(events).toHaveLength(2 * count);
    },
  );

  it('brings nothing along for a tenant whom nobody follows', async () => {
    database.followedTenants.clear();
    await accept({ messageKey: 'unheard', text: 'plain' });
    expect(announced).toHaveLength(1);
    expect(announcedEvents()).toEqual([]);
  });
});
