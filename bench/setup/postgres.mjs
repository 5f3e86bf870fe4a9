/** One durable PostgreSQL for the run, with a database for each server. */
import pg from 'pg';

/** Starts it in the run's folder; with `countsStatements` it counts and times them, for `readStatements`. */
export async function startPostgres(folder, { countsStatements = false } = {}) {
  const { startEmbeddedPostgres } = await folder.load('database/embedded/embedded-postgres.js');
  const dataDir = folder.file('data');
  const start = () => startEmbeddedPostgres({ dataDir, log: () => {}, durability: 'full' });
  let server = await start();
  if (countsStatements) {
    // The library is loaded at a start only.
    await withClient(server.url('postgres'), client =>
      client.query(`alter system set shared_preload_libraries = 'pg_stat_statements'`),
    );
    await server.release();
    server = await start();
    await withClient(server.url('postgres'), client => client.query('create extension pg_stat_statements'));
  }
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  admin.on('error', () => {});
  await admin.connect();
  const { rows } = await admin.query(
    "select current_setting('server_version') as version, current_setting('fsync') as fsync",
  );
  return {
    dataDir,
    pid: await findPid(admin),
    version: rows[0].version,
    fsync: rows[0].fsync,
    urlOf: name => server.url(name),
    create: async (name, template) => {
      await admin.query(`create database ${name}${template ? ` template ${template}` : ''}`);
      return server.url(name);
    },
    /** Flushes the written data to disk now, not in the middle of a round. */
    checkpoint: () => admin.query('checkpoint'),
    /** Begins to count the statements of clients again. */
    forgetStatements: () => admin.query('select pg_stat_statements_reset()'),
    /** What clients sent since: calls and milliseconds for each of `units`, the longest first. */
    readStatements: async units => {
      const { rows } = await admin.query(
        `select calls / $1::float8 as calls, (total_exec_time + total_plan_time) / $1::float8 as ms, regexp_replace(query, '\\s+', ' ', 'g') as text
           from pg_stat_statements where query !~ 'pg_stat_statements' order by total_exec_time desc`,
        [units],
      );
      return rows;
    },
    stop: async () => {
      await admin.end();
      await server.release();
    },
  };
}

/** PostgreSQL's main process, the parent of all others. */
async function findPid(admin) {
  const { rows } = await admin.query(`select split_part(pg_read_file('postmaster.pid'), E'\\n', 1) as pid`);
  return Number(rows[0].pid);
}

/** Runs work with its own connection to a database. */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
