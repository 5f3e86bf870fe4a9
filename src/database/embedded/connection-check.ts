import { realpath } from 'node:fs/promises';
import pg from 'pg';
import { SUPERUSER } from './settings.js';

/** The database that an embedded server holds for Trunkline. */
export const DATABASE_NAME = 'trunkline';

/** Where and how to connect to an embedded server. */
export type Access = { readonly port: number; readonly password: string };

/** The URL of one of its databases. */
export function toUrl({ port, password }: Access, databaseName: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(databaseName)}`;
}

/**
 * Connects, makes sure that the server works on these data and no others, and creates our database if it is
 * missing. A pid file proves nothing; this does.
 *
 * @throws when the server does not answer, does not know us, or holds other data
 */
export async function checkConnection(access: Access, data: string): Promise<void> {
  const client = new pg.Client({
    connectionString: toUrl(access, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener, a connection that is cut ends the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<{ folder: string; present: boolean }>(
      `select current_setting('data_directory') as folder,
              exists (select from pg_database where datname = $1) as present`,
      [DATABASE_NAME],
    );
    const folder = rows[0]?.folder ?? '';
    if ((await realpath(folder)) !== data)
      throw new Error(`Port ${access.port} is a server of other data, in ${folder}.`);
    if (!rows[0]?.present) await client.query(`create database ${DATABASE_NAME}`);
  } finally {
    await client.end();
  }
}
