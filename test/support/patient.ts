import { cpus, loadavg } from 'node:os';

/**
 * The given time limit on an idle machine, a longer one on an overloaded machine: the load of other processes is not
 * measured.
 */
export function patient(limitMs: number): number {
  const [load = 0] = loadavg();
  return Math.ceil(limitMs * Math.max(1, (2 * load) / cpus().length));
}
