import { beforeEach, describe, expect, it, jest } from '@jest/globals';

/** The hashes against which passwords were checked, each at the full cost of argon2. */
const checked: string[] = [];
const argon2 = await import('@node-rs/argon2');
jest.unstable_mockModule('@node-rs/argon2', () => ({
  ...argon2,
  verify: (hash: string, password: string) => {
    checked.push(hash);
    return argon2.verify(hash, password);
  },
}));
const { hashPassword, maxPasswordChars, verifyPassword } = await import('../../src/accounts/password.js');

/** These alone determine the cost of a check. */
const costOf = (hash: string | undefined) => /^\$argon2id\$v=19\$m=\d+,t=\d+,p=\d+\$/.exec(hash ?? '')?.[0];

beforeEach(() => {
  checked.length = 0;
});

describe('hashPassword', () => {
  it('makes argon2id hashes with the documented parameters, a new salt each time', async () => {
    const [first, second] = await Promise.all([hashPassword('trunkline'), hashPassword('trunkline')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(second).not.toBe(first);
  });
});

describe('verifyPassword', () => {
  it('knows the right password from a wrong one', async () => {
    const hash = await hashPassword('құпия сөз 🔑');
    expect(await verifyPassword('құпия сөз 🔑', hash)).toBe(true);
    expect(await verifyPassword('құпия сөз', hash)).toBe(false);
    expect(await verifyPassword('', hash)).toBe(false);
  });

  it('refuses everything for a user who does not exist, after the same work', async () => {
    const hash = await hashPassword('trunkline');
    expect(await verifyPassword('wrong', hash)).toBe(false);
    expect(await verifyPassword('trunkline', null)).toBe(false);
    const [known, unknown, ...more] = checked.map(costOf);
    expect(known).toBeDefined();
    expect(unknown).toBe(known);
    expect(more).toEqual([]);
  });

  it('does no work for a text that is too long to be a password', async () => {
    const tooLong = 'x'.repeat(maxPasswordChars + 1);
    const hash = await hashPassword(tooLong);
    expect(await verifyPassword(tooLong, hash)).toBe(false);
    expect(await verifyPassword(tooLong, null)).toBe(false);
    expect(checked).toEqual([]);
  });
});
