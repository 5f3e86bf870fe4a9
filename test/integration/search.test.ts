/** The search over a real database: words in three languages, names, phones, filters, pages, freshness, limits. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { Database } from '../../src/database/database.js';
import type { NewEvent } from '../../src/database/publish.js';
import { createTenantReader } from '../../src/database/tenant-reader.js';
import { MessageStatus } from '../../src/domain/delivery-status.js';
import { uuidV7 } from '../../src/domain/uuid-v7.js';
import {
  AuthorKind,
  EventType,
  MessageDirection,
  MessageKind,
  Role,
  SearchKind,
} from '../../src/domain/vocabulary.js';
import { Message } from '../../src/entities/message.entity.js';
import { Note } from '../../src/entities/note.entity.js';
import { createLoaders } from '../../src/queries/loaders.js';
import { createSchema } from '../../src/schema/build-schema.js';
import { createSearch, type SearchOptions } from '../../src/search/search.js';
import type { SearchListFilter } from '../../src/search/search-filter.js';
import { type WatchOptions, watchLog } from '../../src/search/watch-log.js';
import { createRunner, testCursors } from '../support/run-graphql.js';
import {
  insertRows,
  openTestDatabase,
  type SeededConversation,
  type SeededTenant,
  seedConversations,
  seedTenant,
} from '../support/seed.js';
import { seeded } from '../support/seeded.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let files: TestDatabase;
let database: Database;
let tenant: SeededTenant;
/** Has many blocks. */
let large: SeededTenant;
let run: ReturnType<typeof createRunner>;
let ofFirst: SeededConversation;
let ofSecond: SeededConversation;
let tenants = 0;

const newTenant = () => {
  tenants += 1;
  return seedTenant(database, `search${tenants}`);
};
const sql = (text: string, ...values: unknown[]) => database.pool.query(text, values);
/** Reads everything that was committed. */
const index = async (options?: WatchOptions) => {
  while (await watchLog(database, new AbortController().signal, options));
};
const emit = (of: SeededTenant, ...events: NewEvent[]) =>
  database.publish(of.tenantId, async transaction => transaction.emit(...events));

/** Stores messages with their events, as ingest does. */
async function write(
  of: SeededTenant,
  { id: conversationId, channelId }: Pick<SeededConversation, 'id' | 'channelId'>,
  texts: readonly string[],
  more: Partial<Message> = {},
): Promise<string[]> {
  const rows = texts.map(text => ({
    ...{
      id: uuidV7(),
      tenantId: of.tenantId,
      conversationId,
      channelId,
      text,
      createdAt: new Date(),
      sentAt: new Date(),
    },
    ...{ direction: MessageDirection.INBOUND, kind: MessageKind.TEXT, authorKind: AuthorKind.CONTACT },
    ...{ status: MessageStatus.RECEIVED, hasAttachments: false, ...more },
  }));
  await insertRows(database, Message, rows);
  await emit(
    of,
    ...rows.map(({ id }) => ({
      ...{ kind: EventType.MESSAGE_ADDED, subjectId: id, messageId: id, conversationId, channelId },
    })),
  );
  return rows.map(({ id }) => id);
}

interface Asked {
  readonly filter?: SearchListFilter;
  readonly first?: number;
  readonly after?: string | null;
  readonly scope?: readonly string[] | null;
  readonly options?: SearchOptions;
  readonly of?: SeededTenant;
}

/** A page of results. */
async function page(
  query: string,
  { filter = {}, first = 20, after, scope = null, options, of = tenant }: Asked = {},
) {
  const reader = createTenantReader(database, of.tenantId);
  const source = {
    reader,
    loaders: createLoaders(reader),
    cursors: testCursors,
    channelIds: scope,
    userId: null,
  };
  const found = await createSearch(database, options)(source, query, filter, { first, after });
  return {
    ...found,
    edges: found.edges.map(({ cursor, field, snippet, node }) => ({
      ...{
        cursor,
        field,
        id: (node as { id: string }).id,
        type: (node as { __typename: string }).__typename,
      },
      shown: snippet.map(({ text, isMatch }) => (isMatch ? `[${text}]` : text)).join(''),
    })),
  };
}
/** The snippets of a query, the best first. */
const shown = async (query: string, asked?: Asked) =>
  (await page(query, asked)).edges.map(edge => edge.shown);
const ids = async (query: string, asked?: Asked) => (await page(query, asked)).edges.map(edge => edge.id);

beforeAll(async () => {
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  run = createRunner(await createSchema(), database);
  tenant = await newTenant();
  [ofFirst] = (await seedConversations(database, tenant, { messagesEach: 0 })) as [SeededConversation];
  [ofSecond] = (await seedConversations(database, tenant, {
    messagesEach: 0,
    channelId: tenant.channelIds[1],
  })) as [SeededConversation];
  await sql(`update contacts set display_name = 'Нұрлан Әбілов' where id = $1`, ofFirst.contactId);
  await sql(`update contacts set display_name = 'Anna-Maria O''Brien' where id = $1`, ofSecond.contactId);
  await sql(`update leads set name = null`);
  await write(tenant, ofFirst, [
    'Здравствуйте! Сколько стоят маникюры и когда можно записаться?',
    'Маникюр стоит 5000 тенге',
    'Қазір маникюрдің бағасы қанша?',
    'Бағаны айтыңызшы',
    'Ёлочка уже заказана, price.Thanks',
  ]);
  await write(tenant, ofSecond, [
    'Running late, call me: 8 (701) 555-66-77',
    'The runners ran',
    'Записала вас на маникюр завтра',
  ]);
  await index();
});
afterAll(async () => {
  await database?.close();
  await files?.drop();
});

describe('words', () => {
  it('are found in all their Russian forms; those as they are come first, among equals the newest', async () => {
    expect(await shown('маникюр ')).toEqual([
      'Записала вас на [маникюр] завтра',
      '[Маникюр] стоит 5000 тенге',
      'Қазір [маникюрдің] бағасы қанша?',
      'Здравствуйте! Сколько стоят [маникюры] и когда можно записаться?',
    ]);
    expect(await shown('маникюром записать ')).toEqual([
      '[Записала] вас на [маникюр] завтра',
      'Здравствуйте! Сколько стоят [маникюры] и когда можно [записаться]?',
    ]);
    expect(await shown('стоить маникюры ')).toEqual([
      '[Маникюр] [стоит] 5000 тенге',
      'Здравствуйте! Сколько [стоят] [маникюры] и когда можно записаться?',
    ]);
  });

  it('must all occur, also those that a dictionary leaves out', async () => {
    expect(await shown('на маникюр ')).toEqual(['Записала вас [на] [маникюр] завтра']);
    expect(await shown('маникюр педикюр')).toEqual([]);
  });

  it('are found in Kazakh forms and in English ones', async () => {
    expect(await shown('баға ')).toEqual(['[Бағаны] айтыңызшы', 'Қазір маникюрдің [бағасы] қанша?']);
    expect(await shown('run ')).toEqual(['[Running] late, call me: 8 (701) 555-66-77']);
    expect(await shown('елочка')).toEqual(['[Ёлочка] уже заказана, price.Thanks']);
    expect(await shown('thanks')).toEqual(['Ёлочка уже заказана, price.[Thanks]']);
  });

  it('can be unfinished at the end, and are kept together in quotation marks', async () => {
    expect(await shown('стоит маник')).toEqual([
      '[Маникюр] [стоит] 5000 тенге',
      'Здравствуйте! Сколько [стоят] [маникюры] и когда можно записаться?',
    ]);
    expect(await shown('маник стоит ')).toEqual([]);
    expect(await shown('"на маникюр"')).toEqual(['Записала вас [на маникюр] завтра']);
    expect(await shown('"маникюр на"')).toEqual([]);
  });

  it('find a phone in a text in any writing', async () => {
    expect(await shown('+77015556677', { filter: { kinds: [SearchKind.MESSAGE] } })).toEqual([
      'Running late, call me: [8 (701) 555-66-77]',
    ]);
    expect(await shown('555 66')).toEqual(['Running late, call me: 8 (701) [555]-[66]-77']);
  });
});

describe('people', () => {
  const people = async (query: string, asked?: Asked) =>
    (await page(query, asked)).edges.map(({ type, field, shown: text }) => `${type} ${field} ${text}`);

  it('are found by parts of their names, before texts', async () => {
    expect(await people('нұрл')).toEqual([
      'Contact displayName [Нұрл]ан Әбілов',
      'Conversation contact [Нұрл]ан Әбілов',
    ]);
    expect(await people('әбіл нұр')).toEqual([
      'Contact displayName [Нұр]лан [Әбіл]ов',
      'Conversation contact [Нұр]лан [Әбіл]ов',
    ]);
    expect((await people('рлан')).length).toBe(2);
    expect(await people('brien', { filter: { kinds: [SearchKind.CONTACT] } })).toEqual([
      "Contact displayName Anna-Maria O'[Brien]",
    ]);
  });

  it('are found by the digits of their phone in any writing, with a part of the name too', async () => {
    const { phone } = ofFirst;
    const national = phone.slice(2);
    const writings = [
      phone,
      `8${national}`,
      `8 (${national.slice(0, 3)}) ${national.slice(3)}`,
      national,
      phone.slice(-5),
    ];
    for (const writing of writings)
      expect(
        (await ids(writing, { filter: { kinds: [SearchKind.CONTACT] } })).includes(ofFirst.contactId),
      ).toBe(true);
    expect(await ids(`нұрлан ${national}`, { filter: { kinds: [SearchKind.CONTACT] } })).toEqual([
      ofFirst.contactId,
    ]);
    expect((await people(`8${national}`)).map(line => line.split(' ').slice(0, 2).join(' ')).sort()).toEqual([
      'Contact phone',
      'Conversation identity',
      'Lead phone',
    ]);
  });
});

describe('a search', () => {
  it('is limited by its filters', async () => {
    const count = async (filter: SearchListFilter) => (await ids('маникюр', { filter })).length;
    const { channelIds, users } = tenant;
    const hour = 3_600_000;
    expect(
      await Promise.all([
        count({ channelIds: [channelIds[0]] }),
        count({ channelIds: [channelIds[1]] }),
        count({ channelIds: [] }),
        count({ kinds: [SearchKind.NOTE, SearchKind.CONTACT] }),
        count({ contactId: ofSecond.contactId }),
        count({ conversationId: ofFirst.id }),
        count({ direction: MessageDirection.OUTBOUND }),
        count({ direction: MessageDirection.INBOUND }),
        count({ authorIds: [users[Role.MANAGER]] }),
        count({ createdAfter: new Date(Date.now() + hour) }),
        count({ createdAfter: new Date(Date.now() - hour), createdBefore: new Date(Date.now() + hour) }),
        count({ createdBefore: new Date(Date.now() - hour) }),
      ]),
    ).toEqual([3, 1, 0, 0, 1, 3, 0, 4, 0, 0, 4, 0]);
  });

  it('shows a token of some numbers only what is on them', async () => {
    const scope = [tenant.channelIds[1]];
    expect(await shown('маникюр', { scope })).toEqual(['Записала вас на [маникюр] завтра']);
    expect(await ids('нұрлан', { scope })).toEqual([]);
    expect(await ids('brien', { scope, filter: { kinds: [SearchKind.CONTACT] } })).toEqual([
      ofSecond.contactId,
    ]);
    expect(await ids('маникюр', { scope, filter: { channelIds: [tenant.channelIds[0]] } })).toEqual([]);
  });

  it('finds nothing of another company', async () => {
    const other = await newTenant();
    const [theirs] = (await seedConversations(database, other, { messagesEach: 0 })) as [SeededConversation];
    const [found] = await write(other, theirs, ['Маникюр у другой компании']);
    await index();
    expect(await ids('маникюр', { of: other })).toEqual([found]);
    expect(await ids('другой компании')).toEqual([]);
    expect(await ids('маникюр', { filter: { conversationId: theirs.id } })).toEqual([]);
  });

  it('has pages that join without a gap or a repetition, over all classes', async () => {
    const all = await page('маникюр', { first: 100 });
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const next: Awaited<ReturnType<typeof page>> = await page('маникюр', { first: 1, after });
      seen.push(...next.edges.map(({ id }) => id));
      after = next.pageInfo.hasNextPage ? next.pageInfo.endCursor : null;
    } while (after !== null);
    expect(seen).toEqual(all.edges.map(({ id }) => id));
    expect(seen.length).toBe(4);
  });

  it('is answered by the schema, with nodes of each type, and errors for a wrong query or cursor', async () => {
    const document = `query ($query: String!, $after: Cursor) { search(query: $query, first: 2, after: $after) {
      edges { cursor field snippet { text isMatch } node { __typename ... on Node { id } ... on Message { text } ... on Contact { displayName } } }
      nodes { __typename } pageInfo { hasNextPage hasPreviousPage endCursor } } }`;
    const { data, errors } = await run(tenant, document, { query: 'нұрлан' });
    expect(errors).toEqual([]);
    expect(data.search.nodes).toEqual([{ __typename: 'Contact' }, { __typename: 'Conversation' }]);
    expect(data.search.edges[0]).toMatchObject({
      field: 'displayName',
      node: { displayName: 'Нұрлан Әбілов', id: ofFirst.contactId },
      snippet: [
        { text: 'Нұрлан', isMatch: true },
        { text: ' Әбілов', isMatch: false },
      ],
    });
    const codes = async (variables: object) => (await run(tenant, document, { ...variables })).codes;
    const foreign = testCursors.encode(tenant.tenantId, 'messages', ['0', uuidV7()]);
    expect([await codes({ query: 'a' }), await codes({ query: 'маникюр', after: foreign })]).toEqual([
      ['BAD_USER_INPUT'],
      ['CURSOR_INVALID'],
    ]);
  });
});

describe('what changes', () => {
  it('is found by its new text, and not by the old one, even before the index knows', async () => {
    const [id] = await write(tenant, ofFirst, ['аквариум']);
    await index();
    expect(await ids('аквариум')).toEqual([id]);
    await sql(`update messages set text = 'бегемот' where id = $1`, id);
    expect(await ids('аквариум')).toEqual([]);
    const ofMessage = { subjectId: String(id), messageId: String(id), conversationId: ofFirst.id };
    await emit(tenant, { kind: EventType.MESSAGE_UPDATED, ...ofMessage, changed: ['text', 'editedAt'] });
    await index();
    expect([await ids('бегемот'), await ids('аквариум')]).toEqual([[id], []]);
    await sql('update messages set deleted_at = now() where id = $1', id);
    expect(await ids('бегемот')).toEqual([]);
    await emit(tenant, { kind: EventType.MESSAGE_UPDATED, ...ofMessage, changed: ['deletedAt'] });
    await index();
    const { rows } = await sql('select 1 from search_documents where subject_id = $1', id);
    expect(rows).toEqual([]);
  });

  it('concerns names of contacts and their conversations, merged contacts, and notes', async () => {
    const [fresh] = (await seedConversations(database, tenant, { messagesEach: 0 })) as [SeededConversation];
    await emit(tenant, { kind: EventType.CONVERSATION_ADDED, subjectId: fresh.id, conversationId: fresh.id });
    await index();
    await sql(`update contacts set display_name = 'Зарина Тест' where id = $1`, fresh.contactId);
    await emit(tenant, {
      kind: EventType.CONTACT_UPDATED,
      subjectId: fresh.contactId,
      changed: ['displayName'],
    });
    const note = {
      id: uuidV7(),
      tenantId: tenant.tenantId,
      conversationId: fresh.id,
      ownBody: 'Просила перезвонить',
    };
    const written = {
      authorKind: AuthorKind.USER,
      authorUserId: tenant.users[Role.MANAGER],
      createdAt: new Date(),
    };
    await insertRows(database, Note, [{ ...note, ...written }]);
    await emit(tenant, { kind: EventType.NOTE_ADDED, subjectId: note.id });
    await index();
    expect((await ids('зарина')).sort()).toEqual([fresh.id, fresh.contactId].sort());
    expect(await ids('перезвони', { filter: { authorIds: [tenant.users[Role.MANAGER]] } })).toEqual([
      note.id,
    ]);
    await sql('update contacts set merged_into_id = $2 where id = $1', fresh.contactId, ofFirst.contactId);
    expect(await ids('зарина', { filter: { kinds: [SearchKind.CONTACT] } })).toEqual([]);
  });

  it('is stored however long and strange its text is', async () => {
    const of = await newTenant();
    const [talk] = (await seedConversations(database, of, { messagesEach: 0 })) as [SeededConversation];
    const long = Array.from({ length: 6_000 }, (_, n) => `${'ඞ'.repeat(60)}${n.toString(36)}`).join(' ');
    const texts = [
      `первый ${long} последний`,
      'Ω\u0301 ﷽ \'\\"\u0001 𝒜𝒷 İ ß 🇰🇿 странный',
      `${'а'.repeat(5_000)} одно`,
    ];
    const [first, strange, one] = await write(of, talk, texts);
    await index();
    const found = await Promise.all(
      ['первый', 'последний', 'странный', '𝒜𝒷', 'одно'].map(word => ids(word, { of })),
    );
    expect(found).toEqual([[first], [], [strange], [strange], [one]]);
  });

  it('is read again when events are missing in the log, and documents of rows that are gone are deleted', async () => {
    const of = await newTenant();
    const [talk] = (await seedConversations(database, of, { messagesEach: 0 })) as [SeededConversation];
    const [gone, stays] = await write(of, talk, ['пропавшее слово', 'оставшееся слово']);
    await index();
    await sql('delete from messages where id = $1', gone);
    await sql('update messages set text = $2 where id = $1', stays, 'другое слово');
    await sql(
      'update event_counters set position = position + 10, dropped_through = position + 5 where tenant_id = $1',
      of.tenantId,
    );
    await index();
    expect(await ids('слово', { of })).toEqual([stays]);
    const { rows } = await sql('select 1 from search_documents where subject_id = $1', gone);
    expect(rows).toEqual([]);
  });
});

describe('a large company', () => {
  it('has its older rows stored in portions, in blocks', async () => {
    const of = await newTenant();
    large = of;
    const [talk] = (await seedConversations(database, of, { messagesEach: 0 })) as [SeededConversation];
    const texts = Array.from({ length: 130 }, (_, n) => `слово${n % 7} общее`);
    const stored = await write(of, talk, texts);
    await index({ blockRows: 20, fillRows: 9 });
    const blocks = await sql('select documents from search_blocks where tenant_id = $1', of.tenantId);
    expect(blocks.rows.length).toBeGreaterThanOrEqual(6);
    const more = await write(of, talk, ['слово1 общее', 'слово2 общее']);
    await index({ blockRows: 20 });
    const all = [...stored, ...more].reverse();
    const ways: SearchOptions[] = [
      {},
      { firstBlocks: 1, maxSorted: 5 },
      { firstBlocks: 1, maxSorted: 1_000 },
    ];
    for (const options of ways) {
      expect(await ids('общее', { of, first: 100, options })).toEqual(all.slice(0, 100));
      const { after } = await page('общее', { of, first: 60, options }).then(({ pageInfo }) => ({
        after: pageInfo.endCursor,
      }));
      expect(await ids('общее', { of, first: 100, after, options })).toEqual(all.slice(60));
      expect((await ids('слово6', { of, first: 100, options })).length).toBe(18);
    }
  });

  it(
    'is searched as a scan of all texts would be',
    seeded(async random => {
      const of = await newTenant();
      const [talk] = (await seedConversations(database, of, { messagesEach: 0 })) as [SeededConversation];
      const words = ['кот', 'дом', 'лес', 'ого', 'abc', 'үйі', '42', 'котик'];
      const pick = () => words[Math.floor(random() * words.length)] ?? '';
      const texts = Array.from({ length: 60 }, () =>
        Array.from({ length: 1 + Math.floor(random() * 4) }, pick).join(' '),
      );
      const stored = await write(of, talk, texts);
      await index({ blockRows: 16 });
      const kinds = [SearchKind.MESSAGE];
      const wrong: unknown[] = [];
      for (let n = 0; n < 25; n += 1) {
        const wanted = [pick(), pick()].slice(0, 1 + Math.floor(random() * 2));
        const query = `${wanted.join(random() < 0.5 ? ' ' : ', ')}.`;
        // A stem is a form: the words of the list have none in common.
        const expected = stored
          .filter((_, i) => wanted.every(word => texts[i]?.split(' ').includes(word)))
          .reverse();
        const options = { firstBlocks: 1, maxSorted: random() < 0.5 ? 3 : 1_000 };
        const found = await ids(query, { of, first: 100, filter: { kinds }, options });
        if (found.join() !== expected.join())
          wrong.push({ query, found: found.length, expected: expected.length });
      }
      expect(wrong).toEqual([]);
    }),
  );

  it('is searched by the index of the words, in every statement', async () => {
    const prototype = pg.Client.prototype as unknown as { query: (...args: unknown[]) => unknown };
    const { query } = prototype;
    const sent: { text: string; values: unknown[] }[] = [];
    prototype.query = function (...args) {
      const [config] = args as [{ text?: string; values?: unknown[] }];
      if (config.text?.includes('@@')) sent.push({ text: config.text, values: config.values ?? [] });
      return query.apply(this, args);
    };
    const options = { firstBlocks: 1, maxSorted: 1 };
    await page('слово1 общее', { of: large, first: 100, options }).finally(() => {
      prototype.query = query;
    });
    const client = await database.pool.connect();
    try {
      // As the search itself sets it.
      await client.query('begin; set local enable_seqscan = off');
      const plans: string[] = [];
      for (const { text, values } of sent) {
        const { rows } = await client.query(`explain ${text}`, values);
        plans.push(rows.map(row => row['QUERY PLAN']).join('\n'));
      }
      expect(plans.length).toBeGreaterThan(4);
      const usesIndex = (plan: string) => plan.includes('Bitmap Index Scan on search_documents_words_idx');
      expect(plans.filter(plan => !usesIndex(plan) || /Seq Scan on search/.test(plan))).toEqual([]);
    } finally {
      await client.query('rollback');
      client.release();
    }
  });

  it('is never searched longer than the limit', async () => {
    const locked = await database.pool.connect();
    try {
      await locked.query('begin; lock table search_documents in access exclusive mode');
      await expect(page('маникюр', { options: { timeoutMs: 50 } })).rejects.toMatchObject({
        code: 'SEARCH_TOO_BROAD',
      });
    } finally {
      await locked.query('rollback');
      locked.release();
    }
  });
});
