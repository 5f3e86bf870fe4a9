import { realpath } from 'node:fs/promises';
import pg from 'pg';
import { SUPERUSER } from './settings.js';

/** Trunkline's database on an embedded server. */
export const DATABASE_NAME = 'trunkline';

/** Connection data of an embedded server. */
export type Access = { readonly port: number; readonly password: string };

/** URL of one of its databases. */
export function toUrl({ port, password }: Access, databaseName: string): string {
  return `postgres://${SUPERUSER}:${password}@127.0.0.1:${port}/${encodeURIComponent(databaseName)}`;
}

/**
 * Connects, verifies that the server uses this data folder and no other, and creates our database if it is missing. A
 * pid file alone is no proof.
 *
 * @throws when the server does not answer, refuses the login, or has other data
 */
export async function checkConnection(access: Access, data: string): Promise<void> {
  const client = new pg.Client({
    connectionString: toUrl(access, 'postgres'),
    connectionTimeoutMillis: 5_000,
  });
  // Without a listener, a broken connection ends the process.
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
