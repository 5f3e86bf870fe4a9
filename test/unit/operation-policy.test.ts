/** The cache of the operation policy: enough to decide about a repeated document at once, and within its bound. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema } from 'graphql';
import { createOperationPolicy } from '../../src/graphql/operation-policy.js';

const schema = buildSchema(readFileSync('src/schema/schema.graphql', 'utf8'));
const limits = { maxLength: 20_000, maxTokens: 1_000, maxDepth: 12, maxAliases: 30, maxCost: 5_000 };
const createPolicy = () => createOperationPolicy(schema, limits);

/** A valid document of nearly 1,000 tokens; its syntax tree takes half a megabyte. */
const large = (n: number) =>
  `query Large${n} { events(types: [${'MESSAGE_ADDED '.repeat(980)}]) { endCursor } }`;

describe('the cost of an operation', () => {
  const costOf = (field: string, variables = '') => {
    const decision = createOperationPolicy(schema, { ...limits, maxCost: 1 })(
      `query ${variables} { ${field} }`,
      true,
    );
    return decision.ok ? 0 : decision.errors[0]?.extensions.actual;
  };

  it('counts the rows of a page, none for an empty one', () => {
    expect(costOf('contacts(first: 3) { nodes { mergedInto { id } } totalCount }')).toBe(1 + 1 + 3);
    expect(costOf('contacts(first: 0) { nodes { mergedInto { id } } totalCount }')).toBe(1 + 1);
    expect(costOf('contacts { nodes { mergedInto { id } } }')).toBe(1 + 1 + 20);
    expect(costOf('contacts(first: $n) { nodes { mergedInto { id } } }', '($n: Int)')).toBe(1 + 1 + 100);
  });

  it('counts the ids of `nodes`, and one hundred for a variable', () => {
    const each = '{ id ... on Contact { mergedInto { id } } }';
    expect(costOf(`nodes(ids: ["a", "b", "c"]) ${each}`)).toBe(1 + 3);
    expect(costOf(`nodes(ids: "a") ${each}`)).toBe(1 + 1);
    expect(costOf(`nodes(ids: $ids) ${each}`, '($ids: [ID!]!)')).toBe(1 + 100);
    expect(
      costOf('nodes(ids: ["a", "b"]) { ... on Contact { conversations { nodes { lead { id } } } } }'),
    ).toBe(1 + 2 * (1 + 1 + 20));
  });
});

describe('the memory of the operation policy', () => {
  it('is bounded in bytes: a flood of large documents is forgotten, a document in use is not', () => {
    const policy = createPolicy();
    const used = policy('query Used { viewer { id } }', true);
    const first = policy(large(0), true);
    expect([used.ok, first.ok]).toEqual([true, true]);
    expect(policy(large(0), true)).toBe(first);
    for (let n = 1; n <= 80; n += 1) {
      policy(large(n), true);
      expect(policy('query Used { viewer { id } }', true)).toBe(used);
    }
    expect(policy(large(0), true)).not.toBe(first);
  });

  it('holds refusals with their places, but not the syntax trees of what was refused', () => {
    const policy = createPolicy();
    const query = 'query Refused { viewer { id nonsense } }';
    const refusal = policy(query, true);
    expect(policy(query, true)).toBe(refusal);
    expect(refusal.ok).toBe(false);
    const errors = refusal.ok ? [] : refusal.errors;
    expect(errors.map(({ nodes }) => nodes)).toEqual([undefined]);
    expect(errors.map(error => error.toJSON())).toEqual([
      {
        message: 'Cannot query field "nonsense" on type "User".',
        locations: [{ line: 1, column: 29 }],
        extensions: { code: 'BAD_USER_INPUT' },
      },
    ]);
  });

  it('decides separately for those who may introspect and those who may not', () => {
    const policy = createPolicy();
    const query = '{ __schema { queryType { name } } }';
    expect([policy(query, true).ok, policy(query, false).ok]).toEqual([true, false]);
  });
});
