/** A few texts of known people share a statement, which leaves what the function for any batch leaves. */
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { IngestItem } from '../../src/domain/ingest-item.js';
import type { Ingest } from '../../src/ingest/ingest.js';
import { createIngestFixture, type IngestFixture } from '../support/ingest-fixture.js';
import { database, newIngest, setUpIngest } from '../support/ingest-setup.js';
import { createRandom, type Random, seeded } from '../support/seeded.js';

setUpIngest();

let companies = 0;
const addCompany = (): Promise<IngestFixture> => createIngestFixture(database, `few-${++companies}`);
const acceptAll = (ingest: Ingest, items: readonly IngestItem[]) =>
  Promise.all(items.map(item => ingest.accept(item)));

/** The names of the storing statements during `work`. */
async function statementsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const names: string[] = [];
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function (...args) {
    const name = (args[0] as { name?: string }).name ?? '';
    if (name.startsWith('store-')) names.push(name);
    return query.apply(this, args);
  };
  await work().finally(() => {
    prototype.query = query;
  });
  return names;
}

const channels = ['instance_xxx', 'instance_yyy'];
/** Two people, each on two channels: the conversations of one share a lead. */
const places = [1, 2].flatMap(n =>
  channels.map(channelExternalId => ({ channelExternalId, from: `7701000000${n}@s.whatsapp.net` })),
);

/** Everything but ids and times, in one order. */
async function whatIsLeft({ tenantId }: IngestFixture): Promise<unknown> {
  const { rows } = await database.pool.query(
    `with names as (select id::text, name from topics where tenant_id = $1),
     places as (select c.*, ch.external_id || ' ' || ci.canonical as place from conversations c join channels ch on ch.id = c.channel_id
                  join contact_identities ci on ci.id = c.identity_id where c.tenant_id = $1)
     select json_build_object(
       'conversations', (select json_agg(json_build_array(c.place, c.status, c.unread_count, c.topic_source, c.snoozed_until is null, c.last_activity_at = m.created_at,
           c.last_inbound_at, (select name from names where id = c.topic_id::text), m.text) order by c.place) from places c join messages m on m.id = c.last_message_id),
       'messages', (select json_agg(json_build_array(c.place, m.external_id, m.text, m.status, m.sent_at) order by c.place, m.external_id) from messages m join places c on c.id = m.conversation_id),
       'leads', (select json_agg(json_build_array(l.topic_source, (select name from names where id = l.topic_id::text)) order by l.id) from leads l where l.tenant_id = $1),
       'ledger', (select json_agg(json_build_array(w.external_event_id, w.status, w.message_id is null, w.kept_body) order by w.external_event_id, w.status) from webhook_events w where w.tenant_id = $1),
       'log', (select json_agg(json_build_array(e.position, e.kind, e.changed, c.place, m.external_id, (select name from names where id = e.was ->> 'topicId'), e.was is null) order by e.position)
                 from domain_events e left join places c on c.id = e.conversation_id left join messages m on m.id = e.message_id where e.tenant_id = $1)) as left`,
    [tenantId],
  );
  return rows[0]?.left;
}

const choose = <Of>(random: Random, from: readonly Of[]): Of =>
  from[Math.floor(random() * from.length)] as Of;

/** What users and time do to conversations between two batches. */
const changes = [
  'select 1 where $1::text is not null',
  `update conversations set topic_source = 'HAND' where tenant_id = $1`,
  `update conversations set topic_source = 'ASSISTANT' where tenant_id = $1`,
  `update conversations set topic_id = null, topic_source = null where tenant_id = $1`,
  `update leads set topic_source = 'HAND' where tenant_id = $1`,
  `update leads set topic_id = null, topic_source = null where tenant_id = $1`,
  'update conversations set lead_id = null where tenant_id = $1',
  `update conversations set status = 'SNOOZED', snoozed_until = now() + interval '1 day' where tenant_id = $1`,
  `update conversations set status = 'RESOLVED' where tenant_id = $1`,
  `update conversations set last_inbound_at = '2030-01-01' where tenant_id = $1`,
];

/** Plays one random history; with `isFresh` by processes that know no address, so that the function stores each batch. */
async function play(random: Random, isFresh: boolean) {
  const company = await addCompany();
  const known = newIngest({}, company);
  for (const [n, place] of places.entries())
    await known.accept(await company.item({ ...place, messageKey: `first-${n}`, text: 'hm' }));
  let keys = 0;
  const names = await statementsOf(async () => {
    for (let round = 0; round < 12; round += 1) {
      // The first texts give each lead a topic; a change could forbid it for good.
      const isFirst = round === 0;
      if (!isFirst) await database.pool.query(choose(random, changes), [company.tenantId]);
      const order = places.map(place => ({ place, at: random() })).sort((a, b) => a.at - b.at);
      const size = 2 + Math.floor(random() * 3);
      const items: IngestItem[] = [];
      for (const { place } of order.slice(0, size)) {
        const isRepeated = keys > 0 && random() < 0.2;
        if (!isRepeated) keys += 1;
        const messageKey = isRepeated ? `key-${1 + Math.floor(random() * keys)}` : `key-${keys}`;
        const text =
          isFirst || random() < 0.5
            ? 'Есть ламинат?'
            : choose(random, ['hm', '', 'a "quote", {braces} and \\']);
        const sentAt = new Date(Date.UTC(2026, 5, 1) + Math.floor(random() * 1e6) * 1_000);
        items.push(await company.item({ ...place, messageKey, text, sentAt }));
      }
      await acceptAll(isFresh ? newIngest({}, company) : known, items);
    }
  });
  return { names, left: await whatIsLeft(company) };
}

describe('two to four texts of known people', () => {
  it(
    'leave the same as in the statement for any batch, whatever they change',
    seeded(async random => {
      const seed = Math.floor(random() * 2 ** 31);
      const few = await play(createRandom(seed), false);
      const any = await play(createRandom(seed), true);
      expect(few.names.filter(name => /^store-[234]-texts$/.test(name)).length).toBeGreaterThan(5);
      expect(any.names.filter(name => name === 'store-messages').length).toBeGreaterThan(5);
      expect(few.left).toEqual(any.left);
      expect(JSON.stringify(few.left)).toContain('LEAD_UPDATED');
    }),
  );

  it('are one statement; others are not stored by it', async () => {
    const company = await addCompany();
    const ingest = newIngest({}, company);
    const itemsOf = (count: number, message = {}) =>
      Promise.all(
        Array.from({ length: count }, (_, n) => company.item({ from: `770200000${10 + n}`, ...message })),
      );
    for (const item of await itemsOf(5)) await ingest.accept(item);
    const namesOf = async (...items: readonly IngestItem[]) => statementsOf(() => acceptAll(ingest, items));
    expect(await namesOf(...(await itemsOf(2)))).toEqual(['store-2-texts']);
    expect(await namesOf(...(await itemsOf(3)))).toEqual(['store-3-texts']);
    expect(await namesOf(...(await itemsOf(4)))).toEqual(['store-4-texts']);
    const others: Record<string, IngestItem[]> = {
      'more than four': await itemsOf(5),
      'two of one address': await itemsOf(2, { from: '77020000010' }),
      'one that is not a text': [
        ...(await itemsOf(1)),
        ...(await itemsOf(1, { from: '77020000011', content: { type: 'contacts', cards: [] } })),
      ],
      'one of somebody new': [...(await itemsOf(1)), ...(await itemsOf(1, { from: '77020000099' }))],
    };
    for (const [what, items] of Object.entries(others))
      expect([what, await namesOf(...items)]).toEqual([what, ['store-messages']]);
  });

  it('are stored once, also when one has lost its conversation', async () => {
    const company = await addCompany();
    const ingest = newIngest({}, company);
    const [staying, lost] = [{ from: '77030000001' }, { from: '77030000002' }];
    for (const person of [staying, lost]) await ingest.accept(await company.item(person));
    const { rowCount } = await database.pool.query(
      `update contact_identities set canonical = canonical || '9' where tenant_id = $1 and raw_value like '%77030000002%'`,
      [company.tenantId],
    );
    expect(rowCount).toBe(1);
    const items = await Promise.all([staying, lost].map(person => company.item(person)));
    const names = await statementsOf(async () => {
      const results = await acceptAll(ingest, items);
      expect(results.map(({ status }) => status)).toEqual(['PROCESSED', 'PROCESSED']);
    });
    expect(names.slice(0, 2)).toEqual(['store-2-texts', 'store-messages']);
    const { rows } = await database.pool.query(
      'select external_id from messages where tenant_id = $1 and external_id = any($2)',
      [company.tenantId, items.map(({ event }) => (event as { messageKey: string }).messageKey)],
    );
    expect(rows).toHaveLength(2);
  });

  it('are stored by two processes at once, in whatever order each has them', async () => {
    const company = await addCompany();
    const processes = [newIngest({}, company), newIngest({}, company)];
    const people = Array.from({ length: 4 }, (_, n) => ({ from: `770400000${10 + n}` }));
    for (const process of processes)
      for (const person of people) await process.accept(await company.item(person));
    for (let round = 0; round < 15; round += 1) {
      const batches = await Promise.all(
        processes.map((_, n) =>
          Promise.all((n === 0 ? people : people.toReversed()).map(person => company.item(person))),
        ),
      );
      const results = await Promise.all(processes.map((process, n) => acceptAll(process, batches[n] ?? [])));
      expect(results.flat().every(({ status }) => status === 'PROCESSED')).toBe(true);
    }
    const { rows } = await database.pool.query(
      `select count(*)::int as messages, (select count(*)::int from domain_events where tenant_id = $1 and kind = 'MESSAGE_ADDED') as events,
              (select max(position) = count(*) from domain_events where tenant_id = $1) as "isWithoutGaps",
              (select sum(unread_count)::int from conversations where tenant_id = $1) as unread from messages where tenant_id = $1`,
      [company.tenantId],
    );
    expect(rows[0]).toEqual({ messages: 128, events: 128, isWithoutGaps: true, unread: 128 });
  });
});
