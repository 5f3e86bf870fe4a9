import { describe, expect, it } from '@jest/globals';
import { createCursorCodec } from '../../src/database/cursors.js';
import { BadUserInputError, CursorInvalidError } from '../../src/domain/errors.js';
import { ListCursors, Page, toKeyset } from '../../src/queries/page.js';

const codec = createCursorCodec('secret');
const cursors = new ListCursors(codec, 'tenant', 'messages', 1);
const items = (...ids: string[]) => ids.map(id => ({ row: { id }, parts: [id] }));
const facts = { syncPosition: 7 };

describe('page arguments', () => {
  it('mean the first twenty when nothing is given, or the last where a list says so', () => {
    expect(toKeyset(cursors, {})).toEqual({ limit: 20, isBackward: false, after: null, before: null });
    expect(toKeyset(cursors, {}, 'last')).toMatchObject({ limit: 20, isBackward: true });
    expect(toKeyset(cursors, { first: null, last: null })).toMatchObject({ limit: 20, isBackward: false });
  });

  it('follow the cursor that is given without a size', () => {
    const cursor = cursors.encode(['x']);
    expect(toKeyset(cursors, { after: cursor }, 'last')).toMatchObject({ isBackward: false, after: ['x'] });
    expect(toKeyset(cursors, { before: cursor })).toMatchObject({ isBackward: true, before: ['x'] });
  });

  it.each([{ first: -1 }, { first: 101 }, { last: -1 }, { last: 101 }, { first: 1, last: 1 }])(
    'refuse %j',
    args => {
      expect(() => toKeyset(cursors, args)).toThrow(BadUserInputError);
    },
  );

  it('refuse a cursor with other parts than the list has', () => {
    expect(() => toKeyset(cursors, { after: codec.encode('tenant', 'messages', ['a', 'b']) })).toThrow(
      CursorInvalidError,
    );
  });
});

describe('a page', () => {
  it('drops the row that only tells that the list goes on', () => {
    const page = new Page(items('a', 'b', 'c'), toKeyset(cursors, { first: 2 }), cursors, facts);
    expect(page.nodes).toEqual([{ id: 'a' }, { id: 'b' }]);
    expect(page.pageInfo).toEqual({
      hasNextPage: true,
      hasPreviousPage: false,
      startCursor: cursors.encode(['a']),
      endCursor: cursors.encode(['b']),
    });
    expect(page.edges.map(edge => cursors.decode(edge.cursor))).toEqual([['a'], ['b']]);
  });

  it('turns a page from the end the right way round', () => {
    const page = new Page(items('c', 'b', 'a'), toKeyset(cursors, { last: 2 }), cursors, facts);
    expect(page.nodes).toEqual([{ id: 'b' }, { id: 'c' }]);
    expect(page.pageInfo).toMatchObject({ hasNextPage: false, hasPreviousPage: true });
  });

  it('has no cursors when it is empty', () => {
    const page = new Page(items(), toKeyset(cursors, {}), cursors, facts);
    expect(page.pageInfo).toMatchObject({ startCursor: null, endCursor: null, hasNextPage: false });
    expect(codec.decodePlace('tenant', page.syncCursor).position).toBe(7);
  });

  it('counts when it is asked, and has no count otherwise', async () => {
    const counted = new Page(items(), toKeyset(cursors, {}), cursors, { ...facts, count: async () => 3 });
    expect(await counted.totalCount).toBe(3);
    expect(await new Page(items(), toKeyset(cursors, {}), cursors, facts).totalCount).toBeNull();
  });
});

describe('cursors of the event log', () => {
  it('are of their company, position and epoch, also when a position was asked for before', () => {
    let epoch = 'one';
    const log = createCursorCodec('secret', () => epoch);
    const read = (position: number) => log.decodePlace('tenant', log.encodePosition('tenant', position));
    expect([read(1), read(2), read(1)].map(place => [place.position, place.epoch])).toEqual([
      [1, 'one'],
      [2, 'one'],
      [1, 'one'],
    ]);
    epoch = 'two';
    expect(read(1)).toEqual({ position: 1, epoch: 'two' });
    expect(() => log.decodePlace('tenant', log.encodePosition('another', 1))).toThrow('cursor');
  });
});
