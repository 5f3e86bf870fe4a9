/** Answers that are stored: which ones, for how long, and never one that is older than a committed change. */
import { setImmediate } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type GraphQLSchema,
  getNamedType,
  isInputObjectType,
  isLeafType,
  isObjectType,
  parse,
  validate,
} from 'graphql';
import { tableOf } from '../../src/database/columns.js';
import type { Database } from '../../src/database/database.js';
import { readLogState } from '../../src/delivery/event-log.js';
import { EventType } from '../../src/domain/vocabulary.js';
import { createFindStorable, type FindStorable } from '../../src/graphql/storable-operations.js';
import { listLoggedColumns, loggedFields, loggedInputs } from '../../src/resolvers/logged-fields.js';
import { createSchema } from '../../src/schema/build-schema.js';
import type { Executed } from '../../src/server/answers/answer.js';
import { type AnswerOutcome, createAnswerCache } from '../../src/server/answers/answer-cache.js';
import { SharedExecutions } from '../../src/server/answers/shared-executions.js';
import { toQuestion } from '../../src/server/answers/to-question.js';
import { readInboxOperation } from '../support/inbox-operation.js';
import { openTestDatabase, type SeededTenant, seedTenant } from '../support/seed.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { waitFor } from '../support/wait-for.js';

let schema: GraphQLSchema;
let findStorable: FindStorable;
let files: TestDatabase;
let database: Database;
let tenants: readonly [SeededTenant, SeededTenant];

beforeAll(async () => {
  schema = await createSchema();
  findStorable = createFindStorable(schema);
  files = await createTestDatabase();
  database = await openTestDatabase(files.url);
  tenants = [await seedTenant(database, 'one'), await seedTenant(database, 'two')];
});
afterAll(async () => {
  await database?.close();
  await files?.drop();
});

const isStorable = (text: string, name: string | null = null): boolean => {
  const document = parse(text);
  expect(validate(schema, document)).toEqual([]);
  return findStorable(document, name) !== null;
};

describe('an operation is stored', () => {
  it('if all that it selects is listed', () => {
    expect(isStorable('{ conversations(first: 5) { nodes { id status } } }')).toBe(true);
    expect(
      isStorable(`query A($filter: ConversationFilter) {
        conversations(first: 50, filter: $filter) { syncCursor totalCount pageInfo { endCursor } edges { cursor node { ...Row } } }
      }
      fragment Row on Conversation {
        __typename unreadCount replyWindow { open } viewerState { unreadCount } labels { name }
        lead { stage { name } topic { name } owner { name } } ... on Conversation { lastMessage { text attachments { fileName } } }
      }`),
    ).toBe(true);
    expect(
      isStorable(
        '{ topics { name } labels { name } leadStages { name } teams { name } channels { nodes { id } } }',
      ),
    ).toBe(true);
  });

  it('and not with a mutation, introspection or one field that is not listed, behind a fragment either', () => {
    const refused = [
      'mutation { markNotificationsRead(input: { all: true }) { __typename } }',
      '{ __schema { queryType { name } } conversations { nodes { id } } }',
      '{ conversations { nodes { id } } presence { __typename } }',
      '{ conversations { nodes { suggestion { id } } } }',
      '{ conversations { nodes { lastMessage { attachments { url } } } } }',
      '{ conversations { nodes { ...R } } } fragment R on Conversation { assignee { lastSeenAt } }',
      '{ node(id: "x") { id ... on Conversation { status } } }',
    ].filter(text => {
      const document = parse(text);
      return findStorable(document, null) !== null;
    });
    expect(refused).toEqual([]);
  });

  it('as the inbox asks for its list and its counts', () => {
    expect(
      [readInboxOperation('Conversations'), readInboxOperation('ViewCounts')].map(text => isStorable(text)),
    ).toEqual([true, true]);
  });

  it('by the operation that is chosen, of several in a document', () => {
    const text = 'query A { topics { name } } query B { viewer { name } }';
    expect([isStorable(text, 'A'), isStorable(text, 'B')]).toEqual([true, false]);
  });

  it('only with fields that are listed one by one', () => {
    const storedBelow = (typeName: string, toText: (selection: string) => string): string[] => {
      const type = schema.getType(typeName);
      const fields = isObjectType(type) ? Object.values(type.getFields()) : [];
      return fields
        .filter(field => {
          const selection = isLeafType(getNamedType(field.type))
            ? field.name
            : `${field.name} { __typename }`;
          return findStorable(parse(toText(selection)), null) !== null;
        })
        .map(({ name }) => name)
        .sort();
    };
    const listed = (typeName: string) => Object.keys(loggedFields[typeName]?.fields ?? {}).sort();
    expect(storedBelow('Query', selection => `{ ${selection} }`)).toEqual(listed('Query'));
    for (const [typeName, path] of [
      ['Conversation', ''],
      ['User', 'assignee'],
      ['Message', 'lastMessage'],
      ['Channel', 'channel'],
      ['Contact', 'contact'],
      ['Lead', 'lead'],
    ] as const) {
      const toText = (selection: string) =>
        `{ conversation(id: "x") { ${path === '' ? selection : `${path} { ${selection} }`} } }`;
      expect(storedBelow(typeName, toText)).toEqual(listed(typeName));
    }
  });
});

describe('the list of fields', () => {
  it('names what exists, and columns for every field that returns one', () => {
    const faults: string[] = [];
    for (const [typeName, { entity, fields }] of Object.entries(loggedFields)) {
      const type = schema.getType(typeName);
      if (!isObjectType(type)) {
        faults.push(`${typeName} is no type`);
        continue;
      }
      const properties = entity ? Object.keys(tableOf(entity as never).column) : [];
      for (const [name, columns] of Object.entries(fields)) {
        const field = type.getFields()[name];
        if (!field) {
          // One list for all kinds of connections: not each has all of it.
          if (!typeName.endsWith('Connection')) faults.push(`${typeName}.${name} does not exist`);
          continue;
        }
        for (const column of columns)
          if (!properties.includes(column)) faults.push(`${typeName}.${name} reads no column ${column}`);
        const isColumn = entity !== null && field.resolve === undefined;
        if (isColumn && columns[0] !== name)
          faults.push(`${typeName}.${name} has a column that is not listed`);
        const target = getNamedType(field.type);
        if (isObjectType(target) && !Object.hasOwn(loggedFields, target.name))
          faults.push(`${typeName}.${name} leads to ${target.name}`);
      }
    }
    for (const { entity, properties } of listLoggedColumns())
      for (const name of properties)
        if (!Object.hasOwn(tableOf(entity as never).column, name))
          faults.push(`${entity.name} has no ${name}`);
    expect(faults).toEqual([]);
  });

  it('has every filter of the arguments: one that is added must be looked at', () => {
    for (const [name, known] of Object.entries(loggedInputs)) {
      const type = schema.getType(name);
      expect(isInputObjectType(type) && Object.keys(type.getFields()).sort()).toEqual([...known].sort());
    }
  });
});

const move = (tenantId: string) =>
  database.publish(tenantId, async ({ emit }) =>
    emit({ kind: EventType.TENANT_UPDATED, subjectId: tenantId, changed: ['topics'] }),
  );

type Made = Executed<string> | string;

function openCache(limitBytes = 1024 * 1024) {
  const outcomes: AnswerOutcome[] = [];
  let reads = 0;
  let lastRead: Promise<string> | null = null;
  const cache = createAnswerCache({
    limitBytes,
    readPlace: tenantId => {
      reads += 1;
      lastRead = readLogState(database, tenantId);
      return lastRead;
    },
    observe: outcome => outcomes.push(outcome),
  });
  const executed = (text: string, changesAtMs = Number.POSITIVE_INFINITY): Executed<string> => ({
    reply: text,
    answer: { body: Buffer.from(text), contentType: 'application/json', changesAtMs },
  });
  const ask = async (tenantId: string, key: string, execute: () => Made | Promise<Made>) => {
    const given = await cache.answer({ tenantId, key }, async () => {
      const made = await execute();
      return typeof made === 'string' ? executed(made) : made;
    });
    return 'stored' in given ? given.stored.body.toString() : given.reply;
  };
  /** Asks, and waits for the place that is read meanwhile. */
  const askAndLook: typeof ask = async (...given) => {
    const answer = await ask(...given);
    await lastRead;
    await setImmediate();
    return answer;
  };
  return { cache, outcomes, ask, askAndLook, executed, reads: () => reads };
}

describe('a stored answer', () => {
  it('is given while the position is the same, and not after a change is committed', async () => {
    const [{ tenantId }] = tenants;
    const { ask, outcomes } = openCache();
    expect(await ask(tenantId, 'a', () => 'first')).toBe('first');
    expect(await ask(tenantId, 'a', () => 'second')).toBe('first');
    expect(await ask(tenantId, 'b', () => 'other')).toBe('other');
    await move(tenantId);
    expect(await ask(tenantId, 'a', () => 'third')).toBe('third');
    expect(await ask(tenantId, 'a', () => 'fourth')).toBe('third');
    expect(outcomes).toEqual(['miss', 'hit', 'miss', 'miss', 'hit']);
  });

  it('is not kept when the tenant moves while it is made', async () => {
    const [{ tenantId }] = tenants;
    const { ask } = openCache();
    await ask(tenantId, 'other', () => 'anything');
    const made = ask(tenantId, 'a', async () => {
      await move(tenantId);
      // Another request notices the move.
      await ask(tenantId, 'other', () => 'anything');
      return openCache().executed('made in between');
    });
    expect(await made).toBe('made in between');
    expect(await ask(tenantId, 'a', () => 'made later')).toBe('made later');
  });

  it('is not changed by another tenant, nor given to one', async () => {
    const [one, two] = tenants;
    const { ask } = openCache();
    expect(await ask(one.tenantId, 'a', () => 'of one')).toBe('of one');
    expect(await ask(two.tenantId, 'a', () => 'of two')).toBe('of two');
    await move(two.tenantId);
    expect(await ask(one.tenantId, 'a', () => 'again')).toBe('of one');
  });

  it('is never older than what was committed before the question, with many writers and readers at once', async () => {
    const [{ tenantId }] = tenants;
    const { ask } = openCache();
    let committed = 0;
    const read = async () => {
      const { rows } = await database.pool.query<{ at: number }>(
        'select position::int as at from event_counters where tenant_id = $1',
        [tenantId],
      );
      return String(rows[0]?.at);
    };
    committed = Number(await read());
    let isWriting = true;
    const faults: string[] = [];
    const write = async () => {
      for (let n = 0; n < 100; n += 1) {
        await move(tenantId);
        committed += 1;
        const least = committed;
        const shown = Number(await ask(tenantId, 'position', read));
        if (shown < least) faults.push(`${shown} after ${least}`);
      }
      isWriting = false;
    };
    const readers = Array.from({ length: 8 }, async () => {
      while (isWriting) {
        const least = committed;
        const shown = Number(await ask(tenantId, 'position', read));
        if (shown < least) faults.push(`${shown} after ${least}`);
      }
    });
    await Promise.all([write(), ...readers]);
    expect(faults).toEqual([]);
  });

  it('is not one with an error, and ends when the clock changes it', async () => {
    const [{ tenantId }] = tenants;
    const { ask, executed } = openCache();
    await ask(tenantId, 'a', async () => ({ reply: 'failed', answer: null }));
    expect(await ask(tenantId, 'a', () => 'whole')).toBe('whole');
    await ask(tenantId, 'b', async () => executed('until now', Date.now()));
    expect(await ask(tenantId, 'b', () => 'afterwards')).toBe('afterwards');
    await ask(tenantId, 'c', async () => executed('for an hour', Date.now() + 3_600_000));
    expect(await ask(tenantId, 'c', () => 'afterwards')).toBe('for an hour');
  });

  it('is given to requests that arrive while it is made, with one read of the position for all', async () => {
    const [{ tenantId }] = tenants;
    const { ask, reads, outcomes } = openCache();
    await ask(tenantId, 'warm', () => 'warm');
    let finish: (text: string) => void = () => {};
    const slow = ask(
      tenantId,
      'a',
      () =>
        new Promise<string>(resolve => {
          finish = resolve;
        }),
    );
    await waitFor(() => outcomes.length === 2);
    const before = reads();
    const others = Array.from({ length: 10 }, () => ask(tenantId, 'a', () => 'own'));
    await waitFor(() => reads() > before);
    finish('shared');
    expect(await Promise.all([slow, ...others])).toEqual(Array(11).fill('shared'));
    expect(reads() - before).toBeLessThanOrEqual(2);
  });

  it('fails with the place, and the next one does not', async () => {
    const [{ tenantId }] = tenants;
    let isAway = true;
    const cache = createAnswerCache({
      limitBytes: 1_000_000,
      readPlace: id => (isAway ? Promise.reject(new Error('away')) : readLogState(database, id)),
      observe: () => {},
    });
    const execute = async () => openCache().executed('answer');
    await expect(cache.answer({ tenantId, key: 'a' }, execute)).rejects.toThrow('away');
    isAway = false;
    expect(await cache.answer({ tenantId, key: 'a' }, execute)).toEqual({ reply: 'answer' });
    expect(await cache.answer({ tenantId, key: 'a' }, execute)).toHaveProperty('stored');
  });
});

describe('equal questions', () => {
  const answerOf = (text: string): Executed<string> => openCache().executed(text);
  /** Executions that begin and end by the hand of the test. */
  const open = () => {
    const executions = new SharedExecutions();
    const begun: { name: string; finish: (made: Executed<string>) => void }[] = [];
    const ask = async (name: string, key = 'a') => {
      const given = await executions.run(
        key,
        () => new Promise<Executed<string>>(resolve => begun.push({ name, finish: resolve })),
      );
      return 'stored' in given ? `${name}: ${given.stored.body}` : `${name}: own ${given.reply}`;
    };
    return { begun, ask, names: () => begun.map(({ name }) => name) };
  };

  it('are executed two at a time, and those that wait share one that begins after them', async () => {
    const { begun, ask, names } = open();
    const first = [ask('one'), ask('two')];
    const waiting = [ask('three'), ask('four'), ask('five')];
    const apart = ask('other', 'b');
    expect(names()).toEqual(['one', 'two', 'other']);
    begun[1]?.finish(answerOf('of two'));
    await waitFor(() => begun.length === 4);
    // The third has begun: this one is not answered by it.
    const late = ask('six');
    begun[3]?.finish(answerOf('of three'));
    expect(await Promise.all(waiting)).toEqual(['three: own of three', 'four: of three', 'five: of three']);
    await waitFor(() => begun.length === 5);
    expect(names()).toEqual(['one', 'two', 'other', 'three', 'six']);
    for (const [n, text] of [
      [0, 'of one'],
      [2, 'of the other'],
      [4, 'of six'],
    ] as const)
      begun[n]?.finish(answerOf(text));
    expect(await Promise.all([...first, apart, late])).toEqual([
      ...['one: own of one', 'two: own of two', 'other: own of the other', 'six: own of six'],
    ]);
  });

  it('are each executed where an answer cannot be given to others, or an execution fails', async () => {
    const { begun, ask } = open();
    const asked = ['one', 'two', 'three', 'four', 'five'].map(name => ask(name));
    for (let n = 0; n < 5; n += 1) {
      await waitFor(() => begun.length > n);
      begun[n]?.finish({ reply: 'failed', answer: null });
    }
    expect(await Promise.all(asked)).toEqual(
      ['one', 'two', 'three', 'four', 'five'].map(name => `${name}: own failed`),
    );
    const executions = new SharedExecutions();
    const fail = () => executions.run('a', () => Promise.reject(new Error('away')));
    expect(await Promise.allSettled([fail(), fail(), fail(), fail()])).toEqual(
      Array(4).fill(expect.objectContaining({ status: 'rejected' })),
    );
    expect(await executions.run('a', async () => answerOf('there'))).toEqual({ reply: 'there' });
  });
});

describe('the memory', () => {
  const text = (character: string) => character.repeat(10_000);

  it('of one tenant is a quarter, the least recently used go first', async () => {
    const [{ tenantId }] = tenants;
    const { ask, cache } = openCache(100_000);
    for (const key of ['a', 'b', 'c']) await ask(tenantId, key, () => text(key));
    await waitFor(() => cache.entries === 2);
    expect(cache.bytes).toBeLessThanOrEqual(25_000);
    expect(await ask(tenantId, 'b', () => 'again')).toBe(text('b'));
    expect(await ask(tenantId, 'a', () => 'again')).toBe('again');
    await ask(tenantId, 'large', () => text('x').repeat(3));
    expect(await ask(tenantId, 'large', () => 'executed')).toBe('executed');
  });

  it('of all tenants is bounded, and is given back when they move', async () => {
    const others = await Promise.all([1, 2, 3, 4, 5, 6].map(n => seedTenant(database, `many-${n}`)));
    const { ask, cache } = openCache(50_000);
    for (const { tenantId } of others) await ask(tenantId, 'a', () => text('y'));
    await waitFor(() => cache.entries === 4);
    expect(cache.bytes).toBeLessThanOrEqual(50_000);
    for (const { tenantId } of others) {
      await move(tenantId);
      await ask(tenantId, 'a', async () => ({ reply: '', answer: null }));
    }
    expect({ bytes: cache.bytes, entries: cache.entries }).toEqual({ bytes: 0, entries: 0 });
  });

  it('is not used for a tenant that moves before each request, until it rests', async () => {
    const [{ tenantId }] = tenants;
    const { askAndLook, outcomes, reads } = openCache();
    for (let n = 0; n < 60; n += 1) {
      await move(tenantId);
      await askAndLook(tenantId, 'a', () => `${n}`);
    }
    expect(outcomes.filter(outcome => outcome === 'moving').length).toBeGreaterThan(35);
    expect(reads()).toBeLessThan(30);
    await waitFor(async () => {
      await askAndLook(tenantId, 'a', () => 'at rest');
      return outcomes.at(-1) === 'hit';
    });
  });

  it('is used again for one that moves before every sixth request, after a time in which it moved before each', async () => {
    const [{ tenantId }] = tenants;
    const { askAndLook, outcomes } = openCache();
    for (let n = 0; n < 60; n += 1) {
      await move(tenantId);
      await askAndLook(tenantId, 'a', () => `${n}`);
    }
    outcomes.length = 0;
    for (let n = 0; n < 20; n += 1) {
      await move(tenantId);
      for (let again = 0; again < 6; again += 1) await askAndLook(tenantId, 'a', () => `${n}`);
    }
    expect(outcomes.filter(outcome => outcome === 'hit').length).toBeGreaterThan(40);
  });
});

describe('the state of a log', () => {
  it('is another one after each event, and with each incarnation', async () => {
    const [{ tenantId }] = tenants;
    const states = [await readLogState(database, tenantId), await readLogState(database, tenantId)];
    expect(states[0]).toBe(states[1]);
    await move(tenantId);
    states.push(await readLogState(database, tenantId));
    await database.pool.query('update event_log_incarnation set id = gen_random_uuid()');
    states.push(await readLogState(database, tenantId));
    database.logEpoch = 'another';
    states.push(await readLogState(database, tenantId));
    expect(new Set(states).size).toBe(4);
  });
});

describe('a question', () => {
  const viewer = {
    ...{
      tenantId: 't',
      userId: 'u',
      sessionId: 's',
      apiToken: null,
      role: 'MANAGER' as never,
      sessionEpoch: 0,
    },
    ...{ permissions: ['READ'] as never, channelIds: null, expiresAt: new Date() },
  };
  const ask = (body: unknown, headers = {}, who: object = {}) =>
    toQuestion({ method: 'POST', headers, body }, { ...viewer, ...who }, { id: 1 })?.key;

  it('differs by everything that an answer depends on', () => {
    const keys = [
      ask({ query: 'q' }),
      ask({ query: 'q', operationName: 'A' }),
      ask({ query: 'q', variables: { a: 1 } }),
      ask({ query: 'q', variables: { a: '1' } }),
      ask({ query: 'q' }, { accept: 'application/graphql-response+json' }),
      ask({ query: 'q' }, {}, { userId: 'v' }),
      ask({ query: 'q' }, {}, { permissions: ['READ', 'SEND'] }),
      ask({ query: 'q' }, {}, { channelIds: ['c'] }),
      ask({ query: 'q' }, {}, { mustEnrol: true }),
      ask({ query: 'q' }, {}, { apiToken: { id: 'a' } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
    expect(ask({ query: 'another text of the same document' })).toBe(keys[0]);
  });

  it('is none with other parameters, many variables, or by GET', () => {
    expect(ask({ query: 'q', extensions: {} })).toBeUndefined();
    expect(ask([{ query: 'q' }])).toBeUndefined();
    expect(ask({ query: 'q', variables: { text: 'x'.repeat(10_000) } })).toBeUndefined();
    const deep = JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);
    expect(ask({ query: 'q', variables: { deep } })).toBeUndefined();
    expect(toQuestion({ method: 'GET', headers: {}, body: undefined }, viewer, { id: 1 })).toBeNull();
  });
});
