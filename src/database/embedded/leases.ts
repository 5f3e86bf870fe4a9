import { randomUUID } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { identifyThisProcess, isIdentityAlive } from './process-identity.js';

/**
 * Leases: processes that use the database, one file for each lease, naming its process. All of this runs under the
 * exclusive lock of the folder, so that no process takes a lease between the last check and the stop.
 */

/** Registers that this process uses the database. Returns the file: remove it to release the lease. */
export async function takeLease(folder: string): Promise<string> {
  const path = join(folder, `lease-${randomUUID()}`);
  await writeFile(path, identifyThisProcess());
  return path;
}

/** True if a live process holds a lease. Removes leases of dead processes. */
export async function hasLiveLease(folder: string): Promise<boolean> {
  const names = (await readdir(folder)).filter(name => name.startsWith('lease-'));
  const alive = await Promise.all(
    names.map(async name => {
      const path = join(folder, name);
      if (isIdentityAlive(await readFile(path, 'utf8'))) return true;
      await rm(path, { force: true });
      return false;
    }),
  );
  return alive.includes(true);
}
