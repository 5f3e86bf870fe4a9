/** CPU time of processes, from /proc: steadier than rates on a machine with other load. Linux only. */
import { readdirSync, readFileSync } from 'node:fs';

/** The kernel counts in hundredths of a second. */
const tickMs = 10;

/** Milliseconds of CPU that processes and their ended children have used; null where there is no /proc. */
export function cpuMs(pids) {
  if (process.platform !== 'linux') return null;
  return pids.reduce((sum, pid) => sum + (readStat(pid)?.cpuMs ?? 0), 0);
}

/** A process and its running descendants. */
export function withDescendants(pid) {
  if (process.platform !== 'linux') return [pid];
  const all = readdirSync('/proc').filter(name => /^\d+$/.test(name));
  const stats = all.map(name => readStat(Number(name))).filter(Boolean);
  const found = new Set([pid]);
  for (let size = 0; size !== found.size; ) {
    size = found.size;
    for (const stat of stats) if (found.has(stat.parent)) found.add(stat.pid);
  }
  return [...found];
}

function readStat(pid) {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    // User and system time; then the same of children that have ended, such as connections that were idle.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    return { pid, parent: Number(fields[1]), cpuMs: ticks * tickMs };
  } catch {
    // It has ended in the meantime.
    return null;
  }
}
