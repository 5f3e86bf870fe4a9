import { describe, expect, it } from '@jest/globals';
import { createSignInLimits } from '../../src/accounts/sign-in-limits.js';
import { createWorkGate } from '../../src/accounts/work-gate.js';
import { RateLimitedError } from '../../src/domain/errors.js';
import { waitFor } from '../support/wait-for.js';

const table = {
  address: { failures: 6, windowSeconds: 60 },
  addressWithEmail: { failures: 3, windowSeconds: 60 },
  email: { failures: 4, windowSeconds: 60 },
};

describe('createSignInLimits', () => {
  it('stops one machine at one account, and leaves the account open to others', async () => {
    const limits = createSignInLimits(table);
    for (let i = 0; i < 3; i++) await limits.begin('a@demo.test', '192.0.2.1');
    for (let i = 0; i < 3; i++) {
      await expect(limits.begin('a@demo.test', '192.0.2.1')).rejects.toThrow(RateLimitedError);
    }
    await expect(limits.begin('a@demo.test', '192.0.2.2')).resolves.toBeDefined();
  });

  it('stops many machines at one account', async () => {
    const limits = createSignInLimits(table);
    for (let i = 0; i < 4; i++) await limits.begin('a@demo.test', `192.0.2.${i}`);
    await expect(limits.begin('a@demo.test', '192.0.2.99')).rejects.toMatchObject({
      code: 'RATE_LIMITED',
      facts: { retryAfterSeconds: 60 },
    });
  });

  it.each([
    ['one machine', (_: number) => '192.0.2.1'],
    ['one IPv4 machine behind an IPv6 socket', (i: number) => (i % 2 ? '::ffff:192.0.2.1' : '192.0.2.1')],
    ['one IPv6 network', (i: number) => `2001:db8:1:2:${i}::${i}`],
    ['one IPv6 network, written differently', (i: number) => (i % 2 ? '2001:DB8::1' : '2001:db8:0:0::2')],
  ])('stops %s at many accounts', async (_, addressOf) => {
    const limits = createSignInLimits(table);
    for (let i = 0; i < 6; i++) await limits.begin(`${i}@demo.test`, addressOf(i));
    await expect(limits.begin('7@demo.test', addressOf(7))).rejects.toThrow(RateLimitedError);
  });

  it('does not count what succeeded', async () => {
    const limits = createSignInLimits(table);
    for (let i = 0; i < 20; i++) await (await limits.begin('a@demo.test', '192.0.2.1'))();
    await expect(limits.begin('a@demo.test', '192.0.2.1')).resolves.toBeDefined();
  });
});

describe('createWorkGate', () => {
  it('runs a few at once, lets some wait in order, and refuses the rest', async () => {
    const gate = createWorkGate('things at once', 2, 2);
    const order: number[] = [];
    const doors: (() => void)[] = [];
    const work = (n: number) => () => {
      order.push(n);
      return new Promise<number>(resolve => doors.push(() => resolve(n)));
    };
    const running = [gate(work(1)), gate(work(2)), gate(work(3)), gate(work(4))];
    await expect(gate(work(5))).rejects.toThrow(RateLimitedError);
    expect(order).toEqual([1, 2]);
    for (let opened = 0; opened < 4; opened++) (await waitFor(() => doors[opened]))();
    expect(await Promise.all(running)).toEqual([1, 2, 3, 4]);
    expect(order).toEqual([1, 2, 3, 4]);
  });

  it('gives the place back when the work throws', async () => {
    const gate = createWorkGate('things at once', 1, 0);
    await expect(gate(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    await expect(gate(async () => 'fine')).resolves.toBe('fine');
  });
});
