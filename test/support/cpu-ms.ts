/**
 * The processor time of work in this process, in milliseconds: unlike the clock, it hardly depends on other load of the
 * machine, so a limit on it distinguishes hostile input from a busy machine.
 */
export function cpuMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
}
