import { rm } from 'node:fs/promises';
import { findBinaries } from './binaries.js';
import { boundLog } from './bounded-log.js';
import { DATABASE_NAME, toUrl } from './connection-check.js';
import { withExclusiveLock } from './exclusive-lock.js';
import { toDatabaseUnusable } from './failure.js';
import { type Home, openHome } from './home.js';
import { hasLiveLease, takeLease } from './leases.js';
import { findPostmaster, stopPostmaster } from './postmaster.js';
import { isProcessAlive } from './process-identity.js';
import { ensureRunning, type Server } from './server.js';
import type { Durability } from './settings.js';

/**
 * The embedded database: a real PostgreSQL from npm, used when DATABASE_URL is not set.
 *
 * Guarantees: any number of processes share the one server of a folder; a killed process does not affect the others;
 * the last process that exits cleanly stops the server; a start repairs the state after any exit. The npm package's own
 * class is not used: its exit hooks would stop the server under other processes.
 */

/** Options of `startEmbeddedPostgres`. */
export type EmbeddedPostgresOptions = {
  /** DATA_DIR: created if missing; the data are stored below it, or elsewhere as `openHome` describes. */
  readonly dataDir: string;
  /** Called with one sentence per noteworthy event; never with a secret. */
  readonly log: (message: string) => void;
  /**
   * `none` is for tests: the data do not survive a power failure, and everything is faster. Only the process that
   * starts the server decides.
   */
  readonly durability?: Durability;
  /** Folder for files that the database's user must reach when root starts Trunkline; set by tests. */
  readonly sharedBase?: string;
};

/** One process's use of the embedded database. */
export type EmbeddedPostgres = {
  /** Folder of the data; related files are stored there too. */
  readonly folder: string;
  /** URL of a database on the server, as its superuser; `trunkline` exists. Read it again for each pool. */
  url(databaseName?: string): string;
  /** Releases the database, and stops the server when no other live process uses it. Close pools first. Idempotent. */
  release(): Promise<void>;
};

/** Enough for an initdb on a slow disk and a recovery; anything longer hangs. */
const LOCK_TIMEOUT_MS = 180_000;
const WATCH_INTERVAL_MS = 1_000;

/**
 * Starts the database of the folder, or joins the running one. Resolves when it answers.
 *
 * While in use, a server that ends unexpectedly (out-of-memory kill, manual stop) is restarted, on the same port if
 * that is free, and its log is kept small.
 *
 * @throws DatabaseUnusableError saying what to do
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const { log, durability = 'full' } = options;
  try {
    const home = await openHome(options.dataDir, log, options.sharedBase);
    return await withExclusiveLock(home.folder, LOCK_TIMEOUT_MS, async () => {
      const server = await ensureRunning(home, durability, log);
      return createUse(home, server, await takeLease(home.folder), durability, log);
    });
  } catch (error) {
    throw toDatabaseUnusable(`use the folder ${options.dataDir}`, error);
  }
}

function createUse(
  home: Home,
  firstServer: Server,
  lease: string,
  durability: Durability,
  log: (message: string) => void,
): EmbeddedPostgres {
  let server = firstServer;
  let watching: Promise<void> | undefined;
  let lastFailure: string | undefined;
  let releasing: Promise<void> | undefined;

  const watch = async () => {
    await boundLog(home.logFile);
    if (isProcessAlive(server.postmaster.pid)) return;
    log('The embedded database has ended: starting it again');
    server = await withExclusiveLock(home.folder, LOCK_TIMEOUT_MS, () =>
      ensureRunning(home, durability, log),
    );
  };
  const timer = setInterval(() => {
    watching ??= watch()
      .catch(error => {
        const { message } = toDatabaseUnusable('be kept running', error);
        if (message !== lastFailure) log(message);
        lastFailure = message;
      })
      .finally(() => {
        watching = undefined;
      });
  }, WATCH_INTERVAL_MS).unref();

  const release = async () => {
    clearInterval(timer);
    await watching;
    await withExclusiveLock(home.folder, LOCK_TIMEOUT_MS, async () => {
      await rm(lease, { force: true });
      const postmaster = (await hasLiveLease(home.folder)) ? undefined : await findPostmaster(home.data);
      if (postmaster === undefined) return;
      await stopPostmaster(home, await findBinaries(), postmaster);
      log('Stopped the embedded database');
    });
  };

  return {
    folder: home.folder,
    url: (databaseName = DATABASE_NAME) => toUrl(server, databaseName),
    release: () => {
      releasing ??= release();
      return releasing;
    },
  };
}
