import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { isUuid, uuidV7 } from '../../src/domain/uuid-v7.js';

function millisecondsOf(uuid: string): number {
  return Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16);
}

describe('uuidV7', () => {
  afterEach(() => {
    jest.useRealTimers();
  });

  it('has the version and the variant of RFC 9562, and the time it was made', () => {
    const before = Date.now();
    const uuid = uuidV7();
    expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(millisecondsOf(uuid)).toBeGreaterThanOrEqual(before);
    expect(millisecondsOf(uuid)).toBeLessThan(before + 1000);
  });

  it('grows with every call, however many fall into one millisecond', () => {
    jest.useFakeTimers({ now: Date.now() + 5000 });
    const made = Array.from({ length: 20_000 }, uuidV7);
    expect(made).toEqual([...made].sort());
    expect(new Set(made).size).toBe(made.length);
  });

  it('grows when the clock goes back', () => {
    jest.useFakeTimers({ now: Date.now() + 60_000 });
    const before = uuidV7();
    jest.setSystemTime(Date.now() - 30_000);
    expect(uuidV7() > before).toBe(true);
  });

  it('has random bits that do not repeat', () => {
    const tails = Array.from({ length: 5000 }, () => uuidV7().slice(19));
    expect(new Set(tails).size).toBe(tails.length);
  });
});

describe('isUuid', () => {
  it.each<[string, unknown, boolean]>([
    ['takes one of ours', uuidV7(), true],
    ['takes another version', '9b2f0c1e-6a7d-4c3b-8f21-0d5e6a7b8c9d', true],
    ['takes capitals', '9B2F0C1E-6A7D-4C3B-8F21-0D5E6A7B8C9D', true],
    ['refuses a missing dash', '9b2f0c1e6a7d4c3b8f210d5e6a7b8c9d', false],
    ['refuses other letters', '9b2f0c1e-6a7d-4c3b-8f21-0d5e6a7b8c9g', false],
    ['refuses a line after it', '9b2f0c1e-6a7d-4c3b-8f21-0d5e6a7b8c9d\n', false],
    ['refuses what is no string', 7, false],
    ['refuses nothing', null, false],
  ])('%s', (_sentence, value, expected) => {
    expect(isUuid(value)).toBe(expected);
  });
});
