import { describe, expect, it } from '@jest/globals';
import { hashPassword, maxPasswordChars, verifyPassword } from '../../src/accounts/password.js';

async function measureMs(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  for (let i = 0; i < 5; i++) await work();
  return (performance.now() - startedAt) / 5;
}

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

  it('refuses everything for a user who does not exist, at the same cost', async () => {
    const hash = await hashPassword('trunkline');
    expect(await verifyPassword('trunkline', null)).toBe(false);
    const known = await measureMs(() => verifyPassword('wrong', hash));
    const unknown = await measureMs(() => verifyPassword('wrong', null));
    expect(unknown).toBeGreaterThan(known / 4);
    expect(unknown).toBeLessThan(known * 4);
  });

  it('does no work for a text that is too long to be a password', async () => {
    const tooLong = 'x'.repeat(maxPasswordChars + 1);
    expect(await verifyPassword(tooLong, await hashPassword(tooLong))).toBe(false);
  });
});
