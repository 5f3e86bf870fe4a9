import { randomUUID } from 'node:crypto';
import { link, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DatabaseUnusableError } from '../../domain/errors.js';
import { identifyThisProcess, isIdentityAlive, isProcessAlive } from './process-identity.js';

/**
 * Lock between processes that is released when its holder dies.
 *
 * Node has no flock. The usual lock file has a race: two waiters find the holder dead, the first removes the file and
 * locks again, the second removes that new lock. Here a lock file is never taken over. Files are numbered, the highest
 * number is the lock, and the process that creates the next number exclusively holds it; lower ones are debris. A file
 * names its holder; an empty one was released.
 */

const POLL_MS = 20;

/**
 * Runs the work while no other process (and no other call in this one) runs work on the same folder.
 *
 * @throws DatabaseUnusableError when a live holder does not finish within the time
 */
export async function withExclusiveLock<T>(
  folder: string,
  timeoutMs: number,
  work: () => Promise<T>,
): Promise<T> {
  const lockFile = await acquire(folder, Date.now() + timeoutMs);
  try {
    return await work();
  } finally {
    await truncate(lockFile);
  }
}

async function acquire(folder: string, deadline: number): Promise<string> {
  const claim = join(folder, `claim-${process.pid}-${randomUUID()}`);
  await writeFile(claim, identifyThisProcess());
  try {
    for (;;) {
      const last = Math.max(0, ...(await listNumbers(folder)));
      const holder = await readHolder(folder, last);
      if (isIdentityAlive(holder)) {
        if (Date.now() > deadline) throw stuck(folder, holder);
        await delay(POLL_MS);
        continue;
      }
      if (await tryLock(folder, claim, last + 1)) return lockPath(folder, last + 1);
    }
  } finally {
    await rm(claim, { force: true });
  }
}

/** The link makes the file appear complete, and for only one of the competing processes. */
async function tryLock(folder: string, claim: string, number: number): Promise<boolean> {
  try {
    await link(claim, lockPath(folder, number));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  const numbers = await listNumbers(folder);
  // The listing is outdated: others have locked and cleaned up past this number.
  const outdated = numbers.some(other => other > number);
  const debris = outdated ? [number] : numbers.filter(other => other < number);
  await Promise.all(debris.map(each => rm(lockPath(folder, each), { force: true })));
  if (!outdated) await removeDeadClaims(folder);
  return !outdated;
}

async function removeDeadClaims(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = /^claim-(\d+)-/.exec(name)?.[1];
    if (pid !== undefined && !isProcessAlive(Number(pid))) await rm(join(folder, name), { force: true });
  }
}

async function listNumbers(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap(name => /^lock-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
}

/** Empty when the lock was released, and when the file was removed, because another process has the next one. */
async function readHolder(folder: string, number: number): Promise<string> {
  try {
    return await readFile(lockPath(folder, number), 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function lockPath(folder: string, number: number): string {
  return join(folder, `lock-${number}`);
}

function stuck(folder: string, holder: string): DatabaseUnusableError {
  return new DatabaseUnusableError(
    `The process ${holder.split(' ')[0]} has been starting or stopping the database in ${folder} for too long. ` +
      'Look at its log; end it if it hangs, then start again.',
  );
}
