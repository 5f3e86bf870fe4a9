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
 * It guarantees that any number of processes share the one server of a folder, that a process which is killed takes
 * nothing with it, that the last process which leaves in good order stops the server, and that a start repairs
 * what the last end left behind. The npm package's own class is not used: its exit hooks would stop the server
 * under other processes.
 */

/** How to start. */
export type EmbeddedPostgresOptions = {
  /** DATA_DIR: made if missing; the data go below it, or elsewhere as `openHome` says. */
  readonly dataDir: string;
  /** Called with one sentence for each thing worth knowing; never with a secret. */
  readonly log: (message: string) => void;
  /** `none` is for tests: the data do not survive a power cut, and everything is faster. Only the starter decides. */
  readonly durability?: Durability;
  /** Where root puts what the database's user must reach; a test's choice. */
  readonly sharedBase?: string;
};

/** One process's use of the embedded database. */
export type EmbeddedPostgres = {
  /** Where the data live: what belongs to them is kept there too. */
  readonly folder: string;
  /** The URL of a database on the server, as its superuser; `trunkline` exists. Read it again for each pool. */
  url(databaseName?: string): string;
  /** Ends the use, and the server with it when no other live process uses it. Close pools first. Idempotent. */
  release(): Promise<void>;
};

/** An initdb on a slow disk and a recovery fit in; what takes longer hangs. */
const LOCK_TIMEOUT_MS = 180_000;
const WATCH_INTERVAL_MS = 1_000;

/**
 * Starts the database of the folder, or joins the one that runs. Returns when it answers.
 *
 * While in use, a server that ends without us (killed for its memory, stopped by hand) is started again, on the
 * same port if that is free, and its log is kept small.
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
