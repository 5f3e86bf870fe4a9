/**
 * Repeatable tests with random choices: a failure names its seed, and `TEST_SEED=… npm test -- <file>` makes the same
 * choices again. Properties of fast-check use the same variable (seed-properties.mjs).
 */
import { randomInt } from 'node:crypto';

/** Random numbers of one seed. */
export interface Random {
  /** The next number, from 0 up to 1. */
  (): number;
  /** Separate numbers for one of several concurrent parts, so that their order in time changes nothing. */
  fork(part: number): Random;
}

/** The numbers of a seed (mulberry32). */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return Object.assign(next, {
    fork: (part: number) => createRandom(Math.imul(seed + 1, 2_654_435_761) + part),
  });
}

/** The body of a test that makes random choices. */
export function seeded(body: (random: Random) => Promise<void>): () => Promise<void> {
  return async () => {
    const seed = Number(process.env.TEST_SEED ?? randomInt(2 ** 31));
    try {
      await body(createRandom(seed));
    } catch (error) {
      if (!(error instanceof Error)) throw error;
      const hint = `To make the same random choices again: TEST_SEED=${seed}`;
      const { message, stack } = error;
      error.message = `${hint}\n\n${message}`;
      error.stack = stack?.replace(message, error.message);
      throw error;
    }
  };
}
