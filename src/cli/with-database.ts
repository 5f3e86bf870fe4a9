/** Database access for the duration of one command. */
import { runAuditedCommand } from '../audit/run-audited.js';
import { type Config, loadConfig } from '../config.js';
import { type Database, openDatabase } from '../database/database.js';
import { startEmbeddedPostgres } from '../database/embedded/embedded-postgres.js';
import { explainConnectionFailure } from '../database/explain-connection-failure.js';
import { migrate } from '../database/migrate.js';
import { DatabaseUnusableError } from '../domain/errors.js';
import type { CommandIo } from './command-io.js';

/** SQLSTATE of a missing table, column or schema. */
const missingParts = new Set(['42P01', '42703', '3F000']);
const poolSize = 4;

/** URL of the configured database, and its release. */
export interface DatabaseUse {
  readonly url: string;
  /** URL of PostgreSQL itself, where `url` is a transaction pooler. */
  readonly sessionUrl?: string;
  release(): Promise<void>;
}

/**
 * Opens the configured database. In a demo it joins the embedded one, or starts it temporarily; a server that uses it
 * is not disturbed.
 *
 * @throws DatabaseUnusableError
 */
export async function useDatabase(config: Config, io: CommandIo): Promise<DatabaseUse> {
  if (config.databaseUrl !== undefined) {
    const { databaseUrl: url, databaseSessionUrl: sessionUrl } = config;
    return { url, sessionUrl, release: async () => {} };
  }
  const postgres = await startEmbeddedPostgres({
    dataDir: config.dataDir,
    log: message => io.progress(message),
  });
  return { url: postgres.url(), release: postgres.release };
}

/**
 * Runs work with the open database of the configuration in `io.env`, and closes it afterwards. The demo's database is
 * migrated; an installation's is not.
 *
 * @throws ConfigurationInvalidError, DatabaseUnusableError when it is not migrated, and every error of the work
 */
export async function withDatabase<Result>(
  io: CommandIo,
  work: (database: Database, config: Config) => Promise<Result>,
): Promise<Result> {
  const config = loadConfig(io.env);
  const use = await useDatabase(config, io);
  try {
    if (config.mode === 'demo') await migrate(use.url, message => io.progress(message));
    const log = (message: string) => io.progress(message);
    const database = await openDatabase({
      url: use.url,
      sessionUrl: use.sessionUrl,
      preparesStatements: config.databasePreparedStatements,
      poolSize,
      timeoutMs: config.databaseTimeoutMs,
      log,
    });
    try {
      return await runAuditedCommand(io.commandName?.() ?? '', () => work(database, config));
    } catch (error) {
      throw toNotMigrated(explainConnectionFailure(error, use.url));
    } finally {
      await database.close();
    }
  } finally {
    await use.release();
  }
}

function toNotMigrated(error: unknown): unknown {
  const { code, cause } = error as { readonly code?: unknown; readonly cause?: { readonly code?: unknown } };
  if (!missingParts.has(String(code)) && !missingParts.has(String(cause?.code))) return error;
  const message = 'The database is not up to date; run "trunkline migrate" first.';
  return new DatabaseUnusableError(message, { cause: error });
}
