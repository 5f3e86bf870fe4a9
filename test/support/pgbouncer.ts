/** A real PgBouncer in transaction mode, in front of a test's database. */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findFreePort } from '../../src/database/embedded/free-port.js';
import { waitFor } from './wait-for.js';

/** A running pooler. */
export interface Pooler {
  readonly url: string;
  stop(): Promise<void>;
}

/** Debian installs it in a folder that is only in root's PATH. */
const program = process.env.PGBOUNCER ?? 'pgbouncer';
const env = { ...process.env, PATH: `${process.env.PATH ?? ''}:/usr/sbin` };

/** The version of the installed PgBouncer, as [1, 18]; null without one. */
export function findPgBouncer(): readonly [number, number] | null {
  const { stdout } = spawnSync(program, ['--version'], { env, encoding: 'utf8' });
  const [, major, minor] = /PgBouncer (\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return major === undefined ? null : [Number(major), Number(minor)];
}

/** It keeps prepared statements since 1.21. */
export const keepsPreparedStatements = ([major, minor]: readonly [number, number]): boolean =>
  major > 1 || minor >= 21;

/** Starts it with `poolSize` connections to PostgreSQL, configured as in docs/scaling.md. */
export async function startPgBouncer(
  databaseUrl: string,
  options: { readonly poolSize: number; readonly keepsStatements: boolean },
): Promise<Pooler> {
  const { hostname, port: serverPort, username, password, pathname, searchParams } = new URL(databaseUrl);
  const folder = await mkdtemp(join(tmpdir(), 'trunkline-pooler-'));
  const port = await findFreePort();
  const name = pathname.slice(1);
  const host = searchParams.get('host') ?? hostname;
  const login = `user=${decodeURIComponent(username)}${password ? ` password=${decodeURIComponent(password)}` : ''}`;
  const file = join(folder, 'pgbouncer.ini');
  await writeFile(
    file,
    `[databases]
${name} = host=${host} port=${serverPort || 5432} dbname=${name} ${login}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${options.poolSize}
max_client_conn = 200
${options.keepsStatements ? 'max_prepared_statements = 1000\n' : ''}`,
  );
  await chmod(folder, 0o755);
  // It refuses to run as root.
  const user = process.getuid?.() === 0 ? ['-u', 'nobody'] : [];
  const child = spawn(program, [...user, file], { env, stdio: ['ignore', 'ignore', 'pipe'] });
  let output = '';
  child.stderr.on('data', chunk => {
    output += String(chunk);
  });
  const ended = once(child, 'exit');
  await waitFor(
    async () => {
      if (child.exitCode !== null) throw new Error(`PgBouncer ended:\n${output}`);
      return isOpen(port);
    },
    { what: 'PgBouncer to listen' },
  );
  return {
    url: `postgres://pooled@127.0.0.1:${port}/${name}`,
    stop: async () => {
      child.kill('SIGTERM');
      // SIGTERM waits for clients since 1.23; the test's own are closed by now.
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function isOpen(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
