import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/database/database.js';
import { UnavailableError } from '../../src/domain/errors.js';
import { shareStatement } from '../../src/messages/shared-statement.js';
import { waitFor } from '../support/wait-for.js';

const database = {} as Database;

/** Calls of a text; `groups` has those that went together. */
function createShared(
  fail: (calls: readonly string[]) => Error | null = () => null,
  maxBytes?: number,
  held: Promise<void> = Promise.resolve(),
) {
  const groups: string[][] = [];
  const shared = shareStatement<string, string>(
    async (_database, tenantId, calls) => {
      groups.push([...calls]);
      await held;
      const error = fail(calls);
      if (error) throw error;
      return calls.map(call => `${tenantId} ${call}`);
    },
    {
      bytesOf: call => call.length,
      ...(maxBytes !== undefined && { maxBytes: { total: 2 * maxBytes, ofCompany: maxBytes } }),
    },
  );
  return { groups, call: (text: string, tenantId = 'a') => shared(database, tenantId, text) };
}

const reasonOf = (call: Promise<string>): Promise<string> =>
  call.catch(error => String(error.code ?? error.message));

describe('a shared statement', () => {
  it('takes the calls of one turn together, and those that came meanwhile with the next, of each company', async () => {
    let release = () => {};
    const held = new Promise<void>(resolve => {
      release = resolve;
    });
    const { groups, call } = createShared(() => null, undefined, held);
    const first = [call('1'), call('2'), call('1', 'b')];
    await waitFor(() => groups.length === 2);
    const rest = [call('3'), call('4')];
    release();
    expect(await Promise.all([...first, ...rest])).toEqual(['a 1', 'a 2', 'b 1', 'a 3', 'a 4']);
    expect(groups).toEqual([['1', '2'], ['1'], ['3', '4']]);
    expect(await call('5')).toBe('a 5');
    expect(groups).toHaveLength(4);
  });

  it('repeats each alone when it fails for several', async () => {
    const { groups, call } = createShared(calls => (calls.includes('3') ? new Error('bad') : null));
    const calls = ['1', '2', '3', '4'].map(text => reasonOf(call(text)));
    expect(await Promise.all(calls)).toEqual(['a 1', 'a 2', 'bad', 'a 4']);
    expect(groups).toEqual([['1', '2', '3', '4'], ['1'], ['2'], ['3'], ['4']]);
  });

  it('fails for all when the database does not answer', async () => {
    const { groups, call } = createShared(() => new UnavailableError('away'));
    const calls = ['1', '2', '3'].map(text => reasonOf(call(text)));
    expect(await Promise.all(calls)).toEqual(['UNAVAILABLE', 'UNAVAILABLE', 'UNAVAILABLE']);
    expect(groups).toEqual([['1', '2', '3']]);
  });

  it('refuses what has no room among the bytes that wait, and has room again afterwards', async () => {
    const { call } = createShared(() => null, 10);
    const calls = [
      call('12345'),
      call('12345'),
      call('1'),
      call('12345', 'b'),
      call('12345', 'b'),
      call('1', 'c'),
    ];
    expect(await Promise.all(calls.map(reasonOf))).toEqual([
      ...['a 12345', 'a 12345', 'UNAVAILABLE', 'b 12345', 'b 12345', 'UNAVAILABLE'],
    ]);
    expect(await call('1234567890')).toBe('a 1234567890');
  });
});
