/** What the pages of numbers and of the ledger make of what is typed and of what arrived. */
import { describe, expect, it } from '@jest/globals';
import { ledgerFilterNames, toLedgerFilter } from '../../web/src/admin/ledger/ledger-filter.js';
import { maxShown, toReadable, toVisible } from '../../web/src/admin/ledger/to-visible.js';
import { toCredentials, toFieldFault } from '../../web/src/admin/numbers/credentials.js';

describe('typed credentials', () => {
  const fields = [
    ...(['apiToken', 'baseUrl'] as const).map(name => ({ name, form: 'TEXT' as const })),
    { name: 'tokens', form: 'PAIRS' as const },
    { name: 'sendsPerSecond', form: 'NUMBERS' as const },
    { name: 'requireSignature', form: 'YES_NO' as const },
  ];

  it('leave out what is empty, and become what the server takes', () => {
    expect(toCredentials(fields, {})).toEqual({});
    expect(
      toCredentials(fields, {
        apiToken: ' abc ',
        baseUrl: '  ',
        tokens: '+918800000111 = a=b\n\n  +918800000122=c  \nalone',
        sendsPerSecond: 'whatsapp:+1415 = 20\n+1416 = many',
        requireSignature: 'false',
      }),
    ).toEqual({
      apiToken: 'abc',
      tokens: { '+918800000111': 'a=b', '+918800000122': 'c', alone: '' },
      sendsPerSecond: { 'whatsapp:+1415': 20, '+1416': Number.NaN },
      requireSignature: false,
    });
  });

  it('have their fault in its place', () => {
    const fault = (detail: string) => ({ field: 'credentials', detail, code: 'BAD_USER_INPUT' });
    const both = fault(
      '"input.credentials" cannot be used: "apiToken" is missing: it. "tokens.+9" must be a text.',
    );
    expect(toFieldFault(both, 'apiToken')?.detail).toContain('"apiToken" is missing');
    expect(toFieldFault(both, 'tokens')).toEqual({
      ...both,
      field: 'tokens',
      detail: '"tokens.+9" must be a text.',
    });
    expect(toFieldFault(both, 'api')).toBeNull();
    expect(toFieldFault({ ...both, field: 'name' }, 'apiToken')).toBeNull();
    expect(toFieldFault(null, 'apiToken')).toBeNull();
  });
});

describe('a stored body', () => {
  it('is shown with what cannot be seen, and never whole when it is long', () => {
    expect(toVisible('a\u202Eb\u200B\tc\n\u0007')).toBe('a\\u{202E}b\\u{200B}\tc\n\\u{7}');
    expect(toVisible('x'.repeat(maxShown + 5))).toHaveLength(maxShown);
    expect(toReadable('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(toReadable('not {json')).toBe('not {json');
    const long = `"${'x'.repeat(maxShown)}"`;
    expect(toReadable(long)).toBe(long);
  });
});

describe('the filters of the ledger', () => {
  const none = Object.fromEntries(ledgerFilterNames.map(name => [name, ''])) as Parameters<
    typeof toLedgerFilter
  >[0];

  it('are the given ones alone', () => {
    expect(toLedgerFilter(none)).toEqual({});
    const given = { ...none, source: 'TATA', status: 'FAILED', reason: 'token', from: '2026-11-30T10:00' };
    expect(toLedgerFilter({ ...given, to: 'never' })).toEqual({
      ...{ sources: ['TATA'], status: ['FAILED'], reason: 'token' },
      receivedAfter: new Date('2026-11-30T10:00').toISOString(),
    });
  });
});
