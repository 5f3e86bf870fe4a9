import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { chooseOperation } from '../../pages/playground/choose-operation.js';
import { makeResumable } from '../../pages/playground/resumable-subscription.js';
import { createRunLog, maxItems } from '../../pages/playground/run.js';
import { sketchOperation } from '../../pages/playground/sketch-operation.js';
import { loadConfig } from '../../src/config.js';
import { createOperationPolicy } from '../../src/graphql/operation-policy.js';
import { createSchema } from '../../src/schema/build-schema.js';

const schema = await createSchema();
const config = loadConfig({});
const decide = createOperationPolicy(schema, {
  maxLength: 20_000,
  maxTokens: config.queryMaxTokens,
  maxDepth: config.queryMaxDepth,
  maxAliases: 30,
  maxCost: config.queryMaxCost,
});

describe('which operation of a document runs', () => {
  const text = '# first\nquery A { a } fragment F on T { b } mutation B { c }';
  it.each([
    ['the one at the cursor', 'query A', 'A'],
    ['the one before it, in a fragment', 'fragment', 'A'],
    ['the last one', '{ c }', 'B'],
    ['the first one, before all of them', '#', 'A'],
  ])('%s', (_what, at, name) => {
    expect(chooseOperation(parse(text), text.indexOf(at))?.name?.value).toBe(name);
  });

  it('none in a document of fragments', () => {
    expect(chooseOperation(parse('fragment F on T { b }'))).toBeNull();
  });
});

describe('a subscription is made resumable', () => {
  const prepare = (text: string, variables: Record<string, unknown> = {}) => {
    const document = parse(text);
    const operation = chooseOperation(document);
    if (!operation) throw new Error('no operation');
    const made = makeResumable(document, operation, variables, schema);
    if (made) expect(validate(schema, parse(made.query))).toEqual([]);
    return made;
  };

  it('when its author asked for no cursor, and the events do not show one then', () => {
    const made = prepare('subscription { messageAdded { text } }');
    expect(made?.query.replaceAll(/\s+/g, ' ')).toContain('($after: Cursor) { messageAdded(after: $after)');
    const result = { data: { messageAdded: { text: 'Hi', playgroundCursor: 'c1' } } };
    expect(made?.cursorOf(result)).toBe('c1');
    expect(made?.strip(result)).toEqual({ data: { messageAdded: { text: 'Hi' } } });
  });

  it('beside a cursor, an alias and a fragment of its author', () => {
    const made = prepare(
      'subscription S($after: Cursor) { m: messageAdded(after: $after) { ...F cursor } } fragment F on Message { id }',
      { after: 'c0' },
    );
    expect([made?.initialCursor, made?.variables]).toEqual(['c0', {}]);
    const result = { data: { m: { id: '1', cursor: 'c1', playgroundCursor: 'c1' } } };
    expect(made?.cursorOf(result)).toBe('c1');
    expect(made?.strip(result)).toEqual({ data: { m: { id: '1', cursor: 'c1' } } });
  });

  it('from a cursor in the document, or in a variable of another name', () => {
    expect(prepare('subscription { messageAdded(after: "c0") { id } }')?.initialCursor).toBe('c0');
    const made = prepare('subscription ($from: Cursor) { messageAdded(after: $from) { id } }', {
      from: 'c7',
    });
    expect([made?.initialCursor, made?.variables]).toEqual(['c7', {}]);
  });

  it('when its events are of several types, of which it says which one came', () => {
    const made = prepare('subscription { events { ... on DomainEvent { type } } }');
    const result = { data: { events: { __typename: 'CaughtUp', playgroundCursor: 'c2' } } };
    expect(made?.cursorOf(result)).toBe('c2');
    expect(made?.strip(result)).toEqual({ data: { events: {} } });
  });

  it('but not where its field takes no cursor', () => {
    const other = buildSchema('type Query { a: Int } type Subscription { ticks: Int }');
    const document = parse('subscription { ticks }');
    const operation = chooseOperation(document);
    expect(operation && makeResumable(document, operation, {}, other)).toBeNull();
  });
});

const rootFields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap(
  type => Object.keys(type?.getFields() ?? {}).map(field => [type?.name ?? '', field] as const),
);

it.each(rootFields)('offers an operation for %s.%s that the schema and its limits allow', (type, field) => {
  const { document, variables } = sketchOperation(schema, type, field);
  const decision = decide(document, false);
  expect(decision.ok ? [] : decision.errors).toEqual([]);
  const names = document.match(/\$(\w+):/g)?.map(name => name.slice(1, -1)) ?? [];
  expect(Object.keys(JSON.parse(variables || '{}'))).toEqual(names);
});

it('keeps the latest events of a subscription, the newest first, and counts all', () => {
  const log = createRunLog('LIVE');
  for (let count = 1; count <= maxItems + 50; count += 1) log.addResult({ data: { count } });
  expect(log.items.value).toHaveLength(maxItems);
  expect(log.items.value[0]).toMatchObject({ result: { data: { count: maxItems + 50 } } });
  expect(log.resultCount.value).toBe(maxItems + 50);
});

it('says once that the connection was lost, however often it was tried', () => {
  const log = createRunLog('LIVE');
  for (let count = 0; count < 3; count += 1) log.addNote('The connection was lost.');
  expect(log.items.value).toHaveLength(1);
});
