import { spawnSync } from 'node:child_process';
import { DatabaseUnusableError } from '../../domain/errors.js';

/**
 * PostgreSQL refuses to run as root. When Trunkline runs as root (a bare container), the database runs as another user:
 * `postgres` where a package created that user, else `nobody`, which every system has. No user is created.
 */

/** Operating system user that runs the database. */
export type OsUser = { readonly uid: number; readonly gid: number; readonly name: string };

/** True if this process is root, so that another user must run the database. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/**
 * Finds an unprivileged user. initdb looks its user up by id, so the system must know it.
 *
 * @throws DatabaseUnusableError when there is none, or when root cannot change to it (capabilities dropped)
 */
export function findUnprivilegedUser(): OsUser {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map(flag => Number(run('id', [flag, name]).stdout || Number.NaN));
    if (!uid || !gid) continue;
    if (run('/bin/sh', ['-c', ':'], { uid, gid }).status === 0) return { uid, gid, name };
  }
  throw new DatabaseUnusableError(
    'The embedded database does not run as root, and there is no user "postgres" or "nobody" to run it as. ' +
      'Start Trunkline as an ordinary user, or set DATABASE_URL to a PostgreSQL of your own.',
  );
}

/** True if the user can enter the folder and all its parents; asks the system, as modes alone do not decide it. */
export function canEnter(folder: string, user: OsUser): boolean {
  return run('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], user).status === 0;
}

function run(file: string, args: readonly string[], user?: { uid: number; gid: number }) {
  return spawnSync(file, args, { uid: user?.uid, gid: user?.gid, cwd: '/', encoding: 'utf8' });
}
