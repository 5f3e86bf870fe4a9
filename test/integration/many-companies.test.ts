/** Messages of several companies share a statement, and nothing else. */
import { describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { toRecordArray } from '../../src/database/record-array.js';
import type { IngestItem } from '../../src/domain/ingest-item.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import { inboundColumns } from '../../src/messages/store-messages.js';
import { createIngestFixture, type IngestFixture } from '../support/ingest-fixture.js';
import { database, ingest, newIngest, setUpIngest } from '../support/ingest-setup.js';
import { createRandom } from '../support/seeded.js';
import { waitFor } from '../support/wait-for.js';

setUpIngest();

let companies = 0;
const addCompany = (): Promise<IngestFixture> => createIngestFixture(database, `company-${++companies}`);
const itemsOf = (company: IngestFixture, count: number, message = {}): Promise<IngestItem[]> =>
  Promise.all(Array.from({ length: count }, () => company.item(message)));
const acceptAll = (items: readonly IngestItem[], by = ingest) =>
  Promise.all(items.map(item => by.accept(item)));
const rowsOf = async <Row>(company: IngestFixture, sql: string): Promise<Row[]> =>
  (await database.pool.query(sql, [company.tenantId])).rows;
const numbersOf = async (company: IngestFixture): Promise<number[]> =>
  (
    await rowsOf<{ position: number }>(
      company,
      'select position from domain_events where tenant_id = $1 order by position',
    )
  ).map(({ position }) => position);
const isWithoutGaps = (positions: readonly number[]) =>
  positions.every((position, index) => position === index + 1);

/** Counts batches, and notes how many were under way and had ended when a message was sent alone. */
function recordBatches() {
  const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
  const { query } = prototype;
  let running = 0;
  let ended = 0;
  const atLone: { running: number; ended: number }[] = [];
  prototype.query = function (...args) {
    const name = (args[0] as { name?: string }).name ?? '';
    if (name.startsWith('store-one')) atLone.push({ running, ended });
    if (name !== 'store-messages') return query.apply(this, args);
    running += 1;
    const done = args.at(-1) as (...outcome: unknown[]) => void;
    return query.apply(this, [
      ...args.slice(0, -1),
      (...outcome: unknown[]) => {
        running -= 1;
        ended += 1;
        done(...outcome);
      },
    ]);
  };
  return {
    atLone,
    untilRunning: (count: number) => waitFor(() => running === count),
    stop: () => {
      prototype.query = query;
    },
  };
}

/** Conversation, lead, ledger and log of a company with one person, without ids. */
async function whatIsLeft(company: IngestFixture): Promise<unknown> {
  const rows = await rowsOf<{ left: unknown }>(
    company,
    `with names as (select id::text, name from topics where tenant_id = $1)
     select json_build_object(
       'conversations', (select json_agg(json_build_array(c.status, c.unread_count, c.topic_source, c.snoozed_until is null, (select name from names where id = c.topic_id::text), m.text)) from conversations c join messages m on m.id = c.last_message_id where c.tenant_id = $1),
       'leads', (select json_agg(json_build_array(l.topic_source, (select name from names where id = l.topic_id::text))) from leads l where l.tenant_id = $1),
       'ledger', (select json_agg(w.status order by w.status) from webhook_events w where w.tenant_id = $1),
       'log', (select json_agg(json_build_array(e.position, e.kind, e.changed, (select name from names where id = e.was ->> 'topicId'), e.was is null, e.message_id is null, e.conversation_id is null, e.channel_id is null) order by e.position) from domain_events e where e.tenant_id = $1)) as left`,
  );
  return rows[0]?.left;
}

/** Runs `work` while another transaction has locked what the query selects. */
async function whileLocked(select: string, value: string, work: () => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(`${select} for update`, [value]);
    await work();
    await client.query('commit');
  } finally {
    await client.end();
  }
}

describe('messages of several companies', () => {
  it('have each their own person, log and ledger, however they are mixed', async () => {
    const mixed = await Promise.all([addCompany(), addCompany(), addCompany()]);
    const announced: string[] = [];
    const stop = database.onPublished(({ tenantId }) => announced.push(tenantId));
    // The same person writes to each.
    const items = (await Promise.all(mixed.map(company => itemsOf(company, 30)))).flat();
    const shuffled = items.toSorted((one, other) =>
      one.ledgerId.slice(-6) < other.ledgerId.slice(-6) ? -1 : 1,
    );
    const results = await acceptAll(shuffled);
    stop();
    expect(results.every(({ status }) => status === 'PROCESSED')).toBe(true);
    for (const company of mixed) {
      const [made] = await rowsOf(
        company,
        `select (select count(*)::int from contacts where tenant_id = $1) as contacts, (select count(*)::int from leads where tenant_id = $1) as leads,
                (select count(*)::int from conversations where tenant_id = $1) as conversations, (select count(*)::int from messages where tenant_id = $1) as messages,
                (select count(*)::int from notes where tenant_id = $1) as notes, (select count(*)::int from webhook_events where tenant_id = $1 and status = 'PROCESSED') as ledger`,
      );
      expect(made).toEqual({ contacts: 1, leads: 1, conversations: 1, messages: 30, notes: 1, ledger: 30 });
      const positions = await numbersOf(company);
      expect(positions).toHaveLength(33);
      expect(isWithoutGaps(positions)).toBe(true);
      expect(announced).toContain(company.tenantId);
      const foreign = await rowsOf(
        company,
        `select m.id from messages m join conversations c on c.id = m.conversation_id join contacts k on k.id = c.contact_id
          where m.tenant_id = $1 and (c.tenant_id <> $1 or k.tenant_id <> $1)`,
      );
      expect(foreign).toEqual([]);
    }
  });

  it('move the topic of a lead in each of them, once', async () => {
    const mixed = await Promise.all([addCompany(), addCompany(), addCompany()]);
    for (const company of mixed) await acceptAll(await itemsOf(company, 1));
    const items = (
      await Promise.all(mixed.map(company => itemsOf(company, 8, { text: 'Есть ламинат?' })))
    ).flat();
    await acceptAll([...items.keys()].map(n => items[(n * 5) % items.length] as IngestItem));
    for (const company of mixed) {
      expect(isWithoutGaps(await numbersOf(company))).toBe(true);
      const updated = await rowsOf<{ changed: string[] }>(
        company,
        `select changed from domain_events where tenant_id = $1 and kind = 'LEAD_UPDATED'`,
      );
      expect(updated).toEqual([{ changed: ['topic'] }]);
      const [former] = await rowsOf<{ count: number }>(
        company,
        `select count(*)::int as count from domain_events where tenant_id = $1 and was is not null`,
      );
      expect(former?.count).toBe(1);
    }
  });

  it.each([
    ['none', 'select 1 where $1::text is not null'],
    [
      'the same',
      `update conversations set topic_id = (select id from topics where tenant_id = $1 order by id limit 1), topic_source = 'RULE' where tenant_id = $1`,
    ],
    ['another, chosen by hand', `update conversations set topic_source = 'HAND' where tenant_id = $1`],
    ['one of an assistant', `update conversations set topic_source = 'ASSISTANT' where tenant_id = $1`],
    ['a lead whose topic was chosen', `update leads set topic_source = 'HAND' where tenant_id = $1`],
    ['no lead', 'update conversations set lead_id = null where tenant_id = $1'],
    [
      'a rest',
      `update conversations set status = 'SNOOZED', snoozed_until = now() + interval '1 day' where tenant_id = $1`,
    ],
    ['an end', `update conversations set status = 'RESOLVED' where tenant_id = $1`],
  ])(
    'leave the same alone as together: a text with a keyword, in a conversation with %s',
    async (_what, prepare) => {
      const left: unknown[] = [];
      for (const isAlone of [true, false]) {
        const [company, other] = [await addCompany(), await addCompany()];
        await acceptAll([
          ...(await itemsOf(company, 1, { text: 'hm' })),
          ...(await itemsOf(other, 1, { text: 'hm' })),
        ]);
        await database.pool.query(prepare, [company.tenantId]);
        const items = await itemsOf(company, 2, { text: 'Есть ламинат?' });
        for (const item of [...items, items[0] as IngestItem]) {
          const repeated = { ...item, ledgerId: uuidV7() };
          await acceptAll(isAlone ? [repeated] : [repeated, ...(await itemsOf(other, 1))]);
        }
        left.push(await whatIsLeft(company));
      }
      expect(left[0]).toEqual(left[1]);
      expect(JSON.stringify(left[0])).toContain('MESSAGE_ADDED');
    },
  );

  it('are one person for first messages over two processes', async () => {
    const company = await addCompany();
    const other = newIngest();
    const items = await itemsOf(company, 40, { from: '77015550001@s.whatsapp.net' });
    const results = await Promise.all(items.map((item, n) => (n % 2 === 0 ? ingest : other).accept(item)));
    expect(results.filter(({ isNewContact }) => isNewContact)).toHaveLength(1);
    expect(new Set(results.map(({ conversationId }) => conversationId)).size).toBe(1);
    expect(isWithoutGaps(await numbersOf(company))).toBe(true);
  });

  it('suffer nothing from a neighbour that the database refuses', async () => {
    const [good, bad] = [await addCompany(), await addCompany()];
    const items = await itemsOf(good, 12);
    const [poison] = await itemsOf(bad, 1);
    const broken = { ...poison, event: { ...poison?.event, kind: 'x\u0000y' } } as never as IngestItem;
    const results = await acceptAll([
      ...items.slice(0, 6),
      broken,
      ...items.slice(6),
      ...(await itemsOf(bad, 2)),
    ]);
    expect(results.map(({ status }) => status).filter(status => status === 'FAILED')).toHaveLength(1);
    expect(results[6]?.status).toBe('FAILED');
    expect(await numbersOf(good)).toHaveLength(15);
    expect(isWithoutGaps(await numbersOf(bad))).toBe(true);
  });

  it.each([
    ['event counter', 'select from event_counters where tenant_id = $1'],
    ['conversations', 'select from conversations where tenant_id = $1'],
  ])('are stored while the %s of one of them is locked, and its own follow', async (_what, select) => {
    const [free, locked] = [await addCompany(), await addCompany()];
    await acceptAll([...(await itemsOf(free, 1)), ...(await itemsOf(locked, 1))]);
    let waiting: Promise<unknown> = Promise.resolve();
    let stored = 0;
    await whileLocked(select, locked.tenantId, async () => {
      const held = await itemsOf(locked, 20);
      waiting = acceptAll(held).then(results => {
        stored = results.length;
        return results;
      });
      // More than the lanes can hold: what is locked must leave them.
      for (let round = 0; round < 3; round += 1) await acceptAll(await itemsOf(free, 40));
      // A lone message of the locked company waits with the others.
      const [late] = await itemsOf(locked, 1, { text: 'late' });
      waiting = Promise.all([waiting, ingest.accept(late as IngestItem)]);
      await acceptAll(await itemsOf(free, 1));
      expect(stored).toBe(0);
    });
    await waiting;
    expect(stored).toBe(20);
    for (const company of [free, locked]) expect(isWithoutGaps(await numbersOf(company))).toBe(true);
    const [last] = await rowsOf<{ text: string }>(
      locked,
      'select text from messages where tenant_id = $1 order by id desc limit 1',
    );
    expect(last?.text).toBe('late');
    // Nothing is held any more: both share statements again.
    await acceptAll([...(await itemsOf(free, 8)), ...(await itemsOf(locked, 8))]);
  });

  it('do not wait for the batches of one that fills the lanes', async () => {
    const [busy, quiet] = [await addCompany(), await addCompany()];
    await acceptAll([...(await itemsOf(busy, 1)), ...(await itemsOf(quiet, 1))]);
    const batches = recordBatches();
    try {
      await whileLocked('select from event_counters where tenant_id = $1', busy.tenantId, async () => {
        const flood = acceptAll(await itemsOf(busy, 100));
        await batches.untilRunning(2);
        await acceptAll(await itemsOf(quiet, 1, { text: 'hm' }));
        expect(batches.atLone).toEqual([{ running: 2, ended: 0 }]);
        void flood;
      });
    } finally {
      batches.stop();
    }
    await ingest.idle();
    expect(await numbersOf(busy)).toHaveLength(104);
    expect(isWithoutGaps(await numbersOf(quiet))).toBe(true);
  });

  it('are stored while the reports of one of them wait for a lock', async () => {
    const [free, locked] = [await addCompany(), await addCompany()];
    const statusOf = async (company: IngestFixture) => {
      const [item] = await itemsOf(company, 1);
      const { channelExternalId } = (item as IngestItem).event as { channelExternalId: string };
      const event = {
        type: 'channel-state',
        channelExternalId,
        eventType: 'state',
        externalEventId: null,
        status: null,
        state: 'open',
        at: null,
      };
      return { ...item, event } as unknown as IngestItem;
    };
    const channel = await rowsOf<{ id: string }>(
      locked,
      'select id from channels where tenant_id = $1 limit 1',
    );
    expect(channel).toHaveLength(1);
    let waiting: Promise<unknown> = Promise.resolve();
    await whileLocked('select from channels where tenant_id = $1', locked.tenantId, async () => {
      waiting = acceptAll(await Promise.all(Array.from({ length: 4 }, () => statusOf(locked))));
      await acceptAll(await Promise.all(Array.from({ length: 4 }, () => statusOf(free))));
    });
    await waiting;
  });
});

describe('the rows of a batch', () => {
  it('have the columns of the type, in its order', async () => {
    const { rows } = await database.pool.query(
      `select attname from pg_attribute where attrelid = 'inbound_message'::regclass and attnum > 0 order by attnum`,
    );
    const toSnake = (name: string) => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`);
    expect(rows.map(({ attname }) => attname)).toEqual(inboundColumns.map(toSnake));
  });

  it('arrive as they were sent, whatever characters they have', async () => {
    const random = createRandom(7);
    const characters = [
      '"',
      '\\',
      ',',
      '(',
      ')',
      '{',
      '}',
      ' ',
      '\n',
      '\t',
      "'",
      'NULL',
      '',
      'я',
      '👍',
      '\u200b',
      'a',
    ];
    const pick = () => characters[Math.floor(random() * characters.length)] ?? '';
    const textOf = () => Array.from({ length: Math.floor(random() * 12) }, pick).join('');
    const texts = ['', 'NULL', '"', '\\', '\\"', '""', ...Array.from({ length: 300 }, textOf)];
    const rows = texts.map(text => [
      ...inboundColumns.map(column =>
        column === 'text' || column === 'kind' ? text : column === 'itemIndex' ? 7 : null,
      ),
    ]);
    const answer = await database.pool.query(
      'select i."text", i."kind", i."item_index", i."channel_id", i."headers" from unnest($1::inbound_message[]) with ordinality as i order by i.ordinality',
      [toRecordArray(rows)],
    );
    expect(answer.rows).toEqual(
      texts.map(text => ({ text, kind: text, item_index: 7, channel_id: null, headers: null })),
    );
  });
});
