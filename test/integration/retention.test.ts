/** No table grows without bound, rows that wait for a user are kept, and a client that resumes too late is informed. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readEventsAfter, readLogRange } from '../../src/delivery/event-log.js';
import { dropOldEvents } from '../../src/delivery/retention.js';
import { firstUuidAt } from '../../src/domain/first-uuid-at.js';
import { Role, WebhookEventStatus } from '../../src/domain/vocabulary.js';
import { createChannelLookups, dropUnusedLookups } from '../../src/ingest/channel-lookups.js';
import { dropOldLedgerRows } from '../../src/ingest/ledger-retention.js';
import { collect, startTestApp, type TestApp } from '../support/app.js';
import {
  EventPagesDocument,
  InboxDocument,
  MessageAddedDocument,
  StreamDocument,
} from '../support/gql/operations.js';
import { waitFor } from '../support/wait-for.js';

const dayMs = 86_400_000;
const retentionDays = 30;

let server: TestApp;
let token: string;
let tenantId: string;

const query = async (text: string, ...values: unknown[]) =>
  (await server.app.database.pool.query(text, values)).rows;
const syncCursor = async () =>
  (await server.run(InboxDocument, { first: 1 }, token)).conversations.syncCursor;
const post = (text: string) =>
  server.post('/webhooks/chatflow?key=demo', {
    message: text,
    metadata: { remoteJid: '77010000099@s.whatsapp.net', sender: 'A person', messageId: text },
  });

beforeAll(async () => {
  server = await startTestApp();
  token = await server.signIn('owner@demo.test');
  [{ tenant_id: tenantId }] = (await query(
    "select tenant_id from users where email = 'owner@demo.test'",
  )) as [{ tenant_id: string }];
});
afterAll(() => server.stop());

describe('old events', () => {
  /** One before everything, one between the old and the recent, one at the end. */
  let cursors: { readonly first: string; readonly between: string; readonly last: string };
  let keptPosition: number;

  beforeAll(async () => {
    const first = await syncCursor();
    await post('old 1');
    await post('old 2');
    const between = await syncCursor();
    keptPosition = (await readLogRange(server.app.database, tenantId)).last;
    await query('update domain_events set at = at - $1::interval', `${retentionDays + 1} days`);
    await post('young 1');
    await post('young 2');
    cursors = { first, between, last: await syncCursor() };
  });

  it('are dropped, the young ones stay, and the counter says how far the log reaches back', async () => {
    const { database } = server.app;
    expect(await dropOldEvents(database, retentionDays)).toBe(keptPosition);
    const range = await readLogRange(database, tenantId);
    expect(range).toMatchObject({ last: keptPosition + 2, droppedThrough: keptPosition });
    const left = await readEventsAfter(database, tenantId, 0, 100);
    expect(left.map(event => event.position)).toEqual([keptPosition + 1, keptPosition + 2]);
    expect(await dropOldEvents(database, retentionDays)).toBe(0);
    expect(await readLogRange(database, tenantId)).toEqual(range);
  });

  it('answer CURSOR_EXPIRED to a messageAdded that resumes before them', async () => {
    const live = collect(server.connect(token), MessageAddedDocument, { after: cursors.first });
    await waitFor(() => live.errors.length > 0);
    expect(live.errors).toMatchObject([{ extensions: { code: 'CURSOR_EXPIRED' } }]);
    expect(live.items).toEqual([]);
  });

  it('are no loss to a messageAdded that resumes right behind them', async () => {
    const live = collect(server.connect(token), MessageAddedDocument, { after: cursors.between });
    await waitFor(() => live.items.length === 2);
    expect(live.items.map(item => item.messageAdded.text)).toEqual(['young 1', 'young 2']);
    expect(live.errors).toEqual([]);
    live.stop();
  });

  it('give the events stream a StreamReset, after which it goes on live', async () => {
    const stream = collect(server.connect(token), StreamDocument, { after: cursors.first });
    await waitFor(() => stream.items.length >= 2);
    await post('after the reset');
    await waitFor(() => stream.items.length >= 3);
    expect(stream.errors).toEqual([]);
    expect(stream.items.map(item => item.events)).toMatchObject([
      { __typename: 'StreamReset', cursor: cursors.last },
      { __typename: 'CaughtUp', cursor: cursors.last, catchUpCount: 0 },
      { __typename: 'DomainEvent', type: 'MESSAGE_ADDED', isCatchUp: false },
    ]);
    stream.stop();
  });

  it('give the pull form a reset with the cursor to go on from', async () => {
    const { events } = await server.run(EventPagesDocument, { after: cursors.first }, token);
    expect(events).toMatchObject({ events: [], hasMore: false });
    expect(events.reset?.reason).toBeTruthy();
    const next = await server.run(EventPagesDocument, { after: events.endCursor }, token);
    expect(next.events.reset).toBeNull();
  });

  it('go in chunks, each tenant by itself, and never leave one behind that a reader would skip', async () => {
    const { tenantId: other } = await server.addTenant('chunks', Role.OWNER);
    const count = 4_500;
    // One in the middle has a later time than those after it: its transaction began later and waited less.
    await query(
      `insert into domain_events (tenant_id, position, kind, subject_id, changed, at)
       select $1, n, 'MESSAGE_ADDED', gen_random_uuid(), '{}',
              now() - case when n = 4_400 then interval '1 day' else interval '99 days' end
         from generate_series(1, $2::int) as n`,
      other,
      count,
    );
    await query('update event_counters set position = $2 where tenant_id = $1', other, count);
    const own = await readLogRange(server.app.database, tenantId);
    expect(await dropOldEvents(server.app.database, retentionDays)).toBe(4_399);
    expect(await readLogRange(server.app.database, other)).toMatchObject({
      last: count,
      droppedThrough: 4_399,
    });
    const left = await readEventsAfter(server.app.database, other, 4_399, 500);
    expect(left.map(event => event.position)).toEqual(left.map((_, index) => 4_400 + index));
    expect(left).toHaveLength(101);
    expect(await readLogRange(server.app.database, tenantId)).toEqual(own);
  });
});

describe('old rows of the ledger', () => {
  /** A copy of the newest row, as if it had arrived this many days ago. */
  const addOld = async (days: number, status: WebhookEventStatus, of = tenantId) => {
    const at = new Date(Date.now() - days * dayMs);
    const id = firstUuidAt(at).replace(/.{12}$/, String(Math.random()).slice(2, 14).padEnd(12, '0'));
    await query(
      `insert into webhook_events (id, tenant_id, account_id, source, status, received_at, kept_body, headers)
       select $1, $2, id, 'CHATFLOW', $3, $4, '{}', '{}' from provider_accounts limit 1`,
      id,
      of,
      status,
      at,
    );
    return id;
  };
  const exist = async (ids: readonly string[]) =>
    (await query('select id from webhook_events where id = any($1::uuid[]) order by id', ids)).map(
      row => row.id,
    );

  it('are dropped by age, but what waits for a person or for a vendor’s answer stays', async () => {
    const waiting = [WebhookEventStatus.QUARANTINED, WebhookEventStatus.RECEIVED];
    const kept = [
      await addOld(400, WebhookEventStatus.QUARANTINED),
      await addOld(400, WebhookEventStatus.RECEIVED),
      await addOld(80, WebhookEventStatus.PROCESSED),
    ];
    const gone = [];
    for (const status of Object.values(WebhookEventStatus)) {
      if (!waiting.includes(status)) gone.push(await addOld(91, status));
    }
    expect(await dropOldLedgerRows(server.app.database, 90)).toBe(gone.length);
    expect(await exist([...kept, ...gone])).toEqual([...kept].sort());
    expect(await dropOldLedgerRows(server.app.database, 90)).toBe(0);
  });

  it("are dropped by their tenant's own setting, within the installation's", async () => {
    const { tenantId: other } = await server.addTenant('short-memory', Role.OWNER);
    await query('update tenants set webhook_retention_days = 7 where id = $1', other);
    const ofOther = await addOld(8, WebhookEventStatus.PROCESSED, other);
    const own = await addOld(8, WebhookEventStatus.PROCESSED);
    await dropOldLedgerRows(server.app.database, 90);
    expect(await exist([ofOther, own])).toEqual([own]);
    await dropOldLedgerRows(server.app.database, 5);
    expect(await exist([own])).toEqual([]);
  });

  it('are not needed to know a message again', async () => {
    await post('once');
    await query("delete from webhook_events where kept_body like '%once%'");
    const again = (await (await post('once')).json()) as { events: { status: string }[] };
    expect(again.events).toMatchObject([{ status: 'DUPLICATE' }]);
  });
});

describe('answers of vendors to which number a conversation belongs', () => {
  it('go when nobody needed them for ninety days, and one that is needed stays', async () => {
    const { database } = server.app;
    const [account] = await query('select id, tenant_id from provider_accounts limit 1');
    for (const [lookup, days] of Object.entries({ 'a/unused/1': 91, 'a/needed/1': 89, 'a/young/1': 1 }))
      await query(
        `insert into known_lookups (account_id, lookup, tenant_id, lane, channel_external_id, is_asked, found_at)
         values ($1, $2, $3, $2, 'instance_xxx', true, now() - $4::interval)`,
        ...[account?.id, lookup, account?.tenant_id, `${days} days`],
      );
    const about = { id: account?.id, tenantId: account?.tenant_id };
    const nobody = async (): Promise<never> => Promise.reject(new Error('It is known.'));
    await createChannelLookups({ database }).ask(about, 'a/needed/1', nobody);
    expect(await dropUnusedLookups(database)).toBe(1);
    await query("update known_lookups set found_at = found_at - '2 days'::interval");
    expect(await dropUnusedLookups(database)).toBe(0);
    expect((await query('select lookup from known_lookups order by lookup')).map(row => row.lookup)).toEqual([
      ...['a/needed/1', 'a/young/1'],
    ]);
  });
});
