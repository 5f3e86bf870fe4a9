/** The first steps that are done, of this browser. */

/** A step. */
export type FirstStep = 'READ' | 'ANSWER' | 'ARRIVE' | 'NUMBER';

interface Kept {
  readonly done: readonly FirstStep[];
  /** Closed for good. */
  readonly isOver: boolean;
  /** Numbers of the company when the steps were shown first. */
  readonly numbers: number | null;
}

const key = 'trunkline-first-run';

/** Reads what is kept. */
export function readFirstRun(): Kept {
  try {
    return { ...none, ...JSON.parse(localStorage.getItem(key) ?? '{}') };
  } catch {
    return none;
  }
}

const none: Kept = { done: [], isOver: false, numbers: null };

/** Keeps changes. */
export function keepFirstRun(change: Partial<Kept>): Kept {
  const next = { ...readFirstRun(), ...change };
  localStorage.setItem(key, JSON.stringify(next));
  return next;
}

/** True when the steps were closed. */
export const isFirstRunOver = (): boolean => readFirstRun().isOver;
