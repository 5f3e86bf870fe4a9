/** One finding of `trunkline doctor`. */

/** OK; WARN: works, with a risk; FAIL: does not work, or is not safe. */
export type CheckStatus = 'OK' | 'WARN' | 'FAIL';

/** A finding; neither text contains a secret. */
export interface Check {
  readonly name: string;
  readonly status: CheckStatus;
  readonly finding: string;
  /** What to do; null when nothing is to be done. */
  readonly advice: string | null;
}

/** A part of the installation is as it should be. */
export const ok = (name: string, finding: string): Check => ({ name, status: 'OK', finding, advice: null });

/** A part works, with a risk. */
export const warn = (name: string, finding: string, advice: string): Check => ({
  ...{ name, status: 'WARN', finding, advice },
});

/** A part does not work, or is not safe. */
export const fail = (name: string, finding: string, advice: string): Check => ({
  ...{ name, status: 'FAIL', finding, advice },
});
