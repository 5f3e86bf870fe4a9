/** Migrates a database to the schema of this build. */

import pg from 'pg';
import { DatabaseUnusableError } from '../domain/errors.js';
import { explainConnectionFailure } from './explain-connection-failure.js';
import { findMigrations } from './find-migrations.js';

/** Advisory lock key; must not be used by any other program on the same database. */
const migrationLock = 7_215_301_944;

/** The oldest server version that the SQL here supports. */
export const minServerVersion = 150_000;

/**
 * Applies missing migrations; does nothing if there are none. Safe to call from several processes at once: one
 * migrates, the others wait for it.
 * @throws DatabaseUnusableError when the database cannot be reached, refuses the login, or is too old
 */
export async function migrate(databaseUrl: string, log: (message: string) => void = () => {}): Promise<void> {
  try {
    await migrateWith(new pg.Client({ connectionString: databaseUrl }), databaseUrl, log);
  } catch (error) {
    throw explainConnectionFailure(error, databaseUrl);
  }
}

async function migrateWith(
  client: pg.Client,
  databaseUrl: string,
  log: (message: string) => void,
): Promise<void> {
  client.on('error', error => log(error.message));
  await client.connect();
  try {
    const version = await client.query<{ server_version_num: string }>('show server_version_num');
    if (Number(version.rows[0]?.server_version_num) < minServerVersion) {
      throw new DatabaseUnusableError('PostgreSQL 15 or newer is needed; point DATABASE_URL at one.');
    }
    if (await isUpToDate(client)) return;
    await client.query('select pg_advisory_lock($1)', [migrationLock]);
    const { applyMigrations } = await import('./apply-migrations.js');
    await applyMigrations(databaseUrl, log);
  } finally {
    await client.end();
  }
}

async function isUpToDate(client: pg.Client): Promise<boolean> {
  const { missing, hasJobs } = await findMigrations(client);
  return hasJobs && missing.length === 0;
}
