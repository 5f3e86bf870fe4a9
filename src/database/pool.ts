/** The connection pool of the hot paths: prepared statements with bound parameters. */
import pg from 'pg';

const { Pool, TypeOverrides } = pg;

/** What the pool tells when a connection breaks; the query in flight rejects by itself. */
export type PoolLog = (message: string) => void;

/**
 * Makes a pool. bigint columns come back as numbers (positions stay far below 2^53).
 *
 * A connection that is cut while it is checked out reports to the client, not to the pool; without a listener on
 * each client that ends the process.
 *
 * @param timeoutMs longest wait for a connection, and for an answer; both together stay below twice this.
 */
export function createPool(databaseUrl: string, size: number, timeoutMs: number, log: PoolLog): pg.Pool {
  const types = new TypeOverrides();
  types.setTypeParser(pg.types.builtins.INT8, Number);
  const pool = new Pool({
    connectionString: databaseUrl,
    max: size,
    types,
    connectionTimeoutMillis: Math.ceil(timeoutMs / 2),
    query_timeout: timeoutMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'trunkline',
    options: '-c jit=off -c timezone=UTC -c plan_cache_mode=auto',
  });
  pool.on('error', error => log(error.message));
  pool.on('connect', client => client.on('error', error => log(error.message)));
  return pool;
}
