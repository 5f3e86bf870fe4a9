import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { WebhookSource } from '../../src/domain/vocabulary.js';
import type { CountedRefusal } from '../../src/ingest/refused-webhooks.js';
import { createRefusalRecord, type Refusal, type RefusalRecord } from '../../src/webhooks/refusal-record.js';

const key = 'k'.repeat(32);
let lines: { message: string; facts: Readonly<Record<string, unknown>> }[];
let stored: CountedRefusal[];
let reads: number;
let record: RefusalRecord;

beforeEach(() => {
  lines = [];
  stored = [];
  reads = 0;
  record = createRefusalRecord({
    store: async counted => void stored.push(...counted),
    log: (message, facts) => lines.push({ message, facts }),
  });
});
afterEach(() => record.stop());

const refusal = (changes: Partial<Refusal> = {}): Refusal => ({
  source: WebhookSource.CHATFLOW,
  fault: 'UNSIGNED',
  key,
  address: '203.0.113.7',
  requestId: 'r1',
  readNames: () => {
    reads += 1;
    return { channelExternalIds: ['instance_a'], accountExternalIds: [] };
  },
  findAccounts: async () => ({ isKeyKnown: false, accounts: [{ id: 'a1', tenantId: 't1' }] }),
  ...changes,
});

describe('the record of refused webhooks', () => {
  it('has a line of the log for each, with the id of its request, and not with its key', () => {
    record.note(refusal({ requestId: 'r7' }));
    expect(lines).toEqual([
      {
        message: 'webhook refused',
        facts: {
          requestId: 'r7',
          source: 'CHATFLOW',
          fault: 'UNSIGNED',
          hasKey: true,
          address: '203.0.113.7',
        },
      },
    ]);
  });

  it('counts a flood in one row, reads one body of it, and says how many lines it left out', async () => {
    for (let n = 0; n < 10_000; n++) record.note(refusal());
    await record.flush();
    expect(stored).toMatchObject([{ count: 10_000, reason: 'KEY_UNKNOWN', claimedNames: ['instance_a'] }]);
    expect(reads).toBe(1);
    expect(lines).toHaveLength(21);
    expect(lines.at(-1)).toEqual({ message: 'more webhooks refused', facts: { count: 9_980 } });
    expect(JSON.stringify([lines, stored])).not.toContain(key);
  });

  it('looks up a bounded number of accounts a second, whatever strangers send', async () => {
    let lookUps = 0;
    for (let n = 0; n < 10_000; n++) {
      const findAccounts = async () => {
        lookUps += 1;
        return { isKeyKnown: false, accounts: [] };
      };
      record.note(refusal({ key: `guess ${n}`, findAccounts }));
    }
    await record.flush();
    expect([lookUps, reads]).toEqual([50, 50]);
    record.note(refusal());
    await record.flush();
    expect(stored).toHaveLength(1);
  });

  it('takes a body that cannot be read for one that names nobody', async () => {
    const readNames = () => {
      throw new Error('no JSON');
    };
    record.note(refusal({ readNames }));
    await record.flush();
    expect(stored).toMatchObject([{ claimedNames: [] }]);
  });

  it('goes on when the database is away', async () => {
    record.note(
      refusal({
        findAccounts: async () => {
          throw new Error('away');
        },
      }),
    );
    await record.flush();
    record.note(refusal());
    await record.flush();
    expect(stored).toHaveLength(1);
    expect(lines.map(({ message }) => message)).toContain('refused webhooks not recorded');
  });

  it.each<[string, Partial<Refusal>, isKeyKnown: boolean]>([
    ['KEY_MISSING', { key: null }, false],
    ['KEY_UNKNOWN', {}, false],
    ['SIGNATURE_MISSING', {}, true],
    ['SIGNATURE_WRONG', { fault: 'WRONGLY_SIGNED' }, true],
    ['SIGNATURE_WRONG', { fault: 'WRONGLY_SIGNED', key: null }, false],
    ['BODY_TOO_LARGE', { fault: 'BODY_TOO_LARGE' }, true],
    ['BODY_UNREADABLE', { fault: 'BODY_UNREADABLE' }, true],
  ])('tells %s', async (reason, changes, isKeyKnown) => {
    const findAccounts = async () => ({ isKeyKnown, accounts: [{ id: 'a1', tenantId: 't1' }] });
    record.note(refusal({ ...changes, findAccounts }));
    await record.flush();
    expect(stored).toMatchObject([{ reason }]);
  });
});
