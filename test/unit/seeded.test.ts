import { afterEach, expect, it } from '@jest/globals';
import { createRandom, seeded } from '../support/seeded.js';

afterEach(() => {
  delete process.env.TEST_SEED;
});

it('a random test that fails names its seed, and the seed makes the same choices again', async () => {
  const choices: number[][] = [];
  const test = seeded(async random => {
    choices.push([random(), random.fork(3)(), random()]);
    throw new Error('it did not hold');
  });
  const failure = await test().catch(error => error);
  const [, seed] = /TEST_SEED=(\d+)/.exec(failure.message) ?? [];
  expect(failure.message).toContain('it did not hold');
  expect(failure.stack).toContain(`TEST_SEED=${seed}`);
  process.env.TEST_SEED = seed;
  await test().catch(() => {});
  expect(choices[1]).toEqual(choices[0]);
});

it('numbers of a seed are spread from 0 to 1, and those of its forks differ', () => {
  const random = createRandom(1);
  const numbers = Array.from({ length: 1_000 }, () => random());
  expect(Math.min(...numbers)).toBeLessThan(0.02);
  expect(Math.max(...numbers)).toBeGreaterThan(0.98);
  expect(Math.max(...numbers)).toBeLessThan(1);
  expect(new Set([0, 1, 2, 3].map(part => random.fork(part)())).size).toBe(4);
});
