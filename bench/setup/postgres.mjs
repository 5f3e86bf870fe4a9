/** One durable PostgreSQL for the run, with a database for each server. */
import pg from 'pg';

/** Starts it in the run's folder. */
export async function startPostgres(folder) {
  const { startEmbeddedPostgres } = await folder.load('database/embedded/embedded-postgres.js');
  const dataDir = folder.file('data');
  const server = await startEmbeddedPostgres({ dataDir, log: () => {}, durability: 'full' });
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
