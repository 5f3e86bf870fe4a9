/**
 * The processor time that work takes in this process, in milliseconds: unlike the clock, it hardly depends on what else
 * the machine does, so a bound on it tells hostile input apart from a busy machine.
 */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
