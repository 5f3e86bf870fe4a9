/** Group commit: what waits for a lock while a batch is written item by item. */
import { describe, expect, it } from '@jest/globals';
import { createGroupCommit } from '../../src/database/group-commit.js';
import { waitFor } from '../support/wait-for.js';

const failure = (code: string): Error => Object.assign(new Error(code), { code });

describe('a batch with a bad item, of which one key is locked', () => {
  it('waits once for the lock, and keeps the order of that key', async () => {
    const waited: string[] = [];
    const written: string[] = [];
    const commits = createGroupCommit<string, string>({
      ...{ lanes: 1, maxBatchItems: 10, mixesKeys: true },
      write: async (items, lockTimeoutMs) => {
        if (items.includes('bad')) throw failure('23503');
        const locked = items.filter(item => item.startsWith('locked'));
        if (locked.length > 0 && lockTimeoutMs !== null) {
          waited.push(...locked);
          throw failure('55P03');
        }
        written.push(...items);
        return items;
      },
    });
    const items = ['locked 1', 'free 1', 'bad', 'locked 2', 'free 2', 'locked 3'];
    const settled = await Promise.allSettled(items.map(item => commits.submit(item.slice(0, 4), item)));
    expect(settled.map(({ status }) => status)).toEqual(
      items.map(item => (item === 'bad' ? 'rejected' : 'fulfilled')),
    );
    expect(waited).toEqual(['locked 1']);
    expect(written).toEqual(['free 1', 'free 2', 'locked 1', 'locked 2', 'locked 3']);
  });
});

describe('two lanes', () => {
  it('write different keys, as long as there are others', async () => {
    const begun: string[][] = [];
    const ends: (() => void)[] = [];
    const commits = createGroupCommit<string, string>({
      ...{ lanes: 2, maxBatchItems: 3, mixesKeys: true },
      write: async items => {
        begun.push([...items]);
        await new Promise<void>(resolve => ends.push(resolve));
        return items;
      },
    });
    const submit = (...items: readonly string[]) =>
      Promise.all(items.map(item => commits.submit(item.slice(0, 1), item)));
    const untilBegun = (count: number) => waitFor(() => begun.length === count);
    const done = [submit('a1', 'b1', 'e1')];
    await untilBegun(1);
    done.push(submit('a2', 'c1', 'd1'));
    await untilBegun(2);
    ends[0]?.();
    await untilBegun(3);
    // Nothing else is left: it shares the key of the batch under way.
    done.push(submit('a3'));
    ends[1]?.();
    await untilBegun(4);
    for (const end of ends) end();
    await Promise.all(done);
    expect(begun).toEqual([['a1', 'b1', 'e1'], ['c1', 'd1'], ['a2'], ['a3']]);
  });
});

describe('what waits for a batch', () => {
  it('is sent before the answers of that batch are given', async () => {
    const order: string[] = [];
    const ends: (() => void)[] = [];
    const commits = createGroupCommit<string, string>({
      ...{ lanes: 1, maxBatchItems: 3 },
      write: async items => {
        order.push(`sent ${items.join()}`);
        await new Promise<void>(resolve => ends.push(resolve));
        return items;
      },
    });
    const submit = async (item: string) => {
      await commits.submit('key', item);
      order.push(`answered ${item}`);
    };
    const first = submit('1');
    await waitFor(() => ends.length === 1);
    const rest = [submit('2'), submit('3')];
    ends[0]?.();
    await waitFor(() => ends.length === 2);
    await first;
    expect(order).toEqual(['sent 1', 'sent 2,3', 'answered 1']);
    ends[1]?.();
    await Promise.all(rest);
    await commits.idle();
    expect(order.slice(3)).toEqual(['answered 2', 'answered 3']);
  });
});

describe('the answers of a large batch', () => {
  it('leave turns to others', async () => {
    const order: string[] = [];
    const commits = createGroupCommit<number, number>({
      ...{ lanes: 1, maxBatchItems: 64 },
      write: async items => items,
    });
    const all = Array.from({ length: 64 }, async (_, item) => {
      await commits.submit('key', item);
      if (item === 0) setImmediate(() => order.push('another'));
      order.push(`answered ${item}`);
    });
    await Promise.all(all);
    const answered = order.filter(entry => entry !== 'another');
    expect(answered).toEqual(Array.from({ length: 64 }, (_, item) => `answered ${item}`));
    expect(order).toContain('another');
  });
});
