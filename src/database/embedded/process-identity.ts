import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/**
 * Identity of a process. A pid alone does not identify the process that left a file: after a crash or a reboot another
 * process can have the number. So files name their owner by pid, start time and boot.
 */

/** True if the pid is in use: by a running process, or by a zombie that was not reaped. */
export function isPidTaken(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** True if a process with this id runs. A zombie does not count: in a container it may never be reaped. */
export function isProcessAlive(pid: number): boolean {
  return isPidTaken(pid) && readLinuxStat(pid)?.state !== 'Z';
}

/** One line that is unique to the process, as far as the system exposes it; undefined when no such process runs. */
export function identifyProcess(pid: number): string | undefined {
  if (!isProcessAlive(pid)) return undefined;
  const startedTicks = readLinuxStat(pid)?.startedTicks;
  if (startedTicks !== undefined) return `${pid} ${bootId()}:${startedTicks}`;
  if (process.platform === 'win32') return `${pid} ?`;
  const ps = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], {
    encoding: 'utf8',
    env: { LC_ALL: 'C' },
  });
  return `${pid} ${ps.stdout?.trim().replaceAll(' ', '-') || '?'}`;
}

/** Identity of this process. */
export function identifyThisProcess(): string {
  const identity = identifyProcess(process.pid);
  if (identity === undefined) throw new Error('This process does not find itself.');
  return identity;
}

/** True if the process of this identity still runs. */
export function isIdentityAlive(identity: string): boolean {
  const line = identity.trim();
  return line !== '' && identifyProcess(Number(line.split(' ')[0])) === line;
}

/** See proc_pid_stat(5); the second field is the name in parentheses, which can contain any character. */
function readLinuxStat(
  pid: number,
): { state: string | undefined; startedTicks: string | undefined } | undefined {
  const text = readProc(`/proc/${pid}/stat`);
  const fields = text?.slice(text.lastIndexOf(')') + 2).split(' ');
  return fields && { state: fields[0], startedTicks: fields[19] };
}

function bootId(): string {
  return readProc('/proc/sys/kernel/random/boot_id')?.trim() ?? '?';
}

/** Undefined without /proc, when the process has ended, and without permission. */
function readProc(path: string): string | undefined {
  if (process.platform !== 'linux') return undefined;
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
