import { describe, expect, it } from '@jest/globals';
import { createWorkGate } from '../../src/accounts/work-gate.js';
import { createFindProven, type Proof, type ProofSource } from '../../src/webhooks/find-proven.js';

interface Account {
  readonly id: string;
  readonly acceptsBareLoopback: boolean;
  readonly secret: string;
}

const pageSize = 50;
const signed: Proof = { key: null, isSigned: true, origin: 'X 1', isFromLoopback: false };

/** Accounts `a0000`, `a0001`, …, each with its own id as its secret; reads and comparisons are counted. */
function setUp(count: number) {
  const accounts: Account[] = Array.from({ length: count }, (_, n) => {
    const id = `a${String(n).padStart(4, '0')}`;
    return { id, acceptsBareLoopback: false, secret: id };
  });
  const counts = { pages: 0, compared: 0, largestPage: 0 };
  const unreadable: string[] = [];
  const clock = { ms: 0 };
  const findProven = createFindProven({
    searchGate: createWorkGate('searches', 2, 4),
    onUnreadable: id => unreadable.push(id),
    now: () => clock.ms,
  });
  const page = (listed: readonly Account[]) => async (afterId: string | null) => {
    counts.pages += 1;
    const found = listed.filter(({ id }) => afterId === null || id > afterId).slice(0, pageSize);
    counts.largestPage = Math.max(counts.largestPage, found.length);
    return found;
  };
  const source = (secret: string, named: readonly Account[] = []): ProofSource<Account, Account> => ({
    byKey: async key => accounts.find(({ id }) => id === key) ?? null,
    byId: async id => accounts.find(account => account.id === id) ?? null,
    named: page(named),
    all: page(accounts),
    demo: async () => null,
    verify: account => {
      counts.compared += 1;
      if (account.secret === 'damaged') throw new Error('It cannot be opened.');
      return account.secret === secret ? 'accepted' : 'refused';
    },
  });
  return { accounts, clock, counts, unreadable, findProven, source };
}

describe('a signature that names nobody', () => {
  it('is compared with every account, a page at a time', async () => {
    const { counts, findProven, source } = setUp(1_234);
    expect(await findProven(signed, source('a1233'))).toMatchObject({ id: 'a1233' });
    expect(counts).toMatchObject({ compared: 1_234, largestPage: pageSize });
  });

  it('costs one comparison where the same names were proven before', async () => {
    const { counts, findProven, source } = setUp(500);
    await findProven(signed, source('a0499'));
    const before = { ...counts };
    expect(await findProven(signed, source('a0499'))).toMatchObject({ id: 'a0499' });
    expect(counts.compared - before.compared).toBe(1);
  });

  it('is looked for again when it is another than the one that was remembered', async () => {
    const { findProven, source } = setUp(120);
    await findProven(signed, source('a0119'));
    expect(await findProven(signed, source('a0003'))).toMatchObject({ id: 'a0003' });
    expect(await findProven(signed, source('of nobody'))).toBeNull();
  });

  it('is looked for by a few requests at once, and the overflow is told to come again', async () => {
    const { findProven, source } = setUp(200);
    const answers = await Promise.allSettled(
      Array.from({ length: 20 }, () => findProven(signed, source('of nobody'))),
    );
    const refused = answers.flatMap(answer => (answer.status === 'rejected' ? [answer.reason] : []));
    expect(refused).toHaveLength(14);
    for (const reason of refused) expect(reason).toMatchObject({ code: 'RATE_LIMITED' });
  });
});

describe('credentials that cannot be opened', () => {
  it('stand in nobody else’s way', async () => {
    const { accounts, unreadable, findProven, source } = setUp(60);
    const damaged = { ...accounts[0], secret: 'damaged' } as Account;
    const named = [damaged, accounts[1] as Account];
    expect(await findProven(signed, source('a0001', named))).toMatchObject({ id: 'a0001' });
    expect(await findProven(signed, source('a0059', [damaged]))).toMatchObject({ id: 'a0059' });
    expect(unreadable).toEqual(['a0000']);
  });

  it('are told of once a minute, however often somebody names their account', async () => {
    const { accounts, clock, unreadable, findProven, source } = setUp(3);
    const damaged = { ...accounts[0], secret: 'damaged' } as Account;
    for (let n = 0; n < 100; n++) await findProven(signed, source('a0001', [damaged]));
    expect(unreadable).toEqual(['a0000']);
    clock.ms += 60_000;
    await findProven(signed, source('a0001', [damaged]));
    expect(unreadable).toEqual(['a0000', 'a0000']);
  });

  it('of the account that a request names are no refusal: it may be right', async () => {
    const { accounts, findProven, source } = setUp(3);
    const damaged = { ...accounts[0], secret: 'damaged' } as Account;
    await expect(findProven(signed, source('of nobody', [damaged]))).rejects.toMatchObject({
      code: 'UNAVAILABLE',
    });
  });
});
