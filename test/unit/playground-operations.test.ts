import { expect, it } from '@jest/globals';

interface Found {
  readonly kind: string;
  readonly name: string | null;
}
// Plain JavaScript for browsers: it has no types and is in no build.
const script = '../../assets/playground/operations.js';
const { findOperation } = (await import(script)) as {
  findOperation(text: string, operationName?: string | null): Found | null;
};

it.each<[string, string, string | null, Found | null]>([
  ['the only one, whatever the given name', 'query Inbox { a }', 'Old', { kind: 'query', name: 'Inbox' }],
  ['the named one', 'query A { a } subscription B { b }', 'B', { kind: 'subscription', name: 'B' }],
  ['none of several without a name', 'query A { a } query B { b }', null, null],
  ['none in a shorthand', '{ query mutation }', null, null],
  ['one without a name', 'subscription { messageAdded { id } }', null, { kind: 'subscription', name: null }],
  [
    'no word of a comment, a string, a selection or a variable',
    '# mutation X\nquery A($query: String = "mutation B") { subscription mutation(a: """query C""") }',
    null,
    { kind: 'query', name: 'A' },
  ],
  [
    'one beside fragments',
    'fragment query on Query { a } mutation M { m }',
    'M',
    { kind: 'mutation', name: 'M' },
  ],
])('finds %s', (_what, text, operationName, expected) => {
  expect(findOperation(text, operationName)).toEqual(expected);
});
