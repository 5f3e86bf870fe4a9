import { cpus, loadavg } from 'node:os';

/**
 * The given time limit on an idle machine, a longer one on an overloaded machine: the load of other processes is not
 * measured.
 */
export function patient(limitMs: number): number {
  const [load = 0] = loadavg();
  return Math.ceil(limitMs * Math.max(1, (2 * load) / cpus().length));
}

/**
 * PROVIDER_TIMEOUT_MS for tests with vendors that do not answer: short, but longer than a vendor that does answer takes on a
 * busy machine, as what was perhaps sent is never sent again.
 */
export const shortVendorTimeout = (): string => String(Math.min(15_000, patient(2_000)));
