import { createHash } from 'node:crypto';
import { chmod, lstat, mkdir, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseUnusableError } from '../../domain/errors.js';
import { canEnter, findUnprivilegedUser, isRoot, type OsUser } from './os-user.js';

/**
 * Location of the embedded database: `<DATA_DIR>/postgres`, unless root starts Trunkline below a folder that only root
 * can enter (`/root` itself). Then it is in a folder that the database's user can reach, and
 * `<DATA_DIR>/postgres-location` contains its path; later starts read the file, so that a moved checkout finds its
 * data.
 */

/** The folder of one embedded database, shared by all processes that use it. */
export type Home = {
  /** Contains the locks, the leases, the log and `cluster`. */
  readonly folder: string;
  /** Contains `data` (PostgreSQL's own) and `password`; appears atomically, when complete. */
  readonly cluster: string;
  readonly data: string;
  readonly logFile: string;
  /** User that runs the database; undefined: the user of this process. */
  readonly user: OsUser | undefined;
  /** Creates and returns the folder for files that the database's user must reach. */
  readonly openSharedBase: () => Promise<string>;
};

/** Decides the location of this DATA_DIR's database, and creates the folder. The checks for root run only for root. */
export async function openHome(
  dataDir: string,
  log: (message: string) => void,
  sharedBase?: string,
): Promise<Home> {
  await mkdir(dataDir, { recursive: true });
  const realDataDir = await realpath(dataDir);
  const own = join(realDataDir, 'postgres');
  const openSharedBase = () =>
    sharedBase ? makeFolder(sharedBase) : isRoot() ? findSharedBase() : makeFolder(own);
  if (!isRoot()) return toHome(await makeFolder(own), undefined, openSharedBase);

  const pointer = join(realDataDir, 'postgres-location');
  const pointed = await readPointer(pointer);
  const existing = await makeFolder(pointed ?? own);
  const owner = await findOwner(toHome(existing, undefined, openSharedBase).data);
  if (owner) return toHome(existing, owner, openSharedBase);

  const user = findUnprivilegedUser();
  if (pointed !== undefined || canEnter(existing, user)) return toHome(existing, user, openSharedBase);

  const hash = createHash('sha256').update(realDataDir).digest('hex').slice(0, 16);
  const elsewhere = await makeFolder(join(await openSharedBase(), `data-${hash}`));
  if (!canEnter(elsewhere, user)) throw unreachable(elsewhere, user);
  await writeFile(pointer, `${elsewhere}\n`);
  log(`The user ${user.name} cannot enter ${own}: the embedded database keeps its data in ${elsewhere}`);
  return toHome(elsewhere, user, openSharedBase);
}

function toHome(folder: string, user: OsUser | undefined, openSharedBase: () => Promise<string>): Home {
  const cluster = join(folder, 'cluster');
  return {
    folder,
    cluster,
    data: join(cluster, 'data'),
    logFile: join(folder, 'postgres.log'),
    user,
    openSharedBase,
  };
}

/** Creates the folder, traversable with any umask. Secret files inside have their own modes. */
async function makeFolder(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  if (isRoot()) await chmod(folder, 0o755);
  // The server reports its folder by its real path; ours is compared with that.
  return realpath(folder);
}

/** Existing data are run by their owner: the checkout's user, before a `sudo`. */
async function findOwner(data: string): Promise<OsUser | undefined> {
  const found = await stat(data).catch(() => undefined);
  if (found === undefined || found.uid === 0) return undefined;
  return { uid: found.uid, gid: found.gid, name: `with the id ${found.uid}` };
}

async function readPointer(pointer: string): Promise<string | undefined> {
  const text = await readFile(pointer, 'utf8').catch(() => '');
  return text.trim() || undefined;
}

async function findSharedBase(): Promise<string> {
  const base = '/var/lib/trunkline';
  try {
    return await makeFolder(base);
  } catch {
    // On a read-only system only the folder for temporary files is left.
    const fallback = join(tmpdir(), 'trunkline');
    await makeFolder(fallback);
    const found = await lstat(fallback);
    if (found.isDirectory() && found.uid === 0) return fallback;
    throw new DatabaseUnusableError(`${fallback} belongs to another user. Remove it, or set DATABASE_URL.`);
  }
}

function unreachable(folder: string, user: OsUser): DatabaseUnusableError {
  return new DatabaseUnusableError(
    `The user ${user.name}, who has to run the embedded database for root, cannot enter ${folder}. ` +
      'Set DATA_DIR to a folder that all users may enter, or set DATABASE_URL.',
  );
}
