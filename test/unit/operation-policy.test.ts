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
