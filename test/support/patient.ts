import { cpus, loadavg } from 'node:os';

/**
 * A time limit as it stands on a machine with nothing else to do, longer on one that is asked for more than it has: what
 * other processes take is not what is measured.
 */
export function patient(limitMs: number): number {
  const [load = 0] = loadavg();
  return Math.ceil(limitMs * Math.max(1, (2 * load) / cpus().length));
}
