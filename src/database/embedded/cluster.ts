import { randomBytes, randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseUnusableError } from '../../domain/errors.js';
import { type Binaries, findBinaries, prepareBinaries, programPath } from './binaries.js';
import { explainFailure } from './failure.js';
import type { Home } from './home.js';
import { runProgram } from './run-program.js';
import { type Durability, initdbArguments } from './settings.js';

/**
 * The data folder: created once, completely or not at all. initdb works in a folder next to it, which is renamed when
 * complete; a process that is killed half-way leaves debris, which the next initialisation removes.
 */

/** Prefix of unfinished clusters. */
const STAGING = 'cluster.new-';

/**
 * Checks that the data exist and that these binaries can read them. False if there are none yet.
 *
 * @throws DatabaseUnusableError for data of another major version
 */
export async function isClusterUsable(home: Home, major: number): Promise<boolean> {
  const file = join(home.data, 'PG_VERSION');
  let version: string;
  try {
    version = (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
  if (version === String(major)) return true;
  throw new DatabaseUnusableError(
    `The data in ${home.data} were made by PostgreSQL ${version}; this release brings PostgreSQL ${major}, which ` +
      `cannot read them. Move ${home.folder} away to start empty, or run PostgreSQL ${version} yourself and set DATABASE_URL.`,
  );
}

/** Creates the data folder, with a random password for the superuser. Runs under the exclusive lock. */
export async function createCluster(home: Home, binaries: Binaries, durability: Durability): Promise<void> {
  for (const name of await readdir(home.folder)) {
    if (name.startsWith(STAGING)) await removeDebris(join(home.folder, name));
  }
  const staging = join(home.folder, `${STAGING}${randomUUID()}`);
  const [data, passwordFile] = [join(staging, 'data'), join(staging, 'password')];
  await mkdir(data, { recursive: true });
  await writeFile(passwordFile, randomBytes(24).toString('base64url'), { mode: 0o600 });
  await chmod(staging, 0o755);
  await chmod(data, 0o700);
  for (const path of home.user ? [data, passwordFile] : []) {
    await chown(path, home.user?.uid ?? -1, home.user?.gid ?? -1);
  }
  const args = [`--pgdata=${data}`, `--pwfile=${passwordFile}`, ...initdbArguments(durability)];
  const { code, output } = await runProgram(programPath(binaries, 'initdb'), args, home.user);
  if (code !== 0) {
    await removeDebris(staging);
    throw explainFailure(`initialise its data in ${home.data}`, output);
  }
  await rename(staging, home.cluster);
}

/** An initdb outlives the process that started it, and may still write: files that cannot be removed are left. */
async function removeDebris(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }).catch(() => undefined);
}

/** The superuser's password. */
export function readPassword(home: Home): Promise<string> {
  return readFile(join(home.cluster, 'password'), 'utf8');
}

/** Finds the binaries and prepares them for the user of this home. */
export async function openBinaries(home: Home, log: (message: string) => void): Promise<Binaries> {
  return prepareBinaries(await findBinaries(), home, log);
}
