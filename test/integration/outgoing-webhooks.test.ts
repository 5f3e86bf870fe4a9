/** Outgoing webhooks: real receivers that verify with the library, fail, hang, redirect and answer 410. */
import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createSecretCipher } from '../../src/accounts/secret-cipher.js';
import { type Database, openDatabase } from '../../src/database/database.js';
import { createTenantReader } from '../../src/database/tenant-reader.js';
import { startDoorbell } from '../../src/delivery/doorbell.js';
import { readEventsAfter } from '../../src/delivery/event-log.js';
import { dropOldEvents } from '../../src/delivery/retention.js';
import { personalEvents } from '../../src/domain/personal-events.js';
import { EventType } from '../../src/domain/vocabulary.js';
import { openSessionLocks } from '../../src/jobs/session-locks.js';
import { dropOldDeliveries } from '../../src/outgoing/delivery-rows.js';
import { createOutgoingWebhooks, type OutgoingWebhooks } from '../../src/outgoing/outgoing.js';
import { createOutgoingJobs } from '../../src/outgoing/outgoing-jobs.js';
import { nextAttemptAt, standardPausesMs } from '../../src/outgoing/retry-schedule.js';
import { createWakeUp } from '../../src/outgoing/wake-up.js';
import { buildEventBodies, toWebhookType } from '../../src/outgoing/webhook-body.js';
import { createWebhookClient } from '../../src/outgoing/webhook-client.js';
import type { Resolve } from '../../src/providers/http/public-lookup.js';
import { createOutboxFixture, type OutboxFixture, type TenantFixture } from '../support/outbox-fixture.js';
import { countReads } from '../support/run-graphql.js';
import { waitFor } from '../support/wait-for.js';
import { firstArrivals, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.js';

const cipher = createSecretCipher(Buffer.alloc(32, 7));
/** Short, and long enough that the last one is never reached by chance. */
const pausesMs = [100, 100, 100, ...Array<number>(200).fill(300), 3_600_000];

let fixture: OutboxFixture;
let database: Database;
let tenant: TenantFixture;
let channelId: string;
let otherChannelId: string;
let receiver: WebhookReceiver;
let outgoing: OutgoingWebhooks;
const stops: (() => Promise<void>)[] = [];
const wakeUp = createWakeUp();
const client = createWebhookClient({ allowPrivate: true, timeoutMs: 700 });
const logged: string[] = [];

beforeAll(async () => {
  fixture = await createOutboxFixture();
  ({ database } = fixture);
  outgoing = createOutgoingWebhooks({ database, cipher, client, wakeUp });
});
beforeEach(async () => {
  tenant = await fixture.addTenant();
  channelId = await tenant.addChannel('one');
  otherChannelId = await tenant.addChannel('two');
  receiver = await startWebhookReceiver();
});
afterEach(async () => {
  await Promise.all(stops.splice(0).map(stop => stop()));
  await receiver.close();
  await database.pool.query('update webhook_endpoints set is_enabled = false');
});
afterAll(async () => {
  await client.close();
  await fixture.close();
});

/** The deliveries of a process. @returns its stop, which is called after the test at the latest */
async function startProcess(
  own: { database?: Database; client?: typeof client; sweepMs?: number } = {},
): Promise<() => Promise<void>> {
  const of = own.database ?? database;
  const locks = await openSessionLocks(of.sessionUrl, () => {});
  const doorbell = await startDoorbell(of, () => {});
  const part = createOutgoingJobs({
    ...{ database: of, cipher, client: own.client ?? client, locks, doorbell, pausesMs },
    wakeUp: own.database ? createWakeUp() : wakeUp,
    sweepMs: own.sweepMs ?? 100,
    log: (message, facts) => logged.push(`${message} ${JSON.stringify(facts)}`),
  });
  const stopping = new AbortController();
  const running = part.sweeps?.[0]?.run(stopping.signal);
  let stopped: Promise<void> | null = null;
  const stop = () => {
    stopped ??= (async () => {
      stopping.abort();
      await running;
      await doorbell.stop();
      await locks.close();
    })();
    return stopped;
  };
  stops.push(stop);
  return stop;
}

async function createEndpoint(input: Partial<Parameters<OutgoingWebhooks['create']>[1]> = {}) {
  const created = await outgoing.create(tenant.tenantId, {
    url: receiver.url,
    eventTypes: [EventType.MESSAGE_ADDED],
    ...input,
  });
  receiver.secrets.push(created.secret);
  return created.id;
}

const openConversation = async (phone: string, channel = channelId) => ({
  id: await tenant.addConversation(channel, phone),
  channelId: channel,
});

/** Adds an inbound message with its event. @returns its id */
async function addMessage(conversation: { id: string; channelId: string }): Promise<string> {
  const messageId = await tenant.addInbound(conversation.id);
  await database.publish(tenant.tenantId, async ({ emit }) =>
    emit({
      kind: EventType.MESSAGE_ADDED,
      ...{ subjectId: messageId, messageId, channelId: conversation.channelId },
      conversationId: conversation.id,
    }),
  );
  return messageId;
}

const idsOf = (received: WebhookReceiver['received'], conversationId?: string): string[] =>
  firstArrivals(received)
    .filter(({ body }) => !conversationId || body.data.message?.conversationId === conversationId)
    .map(({ body }) => body.data.id);

async function readEndpoint(id: string) {
  const { rows } = await database.pool.query('select * from webhook_endpoints where id = $1', [id]);
  return rows[0];
}
async function readDeliveries(endpointId: string) {
  const { rows } = await database.pool.query(
    'select * from webhook_deliveries where endpoint_id = $1 order by event_position nulls last, id',
    [endpointId],
  );
  return rows;
}
const untilRead = (endpointId: string) =>
  waitFor(async () => {
    const { rows } = await database.pool.query(
      `select e.position = c.position and not exists (select from webhook_deliveries d where d.endpoint_id = e.id and d.status = 'PENDING') as done
         from webhook_endpoints e join event_counters c using (tenant_id) where e.id = $1`,
      [endpointId],
    );
    return rows[0]?.done;
  });

describe('a delivery', () => {
  it('is signed, has type, timestamp and data, and is listed with its answer', async () => {
    const id = await createEndpoint();
    await startProcess();
    receiver.reply = () => ({ status: 200, body: 'thank\0s' });
    const conversation = await openConversation('77010000001');
    const messageId = await addMessage(conversation);
    await waitFor(() => receiver.received.length === 1);
    const [request] = receiver.received;
    expect(request?.body).toMatchObject({
      type: 'message.added',
      timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/),
      data: {
        id: messageId,
        position: expect.any(Number),
        changed: [],
        message: {
          ...{
            id: messageId,
            conversationId: conversation.id,
            channelId,
            direction: 'INBOUND',
            kind: 'TEXT',
          },
          ...{ text: 'Здравствуйте', contactId: expect.any(String), attachments: [], failure: null },
        },
      },
    });
    expect(request?.headers['content-type']).toBe('application/json');
    await untilRead(id);
    const [delivery] = await readDeliveries(id);
    expect(delivery).toMatchObject({
      id: request?.id,
      status: 'DELIVERED',
      body: request?.raw,
      contact_id: request?.body.data.message.contactId,
      conversation_id: conversation.id,
      attempts: [{ httpStatus: 200, error: null, responseBody: 'thanks' }],
    });
    // Noted after the delivery.
    await waitFor(async () => (await readEndpoint(id)).last_delivered_at !== null);
  });

  it('reaches an endpoint of these kinds and numbers only; empty is none, no number is not one of the list', async () => {
    const all = await createEndpoint({ eventTypes: null });
    const kinds = await createEndpoint({ eventTypes: [EventType.CONTACT_UPDATED] });
    const number = await createEndpoint({ eventTypes: null, channelIds: [channelId] });
    const none = await createEndpoint({ eventTypes: null, channelIds: [] });
    const noKinds = await createEndpoint({ eventTypes: [] });
    await startProcess();
    await addMessage(await openConversation('77010000002'));
    await addMessage(await openConversation('77010000003', otherChannelId));
    const { rows } = await database.pool.query('select id from contacts where tenant_id = $1 limit 1', [
      tenant.tenantId,
    ]);
    await database.publish(tenant.tenantId, async ({ emit }) =>
      emit({ kind: EventType.CONTACT_UPDATED, subjectId: rows[0].id, changed: ['displayName'] }),
    );
    for (const id of [all, kinds, number, none, noKinds]) await untilRead(id);
    const kindsAt = async (id: string) =>
      (await readDeliveries(id)).map(row => row.type).filter(type => type !== 'TENANT_UPDATED');
    expect(await kindsAt(all)).toEqual(['MESSAGE_ADDED', 'MESSAGE_ADDED', 'CONTACT_UPDATED']);
    expect(await kindsAt(kinds)).toEqual(['CONTACT_UPDATED']);
    expect(await kindsAt(number)).toEqual(['MESSAGE_ADDED']);
    expect(await readDeliveries(none)).toEqual([]);
    expect(await readDeliveries(noKinds)).toEqual([]);
  });

  it('of a thing that is gone contains its id alone; a deleted message has no text', async () => {
    const id = await createEndpoint({ eventTypes: null });
    const conversation = await openConversation('77010000004');
    const messageId = await tenant.addInbound(conversation.id);
    await database.pool.query('update messages set deleted_at = now() where id = $1', [messageId]);
    const missing = '01990000-0000-7000-8000-000000000001';
    await database.publish(tenant.tenantId, async ({ emit }) => {
      emit({
        kind: EventType.MESSAGE_UPDATED,
        subjectId: messageId,
        messageId,
        channelId,
        changed: ['deletedAt'],
      });
      for (const kind of Object.values(EventType)) emit({ kind, subjectId: missing });
    });
    await startProcess();
    await untilRead(id);
    const bodies = receiver.received.map(({ body }) => body);
    expect(bodies.find(({ data }) => data.id === messageId)?.data.message).toMatchObject({ text: null });
    const gone = bodies.filter(({ data }) => data.id === missing && !data.tenant);
    expect(gone.map(({ type }) => type).sort()).toEqual(
      Object.values(EventType)
        .filter(kind => kind !== 'TENANT_UPDATED' && !personalEvents.has(kind))
        .map(toWebhookType)
        .sort(),
    );
    for (const { data } of gone) expect(Object.values(data)).toContain(null);
  });

  it('is made with a fixed number of statements, however many events a page has', async () => {
    const conversations = await Promise.all(
      Array.from({ length: 20 }, (_, n) => openConversation(`7701000010${n}`)),
    );
    for (const conversation of conversations) await addMessage(conversation);
    const events = await readEventsAfter(database, tenant.tenantId, 0, 100);
    const counts = await Promise.all(
      [1, 20].map(async length => {
        const { reader, taken } = countReads(createTenantReader(database, tenant.tenantId));
        expect(await buildEventBodies(reader, events.slice(0, length))).toHaveLength(length);
        return taken.length;
      }),
    );
    expect(counts).toEqual([2, 2]);
  });

  it('over 256 KiB contains ids alone', async () => {
    const id = await createEndpoint();
    const conversation = await openConversation('77010000006');
    const messageId = await tenant.addInbound(conversation.id);
    await database.pool.query(`update messages set text = repeat('ф', 150000) where id = $1`, [messageId]);
    await database.publish(tenant.tenantId, async ({ emit }) =>
      emit({ kind: EventType.MESSAGE_ADDED, subjectId: messageId, messageId, channelId }),
    );
    await startProcess();
    await untilRead(id);
    expect(receiver.received[0]?.body.data).toEqual({
      ...{ id: messageId, position: expect.any(Number), changed: [], isTooLarge: true },
    });
  });

  it('has a documented type for each kind of event', async () => {
    const guide = await readFile('docs/outgoing-webhooks.md', 'utf8');
    const kinds = Object.values(EventType).filter(kind => !personalEvents.has(kind));
    const types = [...kinds.map(toWebhookType), 'endpoint.test', 'events.skipped'];
    expect(types.filter(type => !guide.includes(`"type": "${type}"`))).toEqual([]);
  });
});

describe('a receiver that fails', () => {
  it('gets the same body under the same id, in order within its conversation, while others go on', async () => {
    const id = await createEndpoint();
    const [first, second] = [await openConversation('77010000011'), await openConversation('77010000012')];
    let isDown = true;
    receiver.reply = ({ body }) => (isDown && body.data.message.conversationId === first.id ? 500 : 204);
    await startProcess();
    const expected = { first: [] as string[], second: [] as string[] };
    for (let n = 0; n < 5; n += 1) {
      expected.first.push(await addMessage(first));
      expected.second.push(await addMessage(second));
    }
    // The other conversation is complete while the first one waits.
    await waitFor(() => idsOf(receiver.received, second.id).length === 5);
    expect(idsOf(receiver.received, first.id)).toEqual(expected.first.slice(0, 1));
    isDown = false;
    await untilRead(id);
    expect(idsOf(receiver.received, first.id)).toEqual(expected.first);
    expect(idsOf(receiver.received, second.id)).toEqual(expected.second);
    const repeated = receiver.received.filter(({ body }) => body.data.id === expected.first[0]);
    expect(repeated.length).toBeGreaterThan(1);
    expect(new Set(repeated.map(({ raw }) => raw)).size).toBe(1);
    expect(new Set(repeated.map(request => request.id)).size).toBe(1);
    const [row] = (await readDeliveries(id)).filter(({ subject_id }) => subject_id === expected.first[0]);
    expect(row.attempts[0]).toMatchObject({ httpStatus: 500, error: 'HTTP 500' });
    expect(row.attempts.at(-1)).toMatchObject({ httpStatus: 204, error: null });
  });

  it('by hanging costs its own conversation only, and gets the delivery again', async () => {
    const id = await createEndpoint();
    const [first, second] = [await openConversation('77010000013'), await openConversation('77010000014')];
    let hangs = 0;
    receiver.reply = ({ body }) => {
      if (body.data.message.conversationId !== first.id || hangs === 2) return 204;
      hangs += 1;
      return 'hang';
    };
    await startProcess();
    const hanging = [await addMessage(first), await addMessage(first)];
    const going = [await addMessage(second), await addMessage(second)];
    await waitFor(() => idsOf(receiver.received, second.id).length === 2);
    await untilRead(id);
    expect(idsOf(receiver.received, first.id)).toEqual(hanging);
    expect(idsOf(receiver.received, second.id)).toEqual(going);
    const rows = await readDeliveries(id);
    expect(rows[0].attempts.map((attempt: { error: string }) => attempt.error)).toEqual([
      'time-out (DEADLINE_PASSED)',
      'time-out (DEADLINE_PASSED)',
      null,
    ]);
  });

  it('by redirecting is not followed', async () => {
    const elsewhere = await startWebhookReceiver();
    const id = await createEndpoint();
    receiver.reply = () => ({ status: 307, headers: { location: elsewhere.url } });
    await startProcess();
    await addMessage(await openConversation('77010000015'));
    await waitFor(async () => (await readDeliveries(id))[0]?.attempts.length >= 2);
    const [row] = await readDeliveries(id);
    expect(row.attempts[0]).toMatchObject({
      httpStatus: 307,
      error: 'HTTP 307; redirects are not followed',
    });
    expect([...elsewhere.received, ...elsewhere.refused]).toEqual([]);
    await elsewhere.close();
  });

  it('by answering 410 is disabled at once and told to clients; enabled again, it goes on', async () => {
    const id = await createEndpoint();
    const conversation = await openConversation('77010000016');
    receiver.reply = () => 410;
    await startProcess();
    const expected = [await addMessage(conversation)];
    await waitFor(async () => !(await readEndpoint(id)).is_enabled);
    expect(await readEndpoint(id)).toMatchObject({ disabled_reason: expect.stringContaining('410') });
    const { rows } = await database.pool.query(
      `select count(*)::int as count from domain_events where tenant_id = $1 and kind = 'TENANT_UPDATED' and changed = '{webhookEndpoints}'`,
      [tenant.tenantId],
    );
    expect(rows[0].count).toBe(2);
    expected.push(await addMessage(conversation));
    receiver.reply = () => 204;
    receiver.received.length = 0;
    await outgoing.update(tenant.tenantId, { id, isEnabled: true });
    await untilRead(id);
    expect(idsOf(receiver.received)).toEqual(expected);
    expect(await readEndpoint(id)).toMatchObject({ is_enabled: true, disabled_reason: null });
  });

  it('is disabled after five days without a success, and not before', async () => {
    const id = await createEndpoint();
    receiver.reply = () => 503;
    await startProcess();
    const conversation = await openConversation('77010000017');
    await addMessage(conversation);
    await waitFor(async () => (await readEndpoint(id)).failing_since !== null);
    const since = (interval: string) =>
      database.pool.query(`update webhook_endpoints set failing_since = now() - $2::interval where id = $1`, [
        id,
        interval,
      ]);
    await since('4 days 23 hours');
    const before = receiver.received.length;
    await waitFor(() => receiver.received.length > before);
    expect(await readEndpoint(id)).toMatchObject({ is_enabled: true });
    await since('5 days 1 minute');
    await waitFor(async () => !(await readEndpoint(id)).is_enabled);
    expect((await readEndpoint(id)).disabled_reason).toContain('five days');
  });

  it('and recovers after an outage gets at once what waits for a later attempt', async () => {
    const id = await createEndpoint();
    receiver.reply = () => 500;
    const [first, second] = [await openConversation('77010000018'), await openConversation('77010000019')];
    const stop = await startProcess();
    const expected = [await addMessage(first)];
    await waitFor(async () => (await readDeliveries(id))[0]?.attempts.length > 0);
    await stop();
    await database.pool.query(
      `update webhook_deliveries set next_attempt_at = now() + interval '5 hours' where endpoint_id = $1`,
      [id],
    );
    await database.pool.query(
      `update webhook_endpoints set failing_since = now() - interval '6 hours' where id = $1`,
      [id],
    );
    receiver.reply = () => 204;
    receiver.received.length = 0;
    expected.push(await addMessage(second));
    await startProcess();
    await untilRead(id);
    expect(idsOf(receiver.received).sort()).toEqual(expected.sort());
  });

  it('and passes a test gets at once what waits for a later attempt, in order', async () => {
    const id = await createEndpoint();
    receiver.reply = () => 500;
    const conversation = await openConversation('77010000017');
    await startProcess({ sweepMs: 60_000 });
    const expected = [await addMessage(conversation), await addMessage(conversation)];
    await waitFor(async () => (await readDeliveries(id))[0]?.attempts.length > 0);
    const waiting = async (): Promise<Date> =>
      (await readDeliveries(id)).find(({ next_attempt_at: at }) => at !== null)?.next_attempt_at;
    const later = new Date(Date.now() + 3_600_000);
    const postpone = () =>
      database.pool.query(
        `update webhook_deliveries set next_attempt_at = now() + interval '5 hours' where endpoint_id = $1 and next_attempt_at is not null`,
        [id],
      );
    // A retry may be running, and would set its own time.
    await waitFor(async () => {
      await postpone();
      return (await waiting()) > later;
    });
    await outgoing.test(tenant.tenantId, id);
    expect((await waiting()) > later).toBe(true);
    receiver.reply = () => 204;
    receiver.received.length = 0;
    await outgoing.test(tenant.tenantId, id);
    await untilRead(id);
    expect(idsOf(receiver.received, conversation.id)).toEqual(expected);
  });

  it('gets no more rows than the limit: the log is the queue', async () => {
    const id = await createEndpoint();
    const conversation = await openConversation('77010000020');
    const messageId = await addMessage(conversation);
    await database.publish(tenant.tenantId, async ({ emit }) => {
      for (let n = 0; n < 1_100; n += 1)
        emit({
          kind: EventType.MESSAGE_ADDED,
          ...{ subjectId: messageId, messageId, channelId, conversationId: conversation.id },
        });
    });
    receiver.reply = () => ({ status: 503, headers: { 'retry-after': '3600' } });
    await startProcess();
    await waitFor(async () => (await readDeliveries(id)).length >= 1_000);
    const { position } = await readEndpoint(id);
    expect((await readDeliveries(id)).length).toBeLessThan(1_064);
    const [first] = await readDeliveries(id);
    // Retry-After was obeyed: only one attempt.
    expect(first.attempts).toHaveLength(1);
    expect(first.next_attempt_at.getTime()).toBeGreaterThan(Date.now() + 3_000_000);
    expect((await readEndpoint(id)).position).toBe(position);
  });
});

describe('processes', () => {
  it('two of them deliver each event once, and one goes on when the other stops', async () => {
    const id = await createEndpoint();
    const other = await openDatabase({ url: database.url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
    const stopFirst = await startProcess();
    const stopSecond = await startProcess({ database: other });
    const conversations = await Promise.all(
      ['77010000031', '77010000032', '77010000033'].map(phone => openConversation(phone)),
    );
    const expected = new Map(conversations.map(({ id: of }) => [of, [] as string[]]));
    const addAll = async (rounds: number) => {
      for (let n = 0; n < rounds; n += 1)
        for (const conversation of conversations)
          expected.get(conversation.id)?.push(await addMessage(conversation));
    };
    await addAll(10);
    await untilRead(id);
    expect(receiver.received).toHaveLength(30);
    await addAll(3);
    await stopFirst();
    await addAll(3);
    await untilRead(id);
    await stopSecond();
    await other.close();
    for (const [conversation, ids] of expected) expect(idsOf(receiver.received, conversation)).toEqual(ids);
  });

  it('that lose their locks in the middle still store each event once, in order', async () => {
    const id = await createEndpoint();
    const other = await openDatabase({ url: database.url, poolSize: 4, timeoutMs: 60_000, log: () => {} });
    await startProcess();
    const stopSecond = await startProcess({ database: other });
    receiver.reply = async () => {
      await new Promise(resolve => setTimeout(resolve, 5));
      return 204;
    };
    const conversations = [await openConversation('77010000036'), await openConversation('77010000037')];
    const expected = new Map(conversations.map(conversation => [conversation.id, [] as string[]]));
    for (let n = 0; n < 30; n += 1) {
      for (const conversation of conversations)
        expected.get(conversation.id)?.push(await addMessage(conversation));
      if (n % 10 === 5)
        await database.pool.query(
          `select pg_terminate_backend(pid) from pg_stat_activity
            where datname = current_database() and application_name = 'trunkline locks'`,
        );
    }
    await untilRead(id);
    await stopSecond();
    await other.close();
    for (const [conversation, ids] of expected) expect(idsOf(receiver.received, conversation)).toEqual(ids);
    expect(await readDeliveries(id)).toHaveLength(60);
  });

  it('a stop while a request hangs loses nothing: it is due at once, under the same id', async () => {
    const id = await createEndpoint();
    receiver.reply = () => 'hang';
    const stop = await startProcess();
    const messageId = await addMessage(await openConversation('77010000034'));
    await waitFor(() => receiver.received.length === 1);
    await stop();
    receiver.reply = () => 204;
    await startProcess();
    await untilRead(id);
    expect(receiver.received.map(({ body }) => body.data.id)).toEqual([messageId, messageId]);
    expect(new Set(receiver.received.map(request => request.id)).size).toBe(1);
  });

  it('tell an endpoint that is behind the retention of the log', async () => {
    const id = await createEndpoint();
    await outgoing.update(tenant.tenantId, { id, isEnabled: false });
    const conversation = await openConversation('77010000035');
    for (let n = 0; n < 3; n += 1) await addMessage(conversation);
    await dropOldEvents(database, 1, new Date(Date.now() + 2 * 86_400_000));
    const { position } = await readEndpoint(id);
    const { rows } = await database.pool.query(
      'select dropped_through as dropped from event_counters where tenant_id = $1',
      [tenant.tenantId],
    );
    await outgoing.update(tenant.tenantId, { id, isEnabled: true });
    await startProcess();
    const after = await addMessage(conversation);
    await untilRead(id);
    const count = rows[0].dropped - position;
    expect(receiver.received.find(({ body }) => body.type === 'events.skipped')?.body.data).toEqual({
      ...{ fromPosition: position + 1, toPosition: rows[0].dropped, count },
    });
    expect(receiver.received.at(-1)?.body.data.id ?? after).toBeDefined();
    expect(idsOf(receiver.received)).toContain(after);
    expect(await readEndpoint(id)).toMatchObject({ skipped_events: count });
  });
});

describe('a secret that is rotated', () => {
  it('signs beside the new one until the overlap ends', async () => {
    const id = await createEndpoint();
    const [old] = receiver.secrets;
    await startProcess();
    const conversation = await openConversation('77010000041');
    const { secret } = await outgoing.rotateSecret(tenant.tenantId, { endpointId: id, overlapHours: 24 });
    expect(secret).toMatch(/^whsec_/);
    const deliver = async (secrets: string[]) => {
      receiver.secrets = secrets;
      const [before, refused] = [receiver.received.length, receiver.refused.length];
      await addMessage(conversation);
      await waitFor(() => receiver.received.length > before || receiver.refused.length > refused);
      return receiver.received.length > before;
    };
    expect(await deliver([old ?? ''])).toBe(true);
    expect(await deliver([secret])).toBe(true);
    expect(String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(2);
    await untilRead(id);
    await database.pool.query(
      `update webhook_endpoints set previous_secret_until = now() - interval '1 second' where id = $1`,
      [id],
    );
    expect(await deliver([secret])).toBe(true);
    expect(String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ')).toHaveLength(1);
    await untilRead(id);
    expect(await deliver([old ?? ''])).toBe(false);
    expect(JSON.stringify(await readEndpoint(id))).not.toContain(secret);
    await expect(
      outgoing.rotateSecret(tenant.tenantId, { endpointId: id, overlapHours: 73 }),
    ).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});

describe('a test and a repetition', () => {
  it('the test posts once, also to a disabled endpoint, and reports the answer', async () => {
    const id = await createEndpoint();
    await outgoing.update(tenant.tenantId, { id, isEnabled: false });
    receiver.reply = () => ({ status: 418, body: 'teapot' });
    const { queued, deliveryId } = await outgoing.test(tenant.tenantId, id);
    expect(queued).toBe(1);
    expect(receiver.received[0]).toMatchObject({ id: deliveryId, body: { type: 'endpoint.test' } });
    expect(await readDeliveries(id)).toMatchObject([
      {
        id: deliveryId,
        status: 'FAILED',
        type: null,
        attempts: [{ httpStatus: 418, responseBody: 'teapot' }],
      },
    ]);
    await expect(outgoing.test(tenant.tenantId, deliveryId ?? '')).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    receiver.reply = () => 'hang';
    const [running, second] = await Promise.allSettled([
      outgoing.test(tenant.tenantId, id),
      outgoing.test(tenant.tenantId, id),
    ]);
    expect([running, second].map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  it('a repetition posts the same body under the same id: one, or what failed in a range', async () => {
    const id = await createEndpoint();
    const stop = await startProcess();
    const conversation = await openConversation('77010000051');
    await addMessage(conversation);
    await addMessage(conversation);
    await untilRead(id);
    const [first, second] = await readDeliveries(id);
    const repeat = (input: Parameters<OutgoingWebhooks['redeliver']>[1]) =>
      outgoing.redeliver(tenant.tenantId, input);
    receiver.received.length = 0;
    expect(await repeat({ deliveryId: first.id })).toEqual({ queued: 1, deliveryId: first.id });
    await waitFor(() => receiver.received.length === 1);
    expect(receiver.received[0]).toMatchObject({ id: first.id, raw: first.body });
    await untilRead(id);

    await database.pool.query(`update webhook_deliveries set status = 'FAILED' where endpoint_id = $1`, [id]);
    const createdAfter = new Date(first.created_at.getTime() - 1_000);
    expect(await repeat({ endpointId: id, createdAfter, createdBefore: createdAfter })).toEqual({
      queued: 0,
      deliveryId: null,
    });
    expect(await repeat({ endpointId: id, createdAfter })).toMatchObject({ queued: 2 });
    await waitFor(() => receiver.received.length === 3);
    await untilRead(id);
    await stop();

    await database.pool.query('update webhook_deliveries set body = null where id = $1', [second.id]);
    await expect(repeat({ deliveryId: second.id })).rejects.toMatchObject({ facts: { reason: 'ERASED' } });
    await repeat({ deliveryId: first.id });
    await expect(repeat({ deliveryId: first.id })).rejects.toMatchObject({
      facts: { reason: 'WRONG_STATE' },
    });
    for (const wrong of [{}, { deliveryId: first.id, endpointId: id }, { endpointId: id }])
      await expect(repeat(wrong)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
    await outgoing.update(tenant.tenantId, { id, isEnabled: false });
    await expect(repeat({ endpointId: id, createdAfter })).rejects.toMatchObject({
      facts: { reason: 'WRONG_STATE' },
    });
    const foreign = await fixture.addTenant();
    await expect(outgoing.redeliver(foreign.tenantId, { deliveryId: first.id })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('the retry schedule and the retention', () => {
  it('follows the published pauses over three days, counted from the first attempt', () => {
    const first = new Date('2026-01-01T00:00:00Z');
    let now = first;
    const waits: number[] = [];
    for (let next = nextAttemptAt(first, now); next !== null; next = nextAttemptAt(first, now)) {
      waits.push(next.getTime() - now.getTime());
      now = next;
    }
    expect(waits).toHaveLength(standardPausesMs.length);
    for (const [index, wait] of waits.entries()) {
      const pause = standardPausesMs[index] ?? 0;
      // The wait is to a fixed time, which an earlier jitter has come nearer to.
      expect(wait).toBeGreaterThan(pause * 0.4);
      expect(wait).toBeLessThanOrEqual(pause * 1.1);
    }
    expect(now.getTime() - first.getTime()).toBeGreaterThan(3 * 86_400_000);
    expect(nextAttemptAt(first, first, 60_000)?.getTime()).toBe(first.getTime() + 60_000);
  });

  it('drops deliveries after two weeks, and gives up what waits at a disabled endpoint for a week', async () => {
    const id = await createEndpoint();
    const stop = await startProcess();
    const conversation = await openConversation('77010000061');
    await addMessage(conversation);
    await untilRead(id);
    receiver.reply = () => 410;
    await addMessage(conversation);
    await waitFor(async () => !(await readEndpoint(id)).is_enabled);
    await stop();
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000);
    const statuses = async () => (await readDeliveries(id)).map(({ status }) => status);
    await dropOldDeliveries(database, inDays(6));
    expect(await statuses()).toEqual(['DELIVERED', 'PENDING']);
    await dropOldDeliveries(database, inDays(8));
    expect(await statuses()).toEqual(['DELIVERED', 'FAILED']);
    await dropOldDeliveries(database, inDays(15));
    expect(await statuses()).toEqual([]);
  });
});

describe('an address of the private network', () => {
  /** Resolves in the order of the calls. */
  const resolveTo = (...addresses: string[]): Resolve & { calls: number } =>
    Object.assign(
      ((_host, _options, callback) => {
        resolve.calls += 1;
        const address = addresses[Math.min(resolve.calls, addresses.length) - 1] ?? '';
        callback(null, [{ address, family: address.includes(':') ? 6 : 4 }]);
      }) as Resolve,
      { calls: 0 },
    ) as never;
  let resolve: Resolve & { calls: number };

  it.each([
    ['http://example.com/', 'https'],
    ['ftp://example.com/', 'https'],
    ['https://127.0.0.1/', 'private'],
    ['https://2130706433/', 'private'],
    ['https://[::ffff:10.0.0.1]/', 'private'],
    ['https://169.254.169.254/latest/meta-data', 'private'],
    ['https://localhost:8080/', 'private'],
    ['https://localhost./', 'private'],
    ['https://user:secret@example.com/', 'password'],
    ['https://internal.example/', 'private'],
  ])('is refused when the endpoint is made: %s', async (url, word) => {
    resolve = resolveTo('10.1.2.3');
    const guarded = createWebhookClient({ allowPrivate: false, resolve });
    const create = createOutgoingWebhooks({ database, cipher, client: guarded, wakeUp }).create(
      tenant.tenantId,
      { url },
    );
    await expect(create).rejects.toMatchObject({
      code: 'BAD_USER_INPUT',
      message: expect.stringContaining(word),
    });
    await guarded.close();
  });

  it('is refused at the call when the name resolves to it later; the checked address is the called one', async () => {
    const port = new URL(receiver.url).port;
    resolve = resolveTo('93.184.215.14', '127.0.0.1');
    const guarded = createWebhookClient({ allowPrivate: false, resolve, timeoutMs: 700 });
    const made = await createOutgoingWebhooks({ database, cipher, client: guarded, wakeUp }).create(
      tenant.tenantId,
      { url: `https://rebinding.example:${port}/hook`, eventTypes: [EventType.MESSAGE_ADDED] },
    );
    expect(resolve.calls).toBe(1);
    await startProcess({ client: guarded });
    await addMessage(await openConversation('77010000071'));
    await waitFor(async () => (await readDeliveries(made.id))[0]?.attempts.length > 0);
    const [row] = await readDeliveries(made.id);
    expect(row.attempts[0]).toMatchObject({
      httpStatus: null,
      error: 'the address belongs to a private network (ADDRESS_REFUSED)',
    });
    // One look-up for each connection: none between the check and the call.
    expect(resolve.calls).toBeLessThanOrEqual(1 + row.attempts.length + 1);
    expect([...receiver.received, ...receiver.refused]).toEqual([]);
    // An address in the URL itself is never resolved.
    await database.pool.query('update webhook_endpoints set url = $2 where id = $1', [
      made.id,
      `https://127.0.0.1:${port}/hook`,
    ]);
    const attempts = row.attempts.length;
    await waitFor(async () => (await readDeliveries(made.id))[0]?.attempts.length > attempts);
    expect([...receiver.received, ...receiver.refused]).toEqual([]);
    await guarded.close();
  });
});
